using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using ExcelDataReader;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Schools;

namespace SchoolSupport.Web.Tests.Programs;

/// <summary>The report on execution through its page and its files: who sees what, the same numbers everywhere, and how many commands it takes.</summary>
[Collection(AppCollection.Name)]
public sealed class ProgramReportTests(TestHost host)
{
    private static readonly DateOnly Today = ExecutionWorld.Today;

    private static string Period => $"from={Today.AddDays(-90):dd.MM.yyyy}&to={Today.AddDays(90):dd.MM.yyyy}";

    private static string PathOf(ExecutionWorld world) => $"/programs/{world.Program}/report";

    [Fact]
    public async Task Index_ForTheDepartment_TellsNumbersAndLeadsToTheMeasuresAndDocuments()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        await world.SendAsync(world.Director, world.First);

        var page = await world.Methodist.Browser.GetPageAsync($"{PathOf(world)}?{Period}");

        Assert.Contains("На отчётный период приходятся 4 срока по 3 мероприятиям.", page.Text(".findings"));
        Assert.Contains("Выполнено и подтверждено 0 из 4 сроков (0,0 %).", page.Text(".findings"));
        Assert.Contains("Из остальных: ждут подтверждения — 1, не начато — 2.", page.Text(".findings"));
        Assert.Contains("56 дней назад", page.Text(".findings"));
        Assert.Equal([["Управление", "1", "0 из 1 (0,0 %)", "0", "0", "1", "0", "0", "0"], ["Берёзовская СОШ", "2", "0 из 2 (0,0 %)", "1", "0", "0", "1", "0", "0"],
            ["Ключевская ООШ", "1", "0 из 1 (0,0 %)", "0", "0", "1", "0", "0", "0"], ["Всего", "4", "0 из 4 (0,0 %)", "1", "0", "2", "1", "0", "0"]], CellsOf(page, "schools"));
        Assert.Contains("56", CellsOf(page, "overdue").Single());
        Assert.StartsWith(await world.MeasureAsync(ExecutionWorld.Late), LinkOf(page, "overdue", "th"));
        Assert.Equal(await world.MeasureAsync(ExecutionWorld.Own), LinkOf(page, "measures", "th"));
        Assert.Contains("директор школы", CellsOf(page, "evidence").Single());
        Assert.Contains("ждёт подтверждения", CellsOf(page, "evidence").Single());
        using var document = await world.Methodist.Browser.GetAsync(LinkOf(page, "evidence", "td"));
        Assert.Equal(ExecutionWorld.Pdf, await document.Content.ReadAsByteArrayAsync());
        Assert.Equal("page", page.QuerySelectorAll(".tabs a").Single(a => a.TextContent == "Отчёт").GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Index_ForASchool_HoldsItsTermsAndNobodyElses_AndOffersNoFiles()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        await world.SendAsync(world.Director, world.First);

        var page = await world.OtherDirector.Browser.GetPageAsync($"{PathOf(world)}?{Period}");

        Assert.Contains("приходится 1 срок по 1 мероприятию", page.Text(".findings"));
        Assert.DoesNotContain("Берёзовская", page.Text());
        Assert.DoesNotContain(ExecutionWorld.Own, page.Text());
        Assert.DoesNotContain(ExecutionWorld.Late, page.Text());
        Assert.Null(page.QuerySelector("table[data-table=evidence]"));
        Assert.Empty(page.QuerySelectorAll("main a[href*='/report/file']"));
        using var file = await world.OtherDirector.Browser.GetAsync($"{PathOf(world)}/file?format=xlsx");
        Assert.Equal(HttpStatusCode.Forbidden, file.StatusCode);
    }

    [Fact]
    public async Task Index_Period_StandsInTheAddress_AndNonsenseIsSaid()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var browser = world.Methodist.Browser;

