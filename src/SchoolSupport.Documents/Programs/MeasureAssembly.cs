using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

/// <summary>Makes the measures that are handed out of the drafts that a table gave.</summary>
internal sealed class MeasureAssembly(IReadOnlyList<TableColumn> columns, IReadOnlyList<MeasureDraft> drafts, bool hasCodes)
{
    private static readonly RoadmapColumn[] Inheritable =
        [RoadmapColumn.Form, RoadmapColumn.Deadline, RoadmapColumn.Responsible, RoadmapColumn.Indicator, RoadmapColumn.Result];

    private readonly bool _guessed = columns.Any(column => column is { IsGuessed: true, Kind: RoadmapColumn.Title or RoadmapColumn.Deadline });

    public IReadOnlyList<ReadMeasure> Measures() => [.. drafts.Select(Measure)];

    private ReadMeasure Measure(MeasureDraft draft)
    {
        var inherited = Inherited(draft);
        var maybe = MaybeInherited(draft);
        var deadline = Deadline(draft);
        var subItems = SubItemSplit.Of(Cell(draft, RoadmapColumn.Title), deadline ?? CellText.Blank,
            Cell(draft, RoadmapColumn.Responsible), Cell(draft, RoadmapColumn.Result));
        if (inherited.Count > 0)
            draft.Flag(ReadFlags.FromMergedCell);
        if (maybe.Count > 0)
            draft.Flag(ReadFlags.EmptyMaybeInherited);
        if (subItems.Count > 0)
            draft.Flag(ReadFlags.Composite);
        if (_guessed)
            draft.Flag(ReadFlags.ColumnsGuessed);
        return new ReadMeasure
        {
            Index = draft.Index,
            SectionIndex = draft.Section,
            ParentMeasureIndex = Parent(draft),
            Code = Text(draft, RoadmapColumn.Code),
            Title = Text(draft, RoadmapColumn.Title) ?? "",
            Form = Text(draft, RoadmapColumn.Form),
            DeadlineText = deadline?.Text,
            ResponsibleText = Text(draft, RoadmapColumn.Responsible),
            IndicatorText = Text(draft, RoadmapColumn.Indicator),
            ResultText = Text(draft, RoadmapColumn.Result),
            SchoolsText = Text(draft, RoadmapColumn.Schools),
            LevelText = Text(draft, RoadmapColumn.Level),
            Others = [.. Others(draft)],
            InheritedFrom = inherited,
            MaybeInheritedFrom = maybe,
            SubItems = subItems,
            SchoolMentions = Mentions(draft),
            Flags = draft.Flags,
            Place = draft.Place,
        };
    }

    private string? Text(MeasureDraft draft, RoadmapColumn kind) => At(kind) is var at and >= 0 ? draft.Text(at).Text : null;

    private CellText Cell(MeasureDraft draft, RoadmapColumn kind) => At(kind) is var at and >= 0 ? draft.Text(at) : CellText.Blank;

    /// <summary>One term of the columns «начало» and «окончание», or of the marked ones of a column for every month.</summary>
    private CellText? Deadline(MeasureDraft draft)
    {
        var terms = Enumerable.Range(0, columns.Count).Where(i => columns[i].Kind == RoadmapColumn.Deadline).ToList();
        if (terms.Count < 2)
            return terms.Count == 0 ? null : draft.Text(terms[0]);
        var ends = DeadlineLook.IsBeginOrEnd(columns[terms[0]].Lower);
        var filled = terms.Where(i => !draft.Text(i).IsBlank)
            .Select(i => ends || !DeadlineLook.IsMark(draft.Text(i).Plain) ? draft.Text(i).Plain : columns[i].Lower).Distinct().ToList();
        if (filled.Count > 1 || !ends)
            draft.Flag(ReadFlags.DeadlineFromColumns);
        return CellText.Of(string.Join(ends ? " – " : ", ", filled));
    }

    private IEnumerable<ReadOtherValue> Others(MeasureDraft draft)
    {
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Kind == RoadmapColumn.Other && !draft.Text(i).IsBlank)
                yield return new ReadOtherValue(columns[i].Heading, draft.Text(i).Text);
    }

    private Dictionary<RoadmapColumn, int> Inherited(MeasureDraft draft)
    {
        var inherited = new Dictionary<RoadmapColumn, int>();
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Kind != RoadmapColumn.Other && draft.Origin[i] is { } origin && !origin.Own[i].IsBlank)
                inherited[columns[i].Kind] = origin.Index;
        return inherited;
    }

    /// <summary>An empty cell below a filled one of the same section may be one whose merge was lost, or truly empty.</summary>
    private Dictionary<RoadmapColumn, int> MaybeInherited(MeasureDraft draft)
    {
        var maybe = new Dictionary<RoadmapColumn, int>();
        // Of several columns of one term most are empty.
        foreach (var kind in Inheritable.Where(kind => columns.Count(column => column.Kind == kind) == 1))
            if (At(kind) is var at and >= 0 && draft.Text(at).IsBlank && !draft.Continues[at] && FilledAbove(draft, at) is { } above)
                maybe[kind] = above;
        return maybe;
    }

    private int? FilledAbove(MeasureDraft draft, int column)
    {
        for (var i = draft.Index - 1; i >= 0 && drafts[i].Section == draft.Section; i--)
            if (!drafts[i].Text(column).IsBlank)
                return drafts[i].Origin[column]?.Index ?? i;
        return null;
    }

    /// <summary>A row without a number belongs to the numbered one above it in its section.</summary>
    private int? Parent(MeasureDraft draft)
    {
        var code = At(RoadmapColumn.Code);
        if (!hasCodes || code < 0 || !draft.Text(code).IsBlank)
            return null;
        for (var i = draft.Index - 1; i >= 0 && drafts[i].Section == draft.Section; i--)
            if (!drafts[i].Text(code).IsBlank)
                return i;
        return null;
    }

    private IReadOnlyList<string> Mentions(MeasureDraft draft)
    {
        var title = At(RoadmapColumn.Title);
        var others = Enumerable.Range(0, columns.Count).Where(i => i != title).Select(i => draft.Text(i).Text);
        return SchoolMentions.In([title >= 0 ? draft.Text(title).Text : "", .. others]);
    }

    private int At(RoadmapColumn kind)
    {
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Kind == kind)
                return i;
        return -1;
    }
}
