using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Reports.Fulfilment;

/// <summary>The report on a programme's execution in a period: the numbers that every format prints. States are those of <see cref="Today"/>.</summary>
/// <param name="Whole">Terms due in the period.</param>
/// <param name="Expired">Those of them whose last day is over.</param>
/// <param name="MeasureCount">Measures with such terms.</param>
/// <param name="BySection">In document order; a section's row holds what is below it, so rows of different levels are not to be added up.</param>
/// <param name="BySchool">The department first, then schools of the register's order; empty for a school's people.</param>
/// <param name="ByResponsible">A measure with several parties counts in the row of each.</param>
/// <param name="ByPart">Months, quarters or years of the period, also those without terms.</param>
/// <param name="Overdue">Of the period, the oldest first.</param>
/// <param name="Earlier">Overdue terms of before the period, the oldest first; in no other number.</param>
/// <param name="Undated">Continuous measures, those upon an event and others without a day; never overdue, in no share.</param>
public sealed record FulfilmentReport(
    ProgramInForce Program, ReportPeriod Period, DateOnly Today, FulfilmentTally Whole, FulfilmentTally Expired, int MeasureCount,
    IReadOnlyList<FulfilmentRow> BySection, IReadOnlyList<FulfilmentRow> BySchool, IReadOnlyList<FulfilmentRow> ByResponsible, IReadOnlyList<FulfilmentRow> ByPart,
    IReadOnlyList<FulfilmentRow> ByMeasure, IReadOnlyList<OverdueTerm> Overdue, IReadOnlyList<OverdueTerm> Earlier, IReadOnlyList<UndatedMeasure> Undated,
    IReadOnlyList<EvidenceLine> Evidence)
{
    /// <summary>What approved the version by which work is done.</summary>
    public FulfilmentBasis Basis { get; init; } = new(null, null, "");

    /// <summary>Set when only one school's terms are told, because its people read.</summary>
    public string? OnlySchool { get; init; }
}

/// <param name="ApprovedOn">Date of the order, or of the approval without one.</param>
/// <param name="OrderNumber">As printed: «4/1»; null without an order.</param>
/// <param name="Issuer">Who issued the order; empty when it is not known.</param>
public sealed record FulfilmentBasis(DateOnly? ApprovedOn, string? OrderNumber, string Issuer);

/// <param name="Level">0 for a plain row; from 1 on how deep the section stands, under its roadmap when there are several.</param>
/// <param name="Target">Where the row's terms are seen; null where there is no such place.</param>
public sealed record FulfilmentRow(string Title, int Level, FulfilmentTally Tally, FulfilmentTarget? Target);

/// <param name="Term">The term in words.</param>
/// <param name="Days">Whole days since the last day.</param>
/// <param name="Responsibles">As the roadmap names them.</param>
/// <param name="Executor">The school, or the department.</param>
/// <param name="IsReturned">It was reported and came back.</param>
public sealed record OverdueTerm(string Measure, string Term, DateOnly Due, int Days, string Responsibles, string Executor, bool IsReturned, LineAddress Line);

/// <param name="Term">As the roadmap writes it.</param>
/// <param name="NeedsAnswer">The term could not be understood and waits for a person's answer.</param>
/// <param name="Documents">Attached, whenever.</param>
public sealed record UndatedMeasure(string Measure, string Term, bool NeedsAnswer, string Responsibles, FulfilmentTally Tally, int Documents, Guid MeasureLineId);

/// <param name="Kind">In words.</param>
/// <param name="Who">The role of who attached it; empty when unknown.</param>
/// <param name="On">In the tenant's time.</param>
/// <param name="Review">What the department says of the report that it belongs to.</param>
public sealed record EvidenceLine(string Measure, string Term, string Executor, string Kind, EvidenceFact Fact, string Who, DateOnly On, string Review, LineAddress Line);

/// <summary>What a row leads to; the pages know the addresses.</summary>
public abstract record FulfilmentTarget
{
    public sealed record Section(Guid LineId) : FulfilmentTarget;

    public sealed record School(Guid SchoolId) : FulfilmentTarget;

    public sealed record Responsible(string Name) : FulfilmentTarget;

    public sealed record Measure(Guid LineId) : FulfilmentTarget;

    public sealed record Line(LineAddress Address) : FulfilmentTarget;

    public sealed record Document(EvidenceFact Fact) : FulfilmentTarget;
}
