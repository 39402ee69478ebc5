using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>The rows of a table as they are printed; the same for the page and for the answer to an edit.</summary>
/// <param name="Path">«/programs/{id}/roadmap».</param>
/// <param name="Query">«?year=…» when a year was chosen, else nothing: hundreds of links are written without the link helper.</param>
/// <param name="IsPart">Only rows that changed: each says which row stands above it.</param>
public sealed record TableRows(string Path, string Query, bool IsEditable, bool IsPart, IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableRow> Rows)
{
    public string QueryWith(string name, object value) => $"{(Query.Length == 0 ? "?" : Query + "&")}{name}={value}";
}

/// <param name="Key">How forms and the script name the column.</param>
/// <param name="Label">How a card on a phone calls the cell; null where no name is needed.</param>
public sealed record TableColumn(RoadmapColumn Kind, string Heading, string Key, string? Label, string Width);

/// <summary>A heading or a measure; the other is null.</summary>
/// <param name="Above">Element id of the row above, for a part.</param>
public sealed record TableRow(string Id, string? Above, SectionView? Section, MeasureView? Measure);

public sealed record SectionView(Guid Line, string Title, int Depth, string Count);

/// <param name="Label">What the row is called: «2.3», «3.1‑б».</param>
public sealed record MeasureView(
    Guid Line, uint Version, string Label, IReadOnlyList<CellView> Cells, IReadOnlyList<PartView> Parts, DeadlineView Deadline, string? Scope, string? Cancelled);

/// <param name="From">For a merged cell: what the row is called whose words it shows.</param>
public readonly record struct CellView(string Text, string? From);

/// <summary>A sub-item.</summary>
public sealed record PartView(Guid Line, string Title, string? Deadline, string? Result, string? Level, DeadlineView Understood);

/// <param name="Words">What was understood; null where the words themselves say it.</param>
/// <param name="Questions">Null where nothing is asked.</param>
/// <param name="Choices">Readings to choose from: the words to send back (null: as it was read) and the words to show.</param>
public sealed record DeadlineView(string? Words, string? Questions, IReadOnlyList<(string? Value, string Words)> Choices, IReadOnlyList<DeadlineHint> Hints, IReadOnlyList<string> Notes)
{
    public static readonly DeadlineView None = new(null, null, [], [], []);

    public static DeadlineView Of(StoredDeadline deadline, string? written)
    {
        var understood = deadline.Schedules.Any(schedule => schedule.Kind is not (ScheduleKind.Empty or ScheduleKind.Inherited)) ? ScheduleText.Words(deadline.Schedules) : null;
        var words = understood is null || Bare(understood) == Bare(written ?? "") ? null : RussianText.Nbsp(understood);
        if (!deadline.NeedsAnswer)
            return words is null && deadline.Hints.Count == 0 && deadline.Notes.Count == 0 ? None : new DeadlineView(words, null, [], deadline.Hints, deadline.Notes);
        var choices = deadline.Alternatives.Select(other => ((string?)other.Words, RussianText.Nbsp(other.Words)));
        return new DeadlineView(null, RussianText.Nbsp(string.Join(" ", deadline.Questions)),
            [.. understood is null ? choices : choices.Prepend((null, RussianText.Nbsp(understood)))], deadline.Hints, deadline.Notes);
    }

    /// <summary>
    /// Without signs, cases of letters and the words for years: «январь 2024 года» says what «январь 2024 год» does. A dash stays: between months it is
    /// what makes them one term.
    /// </summary>
    private static string Bare(string text) => string.Concat(text.ToLowerInvariant().Replace("годы", "", StringComparison.Ordinal).Replace("года", "", StringComparison.Ordinal)
        .Replace("год", "", StringComparison.Ordinal).Select(c => c is '-' or '—' ? '–' : c).Where(c => c == '–' || char.IsLetterOrDigit(c)));
}

/// <summary>Makes rows of trees.</summary>
public static class TableRowsMaker
{
    public static TableColumn[] Columns(RoadmapTree tree) =>
        [.. tree.Columns.Select(column => new TableColumn(column.Kind, column.Heading, RoadmapColumns.Key(column.Kind),
            column.Kind is RoadmapColumn.Code or RoadmapColumn.Title ? null : RoadmapColumns.Short(column), RoadmapColumns.Width(column.Kind)))];

