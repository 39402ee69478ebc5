using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>A roadmap before it has rows: from a template, a file or last year's plan. References are indexes in the lists.</summary>
/// <param name="Direction">Number of the direction whose measures these are.</param>
/// <param name="AcademicPlan">Its years are academic ones, even where those of the programme are not.</param>
public sealed record NewRoadmap(
    string Title, IReadOnlyList<RoadmapColumnHeading> Columns, int? PlanYear, int? OrderYear, IReadOnlyList<NewSection> Sections, IReadOnlyList<NewMeasure> Measures,
    string? Direction = null, bool AcademicPlan = false)
{
    /// <summary>Set when it takes the place of a table that is known already.</summary>
    public Guid? LineId { get; init; }

    /// <summary>Its place among the tables; null: the one that the writer is given.</summary>
    public int? SortOrder { get; init; }
}

/// <param name="Parent">Index of the section above, which stands before it.</param>
public sealed record NewSection(string? Number, string Title, int? Parent);

/// <summary>Texts are null when the table has no such column.</summary>
public sealed record NewMeasure
{
    /// <summary>Set when the row is known already: what was reported of it stays.</summary>
    public Guid? LineId { get; init; }

    /// <summary>Index of its section; null: no section.</summary>
    public int? Section { get; init; }

    /// <summary>Index of the measure that an unnumbered row belongs to, which stands before it.</summary>
    public int? Parent { get; init; }
    public string? Code { get; init; }
    public required string Title { get; init; }
    public string? Form { get; init; }
    public string? DeadlineText { get; init; }
    public string? ResponsibleText { get; init; }
    public string? IndicatorText { get; init; }
    public string? ResultText { get; init; }
    public string? SchoolText { get; init; }

    /// <summary>Column → index of the measure whose merged cell it shows, which stands before it.</summary>
    public IReadOnlyDictionary<RoadmapColumn, int> InheritedFrom { get; init; } = new Dictionary<RoadmapColumn, int>();
    public IReadOnlyList<NewSubItem> SubItems { get; init; } = [];
    public IReadOnlyDictionary<string, string> Other { get; init; } = new Dictionary<string, string>();
    public SchoolScope SchoolScope { get; init; }
    public string? GroupCode { get; init; }
    public string? Grades { get; init; }
    public IReadOnlyList<(Guid SchoolId, string? Grades)> Schools { get; init; } = [];
    public IReadOnlyList<string> Artefacts { get; init; } = [];
    public MeasureLevel? Level { get; init; }

    /// <summary>Set when the schedules are already known (a copy); else the words are read.</summary>
    public StoredDeadline? Deadline { get; init; }
    public string? SourcePlace { get; init; }
}

/// <param name="Deadline">Set when the schedules are already known.</param>
public sealed record NewSubItem(string Title, string? DeadlineText, string? ResultText, MeasureLevel? Level, StoredDeadline? Deadline = null);
