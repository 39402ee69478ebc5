using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.TestKit;
using static SchoolSupport.Web.Tests.Indicators.FormSteps;

namespace SchoolSupport.Web.Tests.Indicators;

/// <summary>Questions that are asked by class: named, filled in the browser and in Excel, summed to the school, frozen.</summary>
[Collection(AppCollection.Name)]
public sealed class ClassQuestionsTests(TestHost host)
{
    private static readonly IReadOnlyList<FormQuestion> Questions = [.. FormPresets.Find("context-class")!.Questions];

    [Fact]
    public async Task Classes_FromTheirNamesToTheSumOfTheSchool()
    {
        var (tenant, school, campaign, director) = await StartAsync();
        var path = $"/monitoring/campaigns/{campaign}/form";
        // Nothing can be filled or sent before the classes are named, and the page says so.
        Assert.Equal($"{path}/sections/1", await PathAsync(director, path));
        var empty = await director.GetPageAsync($"{path}/sections/1");
        Assert.NotNull(empty.QuerySelector("#classes"));
        Assert.Empty(empty.QuerySelectorAll(".field[data-question]"));
        Assert.Contains("Сначала назовите классы школы", Plain((await director.GetPageAsync($"{path}/file")).QuerySelector(".note")!), StringComparison.Ordinal);
        Assert.Contains("Назовите классы школы", await RefusedAsync(director, $"{path}/submit", [], $"{path}/check"), StringComparison.Ordinal);

        await DoneAsync(director, $"{path}/classes", new() { ["names"] = "5а, 5б; 10А", ["step"] = "1" }, $"{path}/sections/1");
        var section = await director.GetPageAsync($"{path}/sections/1");
        Assert.Equal(3 * Questions.Count, section.QuerySelectorAll(".field[data-question]").Length);
        Assert.Contains("5Б. Обучающихся в классе", Plain(section.QuerySelector(".field[data-question='class-pupils'][data-class='5Б'] label")!), StringComparison.Ordinal);
        // One class in the browser; a part above its whole is found in its own class only.
        using (var wrong = await director.PostFormAsync($"{path}/sections/1", Fields("5А", ("class-pupils", "25"), ("class-special-needs", "26")), $"{path}/sections/1"))
        {
            var page = await TestBrowser.PageOfAsync(wrong, path, HttpStatusCode.BadRequest);
            Assert.Contains("Указано 26, а «Обучающихся в классе» — 25", Plain(page.QuerySelector(".field[data-question='class-special-needs'][data-class='5А']")!), StringComparison.Ordinal);
            Assert.Null(page.QuerySelector(".field[data-class='5Б'].has-error"));
        }
        await SaveAllAsync(director, path, "5А", "25", "2");
        // The others in Excel, each in its own rows.
        using var template = await director.GetAsync($"{path}/file/template");
        var filled = CollectionSamples.Fill(await template.Content.ReadAsByteArrayAsync(), code => code.Split('|') switch
        {
            [_, "5А"] => null, ["class-pupils", "5Б"] => "23", ["class-pupils", "10А"] => "17", [_, "5Б"] => "3", _ => "н/п",
        });
        using (var answer = await director.PostFileAsync($"{path}/file", "Form.File", "анкета.xlsx", filled))
        {
            var preview = await TestBrowser.PageOfAsync(answer, path, HttpStatusCode.OK);
            Assert.Equal(2 * Questions.Count, preview.QuerySelectorAll("section[aria-labelledby=h-change] tbody tr").Length);
            await DoneAsync(director, $"{path}/file/save", new() { ["Form.Answers"] = preview.QuerySelector("input[name='Form.Answers']")!.GetAttribute("value")! }, $"{path}/file");
        }
        // A question that allows no «не применимо» says so; a number settles it.
        var rows = (await director.GetPageAsync($"{path}/check")).QuerySelectorAll("tbody tr").Select(Plain).ToList();
        Assert.Equal(Questions.Count(q => !q.AllowsNotApplicable) - 1, rows.Count(row => row.StartsWith("10А.", StringComparison.Ordinal) && row.Contains("нельзя ответить «не применимо»", StringComparison.Ordinal)));
        await SaveAllAsync(director, path, "10А", "17", "1");
        await DoneAsync(director, $"{path}/submit", [], $"{path}/check");
        Assert.Equal((65m, 6m), await SumsAsync(tenant, school));

        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        Assert.Contains("10А. Обучающихся в классе", Plain((await methodist.GetPageAsync($"/monitoring/campaigns/{campaign}/schools/{school}")).QuerySelector("main")!), StringComparison.Ordinal);
        await DoneAsync(methodist, $"/monitoring/campaigns/{campaign}/close", new() { ["version"] = $"{await tenant.CampaignVersionAsync(campaign)}" }, $"/monitoring/campaigns/{campaign}");
        var frozen = await tenant.WithDbAsync(async db => (await db.Campaigns.SingleAsync(c => c.Id == campaign)).Frozen!);
        Assert.Equal((1, 3 * Questions.Count), (frozen.Forms, frozen.Answers));
    }

