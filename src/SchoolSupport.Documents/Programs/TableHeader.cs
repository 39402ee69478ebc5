using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

/// <summary>A column of a table with its place across.</summary>
internal sealed record TableColumn(int Start, int End, string Heading, RoadmapColumn Kind, double Confidence)
{
    /// <summary>The lowest line of a heading of several rows: «начало» under «Срок»; the whole heading when it has one row.</summary>
    public string Lower { get; init; } = "";

    public bool IsGuessed => Confidence <= ReadColumn.Guess;

    public int Overlap(SourceCell cell) => Math.Max(0, Math.Min(End, cell.End) - Math.Max(Start, cell.Start));
}

/// <summary>The rows that name the columns.</summary>
/// <param name="RowCount">How many rows it takes; 0 when the table has none and its columns were guessed.</param>
internal sealed record TableHeader(IReadOnlyList<TableColumn> Columns, int RowCount)
{
    /// <summary>Equal for the repeated heading of one table.</summary>
    public string Key { get; } = string.Join('|', Columns.Select(column => ColumnWords.Key(column.Heading)));

    /// <summary>The same columns, perhaps in slightly other words.</summary>
    public bool IsAlike(TableHeader other) =>
        Key == other.Key || Columns.Select(column => column.Kind).SequenceEqual(other.Columns.Select(column => column.Kind));

    public bool Has(RoadmapColumn kind) => Columns.Any(column => column.Kind == kind);

    /// <summary>A table without measures or without terms is no roadmap.</summary>
    public bool IsRoadmap => Has(RoadmapColumn.Title) && Has(RoadmapColumn.Deadline);
}

/// <summary>Finds rows of headings.</summary>
internal static class HeaderFinder
{
    private const int MostHeaderRows = 3;

    /// <summary>Headings that begin in this row, of one to three rows; null when it names no column.</summary>
    public static TableHeader? At(IReadOnlyList<SourceRow> rows, int first)
    {
        if (!CouldBegin(rows[first]))
            return null;
        TableHeader? best = null;
        var columns = Single(rows[first]);
        for (var count = 1; count <= MostHeaderRows; count++)
        {
            var header = new TableHeader(Named(columns), count);
            if (IsHeading(header) && (best is null || Known(header) >= Known(best)))
                best = header;
            // A measure above a repeated heading is no upper row of it.
            if (first + count >= rows.Count || IsHeading(new TableHeader(Named(Single(rows[first + count])), 1))
                || Extended(columns, rows[first + count]) is not { } more)
                break;
            columns = more;
        }
        return best;
    }

    private static bool CouldBegin(SourceRow row)
    {
        var filled = row.Filled.ToList();
        return filled.Count >= 2 && !row.Cells.Any(cell => cell.ContinuesAbove) && CodePath.Parse(filled[0].Text.Plain) is null
            && filled.TrueForAll(cell => cell.Text.Plain.Length <= ColumnWords.LongestHeading);
    }

    /// <summary>Terms and measures, or nearly: the rest is asked of what stands in the columns.</summary>
    private static bool IsHeading(TableHeader header)
    {
        var named = header.Columns.Count(column => column.Heading.Length > 0);
        var sure = header.Columns.Count(column => column.Kind != RoadmapColumn.Other && column.Confidence >= ReadColumn.Sure);
        if (named < 2 || Known(header) * 2 < named || sure == 0)
            return false;
        if (header.IsRoadmap)
            return named >= 3 || sure == 2;
        return sure >= 2
            && (header.Has(RoadmapColumn.Title) || header.Has(RoadmapColumn.Deadline))
            && (header.Has(RoadmapColumn.Responsible) || header.Has(RoadmapColumn.Code));
    }

    private static int Known(TableHeader header) => header.Columns.Count(column => column.Kind != RoadmapColumn.Other);

    private static List<TableColumn> Single(SourceRow row) =>
        [.. row.Cells.Select(cell => new TableColumn(cell.Start, cell.End, cell.Text.Text, RoadmapColumn.Other, ReadColumn.Guess))];

