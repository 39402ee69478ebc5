using DocumentFormat.OpenXml.Spreadsheet;
using SchoolSupport.Documents.Reports;
using TableCell = SchoolSupport.Documents.Reports.TableCell;

namespace SchoolSupport.Documents.Xlsx;

internal sealed partial class SheetWriter
{
    private WrittenSheet WriteMerged(MergedSheet sheet)
    {
        var table = sheet.Table;
        var firstHead = sheet.Above.Count + (sheet.Above.Count > 0 ? 2 : 1);
        var lastHead = firstHead + table.HeadRows.Count - 1;
        var available = PaperFormat.TextWidth(sheet.Landscape);
        WriteTop(lastHead, [.. table.WidthsMm(available).Select(mm => mm * CharactersPerMm)]);
        _xml.WriteStartElement(new SheetData());
        WriteLines(sheet.Above, wrapped: false);
        _row = firstHead - 1;
        WriteHead(table.HeadRows, table.Columns.Count);
        var firstBody = _row + 1;
        foreach (var row in table.Body)
            WritePlaced(row, table.Columns.Count);
        _xml.WriteEndElement();
        WriteMerges([.. MergesOf(table.HeadRows, firstHead), .. MergesOf(table.Body, firstBody)]);
        WriteEnd(sheet.Landscape);
        return new WrittenSheet(null, (firstHead, lastHead));
    }

    /// <summary>Every cell of the grid is written, else a merged cell has no borders; only the first of a merge has text.</summary>
    private void WritePlaced(PlacedRow row, int columns)
    {
        StartRow();
        for (var i = 0; i < columns; i++)
        {
            var (cell, column) = row.Covering[i];
            var begins = column == i && row.Cells.Any(placed => ReferenceEquals(placed.Cell, cell));
            var shown = begins ? cell : new TableCell(new TextValue(""));
            WriteCell(i + 1, shown with { Low = row.Kind != RowKind.Body }, row.Kind == RowKind.Section ? CellAlign.Center : CellAlign.Left);
        }
        _xml.WriteEndElement();
    }

    private static IEnumerable<string> MergesOf(IReadOnlyList<PlacedRow> body, int firstRow) =>
        body.SelectMany((row, i) => row.Cells.Where(c => c.Cell.ColumnSpan > 1 || c.Cell.RowSpan > 1).Select(c => Range(firstRow + i, c.Column, c.Cell.ColumnSpan, c.Cell.RowSpan)));
}
