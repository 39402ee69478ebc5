using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using SchoolSupport.Documents.Reports;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;
using TableCell = DocumentFormat.OpenXml.Wordprocessing.TableCell;
using TableRow = DocumentFormat.OpenXml.Wordprocessing.TableRow;

namespace SchoolSupport.Documents.Docx;

/// <summary>A table of a paper in WordprocessingML: heads repeat on every page, rows are not divided, groups stay together.</summary>
internal static class DocxTable
{
    public static Table Create(DocumentTable table, double availableMm)
    {
        var widths = table.WidthsMm(availableMm).Select(w => int.Parse(DocxStyles.Twips(w))).ToArray();
        var result = new Table(
            new TableProperties(
                new TableStyle { Val = DocxStyles.Table },
                new TableWidth { Width = widths.Sum().ToString(), Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableLook { Val = "0020", FirstRow = true, LastRow = false, FirstColumn = false, LastColumn = false, NoHorizontalBand = true, NoVerticalBand = true },
                new TableCaption { Val = table.Caption ?? "" }),
            new TableGrid(widths.Select(w => new GridColumn { Width = w.ToString() })));
        if (table.Compact)
            result.GetFirstChild<TableProperties>()!.TableCellMarginDefault = DocxStyles.Margins(10, 40);
        for (var i = 0; i < table.HeadRows.Count; i++)
            result.Append(HeadRow(table, i, widths));
        if (table.NumberedColumns)
            result.Append(NumberingRow(table, widths));
        for (var i = 0; i < table.Body.Count; i++)
            result.Append(BodyRow(table, i, widths));
        return result;
    }

    private static TableRow HeadRow(DocumentTable table, int index, int[] widths)
    {
        var row = NewRow(isHead: true);
        var style = table.Compact ? DocxStyles.TableHeadSmall : DocxStyles.TableHead;
        // Cells of the rows above that reach down to this one continue here without text.
        var cells = table.HeadRows.Take(index + 1)
            .SelectMany((placed, i) => placed.Where(cell => i + cell.RowSpan > index).Select(cell => (Cell: cell, Begins: i == index)))
            .OrderBy(c => c.Cell.Column);
        foreach (var (cell, begins) in cells)
            row.Append(Cell(
                widths, cell.Column, cell.ColumnSpan, cell.RowSpan, begins, TableVerticalAlignmentValues.Center, shaded: false,
                DocxText.Paragraph(style, begins ? cell.Text : "")));
        return row;
    }

    private static TableRow NumberingRow(DocumentTable table, int[] widths)
    {
        var row = NewRow(isHead: true);
        for (var i = 0; i < table.Columns.Count; i++)
            row.Append(Cell(widths, i, 1, 1, begins: true, TableVerticalAlignmentValues.Center, shaded: false, DocxText.Paragraph(DocxStyles.TableNumbering, (i + 1).ToString())));
        return row;
    }

    private static TableRow BodyRow(DocumentTable table, int index, int[] widths)
    {
        var placed = table.Body[index];
        var row = NewRow(isHead: false);
        var keepNext = placed.Kind == RowKind.Section || (table.IsKeptWhole ? index < table.Body.Count - 1 : !placed.IsLastOfGroup && !placed.MayDivide);
        foreach (var covering in placed.Covering.Distinct(ReferenceEqualityComparer.Instance).Cast<PlacedCell>())
        {
            var cell = covering.Cell;
            var begins = placed.Cells.Any(c => ReferenceEquals(c, covering));
            var bold = cell.Low || placed.Kind != RowKind.Body;
            var align = Alignment(table.Columns[covering.Column].Align, cell.Value, placed.Kind);
            var style = table.Compact ? DocxStyles.TableTextSmall : DocxStyles.TableText;
            // Every line of a cell is a paragraph, as people type it.
            var paragraphs = (begins ? cell.Value.Text : "").Split('\n').Select(line => CellLine(DocxText.Paragraph(style, line, bold), keepNext, align)).ToArray();
            row.Append(Cell(widths, covering.Column, cell.ColumnSpan, cell.RowSpan, begins, TableVerticalAlignmentValues.Top, cell.Low, paragraphs));
        }
        return row;
    }

    private static Paragraph CellLine(Paragraph paragraph, bool keepNext, JustificationValues? align)
    {
        if (keepNext)
            paragraph.ParagraphProperties!.KeepNext = new KeepNext();
        if (align is { } value)
            paragraph.ParagraphProperties!.Justification = new Justification { Val = value };
        return paragraph;
    }

    private static JustificationValues? Alignment(CellAlign align, CellValue value, RowKind kind) => align switch
    {
        _ when kind == RowKind.Section => JustificationValues.Center,
        CellAlign.Center => JustificationValues.Center,
        CellAlign.Right => JustificationValues.Right,
        CellAlign.ByValue when value.IsNumber => JustificationValues.Right,
        _ => null,
    };

    private static TableRow NewRow(bool isHead)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (isHead)
            properties.Append(new TableHeader());
        return new TableRow(properties);
    }

    private static TableCell Cell(
        int[] widths, int column, int columnSpan, int rowSpan, bool begins, TableVerticalAlignmentValues vertical, bool shaded, params Paragraph[] content)
    {
        var properties = new TableCellProperties(new TableCellWidth
        {
            Width = widths.Skip(column).Take(columnSpan).Sum().ToString(),
            Type = TableWidthUnitValues.Dxa,
        });
        if (columnSpan > 1)
            properties.Append(new GridSpan { Val = columnSpan });
        if (rowSpan > 1)
            properties.Append(new VerticalMerge { Val = begins ? MergedCellValues.Restart : MergedCellValues.Continue });
        if (shaded)
            properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "E3E3E3" });
        properties.Append(new TableCellVerticalAlignment { Val = vertical });
        var result = new TableCell(properties);
        result.Append(content.Cast<OpenXmlElement>());
        return result;
    }
}
