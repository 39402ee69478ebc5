using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Indicators;

/// <summary>Contexts of schools: the chart and its table, one school down to answers and results, the workbook, the method.</summary>
[Collection(AppCollection.Name)]
public sealed class ContextPagesTests(TestHost host)
{
    private const string Year = "year=2024-2025";

    [Fact]
    public async Task Chart_HasAPointForEachSchoolWithDataAndTheSameRowInTheTable()
    {
        var (tenant, browser, _) = await StartAsync();
        var page = await browser.GetPageAsync($"/monitoring/context?{Year}");
        var points = page.QuerySelectorAll("svg.quad a");
        Assert.Equal(2, points.Length);
        Assert.All(points, point => Assert.Matches(@"^\d+\. .+: индекс [0-9,]+, не справились \d+ из \d+", Plain(point.GetAttribute("aria-label")!)));
        Assert.NotNull(page.QuerySelector("svg.quad > title"));
        // A number at each point leads to its row; a small sample is told by the point, by «*» and in words.
        Assert.All(points, point => Assert.Equal(point.GetAttribute("aria-label")!.Split('.')[0], point.QuerySelector("text.no")!.TextContent.TrimEnd('*')));
        Assert.All(points, point => Assert.Equal(point.GetAttribute("aria-label")!.Contains("малая выборка", StringComparison.Ordinal), point.QuerySelector("text.no")!.TextContent.EndsWith('*') && point.QuerySelector(".small") is not null));
        Assert.Contains("в таблице под диаграммой", page.QuerySelector("svg.quad > desc")!.TextContent, StringComparison.Ordinal);
        var schools = await tenant.WithDbAsync(db => db.Schools.CountAsync());
        var rows = page.QuerySelectorAll("section[aria-labelledby=h-list] tbody tr");
        Assert.InRange(rows.Length, 3, schools);
        Assert.Equal(2, rows.Count(row => Plain(row.QuerySelector("[data-label='ИСБ']")!.TextContent).StartsWith("6", StringComparison.Ordinal) || Plain(row.QuerySelector("[data-label='ИСБ']")!.TextContent).StartsWith("7", StringComparison.Ordinal)));
        // A point leads to its school.
        Assert.Contains("Индекс социального благополучия", (await browser.GetPageAsync(points[0].GetAttribute("href")!)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task School_IsExplainedDownToAnswersAndResults()
    {
        var (_, browser, school) = await StartAsync();
        var page = await browser.GetPageAsync($"/monitoring/context/schools/{school}?{Year}");
        var main = Plain(page.QuerySelector("main")!.TextContent);
        Assert.Contains("оба родителя с высшим образованием — 40 из 200 (20,0 %)", main, StringComparison.Ordinal);
        Assert.Contains("индекс — 68,75", main, StringComparison.Ordinal);
        Assert.Contains("Пороги не заданы", main, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll($"a[href^='/monitoring/campaigns/'][href*='/schools/{school}']"));
        Assert.NotNull(page.QuerySelector($"a[href^='/schools/{school}']"));
        Assert.Contains("С надёжностью 95 %", main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/monitoring/context/schools/{Guid.NewGuid()}?{Year}")).StatusCode);
    }

    /// <summary>What a school counted in autumn is divided by the pupils of autumn although it gave a newer number of pupils: both stand in the row.</summary>
    [Fact]
    public async Task School_OfTwoCollections_ShowsTheWholeOfEachAnswerAndEveryShareCanBeDividedAnew()
    {
        var (tenant, browser, school) = await StartAsync();
        await MonitoringWorld.CollectAsync(tenant, "risk-matrix", "2025-06", (school, SubmissionState.Accepted, [("pupils", 160), ("registry-any", 8)]));
        await MonitoringWorld.CollectAsync(tenant, "prevention", "2025-05", (school, SubmissionState.Submitted, [("deviant", 4)]));
        var page = await browser.GetPageAsync($"/monitoring/context/schools/{school}?{Year}");
        var rows = page.QuerySelectorAll("section[aria-labelledby=h-index] table tbody tr").ToDictionary(row => Plain(row.QuerySelector("th")!.TextContent));
        string Cell(string question, string label) => Plain(rows[rows.Keys.Single(key => key.Contains(question, StringComparison.OrdinalIgnoreCase))].QuerySelector($"[data-label='{label}']")!.TextContent);
        Assert.StartsWith("160", Plain(rows.Values.First().QuerySelector("[data-label='Ответ']")!.TextContent), StringComparison.Ordinal);
        var divided = 0;
        foreach (var row in rows.Values.Where(row => Plain(row.QuerySelector("[data-label='Доля']")!.TextContent).EndsWith('%')))
        {
            var (part, whole) = (Count(row, "Ответ"), Count(row, "Обучающихся всего"));
            Assert.Equal($"{RussianText.Decimal(Math.Round(100m * part / whole, 1), 1)} %", Plain(row.QuerySelector("[data-label='Доля']")!.TextContent));
            divided++;
        }
        Assert.Equal(5, divided);
        Assert.StartsWith("200", Cell("высш", "Обучающихся всего"), StringComparison.Ordinal);
        Assert.StartsWith("160", Cell("учёт", "Обучающихся всего"), StringComparison.Ordinal);
        // Its own collection did not ask how many pupils there are: the newest number counts, and its collection is named.
        var borrowed = rows.Values.Single(row => row.TextContent.Contains("обучающихся всего:", StringComparison.Ordinal));
        Assert.StartsWith("160", Plain(borrowed.QuerySelector("[data-label='Обучающихся всего']")!.TextContent), StringComparison.Ordinal);
        Assert.Equal(2, borrowed.QuerySelectorAll("td a").Select(a => a.GetAttribute("href")).Distinct().Count());

        static int Count(IElement row, string label) => int.Parse(Plain(row.QuerySelector($"[data-label='{label}']")!.TextContent).Split(' ')[0], RussianText.Culture);
    }

    [Fact]
    public async Task Export_HoldsTheRowsOfThePageWithNumbersAsNumbers()
    {
        var (_, browser, _) = await StartAsync();
        using var answer = await browser.GetAsync($"/monitoring/context/export?{Year}");
        using var open = WorkbookFile.Open(await answer.Content.ReadAsByteArrayAsync(), "к.xlsx", WorkbookLimits.Default, new FindingList());
        var rows = open.ReadRows(open.Sheets[0]).ToList();
        Assert.Contains(rows, row => row.Cells.Any(cell => cell.Column == 3 && cell.IsNumber && (decimal)cell.Number == 68.75m));
        Assert.Contains(rows, row => row.Text(3) == "нет данных");
    }

    [Fact]
    public async Task Method_IsChangedByWhoMay_AndWhatIsWrongIsSaid()
    {
        var (tenant, _, school) = await StartAsync();
        var coordinator = await tenant.BrowserAsync(Roles.Coordinator);
        var form = (await coordinator.GetPageAsync("/monitoring/context/rules/new")).QuerySelectorAll("main form input[name^='Form.'], main form textarea[name^='Form.']")
            .Where(field => field.GetAttribute("type") != "checkbox").DistinctBy(field => field.GetAttribute("name")).ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value") ?? "");
        (form["Form.Needed"], form["Form.IndexAtMost"], form["Form.Comment"]) = ("2", "68,75", "пороги по решению совета");
        using (var refused = await coordinator.PostFormAsync("/monitoring/context/rules/new", form, "/monitoring/context/rules/new"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("Число условий не больше числа заданных порогов", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        form["Form.Needed"] = "1";
        using (var saved = await coordinator.PostFormAsync("/monitoring/context/rules/new", form, "/monitoring/context/rules/new"))
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("редакция 2", Plain((await coordinator.GetPageAsync("/monitoring/context/rules")).QuerySelector("main")!.TextContent), StringComparison.Ordinal);
        var page = await coordinator.GetPageAsync($"/monitoring/context/schools/{school}?{Year}");
        Assert.Contains("возможный кандидат", Plain(page.QuerySelector("section[aria-labelledby=h-adverse]")!.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_SendNoMoreCommandsThanTheirBudget()
    {
        var (_, browser, school) = await StartAsync();
        var frame = await SqlCounter.CountAsync(() => browser.GetPageAsync("/results/uploads/new"));
        foreach (var path in new[] { $"/monitoring/context?{Year}", $"/monitoring/context/schools/{school}?{Year}" })
        {
            // One of them is the question whether a kept page still holds.
            var commands = await SqlCounter.CountAsync(() => browser.GetPageAsync(path));
            Assert.True(commands.Count - frame.Count <= 5, $"{path}: {commands.Count} commands, the frame's {frame.Count}:\n{string.Join("\n---\n", commands)}");
        }
    }

    private async Task<(TestTenant Tenant, TestBrowser Browser, Guid School)> StartAsync()
    {
        var tenant = await host.NewTenantAsync();
        var sample = await OzerskySample.LoadAsync(tenant);
        var (one, other) = (sample.Schools["oz01"], sample.Schools["oz02"]);
        await MonitoringWorld.CollectAsync(tenant, "social-passport", "2024/2025",
            (one, SubmissionState.Accepted, [("pupils", 200), ("parents-higher", 40), ("incomplete-families", 60), ("registry-any", 10), ("non-native", 20)]),
            (other, SubmissionState.Accepted, [("pupils", 200), ("parents-higher", 60), ("incomplete-families", 40), ("registry-any", 6), ("non-native", 10)]));
        return (tenant, await tenant.BrowserAsync(Roles.Methodist), one);
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
