using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SchoolSupport.Documents.Reports;
using DecimalValue = SchoolSupport.Documents.Reports.DecimalValue;
using IntegerValue = SchoolSupport.Documents.Reports.IntegerValue;
using PageMargins = DocumentFormat.OpenXml.Spreadsheet.PageMargins;
using TableCell = SchoolSupport.Documents.Reports.TableCell;
using TableColumn = SchoolSupport.Documents.Reports.TableColumn;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>What the workbook must know about a written sheet.</summary>
internal sealed record WrittenSheet(string? Filter, (int First, int Last)? HeadRows);

/// <summary>Writes one sheet, element by element in the order of the standard's schema.</summary>
internal sealed partial class SheetWriter
{
    private const double CharactersPerMm = 0.55;
    private const double DefaultWidthMm = 25;
    private const double TextSheetCharacters = 110;
    private const int MaxRows = 1_048_576;
    private const int MaxTextLength = 32_767;

    private readonly OpenXmlWriter _xml;
    private readonly WorkbookStyles _styles;
    private int _row;

    private SheetWriter(OpenXmlWriter xml, WorkbookStyles styles)
    {
        _xml = xml;
        _styles = styles;
    }

    public static WrittenSheet Write(WorksheetPart part, WorkbookSheet sheet, WorkbookStyles styles)
    {
        using var xml = OpenXmlWriter.Create(part);
        var writer = new SheetWriter(xml, styles);
        xml.WriteStartElement(new Worksheet());
        var written = sheet switch
        {
            ListSheet list => writer.WriteList(list),
            TextSheet text => writer.WriteText(text),
            MergedSheet merged => writer.WriteMerged(merged),
            _ => throw new ArgumentException($"No way to write {sheet.GetType().Name}.", nameof(sheet)),
        };
        xml.WriteEndElement();
        return written;
    }

    private WrittenSheet WriteList(ListSheet sheet)
    {
        var head = TablePlacing.LayOutHead(sheet.Head);
        var columns = sheet.Head.SelectMany(n => n.Leaves()).ToArray();
        var firstHead = sheet.Above.Count + (sheet.Above.Count > 0 ? 2 : 1);
        var lastHead = firstHead + head.Count - 1;
        WriteTop(lastHead, [.. columns.Select(c => (c.WidthMm ?? DefaultWidthMm) * CharactersPerMm)]);
        _xml.WriteStartElement(new SheetData());
        WriteLines(sheet.Above, wrapped: false);
        _row = firstHead - 1;
        WriteHead(head, columns.Length);
        foreach (var row in sheet.Rows)
            WriteRow(row, columns);
        var lastRow = _row;
        if (sheet.Below.Count > 0)
            _row++;
        WriteLines(sheet.Below, wrapped: false);
        _xml.WriteEndElement();
        var filter = $"A{lastHead}:{Letters(columns.Length)}{lastRow}";
        _xml.WriteElement(new AutoFilter { Reference = filter });
        WriteMerges(head, firstHead);
        WriteEnd(sheet.Landscape);
        return new WrittenSheet(filter, (firstHead, lastHead));
    }

    private WrittenSheet WriteText(TextSheet sheet)
    {
        WriteTop(frozenRows: 0, [TextSheetCharacters]);
        _xml.WriteStartElement(new SheetData());
        WriteLines(sheet.Lines, wrapped: true);
        _xml.WriteEndElement();
        WriteEnd(landscape: false);
        return new WrittenSheet(null, null);
    }

    private void WriteTop(int frozenRows, double[] widths)
    {
        _xml.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        var view = new SheetView { WorkbookViewId = 0, ShowGridLines = frozenRows > 0 };
        if (frozenRows > 0)
        {
            var below = $"A{frozenRows + 1}";
            view.Append(
                new Pane { VerticalSplit = frozenRows, TopLeftCell = below, ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen },
                new Selection { Pane = PaneValues.BottomLeft, ActiveCell = below, SequenceOfReferences = new ListValue<StringValue> { InnerText = below } });
        }
        _xml.WriteElement(new SheetViews(view));
        _xml.WriteElement(new SheetFormatProperties { DefaultRowHeight = 15 });
        _xml.WriteElement(new Columns(widths.Select((width, i) => new Column { Min = (uint)(i + 1), Max = (uint)(i + 1), Width = Math.Round(width, 1), CustomWidth = true })));
    }

    private void WriteEnd(bool landscape)
    {
        _xml.WriteElement(new PageMargins { Left = 0.8, Right = 0.4, Top = 0.8, Bottom = 0.6, Header = 0.4, Footer = 0.3 });
        _xml.WriteElement(new PageSetup
        {
            PaperSize = 9,
            Orientation = landscape ? OrientationValues.Landscape : OrientationValues.Portrait,
            FitToWidth = 1,
            // As many pages down as it takes.
            FitToHeight = 0,
        });
        _xml.WriteElement(new HeaderFooter(new OddHeader("&C&P из &N")));
    }

    private void WriteLines(IReadOnlyList<SheetLine> lines, bool wrapped)
    {
        foreach (var line in lines)
        {
            StartRow();
            var style = wrapped ? line.Bold ? CellStyle.WrappedBoldLine : CellStyle.WrappedLine : line.Bold ? CellStyle.BoldLine : CellStyle.Line;
            WriteString(1, line.Text, style);
            _xml.WriteEndElement();
        }
    }

