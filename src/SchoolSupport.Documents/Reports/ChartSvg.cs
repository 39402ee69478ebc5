using System.Globalization;
using System.Text;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Reports;

/// <summary>A chart as a picture for pages and for print. Attributes only and no styles, as the pages' policy wants it.</summary>
public static class ChartSvg
{
    private const int Width = 640;
    private const int LabelWidth = 232;
    private const int PlotWidth = 350;
    private const int BarHeight = 12;
    private const int Gap = 9;
    private const int LineHeight = 13;
    private const int Top = 24;
    private const int Bottom = 18;
    private const int CharactersInLine = 32;
    private const string Dark = "#1f3a5f";

    /// <param name="number">Different for the charts of one page.</param>
    public static string Render(BarChart chart, int number)
    {
        var bars = BarHeight * chart.Series.Count;
        // A label of two lines is higher than a single bar.
        var gap = Math.Max(Gap, chart.Labels.Any(label => Lines(label).Count > 1) ? (2 * LineHeight) + 6 - bars : 0);
        var rowHeight = bars + gap;
        var plotBottom = Top + (rowHeight * chart.Labels.Count);
        var svg = new StringBuilder(4096);
        svg.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"{OfficialDocumentHtml.Encode(chart.Description)}\" viewBox=\"0 0 {Width} {plotBottom + Bottom}\" width=\"100%\" font-size=\"13\" fill=\"#000\">")
            .Append(CultureInfo.InvariantCulture, $"<defs><pattern id=\"hatch-{number}\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">")
            .Append(CultureInfo.InvariantCulture, $"<rect width=\"4\" height=\"4\" fill=\"#fff\"/><rect width=\"1.2\" height=\"4\" fill=\"{Dark}\"/></pattern></defs>");
        AppendKey(svg, chart, number);
        AppendAxis(svg, chart, plotBottom);
        for (var i = 0; i < chart.Labels.Count; i++)
            AppendRow(svg, chart, i, Top + (i * rowHeight) + (gap / 2), number);
        return svg.Append("</svg>").ToString();
    }

    private static void AppendKey(StringBuilder svg, BarChart chart, int number)
    {
        var x = LabelWidth;
        for (var s = 0; s < chart.Series.Count; s++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"2\" width=\"16\" height=\"9\" {Fill(s, number)}/>");
            AppendText(svg, x + 21, 12, "start", chart.Series[s].Name);
            x += 200;
        }
    }

    private static void AppendAxis(StringBuilder svg, BarChart chart, int bottom)
    {
        foreach (var tick in chart.Ticks)
        {
            var x = LabelWidth + Length(chart, tick);
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x} {Top - 4}V{bottom}\" stroke=\"{(tick == 0 ? "#000" : "#bbb")}\" stroke-width=\".7\" fill=\"none\"/>");
            AppendText(svg, x, bottom + 13, "middle", RussianText.Decimal(tick) + (chart.Unit.Length > 0 ? "\u00a0" + chart.Unit : ""));
        }
    }

    private static void AppendRow(StringBuilder svg, BarChart chart, int row, int y, int number)
    {
        var lines = Lines(chart.Labels[row]);
        var middle = y + (BarHeight * chart.Series.Count / 2.0);
        for (var i = 0; i < lines.Count; i++)
            AppendText(svg, LabelWidth - 8, middle + 4 + ((i - ((lines.Count - 1) / 2.0)) * LineHeight), "end", lines[i]);
        for (var s = 0; s < chart.Series.Count; s++)
        {
            if (chart.Series[s].Values[row] is not { } value)
                continue;
            var top = y + (s * BarHeight);
            var length = Length(chart, value);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{LabelWidth}\" y=\"{top}\" width=\"{length}\" height=\"{BarHeight}\" {Fill(s, number)}/>");
            AppendText(svg, LabelWidth + length + 4, top + BarHeight - 1.5, "start", value.ToString(chart.Decimals > 0 ? "0." + new string('0', chart.Decimals) : "0", RussianText.Culture));
        }
    }

    private static string Fill(int series, int number) => series == 0 ? $"fill=\"{Dark}\"" : $"fill=\"url(#hatch-{number})\" stroke=\"{Dark}\" stroke-width=\".6\"";

    private static decimal Length(BarChart chart, decimal value) => Math.Round(value / chart.Greatest * PlotWidth, 1);

    private static void AppendText(StringBuilder svg, IFormattable x, IFormattable y, string anchor, string text) => svg
        .Append("<text x=\"").Append(x.ToString(null, CultureInfo.InvariantCulture)).Append("\" y=\"").Append(y.ToString(null, CultureInfo.InvariantCulture))
        .Append("\" text-anchor=\"").Append(anchor).Append("\">").Append(OfficialDocumentHtml.Encode(text)).Append("</text>");

    /// <summary>A long label stands on two lines.</summary>
    private static IReadOnlyList<string> Lines(string label)
    {
        if (label.Length <= CharactersInLine || label.LastIndexOf(' ', CharactersInLine) is not (> 0 and var space))
            return [label];
        return [label[..space], label[(space + 1)..]];
    }
}
