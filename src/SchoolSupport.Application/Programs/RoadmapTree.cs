using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>A version of a programme with everything in it, as pages, papers, copies and comparisons read it.</summary>
public sealed record ProgramTree(SupportProgram Program, ProgramVersion Version, ProgramContent Content, IReadOnlyList<RoadmapTree> Roadmaps)
{
    public IEnumerable<MeasureNode> Measures => Roadmaps.SelectMany(roadmap => roadmap.Measures);

    /// <summary>What the deadline's words are read with.</summary>
    public DeadlineContext DeadlineContext(Roadmap roadmap) => RoadmapWriter.ContextOf(Program, roadmap.PlanYear, roadmap.OrderYear);
}

/// <summary>One table: sections depth-first, measures in document order.</summary>
public sealed class RoadmapTree
{
    private readonly Dictionary<Guid, MeasureNode> byLine;

    public RoadmapTree(Roadmap row, IEnumerable<RoadmapSection> sections, IEnumerable<Measure> measures, ILookup<Guid, MeasureSchool> schools)
    {
        Row = row;
        Columns = ProgramJson.Read<IReadOnlyList<RoadmapColumnHeading>>(row.Columns);
        Sections = DepthFirst([.. sections]);
        var place = Sections.Select((section, index) => (section.Row.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        Measures =
        [
            .. measures
                .OrderBy(m => m.SectionId is { } id ? place[id] : -1).ThenBy(m => m.SortOrder).ThenBy(m => m.Id)
                .Select(m => new MeasureNode(m, [.. schools[m.Id]])),
        ];
        byLine = Measures.ToDictionary(m => m.Row.LineId);
        MeasuresOf = Measures.ToLookup(m => m.Row.SectionId);
    }

    public Roadmap Row { get; }
    public IReadOnlyList<RoadmapColumnHeading> Columns { get; }
    public IReadOnlyList<SectionNode> Sections { get; }
    public IReadOnlyList<MeasureNode> Measures { get; }

    /// <summary>By section; measures without a section under null.</summary>
    public ILookup<Guid?, MeasureNode> MeasuresOf { get; }

    public bool Shows(RoadmapColumn column) => Columns.Any(c => c.Kind == column);

    public MeasureNode? FindLine(Guid lineId) => byLine.GetValueOrDefault(lineId);

    /// <summary>The measure whose merged cell a measure shows in a column; the measure itself when the text is its own.</summary>
    public MeasureNode SourceOf(MeasureNode measure, RoadmapColumn column)
    {
        var source = measure;
        // A chain may have grown by edits; it cannot be longer than the table, and a circle ends it.
        for (var steps = 0; steps < Measures.Count && source.Inherited.TryGetValue(column, out var line) && byLine.TryGetValue(line, out var next) && next != measure; steps++)
            source = next;
        return source;
    }

    /// <summary>The text that a cell shows: the measure's own or that of the merged cell.</summary>
    public string? TextOf(MeasureNode measure, RoadmapColumn column) => SourceOf(measure, column).OwnText(column);

    /// <summary>The schedules that hold for a measure: its own or those of the cell that it inherits.</summary>
    public StoredDeadline DeadlineOf(MeasureNode measure) => SourceOf(measure, RoadmapColumn.Deadline).Deadline;

    /// <summary>Who is responsible: own or of the merged cell.</summary>
    public IReadOnlyList<string> ResponsiblesOf(MeasureNode measure) => SourceOf(measure, RoadmapColumn.Responsible).Row.Responsibles;

    private static List<SectionNode> DepthFirst(List<RoadmapSection> sections)
    {
        var result = new List<SectionNode>(sections.Count);
        var children = sections.ToLookup(s => s.ParentId);
        Add(null, 1);
        return result;

        void Add(Guid? parent, int depth)
        {
            foreach (var section in children[parent].OrderBy(s => s.SortOrder).ThenBy(s => s.Id))
            {
                result.Add(new SectionNode(section, depth));
                Add(section.Id, depth + 1);
            }
        }
    }
}

/// <param name="Depth">1…3.</param>
public sealed record SectionNode(RoadmapSection Row, int Depth);

/// <summary>A measure with its stored parts unpacked.</summary>
public sealed class MeasureNode(Measure row, IReadOnlyList<MeasureSchool> schools)
{
    public Measure Row { get; } = row;
    public IReadOnlyList<MeasureSchool> Schools { get; } = schools;
    public StoredDeadline Deadline { get; } = ProgramJson.Read<StoredDeadline>(row.Deadline);
    public IReadOnlyDictionary<RoadmapColumn, Guid> Inherited { get; } = ProgramJson.Read<Dictionary<RoadmapColumn, Guid>>(row.Inherited);
    public IReadOnlyList<SubItem> SubItems { get; } = ProgramJson.Read<IReadOnlyList<SubItem>>(row.SubItems);
    public IReadOnlyDictionary<string, string> Other { get; } = ProgramJson.Read<Dictionary<string, string>>(row.Other);

    public string? OwnText(RoadmapColumn column) => column switch
    {
        RoadmapColumn.Code => Row.Code,
        RoadmapColumn.Title => Row.Title,
        RoadmapColumn.Form => Row.Form,
        RoadmapColumn.Deadline => Row.DeadlineText,
        RoadmapColumn.Responsible => Row.ResponsibleText,
        RoadmapColumn.Indicator => Row.IndicatorText,
        RoadmapColumn.Result => Row.ResultText,
        RoadmapColumn.Schools => Row.SchoolText,
        _ => null,
    };
}
