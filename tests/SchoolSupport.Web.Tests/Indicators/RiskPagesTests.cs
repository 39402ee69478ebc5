using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Indicators;

/// <summary>The risk method as a department sets it and lists as it fixes them, through the pages.</summary>
[Collection(AppCollection.Name)]
public sealed class RiskPagesTests(TestHost host)
{
    private const string Year = "year=2024-2025";
    private const string NewRules = "/monitoring/risk/rules/new";
    private const string NewList = "/monitoring/risk/lists/new?" + Year;

    private int visits;

    /// <summary>RKO-1 … RKO-5 of domain.md 6.3.2, each a school, under the rule that the department saved.</summary>
    [Fact]
    public async Task Aggregation_SavedAsTheMethod_JudgesTheMatrix_RKO_1_2_3_4_5()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await tenant.AddSchoolsAsync(5);
        await AddResultsAsync(tenant, schools);
        await MonitoringWorld.CollectAsync(tenant, "risk-matrix", "2024-10",
        [
            Of(schools[0], ("teachers-no-diploma", 1)),
            Of(schools[1], ("teachers-no-diploma", 1), ("failing-year", 11)),
            Of(schools[2], ("internet", 0), ("teachers-no-diploma", 1), ("special-needs", 11), ("failing-year", 11)),
            Of(schools[3], ("computers", null)),
            Of(schools[4], ("internet", 0), ("non-native", null)),
        ]);
        var browser = await tenant.BrowserAsync(Roles.Coordinator);
        Assert.Equal("рисковая|рисковая|рисковая|недостаточно данных|рисковая", await VerdictsAsync(browser));

        await SaveMethodAsync(browser, ("Form.Aggregation", nameof(RiskAggregation.AtLeast)), ("Form.SectionsNeeded", "2"));
        Assert.Equal("не рисковая|рисковая|рисковая|не рисковая|недостаточно данных", await VerdictsAsync(browser));
        var lead = Plain((await MatrixAsync(browser)).QuerySelector(".lead")!);
        Assert.Contains("если сработало не менее 2 разделов (методика «Четыре раздела», редакция 2)", lead, StringComparison.Ordinal);

