using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Identification;

[Collection(AppCollection.Name)]
public sealed class LowResultsPagesTests(TestHost host)
{
    private const string Year = "?year=2024-2025";
    private const string ListPath = "/identification/low-results" + Year;

    /// <summary>Commands of the page itself, beside those of the frame around every page.</summary>
    private const int ListBudget = 5;
    private const int SchoolBudget = 7;

    /// <summary>A kept page asks first whether the tenant's history has grown.</summary>
    private const int KeptPageQuestion = 1;

    [Fact]
    public async Task List_BeforeAndAfterARun_SaysWhatToDoAndThenShowsTheVerdicts()
    {
        var (_, sample, browser) = await StartAsync(Roles.Methodist, run: false);
        Assert.Contains("ещё не рассчитан", TextOf(await browser.GetPageAsync(ListPath)));
        await RunAsync(browser);

        var page = await browser.GetPageAsync(ListPath);
        var text = TextOf(page);
        Assert.Contains("13 школ", text);
        Assert.Contains("В 2024/2025 году низкие результаты по двум процедурам: ВПР, русский язык, 6 класс (4 из 9) и ОГЭ, математика (3 из 10).", text);
        Assert.Contains("За 2023/2024 год данных нет ни по одной процедуре: если низкий результат был, школа войдёт в список.", text);
        Assert.Contains("Ольховская ООШ не оценивается: 01.09.2024 присоединена", text);
        Assert.Equal(["13", "4", "8", "1", "5"], page.QuerySelectorAll(".chip b").Select(b => b.TextContent).Take(5));
        Assert.Equal(sample.Schools["oz11"].ToString(), IdsOf(page)[0]);
        Assert.Contains("39 из 436", text);
        Assert.Contains("(29,90 %)", text);
    }

    [Theory]
    [InlineData("included", 4)]
    [InlineData("insufficient-data", 1)]
    [InlineData("near", 5)]
    public async Task List_Filtered_ShowsOnlyThose(string filter, int expected)
    {
        var (_, _, browser) = await StartAsync(Roles.Official);
        Assert.Equal(expected, IdsOf(await browser.GetPageAsync($"{ListPath}&show={filter}")).Count);
    }

    [Fact]
    public async Task List_SortedByName_PutsNumbersInTheirOrder()
    {
        var (_, sample, browser) = await StartAsync(Roles.Official);
        var ids = IdsOf(await browser.GetPageAsync($"{ListPath}&sort=name"));
        var schools = new[] { "oz01", "oz02", "oz03", "oz06" }.Select(s => sample.Schools[s].ToString()).ToArray();
        Assert.Equal(schools, ids.Where(schools.Contains));
    }

    [Fact]
    public async Task ListAndSchool_Commands_StayInTheBudget()
    {
        var (_, sample, browser) = await StartAsync(Roles.Methodist);
        await browser.GetPageAsync("/");
        var frame = (await RequestSql.OfAsync(browser, "/results/uploads/new" + Year)).Count;
        var list = await RequestSql.OfAsync(browser, ListPath);
        Assert.InRange(list.Count - frame - KeptPageQuestion, 3, ListBudget);
        var school = await RequestSql.OfAsync(browser, $"/identification/schools/{sample.Schools["oz08"]}{Year}");
        Assert.InRange(school.Count - frame - KeptPageQuestion, 3, SchoolBudget);
    }

    [Fact]
    public async Task School_EveryNumber_NamesItsFileSheetAndRow()
    {
        var (_, sample, browser) = await StartAsync(Roles.Official);
        var page = await browser.GetPageAsync($"/identification/schools/{sample.Schools["oz08"]}{Year}");
        var row = page.GetElementById("now-oge-math")!;
        Assert.Contains("300 ≥ 300", TextOf(row));
        Assert.Contains("низкий, ровно на пороге", TextOf(row));
        Assert.Contains("ОГЭ, математика 2024-2025.xlsx", TextOf(row));
        Assert.Contains("лист «Лист1», строка 11, версия 1", TextOf(row));
        Assert.NotNull(page.GetElementById("before-vpr-math-5"));
        Assert.Equal(["Правило.", "Формула.", "Числа.", "Итог.", "Источник."], page.QuerySelectorAll(".calc-body p > b:first-child").Select(b => b.TextContent).Take(5));
    }

