using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Indicators.Contexts;

public enum ResilientState
{
    /// <summary>The school is not in adverse social conditions.</summary>
    NotApplicable = 1,
    /// <summary>May be given the status; a person confirms it.</summary>
    Candidate = 2,
    NotCandidate = 3,
    /// <summary>A year or the mean is missing.</summary>
    Unknown = 4,
}

/// <summary>Resilient schools (domain reference, 6.7, cases RE): adverse conditions, and results that are not low all the same.</summary>
public static class Resilience
{
    /// <param name="lowNow">On the list of low results for the last year.</param>
    /// <param name="lowBefore">On the list of low results for the year before.</param>
    /// <param name="mean">Null: nobody took part, or marks are not known.</param>
    public static ResilientState Of(bool isAdverse, Ternary lowNow, Ternary lowBefore, MeanComparison? mean)
    {
        if (!isAdverse)
            return ResilientState.NotApplicable;
        var holds = Not(lowNow).And(Not(lowBefore)).And(mean is null ? Ternary.Unknown : mean.IsNotBelow ? Ternary.Yes : Ternary.No);
        return holds switch
        {
            Ternary.Yes => ResilientState.Candidate,
            Ternary.No => ResilientState.NotCandidate,
            _ => ResilientState.Unknown,
        };
    }

    private static Ternary Not(Ternary value) => (Ternary)((int)Ternary.Yes - (int)value);
}

/// <summary>What high results are judged by.</summary>
/// <param name="School">Any key of the caller's.</param>
/// <param name="Low">On the list of low results.</param>
/// <param name="AnyLowProcedure">Some procedure of the year is low.</param>
public sealed record HighResultFacts(string School, Ternary Low, Ternary AnyLowProcedure, MeanComparison? Mean);

/// <param name="IsCandidate">A person confirms it. Unknown when the school is too small to be ranked or data are missing.</param>
/// <param name="Place">1 is the best, equal ones share a place; null when the school is not ranked.</param>
/// <param name="Ranked">How many schools were ranked.</param>
public sealed record HighResultVerdict(string School, Ternary IsCandidate, int? Place, int Ranked);

/// <summary>
/// Schools with high results (domain reference, 6.7): not on the list, no low procedure, and in the top quartile of the difference between their
/// mean mark and the one expected. A school of a handful of pupils is not ranked at all.
/// </summary>
public static class HighResults
{
    public static IReadOnlyList<HighResultVerdict> Of(ContextRuleSet rules, IReadOnlyList<HighResultFacts> schools)
    {
        var ranked = schools.Where(school => IsRanked(rules, school)).Select(school => school.Mean!.Difference).ToArray();
        return [.. schools.Select(school => Judge(rules, school, ranked))];
    }

    private static bool IsRanked(ContextRuleSet rules, HighResultFacts school) => school.Mean is { } mean && mean.Pupils >= rules.SmallSampleBelow;

    private static HighResultVerdict Judge(ContextRuleSet rules, HighResultFacts school, Fraction[] ranked)
    {
        if (!IsRanked(rules, school))
            return new(school.School, school.Low.Or(school.AnyLowProcedure) == Ternary.Yes ? Ternary.No : Ternary.Unknown, null, ranked.Length);
        var above = ranked.Count(difference => difference > school.Mean!.Difference);
        var low = school.Low.Or(school.AnyLowProcedure);
        var candidate = 4 * above >= ranked.Length || low == Ternary.Yes ? Ternary.No
            : low == Ternary.Unknown ? Ternary.Unknown : Ternary.Yes;
        return new(school.School, candidate, above + 1, ranked.Length);
    }
}
