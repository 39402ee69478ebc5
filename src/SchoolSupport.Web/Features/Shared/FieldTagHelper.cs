using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>How a field is entered. <see cref="Auto"/> chooses by the type of the property.</summary>
public enum FieldKind { Auto, Text, Number, Date, Select, Radios, Checkbox, Checkboxes, TextArea, File, Password, Email, Code }

/// <summary>
/// A whole field: label, hint, error, input, unit, in this order, tied together for screen readers. What stands between
/// the tags follows the input, such as a computed line.
/// </summary>
[HtmlTargetElement("field", Attributes = "for, label")]
public sealed partial class FieldTagHelper : TagHelper
{
    public ModelExpression For { get; set; } = null!;
    public string Label { get; set; } = "";
    public string? Hint { get; set; }
    public string? Unit { get; set; }
    public FieldKind Kind { get; set; }
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>The first, empty line of a list, «Не выбрано»; null for none.</summary>
    public string? Empty { get; set; }

    /// <summary>Adds «необязательно» to the label; fields are required otherwise.</summary>
    public bool Optional { get; set; }

    public bool Disabled { get; set; }

    /// <summary>One of <c>narrow</c>, <c>middle</c>; the whole width otherwise. Numbers and dates are narrow by themselves.</summary>
    public string? Width { get; set; }

    public int Rows { get; set; } = 4;

    [HtmlAttributeName("maxlength")]
    public int? MaxLength { get; set; }

    public string? Autocomplete { get; set; }
    public string? Placeholder { get; set; }

    /// <summary>For files: «.xlsx,.xls».</summary>
    public string? Accept { get; set; }

    public bool Multiple { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    private string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
    private ModelStateEntry? Entry => ViewContext.ViewData.ModelState.GetValueOrDefault(Name);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var kind = Kind == FieldKind.Auto ? KindOf(For.Metadata, Items is not null) : Kind;
        var errors = Entry?.Errors.Select(error => error.ErrorMessage).Where(text => text.Length > 0).Distinct().ToArray() ?? [];
        var isGroup = kind is FieldKind.Radios or FieldKind.Checkboxes;
        var described = DescribedBy(errors.Length > 0);

        output.TagName = isGroup ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", errors.Length > 0 ? "field has-error" : "field");
        if (isGroup && described is not null)
            output.Attributes.SetAttribute("aria-describedby", described);

        var content = output.Content;
        if (kind == FieldKind.Checkbox)
            content.AppendHtml(Checkbox(described, errors.Length > 0));
        else
            content.AppendHtml(LabelTag(isGroup));
        AppendHintAndErrors(content, errors);
        if (kind != FieldKind.Checkbox)
            content.AppendHtml(isGroup ? Choices(kind, errors.Length > 0) : InputRow(kind, described, errors.Length > 0));
        content.AppendHtml(await output.GetChildContentAsync());
    }

    /// <summary>
    /// The id of the input of a field, which the error summary links to. In lower case: the names of parameters and of
    /// properties differ in it, the addresses of fragments do too.
    /// </summary>
    public static string IdOf(string fieldName) => "f-" + TagBuilder.CreateSanitizedId(fieldName, "-").ToLowerInvariant();

    private static FieldKind KindOf(ModelMetadata metadata, bool hasItems)
    {
        var type = metadata.UnderlyingOrModelType;
        if (hasItems)
            return metadata.IsEnumerableType ? FieldKind.Checkboxes : FieldKind.Select;
        if (type == typeof(bool))
            return FieldKind.Checkbox;
        if (type == typeof(DateOnly))
            return FieldKind.Date;
        if (type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(decimal) || type == typeof(double))
            return FieldKind.Number;
        return type.IsAssignableTo(typeof(IFormFile)) || type.IsAssignableTo(typeof(IEnumerable<IFormFile>)) ? FieldKind.File : FieldKind.Text;
    }

    private string? DescribedBy(bool hasError)
    {
        var ids = new StringBuilder();
        if (Hint is not null)
            ids.Append(Id("h"));
        if (hasError)
            ids.Append(ids.Length > 0 ? " " : "").Append(Id("e"));
        return ids.Length > 0 ? ids.ToString() : null;
    }

    private string Id(string prefix) => prefix + IdOf(Name)[1..];

    private TagBuilder LabelTag(bool isGroup)
    {
        var label = new TagBuilder(isGroup ? "legend" : "label");
        if (isGroup)
            label.AddCssClass("legend");
        else
            label.Attributes["for"] = IdOf(Name);
        AppendLabelText(label);
        return label;
    }

    private void AppendLabelText(TagBuilder label)
    {
        label.InnerHtml.Append(Label);
        if (!Optional)
            return;
        var optional = new TagBuilder("span");
        optional.AddCssClass("optional");
        optional.InnerHtml.Append("необязательно");
        label.InnerHtml.Append(" ").AppendHtml(optional);
    }

    private void AppendHintAndErrors(TagHelperContent content, string[] errors)
    {
        if (Hint is not null)
        {
            var hint = new TagBuilder("span");
            hint.AddCssClass("hint");
            hint.Attributes["id"] = Id("h");
            hint.InnerHtml.Append(Hint);
            content.AppendHtml(hint);
        }
        if (errors.Length == 0)
            return;
        var message = new TagBuilder("p");
        message.AddCssClass("field-error");
        message.Attributes["id"] = Id("e");
        message.InnerHtml.AppendHtml(Symbols.Icon("e-err"));
        var text = new TagBuilder("span");
        text.InnerHtml.Append(string.Join(" ", errors));
        message.InnerHtml.AppendHtml(text);
        content.AppendHtml(message);
    }

    private TagBuilder InputRow(FieldKind kind, string? described, bool invalid)
    {
        var input = kind switch
        {
            FieldKind.Select => SelectTag(),
            FieldKind.TextArea => TextAreaTag(),
            _ => InputTag(kind),
        };
        input.AddCssClass("inp");
        input.Attributes["id"] = IdOf(Name);
        input.Attributes["name"] = Name;
        if (Width is not null)
            input.AddCssClass($"inp-{Width}");
        SetState(input, described, invalid);

        var row = new TagBuilder("div");
        row.AddCssClass("inp-row");
        row.InnerHtml.AppendHtml(input);
        if (Unit is not null)
        {
            var unit = new TagBuilder("span");
            unit.InnerHtml.Append(Unit);
            row.InnerHtml.AppendHtml(unit);
        }
        return row;
    }

    private void SetState(TagBuilder input, string? described, bool invalid)
    {
        if (described is not null)
            input.Attributes["aria-describedby"] = described;
        if (invalid)
            input.Attributes["aria-invalid"] = "true";
        if (Disabled)
            input.Attributes["disabled"] = "disabled";
    }

    /// <summary>What was typed comes back as it was typed; else the stored value as people write it.</summary>
    private string Value() => Entry?.AttemptedValue ?? Text(For.Model);

    private string[] Values()
    {
        if (Entry?.RawValue is string[] posted)
            return posted;
        if (Entry?.AttemptedValue is { } attempted)
            return [attempted];
        return For.Model is System.Collections.IEnumerable many and not string
            ? [.. many.Cast<object?>().Select(Text)]
            : [Text(For.Model)];
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############", RussianModelBinding.Culture),
        IFormattable other => other.ToString(null, RussianModelBinding.Culture),
        _ => value.ToString() ?? "",
    };
}
