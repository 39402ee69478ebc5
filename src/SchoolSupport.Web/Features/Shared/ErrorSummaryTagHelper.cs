using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>
/// All errors of the form on top of the page, in the order of its fields, each a link to its field. Nothing when there
/// are none. Takes the focus when the page opens, without script.
/// </summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = Errors();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "errors");
        output.Attributes.SetAttribute("id", "errors");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("aria-labelledby", "errors-h");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.Add(new TagHelperAttribute("autofocus"));

        var heading = new TagBuilder("h2");
        heading.Attributes["id"] = "errors-h";
        heading.InnerHtml.Append($"Проверьте данные: {RussianText.Count(errors.Count, "ошибка", "ошибки", "ошибок")}");
        var list = new TagBuilder("ul");
        foreach (var (key, message) in errors)
            list.InnerHtml.AppendHtml(Item(key, message));
        output.Content.SetHtmlContent(heading).AppendHtml(list);
    }

    private List<(string Key, string Message)> Errors()
    {
        var data = ViewContext.ViewData;
        return
        [
            .. data.ModelState
                .Where(pair => pair.Value?.ValidationState == ModelValidationState.Invalid)
                .OrderBy(pair => PlaceOf(data.ModelMetadata, pair.Key), Comparer<int[]>.Create(CompareInOrder))
                .SelectMany(pair => pair.Value!.Errors.Select(error => (pair.Key, error.ErrorMessage)))
                .Where(error => error.ErrorMessage.Length > 0)
                .Distinct(),
        ];
    }

    private static TagBuilder Item(string key, string message)
    {
        var item = new TagBuilder("li");
        // An error of the whole form belongs to no field.
        if (key.Length == 0)
        {
            item.InnerHtml.Append(message);
            return item;
        }
        var link = new TagBuilder("a");
        link.Attributes["href"] = "#" + FieldTagHelper.IdOf(key);
        link.InnerHtml.Append(message);
        item.InnerHtml.AppendHtml(link);
        return item;
    }

    /// <summary>The place of a field by the order in which the properties of the form are written: «Form.Rows[2].Count» → 0, 4, 2, 1.</summary>
    private static int[] PlaceOf(ModelMetadata root, string key)
    {
        var place = new List<int>();
        var metadata = root;
        foreach (var part in key.Split('.', '[', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.EndsWith(']'))
            {
                place.Add(int.TryParse(part[..^1], out var index) ? index : int.MaxValue);
                metadata = metadata.ElementMetadata ?? metadata;
                continue;
            }
            var properties = metadata.Properties.ToList();
            var number = properties.FindIndex(p => string.Equals(p.PropertyName, part, StringComparison.OrdinalIgnoreCase));
            place.Add(number < 0 ? int.MaxValue : number);
            metadata = number < 0 ? metadata : properties[number];
        }
        return [.. place];
    }

    private static int CompareInOrder(int[]? left, int[]? right) => left.AsSpan().SequenceCompareTo(right);
}
