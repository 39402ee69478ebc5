using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>A version of a programme with everything in it, as pages, papers, copies and comparisons read it.</summary>
public sealed record ProgramTree(SupportProgram Program, ProgramVersion Version, ProgramContent Content, IReadOnlyList<RoadmapTree> Roadmaps)
{
    public IEnumerable<MeasureNode> Measures => Roadmaps.SelectMany(roadmap => roadmap.Measures);

    /// <summary>What the deadline's words are read with.</summary>
    public DeadlineContext DeadlineContext(Roadmap roadmap) => RoadmapWriter.ContextOf(Program, roadmap.PlanYear, roadmap.OrderYear, roadmap.AcademicPlan);
}

/// <summary>One table: sections depth-first, measures in document order.</summary>
public sealed class RoadmapTree
{
    /// <summary>The numbered row itself is «а».</summary>
    private const string Letters = "абвгдежзиклмнопрстуфхцчшщэюя";
    private readonly Dictionary<Guid, MeasureNode> byLine;
    private Dictionary<Guid, string>? labels;

    public RoadmapTree(Roadmap row, IEnumerable<RoadmapSection> sections, IEnumerable<Measure> measures, ILookup<Guid, MeasureSchool> schools)
    {
        Row = row;
        Columns = ProgramJson.Read<IReadOnlyList<RoadmapColumnHeading>>(row.Columns);
        Rows = InPrintedOrder(sections.ToLookup(s => s.ParentId), measures.Select(m => new MeasureNode(m, [.. schools[m.Id]])).ToLookup(m => m.Row.SectionId));
        Sections = [.. Rows.Select(r => r.Section).OfType<SectionNode>()];
        Measures = [.. Rows.Select(r => r.Measure).OfType<MeasureNode>()];
        byLine = Measures.ToDictionary(m => m.Row.LineId);
        MeasuresOf = Measures.ToLookup(m => m.Row.SectionId);
    }

    public Roadmap Row { get; }
    public IReadOnlyList<RoadmapColumnHeading> Columns { get; }

    /// <summary>Headings and measures as they are printed, top to bottom.</summary>
    public IReadOnlyList<RoadmapRow> Rows { get; }
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

    /// <summary>
    /// What a measure is called on pages and in histories: its code without the last dot; for an unnumbered row the code above with a letter
    /// (domain reference, 3.2 rule 3: «3.1‑б»), else its place in the table. Never printed in the document.
    /// </summary>
    public string LabelOf(MeasureNode measure) => (labels ??= Labels())[measure.Row.Id];

    private Dictionary<Guid, string> Labels()
    {
        var codes = Measures.Where(m => CodeOf(m) is not null).ToDictionary(m => m.Row.Id, m => CodeOf(m)!);
        var children = new Dictionary<Guid, int>();
        return Measures.Select((measure, index) => (measure.Row.Id, Label(measure, index))).ToDictionary();

        string Label(MeasureNode measure, int index)
        {
            if (codes.TryGetValue(measure.Row.Id, out var own))
                return own;
            if (measure.Row.ParentId is not { } parent || !codes.TryGetValue(parent, out var code))
                return $"строка {index + 1}";
            var nth = children[parent] = children.GetValueOrDefault(parent) + 1;
            return $"{code}\u2011{(nth < Letters.Length ? Letters[nth].ToString() : $"{nth + 1}")}";
        }
    }

    private static string? CodeOf(MeasureNode measure) => measure.Row.Code?.Trim().TrimEnd('.') is { Length: > 0 } code ? code : null;

    /// <summary>Inside a section its measures and its subsections share one order: «3.2», the heading «3.3» with its rows, «3.4».</summary>
    private static List<RoadmapRow> InPrintedOrder(ILookup<Guid?, RoadmapSection> sections, ILookup<Guid?, MeasureNode> measures)
    {
        var result = new List<RoadmapRow>();
        Add(null, 1);
        return result;

        void Add(Guid? parent, int depth)
        {
            var own = measures[parent].Select(m => (m.Row.SortOrder, m.Row.Id, Measure: (MeasureNode?)m, Section: (RoadmapSection?)null));
            var below = sections[parent].Select(s => (s.SortOrder, s.Id, Measure: (MeasureNode?)null, Section: (RoadmapSection?)s));
            foreach (var row in own.Concat(below).OrderBy(r => r.SortOrder).ThenBy(r => r.Id))
            {
                result.Add(new RoadmapRow(row.Section is null ? null : new SectionNode(row.Section, depth), row.Measure));
                if (row.Section is not null)
                    Add(row.Section.Id, depth + 1);
            }
        }
    }
}

/// <summary>A printed row: a heading or a measure, the other is null.</summary>
public sealed record RoadmapRow(SectionNode? Section, MeasureNode? Measure);

/// <param name="Depth">1…3.</param>
public sealed record SectionNode(RoadmapSection Row, int Depth);

/// <summary>A measure with its stored parts unpacked, as they were when the node was made.</summary>
public sealed class MeasureNode(Measure row, IReadOnlyList<MeasureSchool> schools)
{
    private static readonly Dictionary<RoadmapColumn, Guid> NoLinks = [];
    private static readonly Dictionary<string, string> NoOther = [];
    private readonly string deadline = row.Deadline;
    private readonly string inherited = row.Inherited;
    private readonly string subItems = row.SubItems;
    private readonly string other = row.Other;

    public Measure Row { get; } = row;
    public IReadOnlyList<MeasureSchool> Schools { get; } = schools;

    // A page shows hundreds of measures, most of which have none of these.
    public StoredDeadline Deadline => field ??= ProgramJson.ReadShared<StoredDeadline>(deadline);
    public IReadOnlyDictionary<RoadmapColumn, Guid> Inherited => field ??= inherited == "{}" ? NoLinks : ProgramJson.ReadShared<IReadOnlyDictionary<RoadmapColumn, Guid>>(inherited);
    public IReadOnlyList<SubItem> SubItems => field ??= subItems == "[]" ? [] : ProgramJson.Read<IReadOnlyList<SubItem>>(subItems);
    public IReadOnlyDictionary<string, string> Other => field ??= other == "{}" ? NoOther : ProgramJson.Read<Dictionary<string, string>>(other);

    public string? OwnText(RoadmapColumn column) => MeasureCells.Text(Row, column);
}
