using System.IO.Compression;
using System.Text;
using AngleSharp.Html.Parser;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using ExcelDataReader;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Docx;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Reports;

/// <summary>Every format holds the cells of the one model, and the model those of the stored verdicts.</summary>
[Collection(AppCollection.Name)]
public sealed class ReportFormatsTests(TestHost host)
{
    private static readonly AcademicYear Year = new(2024);

    public static TheoryData<ReportKind, ReportEdition> Papers => new()
    {
        { ReportKind.LowResults, ReportEdition.Internal }, { ReportKind.LowResults, ReportEdition.Publication },
        { ReportKind.ResultsSummary, ReportEdition.Internal }, { ReportKind.ResultsSummary, ReportEdition.Publication },
    };

    [Theory, MemberData(nameof(Papers))]
    public async Task Write_Xlsx_HoldsEveryCellAsANumberOrAText(ReportKind kind, ReportEdition edition)
    {
        var document = await (await OzerskyPapers.SharedAsync(host)).MakeAsync(kind, Year, edition);
        var sheets = SheetsOf(OfficialDocumentXlsxWriter.Write(document));
        var tables = OzerskyPapers.TablesOf(document).ToArray();
        for (var t = 0; t < tables.Length; t++)
        {
            var expected = WorkbookRowsOf(tables[t]).ToArray();
            var start = Enumerable.Range(0, sheets[t].Count).First(i => Same(sheets[t][i], expected[0]));
            for (var r = 0; r < expected.Length; r++)
                Assert.Equal(expected[r], sheets[t][start + r].Take(expected[r].Length));
        }
    }

    [Theory, MemberData(nameof(Papers))]
    public async Task Write_Docx_HoldsEveryCellAndIsValid(ReportKind kind, ReportEdition edition)
    {
        var document = await (await OzerskyPapers.SharedAsync(host)).MakeAsync(kind, Year, edition);
        using var package = WordprocessingDocument.Open(new MemoryStream(OfficialDocumentDocxWriter.Write(document)), false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(package).Select(e => e.Description));
        var tables = package.MainDocumentPart!.Document.Body!.Elements<Table>().ToArray();
        var models = OzerskyPapers.TablesOf(document).ToArray();
        Assert.Equal(models.Length, tables.Length);
        for (var t = 0; t < models.Length; t++)
        {
            var cells = tables[t].Elements<DocumentFormat.OpenXml.Wordprocessing.TableRow>().TakeLast(models[t].Body.Count)
                .SelectMany(r => r.Elements<DocumentFormat.OpenXml.Wordprocessing.TableCell>())
                .Where(c => c.TableCellProperties?.VerticalMerge is not { } merge || merge.Val?.Value == MergedCellValues.Restart)
                .Select(c => c.InnerText).ToArray();
            Assert.Equal(TextsOf(models[t]), cells);
        }
        // The hyphen of «273-ФЗ» is an element of its own there.
        var text = package.MainDocumentPart.Document.Body.InnerText.Replace("-", "");
        Assert.All(document.AllSections.SelectMany(s => s.Blocks).OfType<Documents.Reports.Paragraph>(), p => Assert.Contains(p.Text.Replace("-", ""), text));
    }

    /// <summary>The HTML is what the PDF is printed from.</summary>
    [Theory, MemberData(nameof(Papers))]
    public async Task Render_Html_HoldsEveryCell(ReportKind kind, ReportEdition edition)
    {
        var document = await (await OzerskyPapers.SharedAsync(host)).MakeAsync(kind, Year, edition);
        var page = new HtmlParser().ParseDocument(OfficialDocumentHtml.Render(document));
        var tables = page.QuerySelectorAll("table");
        var models = OzerskyPapers.TablesOf(document).ToArray();
        Assert.Equal(models.Length, tables.Length);
        for (var t = 0; t < models.Length; t++)
            Assert.Equal(TextsOf(models[t]), tables[t].QuerySelectorAll("td").Select(c => c.TextContent));
    }

