using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Indicators;

/// <summary>A form out to Excel and back: what is found is named with its cell, and nothing is stored before the person has seen it.</summary>
[Collection(AppCollection.Name)]
public sealed class FormFileTests(TestHost host)
{
    private sealed record Started(TestTenant Tenant, Guid Campaign, Guid School, Guid Other, TestBrowser Browser)
    {
        public string Path => $"/monitoring/campaigns/{Campaign}/form";
    }

    [Fact]
    public async Task Filled_IsPreviewed_ThenSaved()
    {
        var at = await StartAsync();
        var file = CollectionSamples.Fill(await TemplateAsync(at), code => code switch { "teachers" => "20", "teachers-36h" => "25", "internet" => "да", "pupils" => "двести", _ => null });
        var page = await PreviewAsync(at, file);
        var main = Plain(page.QuerySelector("main")!);
        Assert.Contains("Указано 25, а", main, StringComparison.Ordinal);
        Assert.Contains("ответ не прочитан. Нужно число.", main, StringComparison.Ordinal);
        var unread = page.QuerySelectorAll("section[aria-labelledby=h-find] tbody tr").First(r => Plain(r).Contains("двести", StringComparison.Ordinal));
        Assert.Matches("^E[0-9]+$", Plain(unread.QuerySelector("[data-label='Ячейка']")!));
        Assert.Equal(4, page.QuerySelectorAll("section[aria-labelledby=h-change] tbody tr").Length);
        Assert.Empty(await AnswersAsync(at));

        using var saved = await at.Browser.PostFormAsync($"{at.Path}/file/save", Packed(page), $"{at.Path}/file");
        Assert.Equal($"{at.Path}/check?saved=4", saved.Headers.Location!.ToString());
        var answers = await AnswersAsync(at);
        Assert.Equal((20m, 25m, 1m), (answers["teachers"].Number, answers["teachers-36h"].Number, answers["internet"].Number));
        // What cannot be read is kept as it was typed, to be corrected on the page.
        Assert.Equal(("двести", AnswerState.Empty), (answers["pupils"].Typed, answers["pupils"].State));
    }

