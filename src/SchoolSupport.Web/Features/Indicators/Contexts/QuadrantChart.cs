using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Html;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Indicators.Contexts;

namespace SchoolSupport.Web.Features.Indicators.Contexts;

/// <summary>
/// The chart «ИСБ × share of low results» as SVG: every point is a link to its school and has the number of its row in the table beside it; the quarter is
/// told by the shape, a small sample by an empty shape with a broken edge. Everything stands where it stands on paper. Drawn here and not in the view, because
/// Razor keeps the element «text» for itself.
/// </summary>
public sealed class QuadrantChart(ContextTable table)
{
    private readonly ScatterChart? _chart = ContextFigure.Of(table, "");

    public bool IsEmpty => _chart is null;

    public int Placed => _chart?.Points.Count ?? 0;

    /// <exception cref="InvalidOperationException">There is nothing to draw.</exception>
    public IHtmlContent Draw()
    {
        var chart = _chart ?? throw new InvalidOperationException("A chart without points.");
        var layout = ScatterLayout.Of(chart);
        var svg = new StringBuilder(8192);
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"quad\" viewBox=\"0 0 {ScatterLayout.Width} {ScatterLayout.Height}\" role=\"group\" aria-labelledby=\"quad-title quad-desc\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"quad-title\">{ContextFigure.Title}</title><desc id=\"quad-desc\">{Encode(chart.Description)} под диаграммой.</desc><g aria-hidden=\"true\">");
        Axes(svg, chart, layout);
        foreach (var point in layout.Points)
            if (point.Leader is var (x1, y1, x2, y2))
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"lead\" d=\"M{x1:0.0} {y1:0.0}L{x2:0.0} {y2:0.0}\"/>");
        svg.Append("</g>");
        foreach (var point in layout.Points)
            Point(svg, point, table.Schools[point.Of.Number - 1]);
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    private static void Axes(StringBuilder svg, ScatterChart chart, ScatterLayout layout)
    {
        foreach (var mark in layout.XMarks)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{mark.At:0.0} {ScatterLayout.Top}V{ScatterLayout.Bottom}\"/><text x=\"{mark.At:0.0}\" y=\"{ScatterLayout.Bottom + 15}\" text-anchor=\"{(mark.IsLast ? "end" : "middle")}\">{mark.Text}</text>");
        foreach (var mark in layout.YMarks)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{ScatterLayout.Left} {mark.At:0.0}H{ScatterLayout.Right}\"/><text x=\"{ScatterLayout.Left - 5}\" y=\"{mark.At + 4:0.0}\" text-anchor=\"end\">{mark.Text}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"10\">{Encode(chart.YTitle)}</text><text x=\"{ScatterLayout.Right}\" y=\"{ScatterLayout.Height - 8}\" text-anchor=\"end\">{Encode(chart.XTitle)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"mid\" d=\"M{layout.LineX:0.0} {ScatterLayout.Top}V{ScatterLayout.Bottom}\"/><path class=\"mid\" d=\"M{ScatterLayout.Left} {layout.LineY:0.0}H{ScatterLayout.Right}\"/>");
        for (var i = 0; i < layout.Corners.Count; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"corner\" x=\"{(i % 2 == 1 ? layout.Corners[i].Right : layout.Corners[i].Left):0.0}\" y=\"{layout.Corners[i].Bottom - 4:0.0}\" text-anchor=\"{(i % 2 == 1 ? "end" : "start")}\">{Encode(chart.Corners[i])}</text>");
    }

    private void Point(StringBuilder svg, PlacedPoint point, PlacedSchool school)
    {
        var words = $"{point.Of.Number}. {ContextPage.Name(school)}: индекс {school.Context.Index.Words}, не справились {ContextWords.Share(school.Context.Low)}{(point.Of.IsSmall ? ", " + ContextWords.SmallSample : "")}; {ContextWords.Quadrant(school.Quadrant)}";
        svg.Append(CultureInfo.InvariantCulture, $"<a href=\"/monitoring/context/schools/{school.School.Id}?year={table.Year.Slug}\" aria-label=\"{Encode(words)}\"><title>{Encode(words)}</title><circle class=\"hit\" cx=\"{point.X:0.0}\" cy=\"{point.Y:0.0}\" r=\"12\"/>");
        var look = school.Quadrant switch { ContextQuadrant.RiskGroup => "p-risk", ContextQuadrant.Overcoming => "p-over", ContextQuadrant.Reserve => "p-reserve", _ => "p-steady" };
        svg.Append(ScatterSvg.Shape(point, $"class=\"{look}{(point.Of.IsSmall ? " small" : "")}\""));
        if (point.Text is { } label)
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"no\" x=\"{label.MiddleX:0.0}\" y=\"{label.Bottom - 2:0.0}\" text-anchor=\"middle\">{point.Of.Label}</text>");
        svg.Append("</a>");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
