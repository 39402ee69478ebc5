using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>Adds the chosen academic year to links inside the application that name no year themselves.</summary>
[HtmlTargetElement("a", Attributes = "href")]
[HtmlTargetElement("a", Attributes = "asp-action")]
[HtmlTargetElement("a", Attributes = "asp-controller")]
public sealed class YearKeepingLink(PageYear year, HtmlEncoder encoder) : TagHelper
{
    /// <summary>After the framework's own helpers, which make the address.</summary>
    public override int Order => int.MaxValue;

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        KeepYear(output, "href", year, encoder);

    internal static void KeepYear(TagHelperOutput output, string attribute, PageYear year, HtmlEncoder encoder)
    {
        if (year.Chosen is not { } chosen || output.Attributes[attribute] is not { } address)
            return;
        var old = Text(address.Value, encoder);
        output.Attributes.SetAttribute(attribute, LocalAddress.WithParameter(old, PageYear.Parameter, chosen.Slug));
    }

    /// <summary>The attribute's text without its HTML encoding, which writing it again will add.</summary>
    private static string Text(object? value, HtmlEncoder encoder)
    {
        if (value is not IHtmlContent content)
            return value?.ToString() ?? "";
        using var writer = new StringWriter();
        content.WriteTo(writer, encoder);
        return WebUtility.HtmlDecode(writer.ToString());
    }
}

/// <summary>
/// Every posted form carries the antiforgery token, also when it names its address itself, and leaves checking to the
/// server, whose messages say what to do. All forms keep the academic year.
/// </summary>
[HtmlTargetElement("form")]
public sealed class FormDefaults(PageYear year, IHtmlGenerator generator, HtmlEncoder encoder) : TagHelper
{
    public override int Order => int.MaxValue;

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (string.Equals(output.Attributes["method"]?.Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase))
            Post(context, output);
        else if (year.Chosen is { } chosen)
            output.PostContent.AppendHtml(Hidden(PageYear.Parameter, chosen.Slug));
    }

    private void Post(TagHelperContext context, TagHelperOutput output)
    {
        if (!output.Attributes.ContainsName("novalidate"))
            output.Attributes.Add(new TagHelperAttribute("novalidate"));
        YearKeepingLink.KeepYear(output, "action", year, encoder);
        // The framework's helper leaves the token out of a form whose address is written by hand.
        if (context.AllAttributes["action"]?.Value?.ToString() is { Length: > 0 })
            output.PostContent.AppendHtml(generator.GenerateAntiforgery(ViewContext));
    }

    private static TagBuilder Hidden(string name, string value)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = "hidden";
        input.Attributes["name"] = name;
        input.Attributes["value"] = value;
        return input;
    }
}

/// <summary>Keeps the chosen academic year when an action redirects inside the application.</summary>
public sealed class YearKeepingRedirect : IResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.HttpContext.RequestServices.GetRequiredService<PageYear>().Chosen is not { } year)
            return;
        switch (context.Result)
        {
            case RedirectToActionResult action:
                action.RouteValues ??= [];
                action.RouteValues.TryAdd(PageYear.Parameter, year.Slug);
                break;
            case LocalRedirectResult local:
                local.Url = LocalAddress.WithParameter(local.Url, PageYear.Parameter, year.Slug);
                break;
            case RedirectResult any:
                any.Url = LocalAddress.WithParameter(any.Url, PageYear.Parameter, year.Slug);
                break;
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