    [Fact]
    public async Task Make_InternalList_EqualsTheStoredVerdictsCellByCell()
    {
        var papers = await OzerskyPapers.SharedAsync(host);
        var document = await papers.MakeAsync(ReportKind.LowResults, Year, ReportEdition.Internal);
        var stored = await papers.Tenant.WithDbAsync(db => db.Verdicts.Join(db.IdentificationRuns.Where(r => r.Year == 2024), v => v.RunId, r => r.Id, (v, _) => v)
            .Join(db.Schools, v => v.SchoolId, s => s.Id, (v, s) => new { Verdict = v, s.SortName }).OrderBy(v => v.SortName).Select(v => v.Verdict).ToListAsync());
        Assert.Equal(13, stored.Count);
        for (var place = 0; place < 2; place++)
        {
            var table = Assert.Single(document.Appendices[place].Blocks.OfType<DocumentTable>());
            Assert.Equal(stored.Count + 1, table.Body.Count);
            for (var s = 0; s < stored.Count; s++)
                for (var p = 0; p < 9; p++)
                {
                    var (at, value) = (place * 9 + p, table.Body[s].Cells[p + 2].Cell.Value);
                    if (stored[s].States[at] == 1)
                        Assert.Equal((stored[s].Failed[at], stored[s].Participants[at]), value is ShareValue share ? (share.Count, share.Total) : (-1, -1));
                    else
                        Assert.Equal(stored[s].States[at] switch { 2 => "0\u00a0из\u00a00", 3 => "н/д", _ => "—" }, value.Text);
                }
        }
        var listed = document.Sections[2].Blocks.OfType<DocumentTable>().Single();
        Assert.Equal(stored.Where(v => v.Verdict == 2).Select(v => v.SchoolName.Replace('\u00a0', ' ')),
            listed.Groups.Select(g => g.Rows[0].Cells[1].Value.Text.Replace('\u00a0', ' ')));
        Assert.Equal(stored.Where(v => v.Verdict == 2).Sum(v => v.LowCurrent + v.LowPrevious), listed.Body.Count);
    }

    [Fact]
    public async Task Write_NameThatIsAFormula_StaysText()
    {
        var papers = await OzerskyPapers.NewAsync(host);
        const string name = "=HYPERLINK(\"http://example.org\";\"МБОУ\") & <b>СОШ</b>";
        await papers.Tenant.WithDbAsync(async db =>
        {
            (await db.Schools.SingleAsync(s => s.Id == papers.Sample.Schools["oz08"])).ShortName = name;
            return await db.SaveAsync("test.renamed", CancellationToken.None);
        });
        await papers.RunAsync(Year);
        foreach (var kind in Enum.GetValues<ReportKind>())
        {
            var document = await papers.MakeAsync(kind, Year, ReportEdition.Internal);
            var workbook = OfficialDocumentXlsxWriter.Write(document);
            Assert.Contains(SheetsOf(workbook).SelectMany(s => s).SelectMany(r => r), cell => cell is string text && text.Replace('\u00a0', ' ') == name);
            using var archive = new ZipArchive(new MemoryStream(workbook));
            foreach (var entry in archive.Entries.Where(e => e.FullName.Contains("worksheets/", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                Assert.DoesNotMatch("<(x:)?f[ >]", await reader.ReadToEndAsync());
            }
            Assert.DoesNotContain("<b>СОШ</b>", OfficialDocumentHtml.Render(document));
        }
    }

    private static IEnumerable<string> TextsOf(DocumentTable table) => table.Body.SelectMany(r => r.Cells).Select(c => c.Cell.Value.Text);

    private static List<List<object?[]>> SheetsOf(byte[] workbook)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(workbook));
        var sheets = new List<List<object?[]>>();
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read())
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            sheets.Add(rows);
        }
        while (reader.NextResult());
        return sheets;
    }

    private static bool Same(object?[] row, object?[] expected) => row.Length >= expected.Length && row.Take(expected.Length).SequenceEqual(expected);

    /// <summary>A column with shares is three columns in a workbook; a cell that spans rows is repeated.</summary>
    private static IEnumerable<object?[]> WorkbookRowsOf(DocumentTable table)
    {
        var shares = Enumerable.Range(0, table.Columns.Count).Where(c => table.Body.Any(r => r.Covering[c].Cell.Value is ShareValue)).ToHashSet();
        foreach (var row in table.Body)
            yield return [.. Enumerable.Range(0, table.Columns.Count).SelectMany(c => Values(row.Covering[c].Cell.Value, shares.Contains(c)))];
    }

    private static IEnumerable<object?> Values(Documents.Reports.CellValue value, bool isShare) => value switch
    {
        ShareValue { Total: 0 } => [0d, 0d, "—"],
        ShareValue share => [(double)share.Count, (double)share.Total, (double)share.Count / share.Total],
        IntegerValue number => [(double)number.Number],
        PercentValue percent => [(double)percent.Numerator / percent.Denominator],
        PointsValue points => [points.Tenths / 10d],
        { Text: "" } => isShare ? [null, null, null] : [null],
        _ => isShare ? [value.Text, value.Text, value.Text] : [value.Text],
    };
}