        await SaveMethodAsync(browser, ("Form.Aggregation", nameof(RiskAggregation.All)));
        Assert.Equal("не рисковая|не рисковая|рисковая|не рисковая|не рисковая", await VerdictsAsync(browser));
        var school = Plain((await browser.GetPageAsync($"/monitoring/risk/schools/{schools[1]}?{Year}")).QuerySelector(".lead")!);
        Assert.Contains("Школа рисковая, если сработали все разделы.", school, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thresholds_JoinAndChildrenCountedOnce_AreTheDepartments()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await tenant.AddSchoolsAsync(2);
        await AddResultsAsync(tenant, schools);
        await MonitoringWorld.CollectAsync(tenant, "risk-matrix", "2024-10",
            [Of(schools[0], ("teachers-36h", 11)), Of(schools[1], ("special-needs", 6), ("registry-any", 6), ("any-risk-group", 6))]);
        var browser = await tenant.BrowserAsync(Roles.TenantAdmin);
        Assert.Equal("рисковая|рисковая", await VerdictsAsync(browser));
        var form = await FormAsync(browser, NewRules);
        (form["Form.WorksPercent"], form["Form.WorksNeeded"], form["Form.Comment"]) = ("20", "5", "проверка");
        using (var refused = await browser.PostFormAsync(NewRules, form, NewRules))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("Раздел 4: число показателей — от 1 до 4", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        // Both conditions of section 2 are needed, and children are counted once: neither school is at risk.
        await SaveMethodAsync(browser, ("Form.StaffJoin", nameof(RiskJoin.All)), ("Form.CountsChildrenOnce", "true"));
        Assert.Equal("не рисковая|не рисковая", await VerdictsAsync(browser));
        // 6 of 100 now pass «не меньше 6 %».
        await SaveMethodAsync(browser, ("Form.GroupsOperator", nameof(ShareOperator.AtLeast)), ("Form.GroupsPercent", "6"));
        Assert.Equal("не рисковая|рисковая", await VerdictsAsync(browser));
        var rules = await browser.GetPageAsync("/monitoring/risk/rules");
        var method = Plain(rules.QuerySelector("main")!);
        Assert.Contains("Отличается от стандартной: 3 параметра", method, StringComparison.Ordinal);
        var sum = rules.QuerySelectorAll("section[aria-labelledby=h-rule] tbody tr").Single(row => Plain(row.QuerySelector("th")!) == "Сумма долей 3.1 + 3.2 + 3.3 + 3.4");
        Assert.Equal(["6 % и больше", "больше 10 %"], sum.QuerySelectorAll("td").Select(cell => Plain(cell)));
        Assert.Contains("редакция 3", method, StringComparison.Ordinal);
        Assert.Contains("решение совета", method, StringComparison.Ordinal);
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        Assert.Null((await methodist.GetPageAsync("/monitoring/risk/rules")).QuerySelector($"a[href^='{NewRules}']"));
    }

    [Fact]
    public async Task List_IsFixedByTheHead_StaysWhenDataChange_AndIsFixedAnewWithAReason()
    {
        var world = await MonitoringWorld.CreateAsync(await host.NewTenantAsync());
        var head = await world.Tenant.BrowserAsync(Roles.Head);
        Assert.Contains("список не зафиксирован", Plain((await MatrixAsync(head)).QuerySelector(".lead")!), StringComparison.Ordinal);
        var form = await FormAsync(head, NewList);
        form["Form.OrderNumber"] = "41-од";
        using (var refused = await head.PostFormAsync(NewList, form, NewList))
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        form["Form.OrderDate"] = "12.11.2024";
        using (var saved = await head.PostFormAsync(NewList, form, NewList))
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("№ 1, приказ № 41-од от 12.11.2024", Plain((await MatrixAsync(head)).QuerySelector(".lead")!), StringComparison.Ordinal);
        var before = await VerdictsAsync(head);

        await world.Tenant.WithDbAsync(db => db.FormAnswers.Where(a => a.Question == "internet" && a.Number == 1 && db.Submissions.Any(s => s.Id == a.SubmissionId && s.SchoolId == world.B)).ExecuteUpdateAsync(set => set.SetProperty(a => a.Number, 0)));
        var page = await MatrixAsync(head);
        Assert.Equal(before, await VerdictsAsync(head));
        var note = Plain(page.QuerySelector("#changes")!);
        Assert.Contains("Данные изменились после фиксации: другой вывод или другие разделы у 1 школы.", note, StringComparison.Ordinal);
        Assert.Matches("Школа Б.?: в списке не рисковая, сейчас рисковая; раздел 1 — риска нет, сейчас есть риск", note);
        Assert.Contains("Данные изменились после фиксации", Plain((await head.GetPageAsync($"/monitoring/risk/schools/{world.B}?{Year}")).QuerySelector("main")!), StringComparison.Ordinal);

        form = await FormAsync(head, NewList);
        using (var refused = await head.PostFormAsync(NewList, form, NewList))
            Assert.Contains("почему список фиксируется заново", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        form["Form.Reason"] = "школа Б исправила ответ";
        using (var saved = await head.PostFormAsync(NewList, form, NewList))
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        page = await MatrixAsync(head);
        Assert.Null(page.QuerySelector("#changes"));
        var lists = page.QuerySelectorAll("section[aria-labelledby=h-fixed] tbody th a");
        Assert.Equal(["№ 2", "№ 1"], lists.Select(link => Plain(link)));
        // The first stays readable, also one school of it.
        var first = await head.GetPageAsync(lists[1].GetAttribute("href")!);
        Assert.Equal(before, Verdicts(first));
        Assert.Contains("Позже список этого года зафиксирован заново: № 2", Plain(first.QuerySelector("main")!), StringComparison.Ordinal);
        var school = await head.GetPageAsync(first.QuerySelectorAll("table.risk-matrix tbody th a").Single(link => Plain(link).Contains("Школа Б", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.StartsWith("не рисковая", Plain(school.QuerySelector(".lead")!), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await head.GetAsync($"/monitoring/risk/lists/{Guid.NewGuid()}")).StatusCode);
    }

    private static async Task SaveMethodAsync(TestBrowser browser, params (string Field, string Value)[] changes)
    {
        var form = await FormAsync(browser, NewRules);
        form["Form.Comment"] = "решение совета";
        foreach (var (field, value) in changes)
            form[field] = value;
        using var saved = await browser.PostFormAsync(NewRules, form, NewRules);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
    }

    /// <summary>The fields of a form as a browser would send them untouched.</summary>
    private static async Task<Dictionary<string, string>> FormAsync(TestBrowser browser, string path)
    {
        var fields = (await browser.GetPageAsync(path)).QuerySelectorAll("main form [name^='Form.']");
        return fields.Where(field => field is not IHtmlInputElement { Type: "checkbox", IsChecked: false }).DistinctBy(field => field.GetAttribute("name"))
            .ToDictionary(field => field.GetAttribute("name")!, field => field switch
            {
                IHtmlSelectElement select => select.Value,
                IHtmlTextAreaElement area => area.Value.Trim(),
                _ => field.GetAttribute("value"),
            } ?? "");
    }

    // Some tests change rows past the history, which a kept page would not see.
    private Task<IHtmlDocument> MatrixAsync(TestBrowser browser) => browser.GetPageAsync($"/monitoring/risk?{Year}&visit={++visits}");

    private async Task<string> VerdictsAsync(TestBrowser browser) => Verdicts(await MatrixAsync(browser));

    /// <summary>Of all schools, in the order of the register.</summary>
    private static string Verdicts(IHtmlDocument page) =>
        string.Join('|', page.QuerySelectorAll("table.risk-matrix tbody tr").Select(row => Plain(row.QuerySelectorAll("td")[^2]).Replace("▲ ", "", StringComparison.Ordinal)));

    /// <summary>Every question of the matrix answered so that nothing is triggered but what is said; null: not answered.</summary>
    private static (Guid? School, SubmissionState State, IReadOnlyList<(string Question, decimal Value)> Answers) Of(Guid school, params (string Question, decimal? Value)[] changes)
    {
        var answers = FormFacts.RiskAnswers.ToDictionary(line => line.Question, _ => (decimal?)1);
        foreach (var (_, part, whole) in FormFacts.RiskShares)
            (answers[part], answers[whole]) = (0, 100);
        foreach (var (question, value) in changes)
            answers[question] = value;
        return (school, SubmissionState.Accepted, [.. answers.Where(one => one.Value is not null).Select(one => (one.Key, one.Value!.Value))]);
    }

    private static Task AddResultsAsync(TestTenant tenant, IReadOnlyList<Guid> schools) => tenant.WithDbAsync(async db =>
    {
        var codes = RiskIndicator.All.Select(line => line.Procedure).OfType<string>().ToArray();
        foreach (var procedure in await db.Procedures.Where(p => codes.Contains(p.Code)).Select(p => p.Id).ToListAsync())
            db.Results.AddRange(schools.Select(school => new SchoolResult
            {
                SchoolId = school, ProcedureId = procedure, Year = 2023, VersionNumber = 1, IsCurrent = true, Participants = 50, Failed = 1, Source = ResultSource.Form, RecordedRole = "methodist", RecordedAt = db.Now,
            }));
        return await db.SaveAsync("test.results", CancellationToken.None);
    });

    private static string Plain(INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
