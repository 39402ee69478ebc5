using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Identification;

/// <summary>What is known of one procedure at one school in one year (domain reference, section 6.2).</summary>
public enum ProcedureState
{
    /// <summary>Counts, or a percentage alone, are known.</summary>
    Reported = 1,
    /// <summary>It is confirmed that nobody took part: not low, and not missing.</summary>
    NoParticipants = 2,
    /// <summary>The school must have a result and none is entered.</summary>
    Missing = 3,
    /// <summary>The level is not taught, the procedure was not held, or the school did not exist.</summary>
    NotApplicable = 4,
}

/// <summary>The numbers that count for one procedure: before the retake, without graduates of previous years.</summary>
/// <param name="Participants">Pupils who took part, 0 when only a percentage is known.</param>
/// <param name="Failed">Of them with mark «2» or below the minimum.</param>
/// <param name="OnlyPercent">The share in percent (0…100) when the source gives no counts; then the counts are not compared.</param>
public readonly record struct ProcedureFact(ProcedureState State, int Participants, int Failed, decimal? OnlyPercent)
{
    public static readonly ProcedureFact NoParticipants = new(ProcedureState.NoParticipants, 0, 0, null);
    public static readonly ProcedureFact Missing = new(ProcedureState.Missing, 0, 0, null);
    public static readonly ProcedureFact NotApplicable = new(ProcedureState.NotApplicable, 0, 0, null);

    /// <summary>Counts as reported; nobody taking part becomes <see cref="ProcedureState.NoParticipants"/>.</summary>
    public static ProcedureFact Of(int failed, int participants) =>
        participants == 0 && failed == 0 ? NoParticipants : new(ProcedureState.Reported, participants, failed, null);

    /// <summary>A share without counts; it is compared as a decimal and flagged «по проценту».</summary>
    public static ProcedureFact OfPercent(decimal percent) => new(ProcedureState.Reported, 0, 0, percent);

    /// <summary>The reason why these numbers cannot be true, or null (domain reference, case LR-16).</summary>
    public Finding? Check()
    {
        if (State != ProcedureState.Reported)
            return null;
        if (OnlyPercent is { } percent)
            return percent is >= 0 and <= 100 ? null : new Finding(FindingSeverity.Error, "percent-out-of-range",
                "Доля не справившихся должна быть от 0 до 100 %", Found: RussianText.Decimal(percent), Expected: "число от 0 до 100");
        return ResultCounts.Check(Participants, Failed);
    }
}

/// <summary>One academic year of a school.</summary>
/// <param name="Procedures">In the order of <see cref="LowResultsRuleSet.Procedures"/>, one for each.</param>
public sealed record YearFacts(AcademicYear Year, ProcedureFact[] Procedures);

/// <summary>What a verdict is computed from: the year looked at (T−1) and the one before it (T−2).</summary>
public sealed record SchoolFacts(YearFacts Current, YearFacts Previous);