    [Fact]
    public async Task Approve_ByTheHeadTwice_SecondTimeIsAConflict()
    {
        var (tenant, _, browser) = await StartAsync(Roles.Methodist);
        var runId = await tenant.WithDbAsync(db => db.IdentificationRuns.Select(r => r.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync($"/identification/runs/{runId}/approve")).StatusCode);

        var head = await tenant.BrowserAsync(Roles.Head);
        var form = await head.GetPageAsync($"/identification/runs/{runId}/approve");
        var fields = new Dictionary<string, string>
        {
            ["Form.Version"] = form.QuerySelector("input[name='Form.Version']")!.GetAttribute("value")!,
            ["Form.DocumentNumber"] = "215", ["Form.DocumentDate"] = "25.08.2025",
        };
        using var empty = await head.PostFormAsync($"/identification/runs/{runId}/approve", new Dictionary<string, string> { ["Form.Version"] = fields["Form.Version"] });
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        using var first = await head.PostFormAsync($"/identification/runs/{runId}/approve", fields);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Contains("список утверждён, документ № 215 от 25.08.2025", TextOf(await head.GetPageAsync(ListPath)));
        using var second = await head.PostFormAsync($"/identification/runs/{runId}/approve", fields);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
    }

    [Fact]
    public async Task FederalList_TickedOnTheScreen_ShowsDiscrepanciesWithALikelyReason()
    {
        var (_, sample, browser) = await StartAsync(Roles.Methodist);
        foreach (var earlier in (string[])["?year=2022-2023", "?year=2023-2024"])
            await RunAsync(browser, earlier);
        using var posted = await browser.PostFormAsync("/identification/federal-list" + Year,
            new[] { "oz11", "oz08", "oz09", "oz06" }.Select(s => KeyValuePair.Create("Form.SchoolIds", sample.Schools[s].ToString()))
                .Append(new("Form.ListDate", "12.08.2025")).Append(new("Form.Source", "письмо № 118 от 12.08.2025")));
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);

