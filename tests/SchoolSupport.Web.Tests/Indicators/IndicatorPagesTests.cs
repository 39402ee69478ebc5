using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Shared;

namespace SchoolSupport.Web.Tests.Indicators;

/// <summary>The table of a programme's indicators, one value down to its schools, a value replaced by hand, the workbook, the command.</summary>
[Collection(AppCollection.Name)]
public sealed partial class IndicatorPagesTests(TestHost host)
{
    private const string Year = "year=2025-2026";

    [Fact]
    public async Task Table_ShowsBaselineValueTrendAndStandingInWords()
    {
        var (browser, program, _) = await StartAsync();
        var page = await browser.GetPageAsync($"/monitoring/indicators?program={program}&{Year}");
        var row = page.QuerySelectorAll("tbody tr").Single(r => Plain(r).Contains("2.3.3-4 ·", StringComparison.Ordinal));
        Assert.Equal("3 из 30 (10,0 %)", Plain(row.QuerySelector("[data-label='Было']")!));
        Assert.StartsWith("7 из 30 (23,3 %)", Plain(row.QuerySelector("[data-label='Стало']")!), StringComparison.Ordinal);
        Assert.Contains("лучше, чем год назад", Plain(row), StringComparison.Ordinal);
        Assert.NotNull(row.QuerySelector("svg.trend polyline"));
        var halfYear = page.QuerySelectorAll("tbody tr").Single(r => Plain(r).Contains("4.3-3 ·", StringComparison.Ordinal));
        Assert.DoesNotContain("0 из 0", Plain(halfYear), StringComparison.Ordinal);
        Assert.Contains("нет данных", Plain(halfYear), StringComparison.Ordinal);
        Assert.Contains("в знаменателе 0", Plain(halfYear), StringComparison.Ordinal);
        Assert.Contains("1 из 4 (25,0 %)", Plain(halfYear), StringComparison.Ordinal);
        Assert.Contains("нет данных по 2 школам", Plain(halfYear), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_NarrowedByALight_ShowsOnlyThose()
    {
        var (browser, program, _) = await StartAsync();
        var page = await browser.GetPageAsync($"/monitoring/indicators?program={program}&show=no-data&{Year}");
        var rows = page.QuerySelectorAll("section[aria-labelledby=h-ind] tbody tr");
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal("нет данных", Plain(row.QuerySelector("[data-label='Итог']")!)));
    }

    [Fact]
    public async Task Value_IsToldDownToSchoolsAndTheirCollections()
    {
        var (browser, program, world) = await StartAsync();
        var page = await browser.GetPageAsync($"/monitoring/indicators/{program}/2.3.2-1?period=2025-09&{Year}");
        var main = Plain(page.QuerySelector("main")!);
        Assert.Contains("100 × 12 ÷ 20 = 12 из 20 (60,0 %)", main, StringComparison.Ordinal);
        Assert.Contains("Нет данных по 1 школе", main, StringComparison.Ordinal);
        var rows = page.QuerySelectorAll("section[aria-labelledby=h-schools] tbody tr");
        Assert.Equal(2, rows.Length);
        Assert.Contains(rows, r => r.QuerySelector($"th a[href^='/schools/{world.A}']") is not null && Plain(r.QuerySelector("[data-label='Числитель']")!) == "12"
            && r.QuerySelector($"a[href*='/schools/{world.A}'][href^='/monitoring/campaigns/']") is not null);
        Assert.Contains(rows, r => Plain(r.QuerySelector("[data-label='Учтено']")!) == "нет данных");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/monitoring/indicators/{program}/2.3.2-1?period=2025-10")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/monitoring/indicators/{program}/B1")).StatusCode);
    }

    [Fact]
    public async Task Value_OfNothing_IsNoDataWithItsReason()
    {
        var (browser, program, _) = await StartAsync();
        var main = Plain((await browser.GetPageAsync($"/monitoring/indicators/{program}/4.3-3?period=2026-01&{Year}")).QuerySelector("main")!);
        Assert.Contains("январь 2026 года: нет данных.", main, StringComparison.Ordinal);
        Assert.Contains("Нет данных: в знаменателе 0", main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaced_WithAReason_IsMarkedAndCanBeTakenBack()
    {
        var (browser, program, _) = await StartAsync();
        var path = $"/monitoring/indicators/{program}/2.3.3-4";
        var page = $"{path}?period=2025-09";
        using (var refused = await browser.PostFormAsync($"{path}/replace", Form("40", ""), page))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("Напишите, почему значение изменено вручную", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using (var impossible = await browser.PostFormAsync($"{path}/replace", Form("140", "Опечатка"), page))
            Assert.Equal(HttpStatusCode.BadRequest, impossible.StatusCode);
        using (var done = await browser.PostFormAsync($"{path}/replace", Form("40,5", "Уточнено по тарификации"), page))
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);

        var shown = await browser.GetPageAsync(page);
        var note = Plain(shown.QuerySelector(".note-low")!);
        Assert.Contains("Значение заменено вручную: 40,5 %", note, StringComparison.Ordinal);
        Assert.Contains("Рассчитано по данным: 7 из 30 (23,3 %)", note, StringComparison.Ordinal);
        var table = await browser.GetPageAsync($"/monitoring/indicators?program={program}&{Year}");
        Assert.Contains("введён вручную", Plain(table.QuerySelectorAll("tbody tr").Single(r => Plain(r).Contains("2.3.3-4 ·", StringComparison.Ordinal))), StringComparison.Ordinal);

        var version = shown.QuerySelector("form[action$='/restore'] input[name='Form.Version']")!.GetAttribute("value")!;
        using (var back = await browser.PostFormAsync($"{path}/restore", new Dictionary<string, string> { ["Form.Period"] = "2025-09", ["Form.Line"] = "", ["Form.Version"] = version }, page))
            Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Null((await browser.GetPageAsync(page)).QuerySelector(".note-low"));
    }

    [Fact]
    public async Task Export_HoldsNumbersAsNumbers()
    {
        var (browser, program, _) = await StartAsync();
        using var answer = await browser.GetAsync($"/monitoring/indicators/{program}/export?{Year}");
        using var open = WorkbookFile.Open(await answer.Content.ReadAsByteArrayAsync(), "п.xlsx", WorkbookLimits.Default, new FindingList());
        var row = open.ReadRows(open.Sheets[0]).Single(r => r.Text(1) == "2.3.3-4");
        Assert.Equal([10m, 7m, 30m, 23.333333m], row.Cells.Where(c => c.Column is 6 or 8 or 9 or 10 && c.IsNumber).Select(c => (decimal)c.Number));
        Assert.Equal("нет данных", open.ReadRows(open.Sheets[0]).First(r => r.Text(1) == "4.3-1").Text(10));
    }

    // 10 % a year ago, 23,3 % now, the target 30 %: nearer than a year ago, farther than the 25 % that the programme began with.
    [Theory]
    [InlineData(null, "отставание")]
    [InlineData("25", "не достигнут")]
    public async Task Lights_AreTheSameOnThePageAndInTheWorkbook_AlsoNarrowed(string? baseline, string light)
    {
        var (browser, program, _) = await StartAsync();
        var edit = $"/monitoring/indicators/{program}/definitions/2.3.3-4";
        var fields = FieldsOf(await browser.GetPageAsync(edit));
        (fields["Form.Targets[0].Value"], fields["Form.Targets[0].Comparison"], fields["Form.Lines[0].Baseline"], fields["Form.Comment"]) = ("30", "AtLeast", baseline ?? "", "Задана цель");
        using (var saved = await browser.PostFormAsync(edit, fields, edit))
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var page = await browser.GetPageAsync($"/monitoring/indicators?program={program}&{Year}");
        Assert.Equal(light, Plain(Row(page, "2.3.3-4").QuerySelector("[data-label='Итог']")!));
        var narrowed = await browser.GetPageAsync($"/monitoring/indicators?program={program}&show={(light == "отставание" ? "behind" : "missed")}&{Year}");
        var address = narrowed.QuerySelectorAll("a").Single(a => Plain(a) == "Выгрузить в Excel").GetAttribute("href")!;
        using var answer = await browser.GetAsync(address);
        using var open = WorkbookFile.Open(await answer.Content.ReadAsByteArrayAsync(), "п.xlsx", WorkbookLimits.Default, new FindingList());
        var rows = open.ReadRows(open.Sheets[0]).Where(r => r.Text(5).StartsWith("сентябрь", StringComparison.Ordinal)).Select(r => (r.Text(1), r.Text(12))).ToList();
        Assert.Equal([("2.3.3-4", light)], rows);
    }

    [Fact]
    public async Task Table_SendsNoMoreCommandsThanItsBudget()
    {
        var (browser, program, world) = await StartAsync();
        var page = $"/monitoring/indicators?program={program}&{Year}";
        var frame = await SqlCounter.CountAsync(() => browser.GetPageAsync("/results/uploads/new"));
        var live = await SqlCounter.CountAsync(() => browser.GetPageAsync(page));
        await world.Tenant.ComputeIndicatorsAsync();
        var stored = await SqlCounter.CountAsync(() => browser.GetPageAsync(page));
        foreach (var commands in new[] { live, stored })
            Assert.True(commands.Count - frame.Count is >= 4 and <= 9, $"{commands.Count - frame.Count} commands beside the frame's {frame.Count}:\n{string.Join("\n---\n", commands)}");
    }

    [Fact]
    public async Task Computed_IsToldWithItsRun_AndAChangeSaysThatItIsComputedAgain()
    {
        var (browser, program, world) = await StartAsync();
        var path = $"/monitoring/indicators?program={program}&{Year}";
        Assert.Contains("пересчитываются", State(await browser.GetPageAsync(path)), StringComparison.Ordinal);
        await world.Tenant.ComputeIndicatorsAsync();
        var page = await browser.GetPageAsync(path);
        Assert.StartsWith("Расчёт № 1 от", State(page), StringComparison.Ordinal);
        Assert.StartsWith("7 из 30 (23,3 %)", Plain(Row(page, "2.3.3-4").QuerySelector("[data-label='Стало']")!), StringComparison.Ordinal);

        await world.CollectAsync("teachers-support", "2025-10", (world.B, SubmissionState.Accepted, [("teachers", 10), ("teachers-route", 10)]));
        // A form of October says nothing of September; one of September does, and is seen at once.
        await world.CollectAsync("teachers-support", "2025-09", (world.B, SubmissionState.Accepted, [("teachers", 10), ("teachers-route", 4)]));
        page = await browser.GetPageAsync(path);
        Assert.Contains("пересчитываются", State(page), StringComparison.Ordinal);
        Assert.StartsWith("9 из 30 (30,0 %)", Plain(Row(page, "2.3.3-4").QuerySelector("[data-label='Стало']")!), StringComparison.Ordinal);

        await world.Tenant.ComputeIndicatorsAsync();
        Assert.Contains("Расчёт № 2", State(await browser.GetPageAsync(path)), StringComparison.Ordinal);
        using (var asked = await browser.PostFormAsync($"/monitoring/indicators/{program}/recompute", [], path))
            Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        await world.Tenant.ComputeIndicatorsAsync();
        Assert.Contains("Расчёт № 2", State(await browser.GetPageAsync(path)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Periods_AreComparedValueByValue()
    {
        var (browser, program, _) = await StartAsync();
        var page = await browser.GetPageAsync($"/monitoring/indicators/{program}/compare?from=2024-09&to=2025-09&{Year}");
        var row = Row(page, "2.3.3-4");
        Assert.Equal(["3 из 30 (10,0 %)", "7 из 30 (23,3 %)", "+13,3 п. п.", "лучше"], row.QuerySelectorAll("td").Select(Plain));
        var other = await browser.GetPageAsync($"/monitoring/indicators/{program}/compare?from=2025-09&to=2026-06&{Year}");
        Assert.Contains("Общих показателей нет", Plain(other.QuerySelector("main")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAProgrammeByTemplate_SaysWhatToDo()
    {
        var browser = await (await host.NewTenantAsync()).BrowserAsync(Roles.Methodist);
        Assert.Contains("Показателей пока нет", Plain((await browser.GetPageAsync("/monitoring/indicators")).QuerySelector(".empty")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_PrintsCountsSourceAndWhatIsMissing()
    {
        var (_, program, world) = await StartAsync();
        var (code, output, error) = await ProgramProcess.RunAsync(host.Database, "indicators", "--tenant", world.Tenant.Code, "--program", program.ToString(), "--period", "2025-09", "--json");
        Assert.True(code == 0, error);
        var found = JsonDocument.Parse(output).RootElement.EnumerateArray().ToArray();
        var one = found.Single(e => e.GetProperty("code").GetString() == "2.3.2-1");
        Assert.Equal(("percent", 12m, 20m, 60m, "collected"), (one.GetProperty("unit").GetString(), one.GetProperty("numerator").GetDecimal(), one.GetProperty("denominator").GetDecimal(),
            one.GetProperty("value").GetDecimal(), one.GetProperty("source").GetString()));
        Assert.Equal(["МБОУ «Школа Б»"], one.GetProperty("missing").EnumerateArray().Select(m => m.GetString()!));
        Assert.DoesNotContain(found, e => e.GetProperty("code").GetString() == "4.3-1");
        var (refused, _, why) = await ProgramProcess.RunAsync(host.Database, "indicators", "--tenant", world.Tenant.Code, "--program", program.ToString(), "--period", "2025-10", "--json");
        Assert.Equal(1, refused);
        Assert.Contains("2025-09, 2026-01, 2026-06", why, StringComparison.Ordinal);
    }

    private async Task<(TestBrowser Browser, Guid Program, MonitoringWorld World)> StartAsync()
    {
        var world = await MonitoringWorld.CreateAsync(await host.NewTenantAsync());
        return (await world.Tenant.BrowserAsync(Roles.Methodist), await world.AddProgramAsync("three-directions"), world);
    }

    private static Dictionary<string, string> FieldsOf(IDocument page) => page.QuerySelectorAll("main form.form [name^='Form.']").Where(e => e.GetAttribute("type") != "checkbox" || e.HasAttribute("checked"))
        .GroupBy(e => e.GetAttribute("name")!).ToDictionary(g => g.Key, g => ValueOf(g.First()));

    private static string ValueOf(IElement field) => field switch { IHtmlSelectElement select => select.Value, IHtmlTextAreaElement area => area.Value, _ => field.GetAttribute("value") } ?? "";

    private static string State(IDocument page) => Plain(page.QuerySelector(".calc-state [role=status]")!);

    private static IElement Row(IDocument page, string code) => page.QuerySelectorAll("tbody tr").Single(r => Plain(r.QuerySelector("th .sub")!).Split(' ')[0] == code);

    private static Dictionary<string, string> Form(string value, string reason) =>
        new() { ["Form.Period"] = "2025-09", ["Form.Line"] = "", ["Form.Value"] = value, ["Form.Reason"] = reason };

    private static string Plain(INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
