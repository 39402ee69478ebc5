using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Identification;

/// <summary>A school as identification needs it.</summary>
/// <param name="ClosedOn">First day on which the school no longer exists.</param>
public sealed record InputSchool(
    Guid Id,
    string ShortName,
    SchoolKind Kind,
    bool TeachesBasic,
    bool TeachesSecondary,
    DateOnly? OpenedOn,
    DateOnly? ClosedOn,
    Guid? SuccessorId,
    bool CountWithSuccessor)
{
    /// <summary>The school existed for at least a day of the year.</summary>
    public bool ExistedIn(AcademicYear year) =>
        (OpenedOn is not { } opened || opened <= year.LastDay) && (ClosedOn is not { } closed || closed > year.FirstDay);

    /// <summary>The school was closed after the year was over, so that the year's results are wholly its own.</summary>
    public bool ClosedAfter(AcademicYear year) => ClosedOn is { } closed && closed > year.LastDay;
}

/// <summary>A procedure of the catalogue, with whether it was held in the list year and in the year before.</summary>
public sealed record InputProcedure(
    Guid Id, string Code, string Name, ExamFamily Family, int? Grade, bool HeldInYear, bool HeldInPreviousYear)
{
    /// <summary>Whether a school that teaches these grades is expected to have a result.</summary>
    public bool IsTaughtBy(InputSchool school) => TaughtGrades.Cover(Family, Grade, school.TeachesBasic, school.TeachesSecondary);
}

/// <summary>A current result: counts, and the percentage when the source gave nothing else.</summary>
public readonly record struct InputResult(
    Guid Id, Guid SchoolId, Guid ProcedureId, int Year, int Participants, int Failed, decimal? OnlyPercent);

/// <summary>Someone confirmed that nobody of the school took part.</summary>
public readonly record struct InputAbsence(Guid SchoolId, Guid ProcedureId, int Year);

/// <summary>The latest run of the year, to know whether data changed since.</summary>
public sealed record RunHead(
    Guid Id, int Number, AcademicYear Year, Guid RuleSetId, string InputsHash, DateTimeOffset CreatedAt, bool IsApproved)
{
    /// <summary>The run was made from these facts by this version of the method.</summary>
    public bool Says(FactsOfYear facts, RuleSetInput ruleSet) => InputsHash == facts.InputsHash && RuleSetId == ruleSet.Id;
}

/// <summary>A version of the method as stored.</summary>
public sealed record RuleSetInput(Guid Id, LowResultsRuleSet Rules);

/// <summary>Everything of one tenant that a list of one year is made from, as it is now.</summary>
/// <param name="Schools">The whole register in the order of lists (natural order of names).</param>
public sealed record IdentificationInputs(
    Guid TenantId,
    AcademicYear Year,
    RuleSetInput RuleSet,
    IReadOnlyList<InputSchool> Schools,
    IReadOnlyList<InputProcedure> Procedures,
    IReadOnlyList<InputResult> Results,
    IReadOnlyList<InputAbsence> Absences,
    RunHead? LatestRun);

/// <summary>The facts of one school, ready to be judged, with the stored results that they stand on.</summary>
/// <param name="ResultIds">List year first, then the year before, each in the rule set's order; null where there is no result.</param>
/// <param name="Notes">What was added up or left out, in Russian; empty when nothing was.</param>
public sealed record FactsOfSchool(InputSchool School, SchoolFacts Facts, Guid?[] ResultIds, string Notes);

/// <summary>The facts of a list year under one rule set.</summary>
/// <param name="Schools">The schools that are judged, in the order of lists.</param>
/// <param name="ClosedBefore">Closed before the list year began, existing in the year before: named under the list, not judged.</param>
/// <param name="InputsHash">SHA-256 of the facts, upper-case hexadecimal.</param>
public sealed record FactsOfYear(
    AcademicYear Year,
    LowResultsRuleSet Rules,
    IReadOnlyList<FactsOfSchool> Schools,
    IReadOnlyList<InputSchool> ClosedBefore,
    string InputsHash);
