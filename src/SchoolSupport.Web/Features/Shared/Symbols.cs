using Microsoft.AspNetCore.Mvc.Rendering;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>The drawings defined once in the layouts (<c>_Symbols.cshtml</c>). Always beside a word, hence hidden from screen readers.</summary>
public static class Symbols
{
    public static TagBuilder Icon(string symbol)
    {
        var use = new TagBuilder("use");
        use.Attributes["href"] = "#" + symbol;
        var icon = new TagBuilder("svg");
        icon.AddCssClass("ico");
        icon.Attributes["aria-hidden"] = "true";
        icon.InnerHtml.AppendHtml(use);
        return icon;
    }
}
