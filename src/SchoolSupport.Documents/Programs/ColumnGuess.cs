using System.Text.RegularExpressions;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

/// <summary>Tells by what stands in a column what it holds, where its heading says nothing. Always of low confidence.</summary>
internal static partial class ColumnGuess
{
    private const int RowsLookedAt = 200;
    private const int FewestRows = 3;

    /// <summary>
    /// Gives a kind to columns without a known heading, adds columns that stand under no heading,
    /// and drops those that hold nothing at all (scans bring them).
    /// </summary>
    public static TableHeader Complete(TableHeader header, IReadOnlyList<SourceRow> body)
    {
        var looked = body.Take(RowsLookedAt).ToList();
        var columns = header.Columns.Concat(WithoutHeading(header, looked)).OrderBy(column => column.Start).ToList();
        var contents = columns.ToDictionary(column => column, column => Content(column, columns, looked));
        columns.RemoveAll(column => column.Heading.Length == 0 && contents[column].Count == 0);
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            if (column.Kind == RoadmapColumn.Other && GuessOf(contents[column], column, columns, i) is { } kind)
                columns[i] = column with { Kind = kind, Confidence = ReadColumn.Guess };
        }
        return Titled(header with { Columns = columns }, contents);
    }

    /// <summary>Columns of a table without headings, or null when its cells do not look like a roadmap.</summary>
    public static TableHeader? WithoutHeader(IReadOnlyList<SourceRow> rows)
    {
        var counts = rows.Where(row => row.Filled.Skip(1).Any()).GroupBy(row => row.Cells.Count).OrderByDescending(group => group.Count()).FirstOrDefault();
        if (counts is null || counts.Count() < FewestRows || counts.Key < 3)
            return null;
        var columns = counts.First().Cells.Select(cell => new TableColumn(cell.Start, cell.End, "", RoadmapColumn.Other, ReadColumn.Guess)).ToList();
        var guessed = Complete(new TableHeader(columns, 0), rows);
        return guessed.IsRoadmap && guessed.Has(RoadmapColumn.Responsible) ? guessed : null;
    }

    private static IEnumerable<TableColumn> WithoutHeading(TableHeader header, List<SourceRow> rows)
    {
        if (header.Columns.Count == 0)
            yield break;
        var outside = rows.SelectMany(row => row.Filled).Where(cell => cell.End - cell.Start == 1 && !header.Columns.Any(column => column.Overlap(cell) > 0));
        var first = header.Columns[0].Start;
        foreach (var group in outside.GroupBy(cell => cell.Start).Where(group => group.Count() * 2 >= rows.Count || group.Key < first))
            yield return new TableColumn(group.Key, group.Key + 1, "", RoadmapColumn.Other, ReadColumn.Guess);
    }

    private static List<string> Content(TableColumn column, List<TableColumn> columns, List<SourceRow> rows) =>
        [.. rows.SelectMany(row => row.Filled)
            .Where(cell => column.Overlap(cell) * 2 > cell.End - cell.Start && columns.Count(other => other.Overlap(cell) > 0) <= 1)
            .Select(cell => cell.Text.Plain)];

    private static RoadmapColumn? GuessOf(List<string> content, TableColumn column, List<TableColumn> columns, int index)
    {
        // A heading that says something else is believed; only the want of a term or of measures is made good.
        var blank = column.Heading.Length == 0;
        if (content.Count == 0)
            return null;
        bool Missing(RoadmapColumn kind) => !columns.Exists(other => other.Kind == kind);
        bool Most(Func<string, bool> test) => content.Count(test) * 10 >= content.Count * 6;
        if (blank && Missing(RoadmapColumn.Code) && index <= 1 && Most(text => CodePath.Parse(text) is not null))
            return RoadmapColumn.Code;
        if (Missing(RoadmapColumn.Deadline) && Most(text => DeadlineLook.IsTerm(text) && text.Length <= 60))
            return RoadmapColumn.Deadline;
        if (blank && Missing(RoadmapColumn.Responsible) && Most(text => Actor().IsMatch(text) && text.Length <= 200))
            return RoadmapColumn.Responsible;
        return null;
    }

    /// <summary>When nothing is called the measures, the column with the longest texts holds them.</summary>
    private static TableHeader Titled(TableHeader header, Dictionary<TableColumn, List<string>> contents)
    {
        if (header.Has(RoadmapColumn.Title))
            return header;
        var free = header.Columns.Where(column => column.Kind == RoadmapColumn.Other && contents.TryGetValue(column, out var texts) && texts.Count > 0).ToList();
        if (free.Count == 0)
            return header;
        var longest = free.MaxBy(column => contents[column].Average(text => text.Length))!;
        if (contents[longest].Average(text => text.Length) < 20)
            return header;
        return header with { Columns = [.. header.Columns.Select(column => column == longest ? column with { Kind = RoadmapColumn.Title, Confidence = ReadColumn.Guess } : column)] };
    }

    [GeneratedRegex(@"управлен|комитет|отдел|департамент|администрац|методич|центр|(?<!\p{L})о[оу](?!\p{L})|школ|директор|руководител|заместител|специалист|методист|педагог|учител|координатор|(?<!\p{L})\p{Lu}\.\s?\p{Lu}\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Actor();
}
