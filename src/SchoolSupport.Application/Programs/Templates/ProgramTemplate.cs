using System.Text.Json.Serialization;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Templates;

/// <summary>
/// A programme from which a department starts its own: everything but the schools, the dates and the names. Texts hold
/// placeholders in braces (<see cref="TemplateText"/>) until they are filled. Source: domain reference, sections 2, 3 and 7.
/// </summary>
public sealed record ProgramTemplate
{
    /// <summary>Latin, in addresses and in the programme that was started from it; never changes.</summary>
    public required string Code { get; init; }

    /// <summary>What a methodologist picks it by.</summary>
    public required string Name { get; init; }

    /// <summary>A sentence on whom it suits.</summary>
    public required string Description { get; init; }
    public required TemplateDocumentKind DocumentKind { get; init; }

    /// <summary>Parts that are approved as attachments of their own; a roadmap inside the programme is not named here.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Title of the document.</summary>
    public required string Title { get; init; }

    /// <summary>Every roadmap of it means academic years (<see cref="TemplateRoadmap.AcademicPlan"/>).</summary>
    [JsonIgnore]
    public bool AcademicPlan => Roadmaps.All(roadmap => roadmap.AcademicPlan);
    public required TemplateYears Years { get; init; }

    /// <summary>What has to be asked beside what the department's settings say.</summary>
    public required IReadOnlyList<TemplateQuestion> Questions { get; init; }

    /// <summary>In the order of printing.</summary>
    public required IReadOnlyList<TemplateField> Passport { get; init; }
    public IReadOnlyList<TemplateDirection> Directions { get; init; } = [];
    public IReadOnlyList<TemplateStage> Stages { get; init; } = [];

    /// <summary>The table «Управленческие меры по приоритетам» (2.5).</summary>
    public IReadOnlyList<TemplatePriority> Priorities { get; init; } = [];
    public required IReadOnlyList<TemplateLegalBasis> LegalBases { get; init; }

    /// <summary>Groups that the participants stand in; the schools themselves are the department's to name.</summary>
    public IReadOnlyList<TemplateParticipants> Participants { get; init; } = [];
    public IReadOnlyList<TemplateOrder> Orders { get; init; } = [];
    public required IReadOnlyList<TemplateIndicator> Indicators { get; init; }
    public required IReadOnlyList<TemplateRoadmap> Roadmaps { get; init; }
}

public enum TemplateDocumentKind { Programme, Plan }

/// <summary>How many calendar years the programme lasts: offered, at least and at most.</summary>
public sealed record TemplateYears(int Default, int Min, int Max);

/// <param name="Key">«start-year», «years» or the name of the placeholder that the answer fills.</param>
/// <param name="Text">The question.</param>
/// <param name="Example">An answer, to be shown below the field.</param>
public sealed record TemplateQuestion(string Key, string Text, string Example);

/// <summary>A row of the passport, or a chapter with the same content where the document has no passport table.</summary>
/// <param name="Key">A key of <see cref="TemplateChecks.PassportKeys"/>; the same key may stand in several places.</param>
/// <param name="Label">As the document prints it.</param>
/// <param name="Items">In the order of printing; none for legal acts, which are those of the template.</param>
public sealed record TemplateField(string Key, string Label, TemplatePlace Place, TemplateFieldKind Kind, IReadOnlyList<string> Items);

/// <summary>Where the document says it (domain reference, 2.1): «+» is the passport.</summary>
public enum TemplatePlace { Passport, Text, Order, Model, Roadmap }

/// <summary><see cref="LegalActs"/> prints <see cref="ProgramTemplate.LegalBases"/>.</summary>
public enum TemplateFieldKind { Text, List, LegalActs, Organisations }

/// <summary>A direction with a goal, tasks and indicators of its own.</summary>
/// <param name="Indicators">Codes of <see cref="ProgramTemplate.Indicators"/>.</param>
public sealed record TemplateDirection(string Number, string Title, string Goal, IReadOnlyList<string> Tasks, IReadOnlyList<string> Indicators);

public sealed record TemplateStage(string Number, string Title, string Content);

public sealed record TemplatePriority(string Number, string Title, IReadOnlyList<TemplateManagerialMeasure> Measures);

/// <param name="IndicatorCode">Code of the indicator that asks whether <paramref name="Achievement"/> is there.</param>
public sealed record TemplateManagerialMeasure(string Task, string Achievement, string IndicatorCode, IReadOnlyList<string> Preparation);

/// <param name="Kind">«закон», «указ», «постановление», «приказ».</param>
/// <param name="Date">Null where the department has to write it: acts of a region or a municipality.</param>
/// <param name="Verbatim">As it is printed, with blanks «от ___ № ___» where the date is null.</param>
/// <param name="Note">What to check before approving.</param>
public sealed record TemplateLegalBasis(string Kind, string Issuer, DateOnly? Date, string? Number, string Title, string Verbatim, string? Note = null);

/// <param name="Group">Code of a <c>SchoolGroupKind</c>; null: participants are one group without a name.</param>
/// <param name="Reason">Offered as the reason of taking part.</param>
public sealed record TemplateParticipants(string? Group, string Title, string Reason);

/// <summary>An order to fill in: number and date are the department's.</summary>
public sealed record TemplateOrder
{
    public required string Title { get; init; }
    public required string Issuer { get; init; }
    public required IReadOnlyList<OrderSubject> Approves { get; init; }
    public required string Preamble { get; init; }
    public required IReadOnlyList<TemplateOrderItem> Items { get; init; }
    public IReadOnlyList<string> Attachments { get; init; } = [];
    public required string Control { get; init; }
    public IReadOnlyList<string> ApprovalSheet { get; init; } = [];
    public IReadOnlyList<string> Distribution { get; init; } = [];
}

/// <param name="Number">As printed: «1», «4.1».</param>
public sealed record TemplateOrderItem(string Number, string Text, string Executors = "", string Term = "");
