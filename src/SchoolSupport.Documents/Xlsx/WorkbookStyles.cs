using DocumentFormat.OpenXml.Spreadsheet;
using SchoolSupport.Documents.Reports;
using CellValue = SchoolSupport.Documents.Reports.CellValue;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>What a cell looks like; equal styles are stored once.</summary>
/// <param name="NumberFormat">An Excel format code; empty is «General».</param>
/// <param name="IsQuoted">The apostrophe of Excel: text stays text when someone edits the cell or saves it as CSV.</param>
internal sealed record CellStyle(
    string NumberFormat = "", bool Bold = false, bool Filled = false, bool Bordered = false, bool Wrapped = false,
    CellAlign Align = CellAlign.Left, bool IsQuoted = false)
{
    public static readonly CellStyle Line = new();
    public static readonly CellStyle BoldLine = new(Bold: true);
    public static readonly CellStyle WrappedLine = new(Wrapped: true);
    public static readonly CellStyle WrappedBoldLine = new(Bold: true, Wrapped: true);
    public static readonly CellStyle Head = new(Bold: true, Filled: true, Bordered: true, Wrapped: true, Align: CellAlign.Center);
}

/// <summary>Collects the styles while the sheets are written, and writes them at the end.</summary>
internal sealed class WorkbookStyles
{
    private const uint FirstOwnFormat = 164;

    private readonly Dictionary<CellStyle, uint> _indexes = new() { [CellStyle.Line] = 0 };
    private readonly Dictionary<string, uint> _formats = [];

    public uint IndexOf(CellStyle style)
    {
        if (_indexes.TryGetValue(style, out var index))
            return index;
        _indexes.Add(style, index = (uint)_indexes.Count);
        if (style.NumberFormat.Length > 0 && !_formats.ContainsKey(style.NumberFormat))
            _formats.Add(style.NumberFormat, FirstOwnFormat + (uint)_formats.Count);
        return index;
    }

    /// <summary>The Excel format that prints a value as it stands on paper.</summary>
    public static string FormatOf(CellValue value) => value switch
    {
        IntegerValue { Mark: var mark } => "#,##0" + Quoted(mark),
        DecimalValue { Decimals: var decimals } => "#,##0" + (decimals > 0 ? "." + new string('0', decimals) : ""),
        PercentValue { Decimals: var decimals } => PercentFormat(decimals, ""),
        ShareValue { Decimals: var decimals, Mark: var mark } => PercentFormat(decimals, mark),
        PointsValue => "+0.0;\\-0.0;0.0",
        DateValue => "dd\\.mm\\.yyyy",
        _ => "@",
    };

    private static string PercentFormat(int decimals, string mark) =>
        (decimals == 0 ? "0" : "0." + new string('0', decimals)) + "%" + Quoted(mark);

    private static string Quoted(string mark) => mark.Length == 0 ? "" : "\"" + mark.Replace("\"", "") + "\"";

    public Stylesheet Create()
    {
        var formats = new NumberingFormats(_formats.Select(f => new NumberingFormat { NumberFormatId = f.Value, FormatCode = f.Key })) { Count = (uint)_formats.Count };
        var sheet = new Stylesheet();
        if (_formats.Count > 0)
            sheet.Append(formats);
        sheet.Append(
            new Fonts(FontOf(bold: false), FontOf(bold: true)) { Count = 2 },
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE3E3E3" }) { PatternType = PatternValues.Solid })) { Count = 3 },
            new Borders(
                new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
                new Border(Thin<LeftBorder>(), Thin<RightBorder>(), Thin<TopBorder>(), Thin<BottomBorder>(), new DiagonalBorder())) { Count = 2 },
            new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }) { Count = 1 },
            new CellFormats(_indexes.OrderBy(i => i.Value).Select(i => FormatOf(i.Key))) { Count = (uint)_indexes.Count },
            new CellStyles(new DocumentFormat.OpenXml.Spreadsheet.CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 });
        return sheet;
    }

    private CellFormat FormatOf(CellStyle style) => new(new Alignment
    {
        Horizontal = style.Align switch
        {
            CellAlign.Center => HorizontalAlignmentValues.Center,
            CellAlign.Right => HorizontalAlignmentValues.Right,
            CellAlign.ByValue => HorizontalAlignmentValues.General,
            _ => HorizontalAlignmentValues.Left,
        },
        Vertical = style.Align == CellAlign.Center && style.Filled ? VerticalAlignmentValues.Center : VerticalAlignmentValues.Top,
        WrapText = style.Wrapped,
    })
    {
        NumberFormatId = style.NumberFormat.Length == 0 ? 0 : _formats[style.NumberFormat],
        FontId = style.Bold ? 1u : 0u,
        FillId = style.Filled ? 2u : 0u,
        BorderId = style.Bordered ? 1u : 0u,
        FormatId = 0,
        QuotePrefix = style.IsQuoted,
        ApplyNumberFormat = style.NumberFormat.Length > 0,
        ApplyFont = style.Bold,
        ApplyFill = style.Filled,
        ApplyBorder = style.Bordered,
        ApplyAlignment = true,
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
