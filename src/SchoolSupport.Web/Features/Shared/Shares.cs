using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>
/// «7 из 20 (35,0 %)», never a share alone. With a threshold the number is marked when
/// <c>100·n ≥ threshold·of</c>, and gets a second decimal where one would contradict the verdict.
/// </summary>
[HtmlTargetElement("share", Attributes = "n, of", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ShareTagHelper : TagHelper
{
    public int N { get; set; }
    public int Of { get; set; }

    /// <summary>In percent; null for a share that is not compared.</summary>
    public int? Threshold { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var isLow = Threshold is { } threshold && Of > 0 && 100L * N >= (long)threshold * Of;
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", isLow ? "nw lowcell" : "nw");
        output.Content.SetContent(Threshold is { } limit ? RussianText.Share(N, Of, limit) : RussianText.Share(N, Of));
    }
}

/// <summary>
/// A cell of the heat map: colour, ▲ from the threshold up, «3 из 10» and the share under it, a link to its rows.
/// Cells without participants are written by hand: <c>&lt;td class="h-na"&gt;нет ЕГЭ&lt;/td&gt;</c>, <c>h-miss</c> for missing data.
/// </summary>
[HtmlTargetElement("heat-cell", Attributes = "n, of", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class HeatCellTagHelper : TagHelper
{
    public int N { get; set; }
    public int Of { get; set; }

    /// <summary>In percent.</summary>
    public int Threshold { get; set; } = HeatScale.UsualThreshold;

    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "td";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", HeatScale.CellClass(N, Of, Threshold));
        if (Href is null)
        {
            output.Content.SetHtmlContent(Figures());
            return;
        }
        var link = new TagBuilder("a");
        link.Attributes["href"] = Href;
        link.InnerHtml.AppendHtml(Figures());
        output.Content.SetHtmlContent(link);
    }

    private HtmlContentBuilder Figures()
    {
        var content = new HtmlContentBuilder();
        if (HeatScale.IsLow(N, Of, Threshold))
            content.AppendHtml("<span class=\"tri\" aria-hidden=\"true\">▲</span> <span class=\"vh\">низкий результат: </span>");
        content.Append(RussianText.OutOf(N, Of));
        if (Of == 0)
            return content;
        var share = new TagBuilder("span");
        share.AddCssClass("nw");
        share.InnerHtml.Append($"({RussianText.Percent(100m * N / Of, (decimal)Threshold)})");
        content.Append(" ").AppendHtml(share);
        return content;
    }
}

/// <summary>Classes of the heat map's cells. The step comes from integers, never from the rounded share.</summary>
public static class HeatScale
{
    /// <summary>Fewer participants than this are a small sample, marked by a dotted edge.</summary>
    public const int SmallSample = 10;

    /// <summary>In percent, as in domain reference, section 6.1.</summary>
    public const int UsualThreshold = 30;

    /// <summary>The classes of a cell: «h3 few». A cell without participants is «h-na».</summary>
    /// <param name="n">How many did not cope.</param>
    /// <param name="of">How many took part.</param>
    /// <param name="threshold">In percent; from it (≥) up the cell is a low result.</param>
    public static string CellClass(int n, int of, int threshold = UsualThreshold)
    {
        if (of == 0)
            return "h-na";
        var step = Step(100L * n, of, threshold);
        return of < SmallSample ? $"h{step} few" : $"h{step}";
    }

    /// <summary>Whether the cell carries ▲: <c>100·n ≥ threshold·of</c>.</summary>
    public static bool IsLow(int n, int of, int threshold = UsualThreshold) => of > 0 && 100L * n >= (long)threshold * of;

    private static int Step(long hundredfold, int of, int threshold)
    {
        if (hundredfold >= (long)threshold * of)
            return hundredfold >= 50L * of && threshold < 50 ? 4 : 3;
        if (hundredfold >= 20L * of)
            return 2;
        return hundredfold >= 10L * of ? 1 : 0;
    }
}