    [Fact]
    public async Task ClassThatIsGone_CountsNowhereOnceTheFormIsSent_AndComesBackBeforeThat()
    {
        var (tenant, school, campaign, director) = await StartAsync();
        var path = $"/monitoring/campaigns/{campaign}/form";
        await NameAsync("5А, 5Б");
        await SaveAllAsync(director, path, "5А", "25", "2");
        await SaveAllAsync(director, path, "5Б", "20", "2");
        await NameAsync("5А");
        await NameAsync("5А, 5Б");
        Assert.Equal("20", (await director.GetPageAsync($"{path}/sections/1")).QuerySelector(".field[data-question='class-pupils'][data-class='5Б'] .inp-num")!.GetAttribute("value"));
        await NameAsync("5А");
        await DoneAsync(director, $"{path}/submit", [], $"{path}/check");
        Assert.Equal((25m, 2m), await SumsAsync(tenant, school));
        // Next time the classes stand there with their numbers.
        await tenant.WithDbAsync(async db =>
        {
            (await db.Campaigns.SingleAsync(c => c.Id == campaign)).Period = MonitoringPeriod.OfMonth(ProgramSamples.Today.Year - 1, ProgramSamples.Today.Month).Key;
            return await db.SaveAsync("test.period", CancellationToken.None);
        });
        var next = $"/monitoring/campaigns/{await tenant.OpenCampaignAsync([school], "Снова", "context-class")}/form";
        await PathAsync(director, next);
        var section = await director.GetPageAsync($"{next}/sections/1");
        Assert.Equal("5А", section.QuerySelector("#classes")!.GetAttribute("value"));
        Assert.Equal("25", section.QuerySelector(".field[data-question='class-pupils'][data-class='5А'] .inp-num")!.GetAttribute("value"));

        Task NameAsync(string names) => DoneAsync(director, $"{path}/classes", new() { ["names"] = names, ["step"] = "1" }, $"{path}/sections/1");
    }

    private async Task<(TestTenant Tenant, Guid School, Guid Campaign, TestBrowser Director)> StartAsync()
    {
        var tenant = await host.NewTenantAsync();
        var school = (await tenant.AddSchoolsAsync(1))[0];
        return (tenant, school, await tenant.OpenCampaignAsync([school], "Сведения по классам", "context-class"), await tenant.BrowserAsync(Roles.SchoolDirector, school));
    }

    /// <summary>Fills a class as its page shows it, and leaves.</summary>
    private static async Task SaveAllAsync(TestBrowser director, string path, string name, string pupils, string part)
    {
        var page = await director.GetPageAsync($"{path}/sections/1");
        var fields = Fields(name, [("class-pupils", pupils), .. Questions.Where(q => q.PartOf is not null).Select(q => (q.Code, part))]);
        foreach (var (place, question) in fields.Where(f => f.Key.EndsWith(".Question", StringComparison.Ordinal)).ToList())
            fields[place.Replace(".Question", ".Was", StringComparison.Ordinal)] = page.QuerySelector($".field[data-question='{question}'][data-class='{name}'] input[name$='.Was']")!.GetAttribute("value")!;
        fields["Form.Then"] = "exit";
        using var saved = await director.PostFormAsync($"{path}/sections/1", fields, $"{path}/sections/1");
        Assert.Equal("/monitoring/campaigns", saved.Headers.Location?.ToString());
    }

    private static Dictionary<string, string> Fields(string name, params IReadOnlyList<(string Question, string Typed)> answers)
    {
        var fields = new Dictionary<string, string>();
        for (var i = 0; i < answers.Count; i++)
            (fields[$"Form.Answers[{i}].Question"], fields[$"Form.Answers[{i}].Class"], fields[$"Form.Answers[{i}].Typed"]) = (answers[i].Question, name, answers[i].Typed);
        return fields;
    }

    private static async Task<string> PathAsync(TestBrowser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return answer.Headers.Location!.ToString();
    }

    /// <summary>As they are read for counting: one number of the school.</summary>
    private static async Task<(decimal? Pupils, decimal? SpecialNeeds)> SumsAsync(TestTenant tenant, Guid school)
    {
        await using var scope = tenant.Scope(Roles.Methodist);
        string[] questions = ["class-pupils", "class-special-needs"];
        var year = AcademicYear.Of(ProgramSamples.Today);
        var answers = (await scope.ServiceProvider.GetRequiredService<MonitoringReader>().ReadAsync(year, year, questions, CancellationToken.None)).Answers(school, MonitoringPeriod.Of(year)).Answers;
        return (answers[questions[0]].Number, answers[questions[1]].Number);
    }
}
