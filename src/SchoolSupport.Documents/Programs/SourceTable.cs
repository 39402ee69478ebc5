using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Programs;

/// <summary>A table as Word or Excel keeps it, before anything is made of it.</summary>
/// <param name="Place">«таблица 3», «лист «План 2022»».</param>
/// <param name="Before">Lines between the table before (or the beginning) and this one; empty for a sheet.</param>
/// <param name="Nested">Tables that stand inside its cells.</param>
internal sealed record SourceTable(
    string Place, bool IsSheet, bool IsHidden, IReadOnlyList<SourceLine> Before, IReadOnlyList<SourceRow> Rows, IReadOnlyList<SourceTable> Nested);

/// <summary>A line outside tables.</summary>
internal sealed record SourceLine(string Text, bool Bold, bool Centred, bool IsHeading)
{
    public bool IsBlank => Text.Length == 0;

    /// <summary>It looks like a heading by its form.</summary>
    public bool StandsOut => Bold || Centred || IsHeading;
}

/// <param name="Number">1-based: in the table of Word, or as Excel shows it.</param>
internal sealed record SourceRow(int Number, bool Hidden, IReadOnlyList<SourceCell> Cells)
{
    public IEnumerable<SourceCell> Filled => Cells.Where(cell => !cell.IsBlank);

    public bool IsBlank => !Filled.Any();
}

/// <summary>A cell with its place across the table. A cell merged with the one above holds no text of its own.</summary>
/// <param name="Start">Where it begins, in the table's own measure; cells of one table only are compared.</param>
/// <param name="End">Where it ends, outside it.</param>
internal sealed record SourceCell(int Start, int End, bool ContinuesAbove, CellText Text, bool Bold = false, bool Centred = false)
{
    public bool IsBlank => Text.IsBlank;

    /// <summary>The cell of a workbook, whose number may stand for a code or a date.</summary>
    public SheetCell? Sheet { get; init; }
}