        var page = await browser.GetPageAsync(ListPath);
        var text = TextOf(page);
        Assert.Equal(2, page.QuerySelectorAll("section[aria-labelledby=h-fed] tbody tr").Length);
        Assert.Contains("Оба низких результата получены на одном участнике (1 из 1)", text);
        Assert.Contains("Была включена в 2022/2023 и 2023/2024 годах; в 2024/2025 году низких результатов нет.", text);
    }

    [Fact]
    public async Task Decision_IncludedByAnOfficer_StandsBesideTheCalculation()
    {
        var (_, sample, browser) = await StartAsync(Roles.Methodist);
        var path = $"/identification/schools/{sample.Schools["oz06"]}";
        using var refused = await browser.SendAsync(HttpMethod.Post, $"{path}/decisions{Year}", new FormUrlEncodedContent([]));
        Assert.NotEqual(HttpStatusCode.Redirect, refused.StatusCode);
        var (tenant, other, coordinator) = await StartAsync(Roles.Coordinator);
        path = $"/identification/schools/{other.Schools["oz06"]}";
        using var decided = await coordinator.PostFormAsync($"{path}/decisions{Year}", new Dictionary<string, string>
        {
            ["DecisionForm.Decision"] = "include", ["DecisionForm.Basis"] = "протокол № 4 от 20.08.2025", ["DecisionForm.Reason"] = "По перечню",
        }, path + Year);
        Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);
        Assert.Contains("включена решением: протокол № 4 от 20.08.2025", TextOf(await coordinator.GetPageAsync(ListPath)));
        Assert.Equal("По перечню", await tenant.WithDbAsync(db => db.AuditEntries.Where(e => e.Operation == "identification.school-included").Select(e => e.Reason).SingleAsync()));
    }

    [Fact]
    public async Task Absences_ConfirmedByTheDirectorOfTheSchool_OnlyForTheOwnSchool()
    {
        var (tenant, sample, _) = await StartAsync(Roles.Methodist);
        var director = await tenant.BrowserAsync(Roles.SchoolDirector, sample.Schools["oz10"]);
        var path = $"/identification/schools/{sample.Schools["oz10"]}/absences?year=2023-2024";
        using var confirmed = await director.PostFormAsync(path, new Dictionary<string, string> { ["Form.Year"] = "2023/2024", ["Form.Reason"] = "Классов не было" });
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        Assert.Equal(6, await tenant.WithDbAsync(db => db.AbsenceConfirmations.CountAsync(a => a.ConfirmedRole == Roles.SchoolDirector)));
        // What only the risk matrix looks at is not of the list, and is confirmed one by one.
        var grade8 = (await director.GetPageAsync(path)).QuerySelectorAll("select option").Where(o => o.TextContent.Contains("8", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, grade8.Count);
        using var eighth = await director.PostFormAsync(path, new Dictionary<string, string> { ["Form.Year"] = "2023/2024", ["Form.ProcedureId"] = grade8[0].GetAttribute("value")!, ["Form.Reason"] = "Восьмого класса не было" });
        Assert.Equal(HttpStatusCode.Redirect, eighth.StatusCode);
        Assert.Equal(7, await tenant.WithDbAsync(db => db.AbsenceConfirmations.CountAsync()));
        using var other = await director.PostFormAsync($"/identification/schools/{sample.Schools["oz01"]}/absences?year=2023-2024",
            new Dictionary<string, string> { ["Form.Year"] = "2023/2024", ["Form.Reason"] = "Классов не было" }, path);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await director.GetAsync(ListPath)).StatusCode);
    }

    [Fact]
    public async Task WhatIfAndRules_LookedThrough_StoreNothingUntilSaved()
    {
        var (tenant, _, browser) = await StartAsync(Roles.Coordinator);
        var lower = TextOf(await browser.GetPageAsync("/identification/what-if" + Year + "&Form.Threshold=29,85"));
        Assert.Contains("Было бы включено: 5 школ", lower);
        Assert.Contains("Войдут в список: 1 школа СОШ № 3 г. Озёрного", lower);
        var page = await browser.GetPageAsync("/identification/rules/new" + Year);
        var fields = page.QuerySelectorAll("form[action^='/identification/rules/new'] input")
            .Where(i => i.GetAttribute("type") != "checkbox" || i.HasAttribute("checked")).Where(i => i.GetAttribute("name") is { } n && n != "__RequestVerificationToken")
            .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("name") == "Form.ThresholdPercent" ? "25" : i.GetAttribute("value") ?? ""))
            .Append(new("Form.Comment", "Порог 25 %")).ToList();
        using var preview = await browser.PostFormAsync("/identification/rules/new" + Year, fields.Append(new("intent", "preview")));
        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
        Assert.Equal(1, await tenant.WithDbAsync(db => db.RuleSets.CountAsync()));
        using var saved = await browser.PostFormAsync("/identification/rules/new" + Year, fields.Append(new("intent", "save")));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("редакция 2", TextOf(await browser.GetPageAsync("/identification/rules" + Year)));
        Assert.Contains("После расчёта изменилась методика: действует редакция 2, расчёт сделан по редакции 1.", TextOf(await browser.GetPageAsync(ListPath)));
    }

    [Fact]
    public async Task ForeignIds_OnEveryRoute_AreNotFound()
    {
        var (owner, sample, _) = await StartAsync(Roles.Methodist);
        var run = await owner.WithDbAsync(db => db.IdentificationRuns.Select(r => r.Id).SingleAsync());
        var school = sample.Schools["oz08"];
        var stranger = await host.NewTenantAsync();
        await OzerskySample.LoadAsync(stranger);
        var browser = await stranger.BrowserAsync(Roles.TenantAdmin);
        var head = await stranger.BrowserAsync(Roles.Head);
        foreach (var path in (string[])[$"runs/{run}", $"runs/{run}/compare/{run}", $"schools/{school}", $"schools/{school}/absences"])
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/identification/{path}{Year}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await head.GetAsync($"/identification/runs/{run}/approve{Year}")).StatusCode);
        var token = "/identification/federal-list" + Year;
        foreach (var (path, fields) in new (string, Dictionary<string, string>)[]
        {
            ($"schools/{school}/decisions", new() { ["DecisionForm.Decision"] = "include", ["DecisionForm.Basis"] = "б", ["DecisionForm.Reason"] = "п" }),
            ($"schools/{school}/decisions/{run}/withdraw", new() { ["WithdrawForm.Reason"] = "п" }),
            ($"schools/{school}/absences", new() { ["Form.Year"] = "2024/2025", ["Form.Reason"] = "п" }),
            ($"schools/{school}/absences/{run}/withdraw", new() { ["a"] = "b" }),
            ($"federal-list/lines/{run}", new() { ["schoolId"] = school.ToString() }),
        })
        {
            using var answer = await browser.PostFormAsync($"/identification/{path}{Year}", fields, token);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private async Task<(TestTenant, OzerskySample, TestBrowser)> StartAsync(string role, bool run = true)
    {
        var tenant = await host.NewTenantAsync();
        var sample = await OzerskySample.LoadAsync(tenant);
        if (run)
            await RunAsync(await tenant.BrowserAsync(Roles.Methodist));
        return (tenant, sample, await tenant.BrowserAsync(role));
    }

    private static async Task RunAsync(TestBrowser browser, string year = Year)
    {
        using var posted = await browser.PostFormAsync("/identification/low-results/run" + year, new Dictionary<string, string>(), "/identification/federal-list" + year);
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
    }

    private static IReadOnlyList<string> IdsOf(IParentNode page) =>
        page.QuerySelectorAll("section[aria-labelledby=h-list] tbody th a").Select(a => a.GetAttribute("href")!.Split('/', '?')[3]).ToArray();

    private static string TextOf(INode node) =>
        string.Join(' ', (node is IDocument document ? document.Body! : node).TextContent.Replace('\u00A0', ' ').Replace('\u202F', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
