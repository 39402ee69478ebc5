using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Indicators;

/// <summary>What a form says when something happened to its collection while it stood open in a window.</summary>
[Collection(AppCollection.Name)]
public sealed class ChangedUnderTheHandTests(TestHost host)
{
    private sealed record Started(TestTenant Tenant, Guid Campaign, Guid School, TestBrowser Browser)
    {
        public string Path => $"/monitoring/campaigns/{Campaign}/form";
    }

    [Fact]
    public async Task SubmittedInAnotherWindow_RefusesTheSectionAndKeepsWhatWasTyped()
    {
        var at = await StartAsync();
        var question = await QuestionAsync(at);
        await at.Tenant.WithDbAsync(db => db.Submissions.Where(s => s.SchoolId == at.School).ExecuteUpdateAsync(set => set.SetProperty(s => s.State, SubmissionState.Submitted)));

        var page = await RefusedAsync(at, question);

        Assert.Contains("Анкета отправлена. Чтобы исправить её, отзовите отправку", Plain(page.QuerySelector("[role=alert]")!), StringComparison.Ordinal);
        Assert.Equal("37", page.QuerySelector($".field[data-question='{question}'] .inp-num")!.GetAttribute("value"));
        Assert.Empty(await AnswersAsync(at));
    }

    [Fact]
    public async Task DeadlinePassed_StoresTheAnswers_AndSaysWhyTheyCannotBeSent()
    {
        var at = await StartAsync();
        var question = await QuestionAsync(at);
        await at.Tenant.WithDbAsync(db => db.Campaigns.Where(c => c.Id == at.Campaign).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.OpensOn, ProgramSamples.Today.AddDays(-9)).SetProperty(c => c.Deadline, ProgramSamples.Today.AddDays(-1)).SetProperty(c => c.AcceptsLate, false)));

        using var saved = await at.Browser.PostFormAsync($"{at.Path}/sections/2", [.. Typed(question), new("Form.Then", "exit")], $"{at.Path}/sections/2");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(37, Assert.Single(await AnswersAsync(at)).Number);

        using var sent = await at.Browser.PostFormAsync($"{at.Path}/submit", [], $"{at.Path}/sections/2");
        var page = await TestBrowser.PageOfAsync(sent, at.Path, HttpStatusCode.BadRequest);
        Assert.Contains("Введённое сохранено; попросите управление образования продлить срок", Plain(page.QuerySelector("[role=alert]")!), StringComparison.Ordinal);

        await using (var scope = at.Tenant.Scope(Roles.Methodist))
            await scope.ServiceProvider.GetRequiredService<CampaignService>().ExtendAsync(at.Campaign, at.School, ProgramSamples.Today.AddDays(3), CancellationToken.None);
        Assert.DoesNotContain("Срок сдачи прошёл", Plain((await at.Browser.GetPageAsync($"{at.Path}/check")).QuerySelector("main")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SchoolCeased_IsToldSo_KeepsItsAnswers_AndIsExpectedNoMore()
    {
        var at = await StartAsync();
        var question = await QuestionAsync(at);
        await at.Tenant.AsSchoolAsync(at.School, services => services.GetRequiredService<SubmissionService>()
            .SaveAsync(at.Campaign, at.School, [new TypedAnswer(new AnswerKey(question), "36", false, null)], CancellationToken.None));
        await at.Tenant.WithDbAsync(db => db.Schools.Where(s => s.Id == at.School).ExecuteUpdateAsync(set => set.SetProperty(s => s.ClosedOn, ProgramSamples.Today)));

        var page = await RefusedAsync(at, question);

        Assert.Contains("Школа больше не участвует в сборе", Plain(page.QuerySelector("[role=alert]")!), StringComparison.Ordinal);
        Assert.Equal(36, Assert.Single(await AnswersAsync(at)).Number);
        var department = await (await at.Tenant.BrowserAsync(Roles.Methodist)).GetPageAsync($"/monitoring/campaigns/{at.Campaign}");
        Assert.Contains("0 из 1", Plain(department.QuerySelector(".tally")!), StringComparison.Ordinal);
    }

    private async Task<Started> StartAsync()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await tenant.AddSchoolsAsync(2);
        return new Started(tenant, await tenant.OpenCampaignAsync(schools), schools[0], await tenant.BrowserAsync(Roles.SchoolDirector, schools[0]));
    }

    /// <summary>A count of the second section, as the open window shows it.</summary>
    private static async Task<string> QuestionAsync(Started at) =>
        (await at.Browser.GetPageAsync($"{at.Path}/sections/2")).QuerySelector(".field .inp-num")!.Closest(".field")!.GetAttribute("data-question")!;

    private static async Task<IDocument> RefusedAsync(Started at, string question)
    {
        using var answer = await at.Browser.PostFormAsync($"{at.Path}/sections/2", Typed(question), "/account");
        return await TestBrowser.PageOfAsync(answer, at.Path, HttpStatusCode.BadRequest);
    }

    private static Dictionary<string, string> Typed(string question) => new()
    {
        ["Form.Answers[0].Question"] = question, ["Form.Answers[0].Class"] = "", ["Form.Answers[0].Typed"] = "37", ["Form.Answers[0].Was"] = "",
    };

    private static Task<List<FormAnswer>> AnswersAsync(Started at) => at.Tenant.WithDbAsync(db => db.FormAnswers.AsNoTracking().Where(a => a.Number != null).ToListAsync());

    private static string Plain(INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
