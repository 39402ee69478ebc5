using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>A table of measures in one version of a programme.</summary>
public sealed class Roadmap : TenantRow
{
    public const int TitleMaxLength = 500;

    public required Guid VersionId { get; set; }

    /// <summary>The same from version to version.</summary>
    public required Guid LineId { get; init; }
    public required string Title { get; set; }

    /// <summary>Which columns stand in the table, in order, with the department's own headings: JSON list of <see cref="RoadmapColumnHeading"/>.</summary>
    public required string Columns { get; set; }

    /// <summary>The year that words without a year mean («Октябрь», «в течение года»); null: every year of the programme.</summary>
    public int? PlanYear { get; set; }

    /// <summary>The year of months without a year when only the approving order has one; null: they return every year.</summary>
    public int? OrderYear { get; set; }

    /// <summary>«В течение года» means an academic year here, even where it does not in the rest of the programme.</summary>
    public bool AcademicPlan { get; set; }

    /// <summary>Number of the direction of the programme whose measures these are; null: of the whole programme.</summary>
    public string? Direction { get; set; }
    public int SortOrder { get; set; }
}

/// <summary>A column and its heading as printed (domain reference, section 3.1).</summary>
public sealed record RoadmapColumnHeading(RoadmapColumn Kind, string Heading)
{
    public const int MaxLength = 200;
}

/// <summary>A heading row; to three levels.</summary>
public sealed class RoadmapSection : TenantRow
{
    public const int TitleMaxLength = 1000;
    public const int NumberMaxLength = 20;
    public const int MaxDepth = 3;

    public required Guid RoadmapId { get; set; }
    public required Guid LineId { get; init; }
    public Guid? ParentId { get; set; }

    /// <summary>As printed; null when the document gives none.</summary>
    public string? Number { get; set; }
    public required string Title { get; set; }

    /// <summary>In the same order as <see cref="Measure.SortOrder"/>: measures and subsections of one section are printed by it.</summary>
    public int SortOrder { get; set; }
}

/// <summary>A row of a roadmap. A text is null when its column is not in the table, empty when the cell is.</summary>
public sealed class Measure : TenantRow
{
    public const int CodeMaxLength = 20;
    public const int TextMaxLength = 4000;
    public const int GradesMaxLength = 50;

    public required Guid RoadmapId { get; set; }
    public Guid? SectionId { get; set; }

    /// <summary>The numbered measure above which an unnumbered row belongs to (domain reference, 3.2 rule 3).</summary>
    public Guid? ParentId { get; set; }

    /// <summary>The same from version to version: execution and comparison go by it.</summary>
    public required Guid LineId { get; init; }

    /// <summary>As printed, neither unique nor required; null: the table has no such column or no number here.</summary>
    public string? Code { get; set; }
    public required string Title { get; set; }
    public string? Form { get; set; }

    /// <summary>The words as written; <see cref="Deadline"/> is what was understood of them.</summary>
    public string? DeadlineText { get; set; }
    public string? ResponsibleText { get; set; }
    public string? IndicatorText { get; set; }
    public string? ResultText { get; set; }
    public string? SchoolText { get; set; }

    /// <summary>JSON of <see cref="StoredDeadline"/>.</summary>
    public required string Deadline { get; set; }

    /// <summary>Column → line id of the measure whose merged cell it shows: JSON of a dictionary; the own text of such a column is not used.</summary>
    public string Inherited { get; set; } = "{}";

    /// <summary>JSON list of <see cref="SubItem"/>.</summary>
    public string SubItems { get; set; } = "[]";

    /// <summary>Columns of the department's own: heading → text, JSON.</summary>
    public string Other { get; set; } = "{}";

    /// <summary>Who is responsible, one organisation, group or role each, as filters and calendars go by it.</summary>
    public string[] Responsibles { get; set; } = [];
    public SchoolScope SchoolScope { get; set; }

    /// <summary>For <see cref="SchoolScope.Group"/>: a code of <c>SchoolGroupKind</c>.</summary>
    public string? GroupCode { get; set; }