    /// <param name="shown">Measures to show; sections without any are left out unless all are shown.</param>
    /// <param name="school">The school whose people look; null for the department's.</param>
    /// <param name="only">Ids of the rows that are wanted; null for all.</param>
    public static IReadOnlyList<TableRow> Rows(
        RoadmapTree tree, IReadOnlySet<Guid> shown, IReadOnlyDictionary<Guid, TableSchool> schools, Guid? school = null, IReadOnlySet<string>? only = null)
    {
        var counts = CountsOf(tree, shown);
        var isAll = shown.Count == tree.Measures.Count;
        var rows = new List<TableRow>(tree.Rows.Count);
        string? above = null;
        foreach (var row in tree.Rows)
        {
            var id = row.Section is { } heading ? $"s-{heading.Row.LineId:N}" : $"m-{row.Measure!.Row.LineId:N}";
            if (row.Section is { } empty ? !isAll && counts[empty.Row.Id].Shown == 0 : !shown.Contains(row.Measure!.Row.LineId))
                continue;
            if (only?.Contains(id) != false)
                rows.Add(row.Section is { } section ? new TableRow(id, above, Heading(section, counts[section.Row.Id]), null)
                    : new TableRow(id, above, null, Measure(tree, row.Measure!, schools, school)));
            above = id;
        }
        return rows;
    }

    private static SectionView Heading(SectionNode section, (int All, int Shown) count)
    {
        var title = section.Row.Number is { Length: > 0 } number ? $"{number.TrimEnd('.')}. {section.Row.Title}" : section.Row.Title;
        var words = RussianText.Count(count.All, "мероприятие", "мероприятия", "мероприятий");
        return new SectionView(section.Row.LineId, title, section.Depth,
            count.Shown == count.All ? words : $"{words}, {RussianText.Plural(count.Shown, "показано", "показаны", "показаны")} {RussianText.Number(count.Shown)}");
    }

    private static MeasureView Measure(RoadmapTree tree, MeasureNode measure, IReadOnlyDictionary<Guid, TableSchool> schools, Guid? school)
    {
        var cells = new CellView[tree.Columns.Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Cell(tree, measure, tree.Columns[i]);
        var isLinked = measure.Inherited.ContainsKey(RoadmapColumn.Deadline);
        return new MeasureView(measure.Row.LineId, measure.Row.Version, tree.LabelOf(measure), cells,
            measure.SubItems.Count == 0 ? [] : [.. measure.SubItems.Select(Part)],
            isLinked || measure.SubItems.Any(item => item.DeadlineText is not null) ? DeadlineView.None : DeadlineView.Of(measure.Deadline, measure.Row.DeadlineText),
            Scope(measure, schools, school), measure.Row.CancelledReason);
    }

    private static CellView Cell(RoadmapTree tree, MeasureNode measure, RoadmapColumnHeading column)
    {
        if (column.Kind == RoadmapColumn.Other)
            return new CellView(measure.Other.GetValueOrDefault(column.Heading, ""), null);
        var source = tree.SourceOf(measure, column.Kind);
        return new CellView(source.OwnText(column.Kind) ?? "", source == measure ? null : tree.LabelOf(source));
    }

    private static PartView Part(SubItem item) => new(item.LineId, item.Title, item.DeadlineText, item.ResultText,
        item.Level is { } level ? MeasureLevels.Name(level) : null, item.DeadlineText is null ? DeadlineView.None : DeadlineView.Of(item.Deadline, item.DeadlineText));

    /// <summary>For whom the measure is; null for the department's own work.</summary>
    private static string? Scope(MeasureNode measure, IReadOnlyDictionary<Guid, TableSchool> schools, Guid? school)
    {
        if (measure.Row.SchoolScope == SchoolScope.None)
            return null;
        const int mostNamed = 3;
        var listed = measure.Schools.Where(link => school is null || link.SchoolId == school).ToList();
        var words = measure.Row.SchoolScope == SchoolScope.Listed && listed.Count <= mostNamed
            ? string.Join(", ", listed.Select(link => schools.GetValueOrDefault(link.SchoolId)?.Title + (link.Grades is { } own ? $" ({own} кл.)" : "")))
            : MeasureEdits.Words(measure.Row.SchoolScope, measure.Row.GroupCode, listed.Count);
        return RussianText.Nbsp(measure.Row.Grades is { } grades ? $"{words}; классы: {grades}" : words);
    }

    /// <summary>Measures under each section, those of its subsections included.</summary>
    private static Dictionary<Guid, (int All, int Shown)> CountsOf(RoadmapTree tree, IReadOnlySet<Guid> shown)
    {
        var counts = tree.Sections.ToDictionary(s => s.Row.Id, s =>
        {
            var own = tree.MeasuresOf[s.Row.Id];
            return (All: own.Count(), Shown: own.Count(m => shown.Contains(m.Row.LineId)));
        });
        foreach (var section in tree.Sections.Reverse())
            if (section.Row.ParentId is { } parent)
                counts[parent] = (counts[parent].All + counts[section.Row.Id].All, counts[parent].Shown + counts[section.Row.Id].Shown);
        return counts;
    }
}
