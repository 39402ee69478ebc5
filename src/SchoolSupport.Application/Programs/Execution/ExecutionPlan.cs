using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Execution;

/// <summary>What a version in force asks for: its measures and when they are due. Made of rows that never change, hence kept between requests.</summary>
public sealed class ExecutionPlan(IReadOnlyList<PlanSection> sections, IReadOnlyList<PlanMeasure> measures)
{
    private readonly Dictionary<Guid, PlanMeasure> byLine = measures.ToDictionary(m => m.LineId);
    private readonly Dictionary<Guid, PlanSection> sectionsByLine = sections.ToDictionary(s => s.LineId);

    /// <summary>Of all roadmaps one after another, each depth-first.</summary>
    public IReadOnlyList<PlanSection> Sections => sections;

    /// <summary>In document order.</summary>
    public IReadOnlyList<PlanMeasure> Measures => measures;

    /// <summary>Null for a line that this version does not have.</summary>
    public PlanMeasure? Find(Guid lineId) => byLine.GetValueOrDefault(lineId);

    /// <summary>The section in which a measure stands; null when it stands in none.</summary>
    public PlanSection? SectionOf(PlanMeasure measure) => measure.SectionLineId is { } line ? sectionsByLine[line] : null;

    /// <summary>Whether a measure stands in a section or in one below it.</summary>
    public bool StandsIn(PlanMeasure measure, Guid sectionLineId)
    {
        for (var section = SectionOf(measure); section is not null; section = section.ParentLineId is { } up ? sectionsByLine[up] : null)
            if (section.LineId == sectionLineId)
                return true;
        return false;
    }
}

/// <param name="Roadmap">Title of its roadmap.</param>
/// <param name="Depth">1…3.</param>
public sealed record PlanSection(Guid LineId, Guid? ParentLineId, string? Number, string Title, int Depth, Guid RoadmapLineId, string Roadmap)
{
    /// <summary>«2.1. Повышение квалификации».</summary>
    public string FullTitle => Number is { Length: > 0 } number ? $"{number.TrimEnd('.')}. {Title}" : Title;
}

/// <summary>A measure as execution needs it; texts of merged cells are already taken from where they begin.</summary>
public sealed record PlanMeasure
{
    public required Guid LineId { get; init; }
    public required Guid RoadmapLineId { get; init; }
    public required string Roadmap { get; init; }
    public Guid? SectionLineId { get; init; }
    public string? Code { get; init; }
    public required string Title { get; init; }
    public string? DeadlineText { get; init; }
    public IReadOnlyList<string> Responsibles { get; init; } = [];
    public string? IndicatorText { get; init; }
    public string? ResultText { get; init; }
    public SchoolScope Scope { get; init; }
    public string? GroupCode { get; init; }
    public string? Grades { get; init; }

    /// <summary>Schools named one by one, with their grades.</summary>
    public IReadOnlyDictionary<Guid, string?> Schools { get; init; } = new Dictionary<Guid, string?>();

    /// <summary>Codes of <see cref="ArtefactKind"/>.</summary>
    public IReadOnlyList<string> Artefacts { get; init; } = [];
    public string? CancelledReason { get; init; }
    public bool NeedsAnswer { get; init; }

    /// <summary>One without a title for a plain measure; the sub-items of a composite one.</summary>
    public required IReadOnlyList<PlanPart> Parts { get; init; }

    public bool IsComposite => Parts.Count > 1;

    /// <summary>«2.1. Анализ результатов»; the number as printed.</summary>
    public string FullTitle => Code is { Length: > 0 } code ? $"{code.TrimEnd('.')}. {Title}" : Title;
}

/// <param name="LineId">Of a sub-item; null for the measure itself.</param>
/// <param name="Occurrences">Never empty; keys are unique inside the measure.</param>
public sealed record PlanPart(Guid? LineId, string? Title, MeasureLevel? Level, IReadOnlyList<Occurrence> Occurrences);
