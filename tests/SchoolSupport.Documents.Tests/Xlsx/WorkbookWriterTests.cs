using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Tests.Docx;
using SchoolSupport.Documents.Xlsx;
using TableColumn = SchoolSupport.Documents.Reports.TableColumn;

namespace SchoolSupport.Documents.Tests.Xlsx;

public sealed class WorkbookWriterTests
{
    private static readonly HeadNode[] Head =
    [
        new TableColumn("Школа") { WidthMm = 60 },
        new ColumnGroup("ОГЭ, математика", [new TableColumn("участников"), new TableColumn("не справились"), new TableColumn("доля")]),
        new TableColumn("Дата"),
    ];

    private static byte[] Sample(string school = "МБОУ «СОШ № 1»") => WorkbookWriter.Write(
        "Результаты школ",
        new ListSheet("Результаты", Head,
        [
            [school, new IntegerValue(10, "*"), 3, new PercentValue(3, 10), new DateValue(new DateOnly(2025, 9, 15))],
            ["МБОУ «СОШ № 2»", 97, 29, new PercentValue(29, 97, 2), new TextValue("н/д")],
        ]) { Above = [new SheetLine("Управление образования")], Below = [new SheetLine("* Малая выборка")] },
        new TextSheet("Как это считается", [new SheetLine("Порог", Bold: true), new SheetLine("=30 %")]));

    [Fact]
    public void Write_List_IsValid()
    {
        using var package = Open(Sample());

        Assert.Empty(OfficialDocumentDocxWriterTests.Errors(package));
    }

    [Fact]
    public void Errors_BrokenWorkbook_AreReported()
    {
        using var package = Open(Sample(), editable: true);
        package.WorkbookPart!.Workbook.Append(new Row());

        Assert.NotEmpty(OfficialDocumentDocxWriterTests.Errors(package));
    }

    [Fact]
    public void Write_List_HoldsRealNumbersDatesAndFormats()
    {
        var rows = OfficialDocumentXlsxWriterTests.Read(Sample(), "Результаты");

        Assert.Equal(["МБОУ «СОШ № 1»", 10.0, 3.0, 0.3, new DateTime(2025, 9, 15)], rows[4]);
        Assert.Equal(["МБОУ «СОШ № 2»", 97.0, 29.0, 29 / 97.0, "н/д"], rows[5]);
        using var package = Open(Sample());
        var styles = package.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        string FormatOf(string reference) => styles.NumberingFormats!.Elements<NumberingFormat>()
            .Single(f => f.NumberFormatId! == styles.CellFormats!.Elements<CellFormat>().ElementAt((int)CellAt(package, reference).StyleIndex!.Value).NumberFormatId!).FormatCode!;
        Assert.Equal("#,##0\"*\"", FormatOf("B5"));
        Assert.Equal("#,##0", FormatOf("C5"));
        Assert.Equal("0.0%", FormatOf("D5"));
        Assert.Equal("0.00%", FormatOf("D6"));
        Assert.Equal("dd\\.mm\\.yyyy", FormatOf("E5"));
    }

    [Fact]
    public void Write_List_FreezesFiltersAndRepeatsTheHead()
    {
        using var package = Open(Sample());
        var sheet = SheetOf(package);

        var pane = sheet.Descendants<Pane>().Single();
        Assert.Equal(4, pane.VerticalSplit!.Value);
        Assert.Equal(PaneStateValues.Frozen, pane.State!.Value);
        Assert.Equal("A4:E6", sheet.GetFirstChild<AutoFilter>()!.Reference!.Value);
        Assert.Equal(["A3:A4", "B3:D3", "E3:E4"], sheet.Descendants<MergeCell>().Select(m => m.Reference!.Value).Order());
        Assert.Contains(package.WorkbookPart!.Workbook.DefinedNames!.Elements<DefinedName>(), n => n.Name == "_xlnm.Print_Titles" && n.Text == "'Результаты'!$3:$4");
        var page = sheet.GetFirstChild<PageSetup>()!;
        Assert.Equal(OrientationValues.Landscape, page.Orientation!.Value);
        Assert.Equal(1u, page.FitToWidth!.Value);
        Assert.Equal("ru-RU", package.PackageProperties.Language);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("＝1+1")]
    public void Write_TextLikeAFormula_StaysQuotedText(string text)
    {
        using var package = Open(Sample(text));

        var cell = CellAt(package, "A5");
        Assert.Null(cell.CellFormula);
        Assert.Equal(CellValues.InlineString, cell.DataType!.Value);
        Assert.Equal(text.Replace('\t', ' ').Replace('\r', ' '), cell.InlineString!.InnerText);
        Assert.True(IsQuoted(package, cell));
        Assert.Empty(package.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet.Descendants<CellFormula>()));
    }

    [Fact]
    public void Write_OrdinaryText_IsNotQuoted()
    {
        using var package = Open(Sample());

        Assert.False(IsQuoted(package, CellAt(package, "A5")));
    }

    [Fact]
    public void Write_TextThatLooksLikeAnEscape_ReadsBackUnchanged() =>
        Assert.Equal("_x0041_", OfficialDocumentXlsxWriterTests.Read(Sample("_x0041_"), "Результаты")[4][0]);

    [Fact]
    public void Write_NamesThatExcelRefuses_AreMended()
    {
        var workbook = WorkbookWriter.Write("Т", new TextSheet("Итог: 2024/2025 [все]", []), new TextSheet(new string('я', 40), []), new TextSheet(new string('я', 40), []), new TextSheet("'", []));
        using var package = Open(workbook);

        Assert.Equal(
            ["Итог  2024 2025  все", new string('я', 31), new string('я', 27) + " (2)", "Лист"],
            package.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(s => s.Name!.Value));
        Assert.Empty(OfficialDocumentDocxWriterTests.Errors(package));
    }

    [Fact]
    public void Write_RowOfAnotherLength_IsRefused() =>
        Assert.Throws<ArgumentException>(() => WorkbookWriter.Write("Т", new ListSheet("Л", Head, [["одна"]])));

    private static SpreadsheetDocument Open(byte[] workbook, bool editable = false)
    {
        var stream = new MemoryStream();
        stream.Write(workbook);
        return SpreadsheetDocument.Open(stream, editable);
    }

    private static Worksheet SheetOf(SpreadsheetDocument package) =>
        ((WorksheetPart)package.WorkbookPart!.GetPartById(package.WorkbookPart.Workbook.Sheets!.Elements<Sheet>().First().Id!)).Worksheet;

    private static Cell CellAt(SpreadsheetDocument package, string reference) =>
        SheetOf(package).Descendants<Cell>().Single(c => c.CellReference == reference);

    private static bool IsQuoted(SpreadsheetDocument package, Cell cell) => package.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!
        .Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value).QuotePrefix?.Value ?? false;
}
