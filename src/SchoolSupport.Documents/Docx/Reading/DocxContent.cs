namespace SchoolSupport.Documents.Docx.Reading;

/// <summary>A paragraph or a table of a document that was read.</summary>
internal abstract record DocxBlock;

/// <param name="Text">Visible text with Word's own number in front; a line feed for every line break.</param>
/// <param name="Bold">Every visible letter is bold.</param>
/// <param name="IsHeading">Its style has a level of the table of contents.</param>
internal sealed record DocxParagraphBlock(string Text, bool Bold, bool Centred, bool IsHeading) : DocxBlock
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);
}

/// <param name="GridWidths">Widths of the grid's columns in twentieths of a point; may be shorter than the rows.</param>
internal sealed record DocxTableBlock(IReadOnlyList<int> GridWidths, IReadOnlyList<DocxRow> Rows) : DocxBlock;

/// <param name="GridBefore">Columns of the grid left out before the first cell.</param>
internal sealed record DocxRow(int GridBefore, IReadOnlyList<DocxCell> Cells);

/// <param name="Span">Columns of the grid that it covers.</param>
/// <param name="ContinuesAbove">Merged with the cell above; what stands in it is not shown.</param>
internal sealed record DocxCell(int Span, bool ContinuesAbove, IReadOnlyList<DocxBlock> Blocks);
