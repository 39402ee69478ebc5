using System.Xml;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Docx.Reading;

/// <summary>Reads the paragraphs and tables of a document in their order.</summary>
internal sealed class DocxBodyReader(XmlReader xml, DocxParagraphReader paragraphs, DocxLimits limits)
{
    private int _rows, _cells;
    // Above zero where nothing is shown: deleted rows and the lower cells of a vertical merge.
    private int _unseen;

    public List<DocxBlock> Read()
    {
        var blocks = new List<DocxBlock>();
        xml.MoveToContent();
        xml.ForEachChild(name =>
        {
            if (name == "body")
                ReadBlocks(blocks);
        });
        // The end of the part is where its checksum is asked for.
        while (xml.Read())
        {
        }
        return blocks;
    }

    /// <param name="other">Asked about children that are neither a paragraph nor a table.</param>
    private void ReadBlocks(List<DocxBlock> blocks, Action<string>? other = null)
    {
        DocxParagraphBlock? open = null;
        void Block(string name)
        {
            switch (name)
            {
                case "p":
                    var paragraph = paragraphs.Read(_unseen == 0, out var joinsNext);
                    if (open is not null)
                        paragraph = paragraph is null ? open : open with { Text = open.Text + paragraph.Text, Bold = open.Bold && paragraph.Bold };
                    open = joinsNext ? paragraph : null;
                    if (!joinsNext && paragraph is not null)
                        blocks.Add(paragraph);
                    break;
                case "tbl":
                    blocks.Add(ReadTable());
                    break;
                case "sdt" or "sdtContent" or "ins" or "moveTo" or "customXml" or "smartTag" or "AlternateContent" or "Choice":
                    xml.ForEachChild(Block);
                    break;
                default:
                    other?.Invoke(name);
                    break;
            }
        }
        xml.ForEachChild(Block);
        if (open is not null)
            blocks.Add(open);
    }

    private DocxTableBlock ReadTable()
    {
        var widths = new List<int>();
        var rows = new List<DocxRow>();
        void Part(string name)
        {
            switch (name)
            {
                case "tblGrid":
                    xml.ForEachChild(column =>
                    {
                        if (column == "gridCol" && widths.Count < limits.MaxColumns)
                            widths.Add(xml.Number("w") ?? 0);
                    });
                    break;
                case "tr":
                    if (ReadRow() is { } row)
                        rows.Add(row);
                    break;
                case "sdt" or "sdtContent" or "ins" or "moveTo" or "customXml":
                    xml.ForEachChild(Part);
                    break;
            }
        }
        xml.ForEachChild(Part);
        return new DocxTableBlock(widths, rows);
    }

    private DocxRow? ReadRow()
    {
        if (++_rows > limits.MaxRows)
            throw WorkbookRefusals.TooManyRowsInDocument(limits.MaxRows);
        var deleted = false;
        var before = 0;
        var cells = new List<DocxCell>();
        void Part(string name)
        {
            switch (name)
            {
                case "trPr":
                    xml.ForEachChild(property =>
                    {
                        deleted |= property == "del" || (property == "hidden" && xml.IsOn());
                        if (property == "gridBefore")
                            before = Math.Clamp(xml.Number() ?? 0, 0, limits.MaxColumns);
                    });
                    _unseen += deleted ? 1 : 0;
                    break;
                case "tc":
                    ReadCell(cells);
                    break;
                case "sdt" or "sdtContent" or "ins" or "moveTo" or "customXml":
                    xml.ForEachChild(Part);
                    break;
            }
        }
        xml.ForEachChild(Part);
        _unseen -= deleted ? 1 : 0;
        return deleted ? null : new DocxRow(before, cells);
    }

    private void ReadCell(List<DocxCell> cells)
    {
        if (++_cells > limits.MaxCells)
            throw WorkbookRefusals.TooManyRowsInDocument(limits.MaxRows);
        var span = 1;
        bool continuesAbove = false, continuesLeft = false;
        var blocks = new List<DocxBlock>();
        var unseenAround = _unseen;
        void Properties(string name)
        {
            if (name != "tcPr")
                return;
            xml.ForEachChild(property =>
            {
                if (property == "gridSpan")
                    span = Math.Clamp(xml.Number() ?? 1, 1, limits.MaxColumns);
                else if (property == "vMerge")
                    continuesAbove = xml.Value() != "restart";
                else if (property == "hMerge")
                    continuesLeft = xml.Value() != "restart";
            });
            _unseen += continuesAbove || continuesLeft ? 1 : 0;
        }
        ReadBlocks(blocks, Properties);
        _unseen = unseenAround;
        if (continuesLeft && cells.Count > 0)
            cells[^1] = cells[^1] with { Span = cells[^1].Span + span };
        else
            cells.Add(new DocxCell(span, continuesAbove, continuesAbove ? [] : blocks));
    }
}
