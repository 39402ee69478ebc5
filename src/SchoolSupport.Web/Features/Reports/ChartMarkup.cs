using Microsoft.AspNetCore.Html;
using SchoolSupport.Documents.Reports;

namespace SchoolSupport.Web.Features.Reports;

/// <summary>A chart of a paper on a page. <see cref="ChartSvg"/> encodes every word in it; a test puts markup into all of them.</summary>
public static class ChartMarkup
{
    /// <param name="number">Different for the charts of one page.</param>
    public static IHtmlContent Of(BarChart chart, int number) => new HtmlString(ChartSvg.Render(chart, number));

    public static IHtmlContent Of(ScatterChart chart) => new HtmlString(ScatterSvg.Render(chart));
}
