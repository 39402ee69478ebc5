using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Html;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Contexts;

namespace SchoolSupport.Web.Features.Indicators.Contexts;

/// <summary>
/// The chart «ИСБ × share of low results» as SVG: every point is a link to its school and has the number of its row in the table beside it; the quarter is
/// told by the shape, a small sample by a broken edge. Drawn here and not in the view, because Razor keeps the element «text» for itself.
/// </summary>
public sealed class QuadrantChart(ContextTable table)
{
    // The figure is 400 wide, so that its letters are readable on a phone without zooming.
    private const int Width = 400, Height = 350, Left = 34, Right = 394, Top = 20, Bottom = 306;
    private const int Step = 10;

    /// <summary>Beyond so many points their numbers would cover each other; the name is still told by the point itself.</summary>
    private const int MostNumbers = 25;

    private readonly IReadOnlyList<(int Number, PlacedSchool School)> _points =
        [.. table.Schools.Select((school, place) => (place + 1, school)).Where(one => one.school.Quadrant != ContextQuadrant.NotPlaced)];

    public bool IsEmpty => _points.Count == 0;

    public int Placed => _points.Count;

    public IHtmlContent Draw()
    {
        var (fromX, toX) = Range(_points.Select(point => (double)point.School.Context.Index.Value!.Value.Round(4)));
        var (fromY, toY) = Range(_points.Select(point => (double)point.School.Context.Low.Percent!.Value.Round(4)).Append(0));
        var svg = new StringBuilder(4096);
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"quad\" viewBox=\"0 0 {Width} {Height}\" role=\"group\" aria-labelledby=\"quad-title quad-desc\">");
        svg.Append("<title id=\"quad-title\">Индекс социального благополучия и доля не справившихся по школам</title>");
        svg.Append(CultureInfo.InvariantCulture, $"<desc id=\"quad-desc\">{Encode(Description)}</desc><g aria-hidden=\"true\">");
        Axes(svg, fromX, toX, fromY, toY);
        svg.Append("</g>");
        foreach (var (number, school) in _points)
            Point(svg, number, school, X(school.Context.Index.Value!.Value, fromX, toX), Y(school.Context.Low.Percent!.Value, fromY, toY));
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    private string Description => $"По горизонтали — индекс, линия на медиане {SocialIndex.Printed(table.Chart.IndexLine!.Value)}; по вертикали — доля не справившихся, "
        + $"линия на доле муниципалитета {RussianText.Percent(table.Chart.ShareLine!.Value.Round(1), 1)}. Те же данные — в таблице под диаграммой.";

    private void Axes(StringBuilder svg, double fromX, double toX, double fromY, double toY)
    {
        for (var x = fromX; x <= toX; x += Step)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{X(x, fromX, toX):0.0} {Top}V{Bottom}\"/><text x=\"{X(x, fromX, toX):0.0}\" y=\"{Bottom + 15}\" text-anchor=\"{(x < toX ? "middle" : "end")}\">{x:0}</text>");
        for (var y = fromY; y <= toY; y += Step)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{Left} {Y(y, fromY, toY):0.0}H{Right}\"/><text x=\"{Left - 5}\" y=\"{Y(y, fromY, toY) + 4:0.0}\" text-anchor=\"end\">{y:0}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"10\">Не справились, %</text><text x=\"{Right}\" y=\"{Height - 8}\" text-anchor=\"end\">Индекс социального благополучия</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"mid\" d=\"M{X(table.Chart.IndexLine!.Value, fromX, toX):0.0} {Top}V{Bottom}\"/><path class=\"mid\" d=\"M{Left} {Y(table.Chart.ShareLine!.Value, fromY, toY):0.0}H{Right}\"/>");
        Corner(svg, ContextQuadrant.RiskGroup, Left + 5, Top + 13, "start");
        Corner(svg, ContextQuadrant.Reserve, Right - 5, Top + 13, "end");
        Corner(svg, ContextQuadrant.Overcoming, Left + 5, Bottom - 6, "start");
        Corner(svg, ContextQuadrant.Steady, Right - 5, Bottom - 6, "end");
    }

    private static void Corner(StringBuilder svg, ContextQuadrant quadrant, int x, int y, string anchor) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"corner\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{(quadrant == ContextQuadrant.Overcoming ? "вопреки условиям" : ContextWords.Quadrant(quadrant))}</text>");

    private void Point(StringBuilder svg, int number, PlacedSchool school, double x, double y)
    {
        var small = school.Comparison.SmallSample;
        var words = $"{number}. {ContextPage.Name(school)}: индекс {school.Context.Index.Words}, не справились {ContextWords.Share(school.Context.Low)}{(small ? ", " + ContextWords.SmallSample : "")}; {ContextWords.Quadrant(school.Quadrant)}";
        svg.Append(CultureInfo.InvariantCulture, $"<a href=\"/monitoring/context/schools/{school.School.Id}?year={table.Year.Slug}\" aria-label=\"{Encode(words)}\"><title>{Encode(words)}</title><circle class=\"hit\" cx=\"{x:0.0}\" cy=\"{y:0.0}\" r=\"12\"/>");
        var look = small ? " small" : "";
        svg.Append(school.Quadrant switch
        {
            ContextQuadrant.RiskGroup => string.Create(CultureInfo.InvariantCulture, $"<path class=\"p-risk{look}\" d=\"M{x:0.0} {y - 6:0.0}l6 11h-12z\"/>"),
            ContextQuadrant.Overcoming => string.Create(CultureInfo.InvariantCulture, $"<circle class=\"p-over{look}\" cx=\"{x:0.0}\" cy=\"{y:0.0}\" r=\"5\"/>"),
            ContextQuadrant.Reserve => string.Create(CultureInfo.InvariantCulture, $"<path class=\"p-reserve{look}\" d=\"M{x - 5:0.0} {y - 5:0.0}h10v10h-10z\"/>"),
            _ => string.Create(CultureInfo.InvariantCulture, $"<circle class=\"p-steady{look}\" cx=\"{x:0.0}\" cy=\"{y:0.0}\" r=\"5\"/>"),
        });
        if (_points.Count <= MostNumbers)
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"no\" x=\"{(x > Right - 20 ? x - 8 : x + 8):0.0}\" y=\"{y + 4:0.0}\"{(x > Right - 20 ? " text-anchor=\"end\"" : "")}>{number}</text>");
        svg.Append("</a>");
    }

    private static (double From, double To) Range(IEnumerable<double> values)
    {
        var all = values.ToArray();
        var (from, to) = (Math.Floor(all.Min() / Step) * Step, Math.Ceiling(all.Max() / Step) * Step);
        return (from, to > from ? to : from + Step);
    }

    private static double X(Fraction value, double from, double to) => X((double)value.Round(4), from, to);

    private static double X(double value, double from, double to) => Left + ((value - from) * (Right - Left) / (to - from));

    private static double Y(Fraction value, double from, double to) => Y((double)value.Round(4), from, to);

    private static double Y(double value, double from, double to) => Bottom - ((value - from) * (Bottom - Top) / (to - from));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
