using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Indicators.Risks;

/// <summary>What is asked of the indicators of a condition. The numbers are stored; do not renumber.</summary>
public enum RiskTest
{
    /// <summary>At least one answer is «нет».</summary>
    AnyNegative = 1,
    /// <summary>The sum of the shares passes the threshold.</summary>
    Sum = 2,
    /// <summary>So many of the shares pass the threshold, each by itself.</summary>
    Several = 3,
}

/// <summary>One condition of a section, as data.</summary>
public sealed record RiskCondition
{
    public required RiskTest Test { get; init; }

    /// <summary>Codes of <see cref="RiskIndicator"/>.</summary>
    public required IReadOnlyList<string> Indicators { get; init; }

    /// <summary>Not looked at by <see cref="RiskTest.AnyNegative"/>.</summary>
    public Threshold Threshold { get; init; }

    /// <summary>How many shares must pass, for <see cref="RiskTest.Several"/>.</summary>
    public int Needed { get; init; } = 1;

    /// <summary>
    /// A share that stands for the sum where the school gave it: children counted once although they belong to several groups
    /// (domain reference, A4). Null: the sum as printed.
    /// </summary>
    public string? InsteadOfSum { get; init; }

    public static RiskCondition AnyNegative(params string[] answers) => new() { Test = RiskTest.AnyNegative, Indicators = answers };

    public static RiskCondition Share(string indicator, Threshold threshold) => Several(1, threshold, indicator);

    public static RiskCondition Sum(Threshold threshold, params string[] shares) =>
        new() { Test = RiskTest.Sum, Indicators = shares, Threshold = threshold };

    public static RiskCondition Several(int needed, Threshold threshold, params string[] shares) =>
        new() { Test = RiskTest.Several, Indicators = shares, Threshold = threshold, Needed = needed };

    internal IEnumerable<string> Problems()
    {
        if (Indicators.Count == 0)
            yield return "в условии нет показателей";
        foreach (var code in Indicators.Append(InsteadOfSum).OfType<string>())
            if (RiskIndicator.Find(code) is not { } indicator)
                yield return $"показателя {code} нет в матрице";
            else if (indicator.IsAnswer != (Test == RiskTest.AnyNegative))
                yield return $"показатель {code} не подходит к условию";
        if (Test == RiskTest.AnyNegative)
            yield break;
        if (Threshold.Operator is not (ShareOperator.MoreThan or ShareOperator.AtLeast) || Threshold.Percent is < 0 or > 100
            || (Threshold.Operator == ShareOperator.AtLeast && Threshold.Percent == 0))
            yield return "порог — от 0 до 100 %, для «не менее» — больше 0";
        if (Test == RiskTest.Several && (Needed < 1 || Needed > Indicators.Count))
            yield return $"число показателей — от 1 до {Math.Max(1, Indicators.Count)}";
    }

    internal RiskConditionOutcome Evaluate(RiskFacts facts, int smallSampleBelow) => Test switch
    {
        RiskTest.AnyNegative => OfAnswers(facts),
        RiskTest.Sum => OfSum(facts, smallSampleBelow),
        _ => OfSeveral(facts, smallSampleBelow),
    };

    // A country's schools are judged here one by one, each for several Octobers: plain loops, no lists on the way.
    private RiskConditionOutcome OfAnswers(RiskFacts facts)
    {
        var values = new RiskValue[Indicators.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = facts.Answer(Indicators[i]) switch
            {
                RiskAnswer.No => new RiskValue(Indicators[i], null, true, false, RiskAnswer.No),
                RiskAnswer.Missing => new RiskValue(Indicators[i], null, null, false, RiskAnswer.Missing),
                var answer => new RiskValue(Indicators[i], null, false, false, answer),
            };
        return new(this, AtLeast(values, 1), values, null);
    }

    private RiskConditionOutcome OfSeveral(RiskFacts facts, int smallSampleBelow)
    {
        var values = new RiskValue[Indicators.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var share = facts.Share(Indicators[i]);
            values[i] = Value(Indicators[i], share, smallSampleBelow, share.State == ShareState.Known && Threshold.IsReachedBy(share));
        }
        return new(this, AtLeast(values, Needed), values, null);
    }

    private RiskConditionOutcome OfSum(RiskFacts facts, int smallSampleBelow)
    {
        var codes = InsteadOfSum is { } instead && facts.Share(instead).State == ShareState.Known ? [instead] : Indicators;
        var values = new RiskValue[codes.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var share = facts.Share(codes[i]);
            // Whoever is in the sum carries it.
            values[i] = Value(codes[i], share, smallSampleBelow, share.State == ShareState.Known && (share.OnlyPercent is { } percent ? percent > 0 : share.Part > 0));
        }
        var known = KnownSum(values);
        // Shares are never negative, so what is known may be enough.
        var triggered = Threshold.IsReachedBy(known) ? Ternary.Yes
            : Array.Exists(values, value => value.Met is null) ? Ternary.Unknown : Ternary.No;
        return new(this, triggered, values, known);
    }

    // Mostly all are shares of the same pupils: then the parts are added, and divided once.
    private static Fraction KnownSum(RiskValue[] values)
    {
        var (parts, whole) = (0L, 0);
        foreach (ref readonly var value in values.AsSpan())
        {
            var share = value.Share!.Value;
            if (share.State != ShareState.Known)
                continue;
            if (share.OnlyPercent is not null || (whole != 0 && whole != share.Whole))
                return values.Aggregate(Fraction.Zero, (sum, one) => sum + (one.Share!.Value.Percent ?? Fraction.Zero));
            (parts, whole) = (parts + share.Part, share.Whole);
        }
        return whole == 0 ? Fraction.Zero : Fraction.Percent(parts, whole);
    }

    private static RiskValue Value(string code, ShareFact share, int smallSampleBelow, bool isMet) =>
        new(code, share, share.IsUnknown ? null : isMet, share.IsSmallSample(smallSampleBelow));

    private static Ternary AtLeast(RiskValue[] values, int needed)
    {
        var (met, unknown) = (0, 0);
        foreach (ref readonly var value in values.AsSpan())
        {
            met += value.Met == true ? 1 : 0;
            unknown += value.Met is null ? 1 : 0;
        }
        return TernaryLogic.AtLeast(met, unknown, needed);
    }
}
