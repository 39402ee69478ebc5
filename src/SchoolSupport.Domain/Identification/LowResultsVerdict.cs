using System.Text.Json.Serialization;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Identification;

/// <summary>Whether a school is on the list of low results. The numbers are stored; do not renumber.</summary>
public enum Verdict
{
    NotIncluded = 1,
    Included = 2,
    /// <summary>«Недостаточно данных»: what is missing could decide either way.</summary>
    InsufficientData = 3,
}

/// <summary>One procedure of one year, judged.</summary>
/// <param name="IsLow">Null when there is no share: nobody took part, missing, or not applicable.</param>
/// <param name="SmallSample">There is a share, of fewer participants than the rule set asks for.</param>
/// <param name="ByPercent">Compared by a percentage, because the source gave no counts.</param>
public readonly record struct ProcedureOutcome(ProcedureState State, bool? IsLow, bool SmallSample, bool ByPercent);

/// <summary>One academic year of a school, judged. Procedures stand in the order of the rule set.</summary>
/// <param name="LowCount">L: procedures with a low result.</param>
/// <param name="MissingCount">U: procedures that must have a result and have none.</param>
/// <param name="ApplicableCount">Procedures that are not <see cref="ProcedureState.NotApplicable"/>.</param>
public sealed record YearOutcome(
    AcademicYear Year, ProcedureOutcome[] Procedures, int LowCount, int MissingCount, int ApplicableCount)
{
    /// <summary>Whether at least so many procedures of the year are low.</summary>
    public Ternary Has(int needed) => TernaryLogic.AtLeast(LowCount, MissingCount, needed);

    /// <summary>Nothing that had to be reported was reported.</summary>
    [JsonIgnore]
    public bool NothingReported => ApplicableCount > 0 && MissingCount == ApplicableCount;

    /// <summary>No procedure applied: the school did not exist, or nothing was held (domain reference, case N-16).</summary>
    [JsonIgnore]
    public bool NoHistory => ApplicableCount == 0;

    /// <summary>Places of the low procedures in the rule set's order.</summary>
    public IEnumerable<int> LowIndexes() => Indexes(outcome => outcome.IsLow == true);

    /// <summary>Places of the missing procedures in the rule set's order.</summary>
    public IEnumerable<int> MissingIndexes() => Indexes(outcome => outcome.State == ProcedureState.Missing);

    internal IEnumerable<int> Indexes(Func<ProcedureOutcome, bool> condition)
    {
        for (var i = 0; i < Procedures.Length; i++)
            if (condition(Procedures[i]))
                yield return i;
    }
}

/// <summary>The verdict on one school, with everything that a page needs to say why.</summary>
/// <param name="Criterion1">K1: enough low procedures in the year looked at.</param>
/// <param name="Criterion2">K2: low procedures in each of the two years.</param>
/// <param name="Margin">How far the verdict is from changing; null when it cannot be said.</param>
public sealed record LowResultsVerdict(
    Verdict Verdict,
    Ternary Criterion1,
    Ternary Criterion2,
    YearOutcome Current,
    YearOutcome Previous,
    Margin? Margin)
{
    /// <summary>A low result that the verdict looks at rests on a small sample.</summary>
    [JsonIgnore]
    public bool HasSmallSample => AnyLow(outcome => outcome.SmallSample);

    /// <summary>Some result was compared by its percentage.</summary>
    [JsonIgnore]
    public bool HasByPercent =>
        Current.Procedures.Any(outcome => outcome.ByPercent) || Previous.Procedures.Any(outcome => outcome.ByPercent);

    /// <summary>«Нет истории за T−2»: no procedure applied to the school in the year before.</summary>
    [JsonIgnore]
    public bool HasNoHistory => Previous.NoHistory;

    private bool AnyLow(Func<ProcedureOutcome, bool> condition) =>
        Current.Procedures.Any(outcome => outcome.IsLow == true && condition(outcome))
        || Previous.Procedures.Any(outcome => outcome.IsLow == true && condition(outcome));
}