    /// <summary>Everything that can be typed for a number: the file and the page say the same.</summary>
    [Theory]
    [InlineData("1 204", null)]
    [InlineData("12,5", "Нужно целое число")]
    [InlineData("-", "Если таких нет, введите 0")]
    [InlineData("нет", "Если таких нет, введите 0")]
    [InlineData("5%", "Нужно число, а не процент")]
    public async Task TypedNumber_IsReadAlikeInTheFileAndOnThePage(string typed, string? problem)
    {
        var at = await StartAsync();
        var preview = await PreviewAsync(at, CollectionSamples.Fill(await TemplateAsync(at), code => code == "teachers" ? typed : null));
        using var posted = await at.Browser.PostFormAsync($"{at.Path}/draft", Answer("teachers", typed, ""), $"{at.Path}/file");
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        var page = await at.Browser.GetPageAsync($"{at.Path}/check");
        if (problem is null)
        {
            Assert.Equal(1204, (await AnswersAsync(at))["teachers"].Number);
            Assert.DoesNotContain("ответ не прочитан", Plain(preview.QuerySelector("main")!), StringComparison.Ordinal);
            return;
        }
        Assert.Contains(problem, Plain(preview.QuerySelector("main")!), StringComparison.Ordinal);
        Assert.Contains(problem, Plain(page.QuerySelector("main")!), StringComparison.Ordinal);
        Assert.Contains($"«{typed}»", Plain(page.QuerySelector("main")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormulaWithoutAValue_IsNamedWithItsCell_AndTheRestIsTaken()
    {
        var at = await StartAsync();
        var page = await PreviewAsync(at, CollectionSamples.Fill(await TemplateAsync(at), code => code switch { "teachers" => "=10+10", "pupils" => "300", _ => null }));
        Assert.Contains("В ячейке формула, которая не посчитана.", Plain(page.QuerySelector("section[aria-labelledby=h-find]")!), StringComparison.Ordinal);
        Assert.Equal("300", Plain(page.QuerySelector("section[aria-labelledby=h-change] [data-label='Станет'] b")!));
    }

    [Fact]
    public async Task FileOfAnotherSchoolOrCollection_OrNoneOfOurs_IsRefusedInWords()
    {
        var at = await StartAsync();
        var others = await at.Tenant.AsSchoolAsync(at.Other, services => services.GetRequiredService<FormFileService>().WriteAsync(at.Campaign, at.Other, CancellationToken.None));
        Assert.Contains("Это файл другой школы", await RefusedAsync(at, others!.Content), StringComparison.Ordinal);
        var next = await at.Tenant.OpenCampaignAsync([at.School], "Новый сбор");
        Assert.Contains("Это файл другого сбора: «Сведения о рисках»", await RefusedAsync(at with { Campaign = next }, await TemplateAsync(at)), StringComparison.Ordinal);
        Assert.Contains("Это не файл анкеты", await RefusedAsync(at, OzerskySamples.Bytes(OzerskySamples.Register)), StringComparison.Ordinal);
        Assert.Contains("не является книгой Excel", await RefusedAsync(at, "%PDF-1.7"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("Выберите заполненный файл", await RefusedAsync(at, []), StringComparison.Ordinal);
        Assert.Empty(await AnswersAsync(at));
    }

    [Fact]
    public async Task ChangedOnThePageAfterTheFileWasMade_IsShown_AndUntouchedCellsTakeNothingBack()
    {
        var at = await StartAsync();
        await SaveAsync(at, "teachers", "20");
        await SaveAsync(at, "pupils", "300");
        var template = await TemplateAsync(at);
        await SaveAsync(at, "teachers", "22");
        await SaveAsync(at, "pupils", "310");
        var page = await PreviewAsync(at, CollectionSamples.Fill(template, code => code == "teachers" ? "21" : null));
        Assert.Contains("после скачивания файла ответ изменили на странице", Plain(page.QuerySelector("main")!), StringComparison.Ordinal);
        var row = Assert.Single(page.QuerySelectorAll("section[aria-labelledby=h-change] tbody tr"));
        Assert.Equal(("22", "21"), (Plain(row.QuerySelector("[data-label='Сейчас']")!), Plain(row.QuerySelector("[data-label='Станет']")!)));
        using var saved = await at.Browser.PostFormAsync($"{at.Path}/file/save", Packed(page), $"{at.Path}/file");
        var answers = await AnswersAsync(at);
        Assert.Equal((21m, 310m), (answers["teachers"].Number, answers["pupils"].Number));
    }

    [Fact]
    public async Task ClosedWhileTheFileWasLookedAt_SaysSo_AndKeepsWhatStoodInIt()
    {
        var at = await StartAsync();
        var page = await PreviewAsync(at, CollectionSamples.Fill(await TemplateAsync(at), code => code == "teachers" ? "21" : null));
        await CloseAsync(at);
        using var answer = await at.Browser.PostFormAsync($"{at.Path}/file/save", Packed(page), "/account");
        var refused = await TestBrowser.PageOfAsync(answer, at.Path, HttpStatusCode.BadRequest);
        Assert.Contains("Сбор закрыт, данные заморожены", Plain(refused.QuerySelector("[role=alert]")!), StringComparison.Ordinal);
        Assert.Equal("21", Plain(refused.QuerySelector("[data-label='Станет'] b")!));
        Assert.Empty(await AnswersAsync(at));
    }

    [Fact]
    public async Task Draft_SavedByItself_ToldOfConflictsAndOfWhatForbidsIt()
    {
        var at = await StartAsync();
        Assert.Equal("""{"saved":1,"conflicts":[]}""", await DraftAsync(at, "teachers", "20", ""));
        Assert.Equal("""{"saved":0,"conflicts":[{"question":"teachers","class":null,"stored":"20","typed":"21"}]}""", await DraftAsync(at, "teachers", "21", ""));
        Assert.Equal("""{"saved":1,"conflicts":[]}""", await DraftAsync(at, "teachers", "21", "20"));
        await CloseAsync(at);
        using var closed = await at.Browser.PostFormAsync($"{at.Path}/draft", Answer("teachers", "22", "21"), "/account");
        Assert.Equal(HttpStatusCode.Conflict, closed.StatusCode);
        Assert.StartsWith("Сбор закрыт", JsonDocument.Parse(await closed.Content.ReadAsStringAsync()).RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(21, (await AnswersAsync(at))["teachers"].Number);
    }

    [Fact]
    public async Task Section_PostedAfterTheClosing_KeepsWhatWasTyped()
    {
        var at = await StartAsync();
        // The second section asks for counts of teachers.
        var section = await at.Browser.GetPageAsync($"{at.Path}/sections/2");
        var question = section.QuerySelector(".field .inp-num")!.Closest(".field")!.GetAttribute("data-question")!;
        await CloseAsync(at);
        foreach (var then in new[] { "", "exit" })
        {
            using var answer = await at.Browser.PostFormAsync($"{at.Path}/sections/2", [.. Answer(question, "37", ""), new("Form.Then", then)], "/account");
            var page = await TestBrowser.PageOfAsync(answer, at.Path, HttpStatusCode.BadRequest);
            Assert.Contains("Введённое показано ниже и не сохранено", Plain(page.QuerySelector("[role=alert]")!), StringComparison.Ordinal);
            Assert.Equal("37", page.QuerySelector($".field[data-question='{question}'] .inp-num")!.GetAttribute("value"));
        }
    }

    private async Task<Started> StartAsync()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        var campaign = await tenant.OpenCampaignAsync([schools["oz01"], schools["oz02"]]);
        return new Started(tenant, campaign, schools["oz01"], schools["oz02"], await tenant.BrowserAsync(Roles.SchoolDirector, schools["oz01"]));
    }

    private static async Task<byte[]> TemplateAsync(Started at)
    {
        using var answer = await at.Browser.GetAsync($"{at.Path}/file/template");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<IHtmlDocument> PreviewAsync(Started at, byte[] file)
    {
        using var answer = await at.Browser.PostFileAsync($"{at.Path}/file", "Form.File", "анкета.xlsx", file);
        return await TestBrowser.PageOfAsync(answer, at.Path, HttpStatusCode.OK);
    }

    private static async Task<string> RefusedAsync(Started at, byte[] file)
    {
        using var answer = await at.Browser.PostFileAsync($"{at.Path}/file", "Form.File", "анкета.xlsx", file);
        return Plain((await TestBrowser.PageOfAsync(answer, at.Path, HttpStatusCode.BadRequest)).QuerySelector("[role=alert]")!);
    }

    private static async Task<string> DraftAsync(Started at, string question, string typed, string was)
    {
        using var answer = await at.Browser.PostFormAsync($"{at.Path}/draft", Answer(question, typed, was), $"{at.Path}/file");
        return await answer.Content.ReadAsStringAsync();
    }

    private static Dictionary<string, string> Answer(string question, string typed, string was) => new()
    {
        ["Form.Answers[0].Question"] = question, ["Form.Answers[0].Class"] = "", ["Form.Answers[0].Typed"] = typed, ["Form.Answers[0].Was"] = was,
    };

    private static Dictionary<string, string> Packed(IHtmlDocument page) => new() { ["Form.Answers"] = page.QuerySelector("input[name='Form.Answers']")!.GetAttribute("value")! };

    private static Task SaveAsync(Started at, string question, string typed) => at.Tenant.AsSchoolAsync(at.School,
        services => services.GetRequiredService<SubmissionService>().SaveAsync(at.Campaign, at.School, [new TypedAnswer(new AnswerKey(question), typed, false, null)], CancellationToken.None));

    private static async Task CloseAsync(Started at)
    {
        await using var scope = at.Tenant.Scope(Roles.Methodist);
        Assert.True(await scope.ServiceProvider.GetRequiredService<CampaignService>().CloseAsync(at.Campaign, await at.Tenant.CampaignVersionAsync(at.Campaign), CancellationToken.None));
    }

    private static Task<Dictionary<string, FormAnswer>> AnswersAsync(Started at) => at.Tenant.WithDbAsync(db => (
        from answer in db.FormAnswers.AsNoTracking()
        join submission in db.Submissions on answer.SubmissionId equals submission.Id
        where submission.CampaignId == at.Campaign && submission.SchoolId == at.School
        select answer).ToDictionaryAsync(a => a.Question));

    private static string Plain(INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
