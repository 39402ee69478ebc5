using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Indicators.Contexts;

/// <summary>The chart «ИСБ × share of low results» of a year, the same for the page and for papers: numbers are those of rows in the order of lists.</summary>
public static class ContextFigure
{
    public const string Title = "Индекс социального благополучия и доля не справившихся по школам";

    // Narrower than the full name, which would reach into the next quarter.
    private const string OvercomingInCorner = "вопреки условиям";

    /// <summary>Null when no school has both an index and results.</summary>
    /// <param name="caption">«Рисунок 2 — …»; a page has its heading instead.</param>
    public static ScatterChart? Of(ContextTable table, string caption)
    {
        ScatterPoint[] points = [.. Numbered(table).Where(one => one.School.Quadrant != ContextQuadrant.NotPlaced).Select(one => new ScatterPoint(
            one.Number, RussianText.Nbsp(NaturalKey.Title(one.School.School.ShortName)), one.School.Context.Index.Value!.Value.Round(2), one.School.Context.Low.Percent!.Value.Round(1), MarkOf(one.School.Quadrant), IsSmall(one.School)))];
        return points.Length == 0 ? null : new ScatterChart(caption, Description(table), "Индекс социального благополучия", "Не справились, %", table.Chart.IndexLine!.Value.Round(2), table.Chart.ShareLine!.Value.Round(1),
            [Words(ContextQuadrant.RiskGroup), Words(ContextQuadrant.Reserve), OvercomingInCorner, Words(ContextQuadrant.Steady)], points);
    }

    public static IEnumerable<(int Number, PlacedSchool School)> Numbered(ContextTable table) => table.Schools.Select((school, place) => (place + 1, school));

    /// <summary>Too few results for a firm place on the chart.</summary>
    public static bool IsSmall(PlacedSchool school) => school.Comparison.SmallSample;

    public static string Words(ContextQuadrant quadrant) => quadrant switch
    {
        ContextQuadrant.RiskGroup => "группа риска",
        ContextQuadrant.Overcoming => "справляются вопреки условиям",
        ContextQuadrant.Reserve => "есть резерв",
        ContextQuadrant.Steady => "благополучные",
        _ => "нет данных",
    };

    private static string Description(ContextTable table) =>
        $"По горизонтали — индекс, линия на медиане {SocialIndex.Printed(table.Chart.IndexLine!.Value)}; по вертикали — доля не справившихся, "
        + $"линия на доле муниципалитета {RussianText.Percent(table.Chart.ShareLine!.Value.Round(1), 1)}. Те же данные — в таблице";

    private static ScatterMark MarkOf(ContextQuadrant quadrant) => quadrant switch
    {
        ContextQuadrant.RiskGroup => ScatterMark.Triangle,
        ContextQuadrant.Overcoming => ScatterMark.Circle,
        ContextQuadrant.Reserve => ScatterMark.Square,
        _ => ScatterMark.Ring,
    };
}
