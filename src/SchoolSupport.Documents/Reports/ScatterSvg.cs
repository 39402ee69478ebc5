using System.Globalization;
using System.Text;
using SchoolSupport.Documents.Pdf;

namespace SchoolSupport.Documents.Reports;

/// <summary>A chart of points as a picture for print and for pages that show a paper. Attributes only and no styles, as the pages' policy wants it.</summary>
public static class ScatterSvg
{
    private const string Dark = "#1f3a5f";

    public static string Render(ScatterChart chart)
    {
        var layout = ScatterLayout.Of(chart);
        var svg = new StringBuilder(8192);
        svg.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"{OfficialDocumentHtml.Encode(chart.Description)}\" viewBox=\"0 0 {ScatterLayout.Width} {ScatterLayout.Height}\" width=\"76%\" font-size=\"11\" fill=\"#000\">");
        foreach (var mark in layout.XMarks)
        {
            Line(svg, mark.At, ScatterLayout.Top, mark.At, ScatterLayout.Bottom, "#ccc", "");
            Text(svg, mark.At, ScatterLayout.Bottom + 13, mark.IsLast ? "end" : "middle", mark.Text, "");
        }
        foreach (var mark in layout.YMarks)
        {
            Line(svg, ScatterLayout.Left, mark.At, ScatterLayout.Right, mark.At, "#ccc", "");
            Text(svg, ScatterLayout.Left - 5, mark.At + 4, "end", mark.Text, "");
        }
        Text(svg, 0, 10, "start", chart.YTitle, "");
        Text(svg, ScatterLayout.Right, ScatterLayout.Height - 8, "end", chart.XTitle, "");
        Line(svg, layout.LineX, ScatterLayout.Top, layout.LineX, ScatterLayout.Bottom, "#000", " stroke-dasharray=\"4 3\"");
        Line(svg, ScatterLayout.Left, layout.LineY, ScatterLayout.Right, layout.LineY, "#000", " stroke-dasharray=\"4 3\"");
        for (var i = 0; i < layout.Corners.Count; i++)
            Text(svg, i % 2 == 1 ? layout.Corners[i].Right : layout.Corners[i].Left, layout.Corners[i].Bottom - 4, i % 2 == 1 ? "end" : "start", chart.Corners[i], " font-weight=\"700\" fill=\"#444\"");
        foreach (var point in layout.Points)
            Point(svg, point);
        return svg.Append("</svg>").ToString();
    }

    private static void Point(StringBuilder svg, PlacedPoint point)
    {
        if (point.Leader is var (x1, y1, x2, y2))
            Line(svg, x1, y1, x2, y2, "#666", "");
        svg.Append(Shape(point, $"fill=\"{(point.Of.IsSmall || point.Of.Mark == ScatterMark.Ring ? "#fff" : Dark)}\" stroke=\"{Dark}\" stroke-width=\"1.3\"{(point.Of.IsSmall ? " stroke-dasharray=\"2 1.6\"" : "")}"));
        if (point.Text is { } label)
            Text(svg, label.MiddleX, label.Bottom - 2, "middle", point.Of.Label, "");
    }

    /// <summary>The outline of a point with the attributes of its colours; the page draws the same shapes in its own ones.</summary>
    public static string Shape(PlacedPoint point, string attributes)
    {
        var (x, y) = (point.X, point.Y);
        return point.Of.Mark switch
        {
            ScatterMark.Triangle => string.Create(CultureInfo.InvariantCulture, $"<path d=\"M{x:0.0} {y - 6:0.0}l6 11h-12z\" {attributes}/>"),
            ScatterMark.Square => string.Create(CultureInfo.InvariantCulture, $"<path d=\"M{x - 5:0.0} {y - 5:0.0}h10v10h-10z\" {attributes}/>"),
            _ => string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.0}\" cy=\"{y:0.0}\" r=\"5\" {attributes}/>"),
        };
    }

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2, string colour, string more) =>
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x1:0.0} {y1:0.0}L{x2:0.0} {y2:0.0}\" stroke=\"{colour}\" stroke-width=\".7\" fill=\"none\"{more}/>");

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text, string more) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.0}\" y=\"{y:0.0}\" text-anchor=\"{anchor}\"{more}>{OfficialDocumentHtml.Encode(text)}</text>");
}
