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

/// <summary>Classes of the heat map's cells. The step comes from integers, never from the rounded share.</summary>
public static class HeatScale
{
    /// <summary>Fewer participants than this are a small sample, marked by a dotted edge.</summary>
    public const int SmallSample = 10;

    /// <summary>The classes of a cell: «h3 few». A cell without participants is «h-na».</summary>
    /// <param name="n">How many did not cope.</param>
    /// <param name="of">How many took part.</param>
    /// <param name="threshold">In percent; from it (≥) up the cell is a low result.</param>
    public static string CellClass(int n, int of, int threshold = 30)
    {
        if (of == 0)
            return "h-na";
        var step = Step(100L * n, of, threshold);
        return of < SmallSample ? $"h{step} few" : $"h{step}";
    }

    /// <summary>Whether the cell carries ▲: <c>100·n ≥ threshold·of</c>.</summary>
    public static bool IsLow(int n, int of, int threshold = 30) => of > 0 && 100L * n >= (long)threshold * of;

    private static int Step(long hundredfold, int of, int threshold)
    {
        if (hundredfold >= (long)threshold * of)
            return hundredfold >= 50L * of && threshold < 50 ? 4 : 3;
        if (hundredfold >= 20L * of)
            return 2;
        return hundredfold >= 10L * of ? 1 : 0;
    }
}