        var usual = await browser.GetPageAsync(PathOf(world));
        var quarter = usual.QuerySelector(".filters .chip[aria-current], .filters [aria-current]")!;
        var previous = await browser.GetPageAsync(usual.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        var empty = await browser.GetPageAsync($"{PathOf(world)}?from=01.01.2001&to=31.12.2001");

        Assert.Contains("квартал", quarter.TextContent);
        Assert.NotEqual(usual.Text(".lead"), previous.Text(".lead"));
        Assert.Contains("В отчётном периоде сроков исполнения нет; доля выполненных — нет данных.", empty.Text(".findings"));
        foreach (var (query, said) in new[]
        {
            ("from=31.12.2026&to=01.12.2026", "заканчивается раньше"), ("from=вчера&to=01.12.2026", "Укажите обе даты"), ("from=01.12.2026", "Укажите обе даты"),
            ("from=01.01.2001&to=01.01.2090", "не длиннее 20 лет"),
        })
        {
            Assert.Contains(said, (await browser.GetPageAsync($"{PathOf(world)}?{query}")).Text("[role=alert]"));
            using var file = await browser.GetAsync($"{PathOf(world)}/file?{query}&format=xlsx");
            Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
        }
    }

    [Fact]
    public async Task Files_HoldTheCellsOfThePage()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        await world.SendAsync(world.Director, world.First);
        var browser = world.Methodist.Browser;
        var page = await browser.GetPageAsync($"{PathOf(world)}?{Period}");
        var shown = page.QuerySelectorAll("table[data-table]").Select(t => t.QuerySelectorAll("tbody th, tbody td").Select(Plain).ToList()).ToList();
        var links = page.QuerySelectorAll("main a[href*='/report/file']").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(3, links.Count);

        var word = Word(await BytesAsync(browser, links.Single(l => l.EndsWith("docx", StringComparison.Ordinal))));
        var sheets = Workbook(await BytesAsync(browser, links.Single(l => l.EndsWith("xlsx", StringComparison.Ordinal))));