    /// <summary>Grades that it concerns, as written («9», «9 и 11»).</summary>
    public string? Grades { get; set; }

    /// <summary>Codes of <see cref="ArtefactKind"/> that must be there before the measure counts as done.</summary>
    public string[] Artefacts { get; set; } = [];
    public MeasureLevel? Level { get; set; }

    /// <summary>The deadline or another place waits for a person's answer («требует уточнения»).</summary>
    public bool NeedsAnswer { get; set; }

    /// <summary>Set when the measure was cancelled by a later version.</summary>
    public string? CancelledReason { get; set; }

    /// <summary>File and row that it was imported from.</summary>
    public string? SourcePlace { get; set; }

    /// <summary>In the whole roadmap, in steps that leave room.</summary>
    public int SortOrder { get; set; }
}

/// <summary>What was understood of the deadline's words, or what a person answered.</summary>
/// <param name="Questions">Why the words «требуют уточнения», in Russian; empty when all is clear.</param>
/// <param name="Alternatives">Readings to choose from.</param>
/// <param name="Hints">Recurrences that the title hides: suggested, never set.</param>
/// <param name="Answered">A person chose or entered the schedules; they stay as long as the words do.</param>
/// <param name="Notes">What is odd and understood all the same.</param>
public sealed record StoredDeadline(
    IReadOnlyList<Schedule> Schedules, IReadOnlyList<string> Questions, IReadOnlyList<DeadlineAlternative> Alternatives, IReadOnlyList<DeadlineHint> Hints,
    bool Answered, IReadOnlyList<string> Notes)
{
    public static readonly StoredDeadline Empty = new([], [], [], [], false, []);

    public bool NeedsAnswer => Questions.Count > 0 && !Answered;
}

/// <summary>A part of a composite row with its own term and result (domain reference, 3.2 rule 4).</summary>
/// <param name="LineId">Stable through versions.</param>
public sealed record SubItem(Guid LineId, string Title, string? DeadlineText, string? ResultText, MeasureLevel? Level, StoredDeadline Deadline);

/// <summary>A school that a measure names, with the grades that concern it there.</summary>
public sealed class MeasureSchool : TenantRow
{
    public required Guid MeasureId { get; set; }
    public required Guid SchoolId { get; init; }
    public string? Grades { get; set; }
}

/// <summary>An edit of a draft with the rows before and after, for undo and for «кто изменил».</summary>
public sealed class RoadmapEdit : TenantRow
{
    public const int TitleMaxLength = 300;

    public required Guid VersionId { get; init; }
    public Guid? UserId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Such as <c>programs.measure-moved</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>In Russian, for the button: «перенос мероприятия 2.3».</summary>
    public required string Title { get; init; }

    /// <summary>JSON of the rows before: an absent row was added by the edit.</summary>
    public required string Before { get; init; }
    public required string After { get; init; }
    public DateTimeOffset? UndoneAt { get; set; }
}

/// <summary>A roadmap's file and what was read of it; stored rows begin only with <see cref="CommittedAt"/>.</summary>
public sealed class ProgramImport : TenantRow
{
    public Guid? ProgramId { get; set; }
    public required string FileName { get; init; }
    public required long ByteSize { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the bytes.</summary>
    public required string Sha256 { get; init; }
    public required byte[] Content { get; init; }

    /// <summary>JSON of <c>RoadmapReading</c>.</summary>
    public required string Reading { get; set; }
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CommittedAt { get; set; }
}

/// <summary>A template that a department made of its own programme.</summary>
public sealed class TenantTemplate : TenantRow
{
    public const int TitleMaxLength = 200;
    public const int DescriptionMaxLength = 1000;

    public required string Title { get; set; }
    public string Description { get; set; } = "";

    /// <summary>JSON of <see cref="Templates.OwnTemplate"/>.</summary>
    public required string Content { get; init; }
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RemovedAt { get; set; }
}
