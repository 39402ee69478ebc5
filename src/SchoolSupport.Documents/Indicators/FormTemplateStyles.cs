using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SchoolSupport.Documents.Indicators;

/// <summary>The few looks of a form's workbook, by their index.</summary>
internal static class FormTemplateStyles
{
    public const uint Title = 1, Note = 2, Head = 3, Section = 4, Locked = 5, Open = 6, Number = 7;

    public static void AddTo(WorkbookPart book)
    {
        var part = book.AddNewPart<WorkbookStylesPart>();
        part.Stylesheet = new Stylesheet(
            new Fonts(FontOf(false), FontOf(true)),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE3E3E3" }) { PatternType = PatternValues.Solid }),
                new Fill(new PatternFill(new ForegroundColor { Rgb = "FFEEF3FB" }) { PatternType = PatternValues.Solid })),
            new Borders(
                new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
                new Border(Thin<LeftBorder>(), Thin<RightBorder>(), Thin<TopBorder>(), Thin<BottomBorder>(), new DiagonalBorder())),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(), Look(bold: true, fill: 0, border: 0, wrap: false), Look(bold: false, fill: 0, border: 0, wrap: false), Look(bold: true, fill: 2, border: 1, wrap: true),
                Look(bold: true, fill: 0, border: 0, wrap: true), Look(bold: false, fill: 0, border: 1, wrap: true), Opened(numeric: false), Opened(numeric: true)));
        part.Stylesheet.Save();
    }

    private static CellFormat Look(bool bold, uint fill, uint border, bool wrap) =>
        new(new Alignment { WrapText = wrap, Vertical = VerticalAlignmentValues.Top })
        {
            FontId = bold ? 1u : 0u, FillId = fill, BorderId = border, ApplyFont = true, ApplyFill = true, ApplyBorder = true, ApplyAlignment = true,
        };

    // Cells to be filled: not locked, tinted. A number keeps Excel's general format, which shows decimals only where there are any.
    private static CellFormat Opened(bool numeric) =>
        new(new Alignment { WrapText = !numeric, Vertical = VerticalAlignmentValues.Top }, new Protection { Locked = false })
        {
            FillId = 3, BorderId = 1, NumberFormatId = numeric ? 0u : 49u, ApplyNumberFormat = !numeric, ApplyFill = true, ApplyBorder = true, ApplyAlignment = true, ApplyProtection = true,
        };

    private static Font FontOf(bool bold)
    {
        var font = new Font();
        if (bold)
            font.Append(new Bold());
        font.Append(new FontSize { Val = 11 }, new FontName { Val = "Times New Roman" }, new FontFamilyNumbering { Val = 1 }, new FontCharSet { Val = 204 });
        return font;
    }

    private static T Thin<T>() where T : BorderPropertiesType, new() => new() { Style = BorderStyleValues.Thin };
}
