using System.Text.Json.Serialization;

namespace SchoolSupport.Documents.Reports;

/// <summary>
/// A table of an official paper. The layout is checked when the table is made: every row fills every column exactly once.
/// </summary>
public sealed record DocumentTable : DocumentBlock
{
    public DocumentTable(IReadOnlyList<HeadNode> head, IReadOnlyList<RowGroup> groups)
    {
        Head = head;
        Groups = groups;
        Columns = [.. head.SelectMany(n => n.Leaves())];
        HeadRows = TablePlacing.LayOutHead(head);
        Body = TablePlacing.LayOutBody(groups, Columns.Count);
    }

    /// <summary>«Таблица 1 — Организации, включённые в Список»; printed above the table at the left.</summary>
    public string? Caption { get; init; }

    /// <summary>A row 1, 2, 3… under the head.</summary>
    public bool NumberedColumns { get; init; }

    /// <summary>10 pt instead of 11 pt, for wide appendices.</summary>
    public bool Compact { get; init; }

    public IReadOnlyList<HeadNode> Head { get; }
    public IReadOnlyList<RowGroup> Groups { get; }

    /// <summary>The lowest level of the head.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    public IReadOnlyList<IReadOnlyList<PlacedHead>> HeadRows { get; }
    public IReadOnlyList<PlacedRow> Body { get; }

    /// <summary>Rows above this count may be divided between pages; a shorter table stays whole.</summary>
    public const int MaxRowsKeptWhole = 12;

    /// <summary>A table of long texts is parted between its rows however few they are.</summary>
    public bool MayDivide { get; init; }

    public bool IsKeptWhole => !MayDivide && Body.Count <= MaxRowsKeptWhole;

    /// <summary>
    /// Widths of the columns that together give exactly the page's width, so that a table can never be wider than its page.
    /// A column whose heading has a word too long for the width asked for gets what the word needs.
    /// </summary>
    /// <param name="available">Millimetres between the margins.</param>
    public IReadOnlyList<double> WidthsMm(double available) => ColumnWidths.Share(this, available);
}

/// <summary>A cell of the head: a column, or a group of columns under a common heading.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = DocumentJson.Discriminator)]
[JsonDerivedType(typeof(ColumnGroup), "group"), JsonDerivedType(typeof(TableColumn), "column")]
public abstract record HeadNode(string Text)
{
    internal abstract IEnumerable<TableColumn> Leaves();
    internal abstract int Depth { get; }
}

public sealed record ColumnGroup(string Text, IReadOnlyList<HeadNode> Children) : HeadNode(Text)
{
    internal override IEnumerable<TableColumn> Leaves() => Children.SelectMany(c => c.Leaves());
    internal override int Depth => 1 + Children.Max(c => c.Depth);
}

public sealed record TableColumn(string Text) : HeadNode(Text)
{
    /// <summary>Millimetres on paper; null shares the rest of the page's width with the other columns that have none.</summary>
    public double? WidthMm { get; init; }

    /// <summary>By default numbers stand at the right and the rest at the left.</summary>
    public CellAlign Align { get; init; } = CellAlign.ByValue;

    /// <summary>Heads of the three columns into which a workbook parts a column of shares: what is counted, of what, and the share.</summary>
    public ShareParts Parts { get; init; } = ShareParts.OfResults;

    internal override IEnumerable<TableColumn> Leaves() => [this];
    internal override int Depth => 1;
}

/// <param name="Count">Head of the numerator.</param>
/// <param name="Total">Head of the denominator.</param>
public sealed record ShareParts(string Count, string Total, string Share)
{
    public static readonly ShareParts OfResults = new("не справились", "участников", "доля");
}

public enum CellAlign { ByValue, Left, Center, Right }

/// <summary>Rows that stay on one page together, such as the results of one school.</summary>
public sealed record RowGroup(IReadOnlyList<TableRow> Rows)
{
    /// <summary>A merged cell holds these rows together, but there may be more of them than a page holds: they may be parted.</summary>
    public bool MayDivide { get; init; }

    public static RowGroup Of(params TableRow[] rows) => new(rows);
}

public enum RowKind { Body, Section, Total }

/// <summary>A row; cells that a row above spans over are left out.</summary>
public sealed record TableRow(IReadOnlyList<TableCell> Cells)
{
    public RowKind Kind { get; init; } = RowKind.Body;

    public static TableRow Of(params TableCell[] cells) => new(cells);

    /// <summary>A bold row across the whole table: «1. Организационные условия». Its level, 1…3, is that of its heading.</summary>
    public static TableRow Across(string text, int columns) =>
        new([new TableCell(new TextValue(text)) { ColumnSpan = columns }]) { Kind = RowKind.Section };
}

public sealed record TableCell(CellValue Value)
{
    public int RowSpan { get; init; } = 1;
    public int ColumnSpan { get; init; } = 1;

    /// <summary>Bold on grey: a low result, seen on a black and white print too.</summary>
    public bool Low { get; init; }

    public static implicit operator TableCell(string text) => new(new TextValue(text));
    public static implicit operator TableCell(int number) => new(new IntegerValue(number));
    public static implicit operator TableCell(CellValue value) => new(value);
}

/// <summary>A cell of the head with its place; <paramref name="Column"/> counts from 0.</summary>
public sealed record PlacedHead(string Text, int Column, int ColumnSpan, int RowSpan);

/// <summary>A cell with its place; columns count from 0.</summary>
public sealed record PlacedCell(TableCell Cell, int Column);

/// <summary>A row with the cells that begin in it, and what it is to its group.</summary>
public sealed record PlacedRow(IReadOnlyList<PlacedCell> Cells, RowKind Kind, bool IsLastOfGroup)
{
    /// <summary>A page may end after this row although its group goes on.</summary>
    public bool MayDivide { get; init; }

    /// <summary>For every column the cell that covers it here, also when the cell began in a row above.</summary>
    public required IReadOnlyList<PlacedCell> Covering { get; init; }
}
