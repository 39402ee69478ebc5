using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Contexts;

/// <summary>Where a school stands on the chart «ИСБ × share of low results».</summary>
public enum ContextQuadrant
{
    /// <summary>No index, or no share.</summary>
    NotPlaced = 0,
    /// <summary>Complex contingent and a high share of low results: the risk group (domain reference, 6.6).</summary>
    RiskGroup = 1,
    /// <summary>Complex contingent, and results hold.</summary>
    Overcoming = 2,
    /// <summary>A contingent no more complex than elsewhere, and a high share of low results.</summary>
    Reserve = 3,
    Steady = 4,
}

/// <param name="School">Any key of the caller's.</param>
/// <param name="Low">Those who failed, of all who took part.</param>
public sealed record ContextPoint(string School, Fraction? Index, ShareFact Low);

/// <summary>The chart: its two lines and where each school stands. A point on a line is on the better side.</summary>
/// <param name="IndexLine">Median of the index; null when no school has one.</param>
/// <param name="ShareLine">The municipality's share of low results in percent; null when there are no results.</param>
public sealed record ContextChart(Fraction? IndexLine, Fraction? ShareLine, IReadOnlyDictionary<string, ContextQuadrant> Quadrants)
{
    public static ContextChart Of(IReadOnlyList<ContextPoint> points)
    {
        var indexes = points.Where(point => point.Index is not null).Select(point => point.Index!.Value).Order().ToArray();
        Fraction? index = indexes.Length == 0 ? null
            : indexes.Length % 2 == 1 ? indexes[indexes.Length / 2]
            : (indexes[(indexes.Length / 2) - 1] + indexes[indexes.Length / 2]) / 2;
        var known = points.Where(point => point.Low is { State: ShareState.Known, OnlyPercent: null }).ToArray();
        Fraction? share = known.Length == 0 ? null : Fraction.Percent(known.Sum(point => point.Low.Part), known.Sum(point => point.Low.Whole));
        return new ContextChart(index, share, points.ToDictionary(point => point.School, point => Place(point, index, share)));
    }

    private static ContextQuadrant Place(ContextPoint point, Fraction? indexLine, Fraction? shareLine)
    {
        if (point.Index is not { } index || point.Low.Percent is not { } low || indexLine is null || shareLine is null)
            return ContextQuadrant.NotPlaced;
        return (index < indexLine, low > shareLine) switch
        {
            (true, true) => ContextQuadrant.RiskGroup,
            (true, false) => ContextQuadrant.Overcoming,
            (false, true) => ContextQuadrant.Reserve,
            _ => ContextQuadrant.Steady,
        };
    }
}
