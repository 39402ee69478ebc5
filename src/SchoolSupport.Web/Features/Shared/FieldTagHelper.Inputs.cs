using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace SchoolSupport.Web.Features.Shared;

// The inputs themselves; the frame of label, hint and errors stands beside.
public sealed partial class FieldTagHelper
{
    private TagBuilder InputTag(FieldKind kind)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = kind switch
        {
            FieldKind.Password => "password",
            FieldKind.Email => "email",
            FieldKind.File => "file",
            _ => "text",
        };
        if (kind is FieldKind.Number or FieldKind.Date or FieldKind.Code)
        {
            var isFraction = For.Metadata.UnderlyingOrModelType == typeof(decimal) || For.Metadata.UnderlyingOrModelType == typeof(double);
            input.AddCssClass(kind switch { FieldKind.Number => "inp-num", FieldKind.Date => "inp-date", _ => "inp-code" });
            input.Attributes["inputmode"] = isFraction ? "decimal" : "numeric";
        }
        var autocomplete = Autocomplete ?? (kind is FieldKind.Number or FieldKind.Date ? "off" : null);
        AddIfAny(input, "autocomplete", autocomplete);
        AddIfAny(input, "placeholder", Placeholder ?? (kind == FieldKind.Date ? "ДД.ММ.ГГГГ" : null));
        AddIfAny(input, "maxlength", MaxLength?.ToString(CultureInfo.InvariantCulture));
        if (kind == FieldKind.File)
        {
            AddIfAny(input, "accept", Accept);
            AddIfAny(input, "multiple", Multiple ? "multiple" : null);
        }
        // A password or a chosen file is never sent back.
        else if (kind != FieldKind.Password)
            input.Attributes["value"] = Value();
        return input;
    }

    private static void AddIfAny(TagBuilder tag, string name, string? value)
    {
        if (value is not null)
            tag.Attributes[name] = value;
    }

    private TagBuilder TextAreaTag()
    {
        var area = new TagBuilder("textarea");
        area.Attributes["rows"] = Rows.ToString(CultureInfo.InvariantCulture);
        AddIfAny(area, "maxlength", MaxLength?.ToString(CultureInfo.InvariantCulture));
        // A parser drops one line break after the opening tag.
        area.InnerHtml.AppendHtml("\n").Append(Value());
        return area;
    }

    private TagBuilder SelectTag()
    {
        var select = new TagBuilder("select");
        if (Empty is not null)
            select.InnerHtml.AppendHtml(OptionTag(new SelectListItem(Empty, "")));
        var chosen = Values();
        foreach (var group in (Items ?? []).GroupBy(item => item.Group?.Name))
        {
            var parent = group.Key is null ? select.InnerHtml : OptionGroup(select, group.Key);
            foreach (var item in group)
                parent.AppendHtml(OptionTag(item, chosen.Contains(item.Value ?? item.Text)));
        }
        return select;
    }

    private static IHtmlContentBuilder OptionGroup(TagBuilder select, string label)
    {
        var group = new TagBuilder("optgroup");
        group.Attributes["label"] = label;
        select.InnerHtml.AppendHtml(group);
        return group.InnerHtml;
    }

    private static TagBuilder OptionTag(SelectListItem item, bool selected = false)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = item.Value ?? item.Text;
        if (selected)
            option.Attributes["selected"] = "selected";
        if (item.Disabled)
            option.Attributes["disabled"] = "disabled";
        option.InnerHtml.Append(item.Text);
        return option;
    }

    private HtmlContentBuilder Choices(FieldKind kind, bool invalid)
    {
        var content = new HtmlContentBuilder();
        var chosen = Values();
        var number = 0;
        foreach (var item in Items ?? [])
        {
            // The summary links to the first one.
            var id = number++ == 0 ? IdOf(Name) : $"{IdOf(Name)}-{number}";
            var value = item.Value ?? item.Text;
            var input = ChoiceInput(kind == FieldKind.Radios ? "radio" : "checkbox", id, value, chosen.Contains(value));
            SetState(input, null, invalid);
            if (item.Disabled)
                input.Attributes["disabled"] = "disabled";
            content.AppendHtml(ChoiceRow(input, id, item.Text));
        }
        return content;
    }

    private TagBuilder Checkbox(string? described, bool invalid)
    {
        var isOn = Values().Contains("true", StringComparer.OrdinalIgnoreCase);
        var input = ChoiceInput("checkbox", IdOf(Name), "true", isOn);
        SetState(input, described, invalid);
        return ChoiceRow(input, IdOf(Name), null);
    }

    private TagBuilder ChoiceInput(string type, string id, string value, bool isChecked)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = type;
        input.Attributes["id"] = id;
        input.Attributes["name"] = Name;
        input.Attributes["value"] = value;
        if (isChecked)
            input.Attributes["checked"] = "checked";
        return input;
    }

    private TagBuilder ChoiceRow(TagBuilder input, string id, string? text)
    {
        var label = new TagBuilder("label");
        label.Attributes["for"] = id;
        if (text is null)
            AppendLabelText(label);
        else
            label.InnerHtml.Append(text);
        var row = new TagBuilder("div");
        row.AddCssClass("radio");
        row.InnerHtml.AppendHtml(input).AppendHtml(label);
        return row;
    }
}
