using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using SchoolSupport.Documents.Docx;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Tests.Reports;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;
using TableCell = DocumentFormat.OpenXml.Wordprocessing.TableCell;
using TableRow = DocumentFormat.OpenXml.Wordprocessing.TableRow;

namespace SchoolSupport.Documents.Tests.Docx;

public sealed class OfficialDocumentDocxWriterTests
{
    [Fact]
    public void Write_SampleList_IsValid()
    {
        using var document = Open(OfficialDocumentDocxWriter.Write(SampleList.Document(40)));

        Assert.Empty(Errors(document));
    }

    [Fact]
    public void Write_ChartOfPoints_IsValidAndHoldsEveryNumber()
    {
        var chart = ScatterLayoutTests.Chart(new ScatterPoint(7, "А & Б", 60, 10, ScatterMark.Triangle, false), new ScatterPoint(8, "В", 61, 10, ScatterMark.Ring, true));
        using var document = Open(OfficialDocumentDocxWriter.Write(new OfficialDocument { Title = "Т", Kind = "СПРАВКА", Sections = [new DocumentSection("1. Точки", [chart, chart])] }));

        Assert.Empty(Errors(document));
        var drawn = document.MainDocumentPart!.Document.Body!.Descendants<Drawing>().ToArray();
        Assert.Equal(2, drawn.Length);
        Assert.Contains("группа риска", drawn[0].InnerText, StringComparison.Ordinal);
        Assert.Contains("8*", drawn[0].InnerText, StringComparison.Ordinal);
        Assert.Equal(2, drawn.Select(d => d.Inline!.DocProperties!.Id!.Value).Distinct().Count());
    }

    [Fact]
    public void Write_Executor_StaysOnThePageOfTheSignature()
    {
        using var document = Open(OfficialDocumentDocxWriter.Write(new OfficialDocument
        {
            Title = "Т", Kind = "СПРАВКА", Sections = [new DocumentSection("", [new SchoolSupport.Documents.Reports.Paragraph("Решение.")])], Signature = new Signature("Начальник", "И. О. Фамилия"), Executor = ["Исполнитель", "тел. 1"],
        }));
        var last = document.MainDocumentPart!.Document.Body!.Elements<Paragraph>().TakeLast(4).ToArray();

        Assert.Equal("Решение.", last[0].InnerText);
        Assert.All(last[..3], paragraph => Assert.NotNull(paragraph.ParagraphProperties!.KeepNext));
        Assert.Null(last[3].ParagraphProperties!.KeepNext);
    }

    [Fact]
    public void Errors_BrokenDocument_AreReported()
    {
        using var document = Open(OfficialDocumentDocxWriter.Write(SampleList.Document()), editable: true);
        document.MainDocumentPart!.Document.Body!.Append(new TableGrid());

        Assert.NotEmpty(Errors(document));
    }

    [Fact]
    public void Write_SampleList_RepeatsHeadsAndKeepsRowsWhole()
    {
        using var document = Open(OfficialDocumentDocxWriter.Write(SampleList.Document(40)));
        var tables = document.MainDocumentPart!.Document.Body!.Elements<Table>().ToArray();

        Assert.Equal([2, 1, 3], tables.Select(t => t.Elements<TableRow>().Count(r => r.TableRowProperties!.GetFirstChild<TableHeader>() is not null)));
        Assert.All(tables.SelectMany(t => t.Elements<TableRow>()), row => Assert.NotNull(row.TableRowProperties!.GetFirstChild<CantSplit>()));
    }

    [Fact]
    public void Write_SampleList_HasTheMarginsOfOfficialPapers()
    {
        using var document = Open(OfficialDocumentDocxWriter.Write(SampleList.Document(20)));
        var sections = document.MainDocumentPart!.Document.Descendants<SectionProperties>().ToArray();

        Assert.Equal(2, sections.Length);
        var portrait = sections[0].GetFirstChild<PageMargin>()!;
        // 20, 10, 20 and 30 mm in twentieths of a point.
        Assert.Equal((1134, 567u, 1134, 1701u), (portrait.Top!.Value, portrait.Right!.Value, portrait.Bottom!.Value, portrait.Left!.Value));
        Assert.NotNull(sections[0].GetFirstChild<TitlePage>());
        Assert.Equal(PageOrientationValues.Landscape, sections[1].GetFirstChild<PageSize>()!.Orient!.Value);
        Assert.Null(sections[1].GetFirstChild<TitlePage>());
    }

    [Fact]
    public void Write_SampleList_HoldsEveryTextOfTheModel()
    {
        var model = SampleList.Document(20);
        using var document = Open(OfficialDocumentDocxWriter.Write(model));
        // A no-break hyphen is an element of its own and has no text.
        var text = document.MainDocumentPart!.Document.Body!.InnerText;
        var cells = document.MainDocumentPart.Document.Descendants<TableCell>().Select(c => c.InnerText).ToHashSet();

        Assert.Equal("ru-RU", document.PackageProperties.Language);
        Assert.Equal(model.Title, document.PackageProperties.Title);
        foreach (var block in model.AllSections.SelectMany(s => s.Blocks))
        {
            if (block is Documents.Reports.Paragraph paragraph)
                Assert.Contains(paragraph.Text.Replace("273-ФЗ", "273ФЗ"), text);
            if (block is DocumentTable table)
                Assert.All(table.Body.SelectMany(r => r.Cells), placed => Assert.Contains(placed.Cell.Value.Text, cells));
        }
        Assert.EndsWith(model.Appendices[0].Blocks.OfType<Note>().Single().Text, text);
    }

    [Fact]
    public void Write_ApprovalStampAndLongPosition_AreValid()
    {
        var model = SampleList.Document() with
        {
            Approval = ["УТВЕРЖДЁН", "приказом управления образования", "от «____» __________ 2025 г. № ____"],
            Stamp = "Для служебного пользования",
            EditionMark = "Издание для публикации",
            Signature = new Signature("Начальник управления образования администрации Озёрского муниципального округа", "И. О. Фамилия"),
        };
        using var document = Open(OfficialDocumentDocxWriter.Write(model));

        Assert.Empty(Errors(document));
        var body = document.MainDocumentPart!.Document.Body!;
        Assert.StartsWith("Для служебного пользования", body.InnerText);
        Assert.Equal("УТВЕРЖДЁН", body.Elements<Paragraph>().First(p => p.ParagraphProperties!.ParagraphStyleId!.Val == "Approval").InnerText);
    }

    [Fact]
    public void Write_CharactersThatXmlRefuses_AreDropped()
    {
        var model = SampleList.Document() with { Executor = ["а\u0001б\ud800в\n<г>"] };
        using var document = Open(OfficialDocumentDocxWriter.Write(model));

        Assert.EndsWith("абв <г>", document.MainDocumentPart!.Document.Body!.InnerText);
    }

    internal static WordprocessingDocument Open(byte[] docx, bool editable = false)
    {
        var stream = new MemoryStream();
        stream.Write(docx);
        return WordprocessingDocument.Open(stream, editable);
    }

    internal static IReadOnlyList<string> Errors(OpenXmlPackage package) =>
        [.. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(e => $"{e.Path?.XPath}: {e.Description}")];
}
