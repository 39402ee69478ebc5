using SchoolSupport.Application.Programs;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Reports;

/// <summary>
/// A roadmap as the department prints it: its own columns and headings, sections across the table, inherited values as merged
/// cells, parts of a composite measure as lines. What is printed is read back the same (domain reference, sections 3.1–3.3).
/// </summary>
public static class RoadmapPaperTable
{
    /// <summary>From so many columns on the page lies on its side.</summary>
    public const int LandscapeFrom = 5;

    private const string Letters = "абвгдежзиклмнопрстуфхцчшщэюя";

    public static DocumentTable Make(RoadmapTree roadmap)
    {
        var columns = roadmap.Columns;
        var groups = new List<RowGroup>();
        var run = new List<MeasureNode>();
        foreach (var row in roadmap.Rows)
        {
            if (row.Measure is { } measure)
            {
                run.Add(measure);
                continue;
            }
            groups.AddRange(GroupsOf(roadmap, run));
            run.Clear();
            groups.Add(RowGroup.Of(TableRow.Across(HeadingOf(row.Section!.Row), columns.Count)));
        }
        groups.AddRange(GroupsOf(roadmap, run));
        // On a wide page with a single column of long text the others get a part of its room, else their cells are high and narrow.
        var hasRoom = columns.Count >= LandscapeFrom && columns.Count(IsFree) == 1;
        return new DocumentTable([.. columns.Select(column => ColumnOf(column, hasRoom))], groups) { NumberedColumns = true, MayDivide = true };
    }

    /// <summary>«2.1. Название», or the title alone.</summary>
    public static string HeadingOf(RoadmapSection section) =>
        section.Number is { Length: > 0 } number ? $"{number.TrimEnd('.')}. {section.Title}" : section.Title;

    /// <summary>The text that is printed in a cell; parts of a composite measure stand on lines of their own.</summary>
    public static string PrintedText(RoadmapTree roadmap, MeasureNode measure, RoadmapColumnHeading column) => column.Kind switch
    {
        RoadmapColumn.Other => measure.Other.GetValueOrDefault(column.Heading, ""),
        RoadmapColumn.Level => LevelOf(measure.Row.Level),
        RoadmapColumn.Title => TitleOf(measure),
        RoadmapColumn.Deadline => LinesOf(roadmap, measure, RoadmapColumn.Deadline, item => item.DeadlineText),
        RoadmapColumn.Result => LinesOf(roadmap, measure, RoadmapColumn.Result, item => item.ResultText),
        _ => roadmap.TextOf(measure, column.Kind) ?? "",
    };

    private static string TitleOf(MeasureNode measure)
    {
        var title = measure.Row.Title;
        // An imported row keeps its lines in the title; one that was written here has them beside it.
        var missing = measure.SubItems.Where(item => !title.Contains(item.Title, StringComparison.Ordinal)).ToList();
        return missing.Count == 0 ? title : string.Join('\n', measure.SubItems.Select((item, i) => $"{Letters[i % Letters.Length]}) {item.Title}").Prepend(title));
    }

    private static string LinesOf(RoadmapTree roadmap, MeasureNode measure, RoadmapColumn column, Func<SubItem, string?> textOf)
    {
        var own = roadmap.TextOf(measure, column) ?? "";
        return own.Length == 0 && measure.SubItems.Count > 0 && measure.SubItems.All(item => textOf(item) is { Length: > 0 })
            ? string.Join('\n', measure.SubItems.Select(textOf)) : own;
    }

    private static string LevelOf(MeasureLevel? level) => level switch
    {
        MeasureLevel.Municipal => "муниципальный",
        MeasureLevel.Methodical => "методический",
        MeasureLevel.School => "школьный",
        _ => "",
    };

    /// <summary>Rows that share a merged cell make one group; a row alone is a group of its own.</summary>
    private static IEnumerable<RowGroup> GroupsOf(RoadmapTree roadmap, List<MeasureNode> run)
    {
        var spans = roadmap.Columns.Select(column => SpansOf(roadmap, run, column)).ToArray();
        for (var start = 0; start < run.Count;)
        {
            var end = start + 1;
            for (var row = start; row < end; row++)
                end = Math.Max(end, row + spans.Max(span => span[row]));
            yield return new RowGroup([.. Enumerable.Range(start, end - start).Select(row => RowOf(roadmap, run[row], spans, row))]) { MayDivide = end - start > 1 };
            start = end;
        }
    }

    private static TableRow RowOf(RoadmapTree roadmap, MeasureNode measure, int[][] spans, int row) => new(
    [
        .. roadmap.Columns.Select((column, i) => (column, Span: spans[i][row])).Where(cell => cell.Span > 0)
            .Select(cell => new TableCell(new TextValue(PrintedText(roadmap, measure, cell.column))) { RowSpan = cell.Span }),
    ]);

    /// <summary>For each row the rows that its cell covers, 0 where a cell above covers it.</summary>
    private static int[] SpansOf(RoadmapTree roadmap, List<MeasureNode> run, RoadmapColumnHeading column)
    {
        var spans = Enumerable.Repeat(1, run.Count).ToArray();
        if (column.Kind is RoadmapColumn.Code or RoadmapColumn.Title or RoadmapColumn.Other or RoadmapColumn.Level)
            return spans;
        var first = 0;
        for (var row = 1; row < run.Count; row++)
        {
            if (run[row].Inherited.ContainsKey(column.Kind) && roadmap.SourceOf(run[row], column.Kind) == roadmap.SourceOf(run[first], column.Kind))
                (spans[first], spans[row]) = (spans[first] + 1, 0);
            else
                first = row;
        }
        return spans;
    }

    private static bool IsFree(RoadmapColumnHeading column) => WidthOf(column.Kind) is null;

    private static TableColumn ColumnOf(RoadmapColumnHeading column, bool hasRoom) => new(column.Heading)
    {
        Align = column.Kind == RoadmapColumn.Code ? CellAlign.Center : CellAlign.Left,
        WidthMm = hasRoom && column.Kind is (RoadmapColumn.Form or RoadmapColumn.Responsible or RoadmapColumn.Schools) ? WidthOf(column.Kind) * 3 / 2 : WidthOf(column.Kind),
    };

    private static double? WidthOf(RoadmapColumn kind) => kind switch
    {
        RoadmapColumn.Code => 14,
        RoadmapColumn.Deadline => 30,
        RoadmapColumn.Form => 36,
        RoadmapColumn.Responsible => 40,
        RoadmapColumn.Level => 28,
        RoadmapColumn.Schools => 36,
        _ => null,
    };
}
