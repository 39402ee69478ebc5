using System.Text;
using AngleSharp.Html.Parser;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using ExcelDataReader;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Reports.Fulfilment;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Application.Tests.Programs.Execution;
using SchoolSupport.Documents.Docx;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Reports;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Reports;

/// <summary>Every format holds the numbers of the one computation, and those of what was stored.</summary>
[Collection(AppCollection.Name)]
public sealed class FulfilmentFormatsTests(TestHost host)
{
    private static readonly DateOnly Today = ProgramSamples.Today;
    private static readonly ReportPeriod Period = new(Today.AddDays(-60), Today.AddDays(60));

    [Fact]
    public async Task Read_StoredReports_AreCountedAsExecutionTells()
    {
        var (at, program) = await WorldAsync();

        var report = await ReadAsync(at, program);
        var own = await at.AsAsync<FulfilmentReader, FulfilmentReport?>(at.Second, r => r.ReadAsync(program, Period, default));

        Assert.Equal(new FulfilmentTally(Done: 1, Waiting: 1, InProgress: 0, NotStarted: 1, Overdue: 1, Cancelled: 0, NotApplicable: 0), report.Whole);
        var line = Assert.Single(report.Evidence);
        Assert.Equal(("Берёзовская СОШ", "приказ или распоряжение", "директор школы", Today), (line.Executor, line.Kind, line.Who, line.On));
        Assert.StartsWith("методист, ", line.Review);
        Assert.Equal(new FulfilmentTally(0, 1, 0, 0, 0, 0, 0), own!.Whole);
        Assert.Equal("Ключевская ООШ", own.OnlySchool);
        Assert.Empty(own.BySchool);
        Assert.Empty(own.Evidence);
        Assert.Empty(own.Overdue);
        Assert.Null(await at.AsAsync<FulfilmentReader, FulfilmentReport?>(null, r => r.ReadAsync(Guid.NewGuid(), Period, default)));
    }

    [Fact]
    public async Task EveryFormat_HoldsTheSameCells()
    {
        foreach (var report in new[] { await StoredAsync(), FulfilmentSample.Make(FulfilmentSample.Execution()) })
        {
            var document = FulfilmentPaper.Make(report, Department);
            var tables = FulfilmentTables.Of(report);
            Assert.True(tables.Count >= 6);
            Assert.Empty(Differences(tables, document));
        }
    }

    [Fact]
    public void EveryFormat_WithAChangedNumber_IsNotTheSame()
    {
        var report = FulfilmentSample.Make(FulfilmentSample.Execution());
        var changed = report with { BySchool = [report.BySchool[0] with { Tally = report.BySchool[0].Tally with { Done = 7 } }, .. report.BySchool.Skip(1)] };

        var found = Differences(FulfilmentTables.Of(report), FulfilmentPaper.Make(changed, Department));

        foreach (var format in new[] { "xlsx", "docx", "html" })
            Assert.Contains(found, difference => difference.StartsWith($"{format} schools:", StringComparison.Ordinal));
        Assert.All(found, difference => Assert.Contains(" schools:", difference));
    }

