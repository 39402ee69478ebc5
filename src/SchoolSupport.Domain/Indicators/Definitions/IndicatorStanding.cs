using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>Where a value stands to its target: the traffic light, told by shape and word as well as by colour.</summary>
public enum IndicatorStanding
{
    NoData = 1,
    NoTarget = 2,
    Reached = 3,
    /// <summary>«Отставание»: moving towards the target and not there yet.</summary>
    Approaching = 4,
    NotReached = 5,
}

/// <summary>How a value moved.</summary>
public enum IndicatorTrend
{
    NoData = 1,
    Same = 2,
    Better = 3,
    Worse = 4,
    /// <summary>It moved, and no direction is wanted.</summary>
    Moved = 5,
}

public static class IndicatorJudgement
{
    /// <param name="baseline">The value that the programme began with; null: none, and then nothing can be said to approach.</param>
    public static IndicatorStanding Standing(Fraction? value, IndicatorTarget? target, Fraction? baseline) => (value, target) switch
    {
        (null, _) => IndicatorStanding.NoData,
        (_, null) => IndicatorStanding.NoTarget,
        ({ } now, { } aim) when aim.IsReachedBy(now) => IndicatorStanding.Reached,
        ({ } now, { } aim) when baseline is { } then && Distance(now, aim) < Distance(then, aim) => IndicatorStanding.Approaching,
        _ => IndicatorStanding.NotReached,
    };

    public static IndicatorTrend Trend(Fraction? before, Fraction? now, IndicatorWish wish)
    {
        if (before is not { } then || now is not { } today)
            return IndicatorTrend.NoData;
        if (then == today)
            return IndicatorTrend.Same;
        return wish == IndicatorWish.None ? IndicatorTrend.Moved
            : today > then == (wish == IndicatorWish.Higher) ? IndicatorTrend.Better : IndicatorTrend.Worse;
    }

    /// <summary>By how many the numerator of a share would have to change to reach the target; null when it is reached or there is no share.</summary>
    public static int? LackingToTarget(IndicatorDefinition definition, IndicatorValue value, IndicatorTarget target)
    {
        if (definition.Unit != IndicatorUnit.Percent || value.Source == IndicatorSource.Entered
            || value is not { Value: { } share, Numerator: { } part, Denominator: { } whole } || target.IsReachedBy(share))
            return null;
        var wanted = whole * target.Value / 100;
        return (int)(part > wanted ? part - wanted : wanted - part).Ceiling();
    }

    /// <summary>«не достигнут», «отставание», «достигнут», «нет данных», «цель не задана».</summary>
    public static string Words(IndicatorStanding standing) => standing switch
    {
        IndicatorStanding.NoData => "нет данных",
        IndicatorStanding.NoTarget => "цель не задана",
        IndicatorStanding.Reached => "достигнут",
        IndicatorStanding.Approaching => "отставание",
        _ => "не достигнут",
    };

    private static Fraction Distance(Fraction value, IndicatorTarget target) => value > target.Value ? value - target.Value : target.Value - value;
}
