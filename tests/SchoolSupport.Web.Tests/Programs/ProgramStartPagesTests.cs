using System.Net;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Programs;

/// <summary>A programme is started through its pages: from each of the templates, or empty.</summary>
[Collection(AppCollection.Name)]
public sealed class ProgramStartPagesTests(TestHost host)
{
    [Theory]
    [InlineData("two-groups", 88, "№ п/п|Наименование мероприятия (краткое содержание)|Сроки исполнения|Ответственный исполнитель|Показатель оценки качества|Ожидаемый результат")]
    [InlineData("three-directions", 32, "№ п.п.|Меры, мероприятия|Сроки|Ответственный|Ожидаемый результат;№ п/п|Наименование мероприятия|Срок|Ответственные|Результат")]
    [InlineData("order-model-roadmap", 29, "№ п/п|Мероприятия|Форма проведения|Срок реализации|Ответственный")]
    [InlineData("year-plan", 24, "№ п/п|Мероприятие|Сроки исполнения|Ответственные")]
    [InlineData("transition-to-resilience", 23, "№ п/п|Мероприятия|Сроки|Ответственные|Планируемый результат")]
    public async Task Template_FilledInOnItsPage_StartsItsProgramme(string code, int measures, string columns)
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var answer = await browser.PostFormAsync($"/programs/new/template/{code}", Fields(code));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var card = await browser.GetPageAsync(answer.Headers.Location!.ToString());
        Assert.Equal($"{measures}", card.QuerySelector(".tally li a b")!.TextContent);
        Assert.Contains("черновик", card.QuerySelector(".lead")!.TextContent);
        var stored = await tenant.WithDbAsync(db => db.Roadmaps.OrderBy(r => r.SortOrder).Select(r => r.Columns).ToListAsync());
        Assert.Equal(columns, string.Join(';', stored.Select(c => string.Join('|', ProgramJson.Read<List<RoadmapColumnHeading>>(c).Select(h => h.Heading)))));
        Assert.Equal(measures, await tenant.WithDbAsync(db => db.Measures.CountAsync()));
    }

    [Fact]
    public async Task Template_WithChosenSchools_StoresThemWithGroupAndReason()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var fields = Fields("two-groups").Concat(
        [
            new("Form.Participants[0].SchoolId", $"{schools["oz01"]}"), new("Form.Participants[0].Chosen", "true"), new("Form.Participants[0].GroupCode", "SHNSU"),
            new("Form.Participants[1].SchoolId", $"{schools["oz02"]}"), new("Form.Participants[1].GroupCode", "SHNSU"),
        ]);

        using var answer = await browser.PostFormAsync("/programs/new/template/two-groups", fields);

        var participant = await tenant.WithDbAsync(db => db.ProgramParticipants.AsNoTracking().SingleAsync());
        Assert.Equal((schools["oz01"], "SHNSU", "Неблагоприятные социальные условия", new DateOnly(2026, 1, 1)),
            (participant.SchoolId, participant.GroupCode, participant.Reason, participant.FromDate));
    }

    [Fact]
    public async Task Template_WithSchoolsInGroupsAndOnTheApprovedList_SuggestsThem()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        await tenant.WithDbAsync(async db =>
        {
            db.Add(new Application.Schools.SchoolGroup { SchoolId = schools["oz03"], GroupCode = "SHNSU", FromDate = new DateOnly(2024, 1, 1), Basis = "приказ № 5", CreatedAt = db.Now });
            return await db.SaveAsync("test.group", CancellationToken.None);
        });
        var page = await (await tenant.BrowserAsync(Roles.Methodist)).GetPageAsync("/programs/new/template/two-groups");
        var chosen = page.QuerySelectorAll("table.choose tbody tr").Where(r => r.QuerySelector("input[type=checkbox][checked]") is not null).ToList();
        var row = Assert.Single(chosen);
        Assert.Equal($"{schools["oz03"]}", row.QuerySelector("input[type=hidden]")!.GetAttribute("value"));
        Assert.Equal("SHNSU", row.QuerySelector("option[selected]")!.GetAttribute("value"));
        Assert.Contains("неблагоприятных социальных условиях", row.TextContent);
    }

    [Theory]
    [InlineData("Form.StartYear", "", "Введите первый год")]
    [InlineData("Form.StartYear", "1812", "от 2000 до 2100")]
    [InlineData("Form.Years", "9", "от 1 до 5")]
    [InlineData("Form.SchoolTerm", "школы", "Выберите")]
    [InlineData("Form.Answers[method-service]", "", "Ответьте на вопрос")]
    [InlineData("Form.Answers[method-service]", "{department}", "фигурные скобки")]
    public async Task Template_WrongAnswer_SaysWhatToDoAndStoresNothing(string field, string value, string expected)
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var fields = Fields("two-groups").ToDictionary();
        fields[field] = value;

        using var answer = await browser.PostFormAsync("/programs/new/template/two-groups", fields);
        var page = await TestBrowser.PageOfAsync(answer, "template", HttpStatusCode.BadRequest);

        Assert.Contains(expected, page.QuerySelector("#errors")!.TextContent);
        Assert.NotNull(page.QuerySelector($"main [name='{field}']"));
        Assert.False(await tenant.WithDbAsync(db => db.SupportPrograms.AnyAsync()));
    }

    [Fact]
    public async Task Template_SentTwice_StartsOneProgramme()
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var fields = Fields("year-plan").Append(new("Form.Key", $"{Guid.CreateVersion7()}")).ToList();
        using var first = await browser.PostFormAsync("/programs/new/template/year-plan", fields);
        using var second = await browser.PostFormAsync("/programs/new/template/year-plan", fields);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(1, await tenant.WithDbAsync(db => db.SupportPrograms.CountAsync()));
    }

    [Fact]
    public async Task Empty_WithoutTermAndRoadmap_IsAProgrammeAllTheSame()
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        using var answer = await browser.PostFormAsync("/programs/new/empty", new Dictionary<string, string>
        {
            ["Form.Title"] = "Модель поддержки школ", ["Form.DocumentKind"] = "programme", ["Form.SchoolTerm"] = "ОУ", ["Form.Columns"] = "",
        });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var card = await browser.GetPageAsync(answer.Headers.Location!.ToString());
        Assert.Contains("Срок не указан", card.QuerySelector(".lead")!.TextContent);
        Assert.Contains("ни мероприятий, ни паспорта", card.QuerySelector(".note-act")!.TextContent);
        Assert.Equal(0, await tenant.WithDbAsync(db => db.Roadmaps.CountAsync()));
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(string code)
    {
        var template = ProgramTemplates.Find(code)!;
        yield return new("Form.StartYear", "2026");
        yield return new("Form.Years", $"{template.Years.Default}");
        yield return new("Form.SchoolTerm", "ОО");
        foreach (var question in template.Questions.Where(q => q.Key is not ("start-year" or "years" or "schools-term")))
            yield return new($"Form.Answers[{question.Key}]", question.Example);
    }
}
