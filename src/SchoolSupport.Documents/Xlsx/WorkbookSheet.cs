using SchoolSupport.Documents.Reports;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>A sheet of a workbook to write.</summary>
/// <param name="Name">Shortened to 31 characters; characters that a sheet's name cannot hold become spaces.</param>
public abstract record WorkbookSheet(string Name);

/// <summary>
/// A list with a frozen head of one or more levels, an automatic filter, and its head repeated on every printed page.
/// Rows are taken one by one while the file is written. Spans of cells are not used in a list: every row is complete, so that it can be sorted.
/// </summary>
/// <param name="Head">Columns and groups; <see cref="TableColumn.WidthMm"/> gives the width, 25 mm by default.</param>
/// <param name="Rows">Every row has one cell for every column. A <see cref="ShareValue"/> is written as its share.</param>
public sealed record ListSheet(string Name, IReadOnlyList<HeadNode> Head, IEnumerable<IReadOnlyList<TableCell>> Rows) : WorkbookSheet(Name)
{
    /// <summary>Lines above the head: the authority, the title.</summary>
    public IReadOnlyList<SheetLine> Above { get; init; } = [];

    /// <summary>Lines under the last row: notes, the signature.</summary>
    public IReadOnlyList<SheetLine> Below { get; init; } = [];

    public bool Landscape { get; init; } = true;
}

/// <summary>A table as it is printed, with its merged cells and several lines in a cell: to read and to import again, not to sort.</summary>
public sealed record MergedSheet(string Name, DocumentTable Table) : WorkbookSheet(Name)
{
    /// <summary>Lines above the head: the title.</summary>
    public IReadOnlyList<SheetLine> Above { get; init; } = [];
    public bool Landscape { get; init; } = true;
}

/// <summary>Lines of text one under another, such as «Как это считается».</summary>
public sealed record TextSheet(string Name, IReadOnlyList<SheetLine> Lines) : WorkbookSheet(Name);

public sealed record SheetLine(string Text, bool Bold = false);
