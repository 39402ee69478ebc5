using SchoolSupport.Documents.Docx.Reading;

namespace SchoolSupport.Documents.Programs;

/// <summary>Brings the tables of a document into the form that roadmaps are read from.</summary>
internal static class WordTables
{
    // Stands in for a width that the document does not tell.
    private const int UsualWidth = 1000;

    public static IReadOnlyList<SourceTable> Of(IReadOnlyList<DocxBlock> blocks)
    {
        var tables = new List<SourceTable>();
        var lines = new List<SourceLine>();
        foreach (var block in blocks)
        {
            if (block is DocxParagraphBlock paragraph)
                lines.Add(LineOf(paragraph));
            else if (block is DocxTableBlock table)
            {
                tables.Add(Table(table, $"таблица {tables.Count + 1}", lines));
                lines = [];
            }
        }
        return tables;
    }

    private static SourceTable Table(DocxTableBlock table, string place, IReadOnlyList<SourceLine> before)
    {
        var edges = Edges(table);
        var rows = new List<SourceRow>(table.Rows.Count);
        var nested = new List<SourceTable>();
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var cells = new List<SourceCell>(table.Rows[i].Cells.Count);
            var column = table.Rows[i].GridBefore;
            foreach (var cell in table.Rows[i].Cells)
            {
                cells.Add(Cell(cell, edges(column), edges(column + cell.Span)));
                column += cell.Span;
                foreach (var inner in cell.Blocks.OfType<DocxTableBlock>())
                    nested.Add(Table(inner, $"{place}, вложенная таблица {nested.Count + 1}", InnerLines(cell, inner)));
            }
            rows.Add(new SourceRow(i + 1, Hidden: false, cells));
        }
        return new SourceTable(place, IsSheet: false, IsHidden: false, before, rows, nested);
    }

    /// <summary>Position of the left edge of a grid column; columns beyond the grid have the usual width.</summary>
    private static Func<int, int> Edges(DocxTableBlock table)
    {
        var edges = new List<int> { 0 };
        foreach (var width in table.GridWidths)
            edges.Add(edges[^1] + (width > 0 && width < 100_000 ? width : UsualWidth));
        return column => column < edges.Count ? edges[column] : edges[^1] + (column - edges.Count + 1) * UsualWidth;
    }

    private static SourceCell Cell(DocxCell cell, int start, int end)
    {
        var text = cell.ContinuesAbove ? CellText.Blank : CellText.OfLines(Lines(cell.Blocks));
        var paragraphs = cell.Blocks.OfType<DocxParagraphBlock>().Where(paragraph => !paragraph.IsBlank).ToList();
        return new SourceCell(start, end, cell.ContinuesAbove, text,
            Bold: paragraphs.Count > 0 && paragraphs.TrueForAll(paragraph => paragraph.Bold || !paragraph.Text.Any(char.IsLetter)),
            Centred: paragraphs.Count > 0 && paragraphs.TrueForAll(paragraph => paragraph.Centred));
    }

    /// <summary>The lines of a cell; a table inside it gives a line for each of its rows.</summary>
    private static IEnumerable<string> Lines(IReadOnlyList<DocxBlock> blocks)
    {
        foreach (var block in blocks)
        {
            if (block is DocxParagraphBlock paragraph)
                yield return paragraph.Text;
            else if (block is DocxTableBlock table)
                foreach (var row in table.Rows)
                    yield return string.Join(' ', row.Cells.SelectMany(cell => Lines(cell.Blocks)));
        }
    }

    private static List<SourceLine> InnerLines(DocxCell cell, DocxTableBlock inner) =>
        [.. cell.Blocks.TakeWhile(block => block != inner).OfType<DocxParagraphBlock>().Select(LineOf)];

    private static SourceLine LineOf(DocxParagraphBlock paragraph) =>
        new(CellText.Of(paragraph.Text).Plain, paragraph.Bold, paragraph.Centred, paragraph.IsHeading);
}