    [Fact]
    public async Task Write_EveryFile_IsValidAndKeptInTheHistory()
    {
        var (at, program) = await WorldAsync();
        foreach (var format in new[] { ReportFormat.Docx, ReportFormat.Xlsx })
        {
            var file = (await at.AsAsync<FulfilmentService, ReportFile?>(null, s => s.WriteAsync(program, Period, format, default)))!;
            using var stream = new MemoryStream(file.Content);
            using OpenXmlPackage package = format == ReportFormat.Docx ? WordprocessingDocument.Open(stream, false) : SpreadsheetDocument.Open(stream, false);
            Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(package).Select(e => $"{e.Path?.XPath}: {e.Description}"));
            Assert.StartsWith("Отчёт об исполнении за период с ", file.Name);
        }
        Assert.Equal(2, await at.Tenant.WithDbAsync(db => db.AuditEntries.CountAsync(e => e.Operation == "programs.report-downloaded" && e.EntityId == program.ToString())));
    }

    private static Tenant Department => new()
    {
        Code = "x", RegionId = Guid.Empty, Name = "Озёрский округ", NameGenitive = "Озёрского округа", NamePrepositional = "Озёрском округе", AuthorityName = "Управление образования",
        AuthorityGenitive = "управления образования", AdministrationName = "Администрация",
    };

    private async Task<FulfilmentReport> StoredAsync()
    {
        var (at, program) = await WorldAsync();
        return await ReadAsync(at, program);
    }

    private static async Task<FulfilmentReport> ReadAsync(ExecutionSetting at, Guid program) =>
        (await at.AsAsync<FulfilmentReader, FulfilmentReport?>(null, r => r.ReadAsync(program, Period, default)))!;

    /// <summary>The first school's plan is confirmed with its order, the second's waits; the department's own order is late, another is to come.</summary>
    private async Task<(ExecutionSetting At, Guid Program)> WorldAsync()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
        [
            ProgramSamples.Measure("Планы", ProgramSamples.Until(Today.AddDays(10))) with { SchoolScope = SchoolScope.Participants, Artefacts = ["order"] },
            ProgramSamples.Measure("Приказ", ProgramSamples.Until(Today.AddDays(-5))), ProgramSamples.Measure("Семинар", ProgramSamples.Until(Today.AddDays(20))),
            ProgramSamples.Measure("Помощь", new Schedule(ScheduleKind.Continuous)),
        ], at.First, at.Second));
        foreach (var school in new[] { at.First, at.Second })
        {
            var line = await at.AddressAsync(program, "Планы", school);
            var evidence = new NewEvidence("order", "Приказ № 4", null, "приказ.pdf", "%PDF-1.7\n"u8.ToArray());
            var version = await at.AsAsync<EvidenceService, uint?>(school, s => s.AddAsync(line, [evidence], null, default), $"{school}");
            await at.ReportAsync(line, version: version, asSchool: school);
        }
        var report = (await at.LineAsync(program, "Планы", at.First)).Report!;
        Assert.True(await at.AsAsync<ExecutionService, bool>(null, s => s.ConfirmAsync(report.Id, report.Version, default), "methodist"));
        // The second school takes its document away again: it waits without one.
        await at.Tenant.WithDbAsync(async db =>
        {
            foreach (var evidence in await db.ExecutionEvidence.Where(e => e.ReportId != report.Id).ToListAsync())
                evidence.RemovedAt = db.Now;
            return await db.SaveAsync("test.removed", default);
        });
        return (at, program);
    }

    /// <summary>«format table: cell expected, found» for every cell that is not as the tables say.</summary>
    private static List<string> Differences(IReadOnlyList<FulfilmentTable> tables, OfficialDocument document)
    {
        var (sheets, word, html) = (Workbook(document), Word(document), Html(document));
        Assert.Equal([tables.Count, tables.Count, tables.Count], [sheets.Count, word.Count, html.Count]);
        var found = new List<string>();
        for (var t = 0; t < tables.Count; t++)
        {
            var texts = tables[t].Rows.SelectMany(r => r.Cells).Select(c => (object)c.Value.Text).ToList();
            Compare($"docx {tables[t].Code}", texts, [.. word[t].Skip(word[t].Count - texts.Count)]);
            Compare($"html {tables[t].Code}", texts, html[t]);
            var numbers = tables[t].Rows.SelectMany(r => Values(tables[t], r)).ToList();
            var cells = numbers.Count / tables[t].Rows.Count;
            Compare($"xlsx {tables[t].Code}", numbers, [.. sheets[t].SkipWhile(row => !Same(row, numbers, cells)).Take(tables[t].Rows.Count).SelectMany(row => row.Take(cells)).Select(v => v ?? "")]);
        }
        return found;

        void Compare(string where, IReadOnlyList<object> expected, IReadOnlyList<object> read)
        {
            if (expected.Count != read.Count)
                found.Add($"{where}: {expected.Count} cells, found {read.Count}");
            else
                found.AddRange(expected.Zip(read).Where(pair => !pair.First.Equals(pair.Second)).Select(pair => $"{where}: {pair.First}, found {pair.Second}"));
        }

        static bool Same(object?[] row, List<object> expected, int count) => row.Length >= count && Equals(row[0], expected[0]);
    }

    /// <summary>What a workbook holds of a row: numbers as numbers, days as days, a share as three numbers.</summary>
    private static IEnumerable<object> Values(FulfilmentTable table, FulfilmentTableRow row)
    {
        var shares = Enumerable.Range(0, table.Columns.Count).Where(c => table.Rows.Any(r => r.Cells[c].Value is ShareValue)).ToHashSet();
        for (var c = 0; c < row.Cells.Count; c++)
            foreach (var value in row.Cells[c].Value switch
            {
                ShareValue share => (object[])[(double)share.Count, (double)share.Total, (double)share.Count / share.Total],
                IntegerValue number => [(double)number.Number],
                DateValue date => [date.Date.ToDateTime(TimeOnly.MinValue)],
                var text => shares.Contains(c) ? [text.Text, text.Text, text.Text] : [text.Text],
            })
                yield return value;
    }

    private static List<List<object?[]>> Workbook(OfficialDocument document)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(OfficialDocumentXlsxWriter.Write(document)));
        var sheets = new List<List<object?[]>>();
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read())
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            sheets.Add(rows);
        }
        while (reader.NextResult());
        // The last sheet holds the text.
        return [.. sheets.Take(sheets.Count - 1)];
    }

    private static List<List<object>> Word(OfficialDocument document)
    {
        using var package = WordprocessingDocument.Open(new MemoryStream(OfficialDocumentDocxWriter.Write(document)), false);
        return [.. package.MainDocumentPart!.Document.Body!.Elements<Table>().Select(table =>
            table.Descendants<DocumentFormat.OpenXml.Wordprocessing.TableCell>().Select(cell => (object)cell.InnerText).ToList())];
    }

    private static List<List<object>> Html(OfficialDocument document) =>
        [.. new HtmlParser().ParseDocument(OfficialDocumentHtml.Render(document)).QuerySelectorAll("table")
            .Select(table => table.QuerySelectorAll("td").Select(cell => (object)cell.TextContent).ToList())];
}