    /// <summary>The columns with a second row of headings under the first, or null when the next row is none.</summary>
    private static List<TableColumn>? Extended(List<TableColumn> columns, SourceRow next)
    {
        var filled = next.Filled.ToList();
        if (filled.Count == 0 || filled.Exists(cell => cell.Text.Plain.Length > 80 || CodePath.Parse(cell.Text.Plain) is not null
            || columns.Count(column => column.Overlap(cell) * 2 > column.End - column.Start) > 1))
            return null;
        // A heading split below, or left blank above, is what a second row is for; a measure always has a title.
        bool IsOpen(TableColumn column) => column.Heading.Length == 0 || next.Cells.Count(cell => IsInside(cell, column)) > 1;
        var open = columns.Where(IsOpen).ToList();
        var merged = next.Cells.Any(cell => cell.ContinuesAbove);
        var titled = columns.Exists(column => !open.Contains(column) && ColumnWords.Recognise(column.Heading)?.Kind == RoadmapColumn.Title
            && filled.Exists(cell => column.Overlap(cell) > 0));
        var below = filled.Exists(cell => open.Exists(column => column.Overlap(cell) > 0) || !columns.Exists(column => column.Overlap(cell) > 0));
        return titled || (!below && !merged) ? null : Split(columns, next);
    }

    private static List<TableColumn> Split(List<TableColumn> columns, SourceRow next)
    {
        var split = new List<TableColumn>();
        foreach (var column in columns)
        {
            var below = next.Cells.Where(cell => IsInside(cell, column)).ToList();
            if (below.Count == 0 || (below.Count == 1 && below[0].IsBlank))
                split.Add(column);
            else
                split.AddRange(below.Select(cell => column with
                {
                    Start = cell.Start,
                    End = cell.End,
                    Heading = string.Join('\n', new[] { column.Heading, cell.Text.Text }.Where(text => text.Length > 0)),
                }));
        }
        // In a sheet a heading above may be followed by blank cells with headings below them.
        foreach (var cell in next.Filled.Where(cell => !columns.Exists(column => column.Overlap(cell) > 0)))
        {
            var group = columns.Where(column => column.End <= cell.Start).MaxBy(column => column.End);
            var heading = group is null ? cell.Text.Text : $"{group.Heading}\n{cell.Text.Text}";
            split.Add(new TableColumn(cell.Start, cell.End, heading, RoadmapColumn.Other, ReadColumn.Guess));
        }
        return [.. split.OrderBy(column => column.Start)];
    }

    private static bool IsInside(SourceCell cell, TableColumn column) => column.Overlap(cell) * 2 > cell.End - cell.Start;

    /// <summary>Gives every column its kind; of two that claim the same the surer, then the first, has it.</summary>
    private static List<TableColumn> Named(List<TableColumn> columns)
    {
        var named = columns.Select(column =>
        {
            var heading = column.Heading;
            var known = ColumnWords.Recognise(heading)
                // «Реализация / срок»: the lower line alone may tell.
                ?? (heading.Contains('\n') ? ColumnWords.Recognise(heading[(heading.LastIndexOf('\n') + 1)..]) : null);
            return column with
            {
                Heading = heading.Replace('\n', ' '),
                Lower = heading[(heading.LastIndexOf('\n') + 1)..],
                Kind = known?.Kind ?? RoadmapColumn.Other,
                Confidence = known?.Confidence ?? (heading.Length > 0 ? ReadColumn.Sure : ReadColumn.Guess),
            };
        }).ToList();
        foreach (var group in named.Where(column => column.Kind != RoadmapColumn.Other).GroupBy(column => column.Kind).ToList())
        {
            var keep = group.MaxBy(column => column.Confidence)!;
            foreach (var other in group.Where(column => column != keep && !AreOneTerm(keep, column)))
                named[named.IndexOf(other)] = other with { Kind = RoadmapColumn.Other, Confidence = ReadColumn.Likely };
        }
        return named;
    }

    /// <summary>«Срок: начало» and «Срок: окончание», or a column for every month, are columns of one term.</summary>
    private static bool AreOneTerm(TableColumn first, TableColumn second) =>
        first.Kind == RoadmapColumn.Deadline
        && ((DeadlineLook.IsBeginOrEnd(first.Lower) && DeadlineLook.IsBeginOrEnd(second.Lower))
            || (DeadlineLook.IsTerm(first.Lower) && DeadlineLook.IsTerm(second.Lower)));
}