    private void WriteHead(IReadOnlyList<IReadOnlyList<PlacedHead>> head, int columns)
    {
        foreach (var row in head)
        {
            StartRow();
            for (var column = 0; column < columns; column++)
                // Cells under a merge are written too, else the merged cell has no borders.
                // A spreadsheet shows soft hyphens in the middle of a line too.
                WriteString(column + 1, row.FirstOrDefault(c => c.Column == column)?.Text.Replace("\u00ad", "", StringComparison.Ordinal) ?? "", CellStyle.Head, evenIfEmpty: true);
            _xml.WriteEndElement();
        }
    }

    private void WriteMerges(IReadOnlyList<IReadOnlyList<PlacedHead>> head, int firstRow) => WriteMerges([.. MergesOf(head, firstRow)]);

    private static IEnumerable<string> MergesOf(IReadOnlyList<IReadOnlyList<PlacedHead>> head, int firstRow) =>
        head.SelectMany((row, i) => row.Where(c => c.ColumnSpan > 1 || c.RowSpan > 1).Select(c => Range(firstRow + i, c.Column, c.ColumnSpan, c.RowSpan)));

    private static string Range(int row, int column, int columns, int rows) =>
        $"{Letters(column + 1)}{row}:{Letters(column + columns)}{row + rows - 1}";

    private void WriteMerges(string[] merges)
    {
        if (merges.Length > 0)
            _xml.WriteElement(new MergeCells(merges.Select(m => new MergeCell { Reference = m })) { Count = (uint)merges.Length });
    }

    private void WriteRow(IReadOnlyList<TableCell> cells, TableColumn[] columns)
    {
        if (cells.Count != columns.Length)
            throw new ArgumentException($"A row of {cells.Count} cells in a list of {columns.Length} columns.");
        StartRow();
        for (var i = 0; i < cells.Count; i++)
            WriteCell(i + 1, cells[i], columns[i].Align);
        _xml.WriteEndElement();
    }

    private void WriteCell(int column, TableCell cell, CellAlign align)
    {
        var value = cell.Value;
        var style = new CellStyle(WorkbookStyles.FormatOf(value), Bold: cell.Low, Filled: cell.Low, Bordered: true, Wrapped: !value.IsNumber, Align: align);
        switch (value)
        {
            case IntegerValue integer:
                WriteNumber(column, integer.Number.ToString(CultureInfo.InvariantCulture), style);
                break;
            case DecimalValue number:
                WriteNumber(column, number.Number.ToString(CultureInfo.InvariantCulture), style);
                break;
            case PercentValue percent:
                WriteNumber(column, Fraction(percent.Numerator, percent.Denominator), style);
                break;
            case ShareValue { Total: > 0 } share:
                WriteNumber(column, Fraction(share.Count, share.Total), style);
                break;
            case PointsValue points:
                WriteNumber(column, (points.Tenths / 10m).ToString(CultureInfo.InvariantCulture), style);
                break;
            case DateValue date:
                WriteNumber(column, date.Date.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture), style);
                break;
            default:
                WriteString(column, value.Text, style with { NumberFormat = "@" }, evenIfEmpty: true);
                break;
        }
    }

    private static string Fraction(int numerator, int denominator) => ((double)numerator / denominator).ToString("R", CultureInfo.InvariantCulture);

    private void StartRow()
    {
        if (++_row > MaxRows)
            throw new InvalidOperationException($"A sheet holds at most {MaxRows} rows.");
        _xml.WriteStartElement(new Row { RowIndex = (uint)_row });
    }

    private void WriteNumber(int column, string number, CellStyle style) => _xml.WriteElement(new Cell(new DocumentFormat.OpenXml.Spreadsheet.CellValue(number))
    {
        CellReference = Reference(column),
        StyleIndex = _styles.IndexOf(style),
    });

    private void WriteString(int column, string text, CellStyle style, bool evenIfEmpty = false)
    {
        if (text.Length == 0 && !evenIfEmpty)
            return;
        var cell = new Cell { CellReference = Reference(column), StyleIndex = _styles.IndexOf(style with { IsQuoted = LooksLikeFormula(text) }) };
        if (text.Length > 0)
        {
            cell.DataType = CellValues.InlineString;
            cell.InlineString = new InlineString(new Text(Storable(text)) { Space = SpaceProcessingModeValues.Preserve });
        }
        _xml.WriteElement(cell);
    }

    private string Reference(int column) => Letters(column) + _row.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a spreadsheet may execute when the text is typed again or goes through CSV.</summary>
    private static bool LooksLikeFormula(string text) => text.Length > 0 && "=+-@\t\r\n＝＋－＠".Contains(text[0]);

    private static string Storable(string text)
    {
        // «_x0041_» means a letter to Excel, so the underscore itself is written this way.
        // Excel keeps several lines in a cell.
        var escaped = Escape().Replace(string.Join('\n', text.Split('\n').Select(XmlText.Clean)), "_x005F_");
        return escaped.Length <= MaxTextLength ? escaped : escaped[..(MaxTextLength - 1)] + "…";
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();

    /// <summary>1 is A, 27 is AA.</summary>
    internal static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
            letters = (char)('A' + (column - 1) % 26) + letters;
        return letters;
    }
}
