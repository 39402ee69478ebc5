using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Templates;

/// <summary>A table of measures with the document's own columns (domain reference, sections 3.1–3.3, 3.6 and 3.7).</summary>
public sealed record TemplateRoadmap
{
    public required string Code { get; init; }
    public required string Title { get; init; }

    /// <summary>Number of the direction whose measures these are; null: of the whole programme.</summary>
    public string? Direction { get; init; }

    /// <summary>
    /// «В течение года» means an academic year, because reports go by it. A plan for a calendar year stays one in a
    /// programme that reports by academic years: «в течение учебного года» is then its spring and its autumn (3.4, form 24).
    /// </summary>
    public bool AcademicPlan { get; init; }

    /// <summary>
    /// Years after the programme's first one: the calendar year that words without a year mean («Октябрь», «в течение
    /// года»). Null: every year of the programme.
    /// </summary>
    public int? PlanYearOffset { get; init; }

    /// <summary>
    /// The same for months and quarters without a year only, where they are meant once, in the year of the approving
    /// order, while the other deadlines run through all years of the programme.
    /// </summary>
    public int? OrderYearOffset { get; init; }
    public required IReadOnlyList<TemplateColumn> Columns { get; init; }
    public IReadOnlyList<TemplateSection> Sections { get; init; } = [];

    /// <summary>In the order of printing, through all sections: a heading row is followed by its rows and then by those of its parent.</summary>
    public required IReadOnlyList<TemplateMeasure> Measures { get; init; }
}

public sealed record TemplateColumn(RoadmapColumn Kind, string Heading);

/// <param name="Key">Unique in the roadmap; printed numbers are not.</param>
/// <param name="Number">As printed; null when the document gives none.</param>
/// <param name="Parent">Key of the section above.</param>
public sealed record TemplateSection(string Key, string? Number, string Title, string? Parent = null);

/// <summary>A row. A cell is null when the roadmap has no such column, and empty when it is inherited or empty in the source.</summary>
public sealed record TemplateMeasure
{
    /// <summary>Unique in the roadmap: the code without its last dot, «3.1-1» for the first unnumbered row below 3.1.</summary>
    public required string Key { get; init; }
    public string? Section { get; init; }

    /// <summary>Key of the numbered measure that an unnumbered row belongs to.</summary>
    public string? Parent { get; init; }

    /// <summary>As printed, neither unique nor always there.</summary>
    public string? Code { get; init; }
    public required string Title { get; init; }
    public string? Form { get; init; }

    /// <summary>In the forms of 3.4; one line for each sub-item where they have their own.</summary>
    public string? Deadline { get; init; }
    public string? Responsible { get; init; }
    public string? Indicator { get; init; }
    public string? Result { get; init; }

    /// <summary>Column → key of an earlier measure whose merged cell this row shows.</summary>
    public IReadOnlyDictionary<RoadmapColumn, string> Inherits { get; init; } = new Dictionary<RoadmapColumn, string>();
    public IReadOnlyList<TemplateSubItem> SubItems { get; init; } = [];
    public MeasureLevel? Level { get; init; }

    /// <summary>Codes of artefact kinds that must be there before the measure counts as done.</summary>
    public IReadOnlyList<string> Artefacts { get; init; } = [];
    public TemplateSchools Schools { get; init; } = TemplateSchools.Nobody;

    /// <summary>The own text of a cell; null when the roadmap has no such column.</summary>
    public string? Cell(RoadmapColumn column) => column switch
    {
        RoadmapColumn.Code => Code,
        RoadmapColumn.Title => Title,
        RoadmapColumn.Form => Form,
        RoadmapColumn.Deadline => Deadline,
        RoadmapColumn.Responsible => Responsible,
        RoadmapColumn.Indicator => Indicator,
        RoadmapColumn.Result => Result,
        _ => null,
    };
}

/// <summary>A part of a composite row; deadline and result are null where the whole row has one.</summary>
public sealed record TemplateSubItem(string Title, string? Deadline = null, string? Result = null, MeasureLevel? Level = null);

/// <summary>For whom a measure is (domain reference, 3.6). Listed schools, such as hosts of seminars, are the department's to name.</summary>
/// <param name="Group">Code of a <c>SchoolGroupKind</c>, with <see cref="SchoolScope.Group"/> only.</param>
/// <param name="Grades">Where the source looks at other grades in other schools.</param>
public sealed record TemplateSchools(SchoolScope Scope, string? Group = null, IReadOnlyList<TemplateGrades>? Grades = null)
{
    public static readonly TemplateSchools Nobody = new(SchoolScope.None);
}

/// <param name="Schools">Which schools, in words.</param>
public sealed record TemplateGrades(IReadOnlyList<int> Grades, string Schools);