        Assert.True(shown.Count >= 6);
        Assert.Equal(shown.Count, word.Count);
        foreach (var (onPage, inWord) in shown.Zip(word))
            Assert.Equal(onPage, inWord.TakeLast(onPage.Count));
        var schools = sheets.Single(s => s.Any(row => Equals(row[0], "Ключевская ООШ") && row[1] is double));
        Assert.Equal([2d, 0d, 2d, 0d, 1d, 0d, 0d, 1d, 0d, 0d], schools.Single(row => Equals(row[0], "Берёзовская СОШ")).Skip(1).Take(10));
        Assert.Equal([4d, 0d, 4d, 0d, 1d, 0d, 2d, 1d, 0d, 0d], schools.Single(row => Equals(row[0], "Всего")).Skip(1).Take(10));
        Assert.Equal(2, await world.Tenant.WithDbAsync(db => db.AuditEntries.CountAsync(e => e.Operation == "programs.report-downloaded")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/file?format=xlsx")]
    [InlineData("/file?format=docx")]
    public async Task Get_ForeignOrMissingProgramme_IsNotFound(string end)
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var stranger = await (await host.NewTenantAsync()).BrowserAsync(Roles.TenantAdmin);
        var outsider = await world.Tenant.BrowserAsync(Roles.SchoolDirector, await NewSchoolAsync(world));

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(PathOf(world) + end)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Methodist.Browser.GetAsync($"/programs/{Guid.NewGuid()}/report{end}")).StatusCode);
        Assert.Equal(end.Length == 0 ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden, (await outsider.GetAsync(PathOf(world) + end)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await world.Methodist.Browser.GetAsync(PathOf(world) + end)).StatusCode);
    }

    [Theory]
    [InlineData("/file")]
    [InlineData("/file?format=exe")]
    public async Task Download_UnknownFormat_IsNotFound(string end)
    {
        var world = await ExecutionWorld.CreateAsync(host);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Methodist.Browser.GetAsync(PathOf(world) + end)).StatusCode);
    }

    [Fact]
    public async Task Index_OfADraft_SaysWhenTheReportBegins()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        await using var scope = world.Tenant.Scope(Roles.Coordinator);
        var draft = await scope.ServiceProvider.GetRequiredService<ProgramService>().CreateAsync(ProgramSamples.Program("Ещё черновик", []), CancellationToken.None);

        Assert.Contains("Программа ещё не утверждена", (await world.Methodist.Browser.GetPageAsync($"/programs/{draft}/report")).Text());
        Assert.Equal(HttpStatusCode.NotFound, (await world.Methodist.Browser.GetAsync($"/programs/{draft}/report/file?format=xlsx")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Director.Browser.GetAsync($"/programs/{draft}/report")).StatusCode);
    }

    /// <summary>Three measures or a hundred, nobody's report or a school's: the commands stay few and the same.</summary>
    [Fact]
    public async Task Index_SendsAsManyCommandsForManyMeasuresAsForFew()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        await world.SendAsync(world.Director, world.First);
        var many = await world.Tenant.AddProgramAsync(ProgramSamples.Program("Большая программа",
            [.. Enumerable.Range(1, 100).Select(i => ProgramSamples.Measure($"Дело {i}", ProgramSamples.Until(Today.AddDays(i - 50))) with { SchoolScope = SchoolScope.Participants })],
            world.First, world.Second));
        await SendAsync(world, many);

        var few = await CommandsAsync(world, PathOf(world));
        var more = await CommandsAsync(world, $"/programs/{many}/report");

        Assert.Equal(few.Count, more.Count);
        Assert.True(few.Count is >= 5 and <= 10, $"{few.Count} commands:\n{string.Join("\n---\n", few)}");
    }

    private static async Task<IReadOnlyList<string>> CommandsAsync(ExecutionWorld world, string path)
    {
        await world.Methodist.Browser.GetPageAsync(path);
        var frame = await SqlCounter.CountAsync(() => world.Methodist.Browser.GetPageAsync("/results/uploads/new"));
        var commands = await SqlCounter.CountAsync(() => world.Methodist.Browser.GetPageAsync(path));
        return [.. commands.Skip(frame.Count)];
    }

    /// <summary>A school hands in a report with a document, so that every command of the report is needed.</summary>
    private static async Task SendAsync(ExecutionWorld world, Guid program)
    {
        var measure = $"/programs/{program}/execution/{await world.Tenant.LineAsync(program, "Дело 60")}";
        var line = (await world.Director.Browser.GetPageAsync(measure)).QuerySelector("td.go a")!.GetAttribute("href")!;
        using var answer = await ExecutionWorld.ReportAsync(world.Director, line, "done", Today, "Готово", ("Form.OtherFile", "справка.pdf", ExecutionWorld.Pdf), new KeyValuePair<string, string>("Form.OtherKind", "note"));
        Assert.Equal(302, (int)answer.StatusCode);
    }

    private static Task<Guid> NewSchoolAsync(ExecutionWorld world) => world.Tenant.AddSchoolAsync("МБОУ «Дальняя СОШ»");

    private static List<List<string>> CellsOf(IHtmlDocument page, string table) =>
        [.. page.QuerySelectorAll($"table[data-table={table}] tbody tr").Select(row => row.QuerySelectorAll("th, td").Select(Plain).ToList())];

    private static string LinkOf(IHtmlDocument page, string table, string cell) => page.QuerySelector($"table[data-table={table}] tbody {cell} a")!.GetAttribute("href")!;

    private static string Plain(IElement cell) => Plain(cell.TextContent);

    private static string Plain(string text) => string.Join(' ', text.Replace('\u00a0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<byte[]> BytesAsync(TestBrowser browser, string path)
    {
        using var response = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static List<List<string>> Word(byte[] file)
    {
        using var package = WordprocessingDocument.Open(new MemoryStream(file), false);
        return [.. package.MainDocumentPart!.Document.Body!.Elements<Table>().Select(t => t.Descendants<TableCell>().Select(c => Plain(c.InnerText)).ToList())];
    }

    private static List<List<object?[]>> Workbook(byte[] file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(file));
        var sheets = new List<List<object?[]>>();
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read())
                if (reader.FieldCount > 1)
                    rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is string text ? Plain(text) : reader.GetValue(i))]);
            sheets.Add(rows);
        }
        while (reader.NextResult());
        return sheets;
    }
}
