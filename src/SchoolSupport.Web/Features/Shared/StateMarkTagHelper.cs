using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>Everything that is shown as a shape with a word: verdicts, findings, task states, lights.</summary>
public enum MarkKind
{
    VerdictYes, VerdictNo, VerdictUnknown,
    Error, Warning, Note,
    NotStarted, InWork, Done, Late, Cancelled, NotApplicable,
    NeedsClarifying, Reached, Behind, Missed, NoData,
}

/// <summary>A shape and a word, never a colour alone: <c>&lt;state-mark kind="Late"&gt;56 дней&lt;/state-mark&gt;</c>.</summary>
[HtmlTargetElement("state-mark")]
public sealed class StateMarkTagHelper : TagHelper
{
    public MarkKind Kind { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Mark.Write(output, Kind, content.IsEmptyOrWhiteSpace ? null : content);
    }
}

/// <summary>A verdict of identification: true «включена», false «не включена», null «недостаточно данных»; other words go between the tags.</summary>
[HtmlTargetElement("verdict-mark")]
public sealed class VerdictMarkTagHelper : TagHelper
{
    /// <summary>Required in the tag, so that a forgotten value is not taken for an unknown verdict.</summary>
    [HtmlAttributeName("value")]
    public bool? Value { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (!context.AllAttributes.ContainsName("value"))
            throw new InvalidOperationException("verdict-mark needs the attribute value.");
        var kind = Value switch { true => MarkKind.VerdictYes, false => MarkKind.VerdictNo, null => MarkKind.VerdictUnknown };
        var content = await output.GetChildContentAsync();
        Mark.Write(output, kind, content.IsEmptyOrWhiteSpace ? null : content);
    }
}

/// <summary>The severity of a finding in a file.</summary>
[HtmlTargetElement("finding-mark", Attributes = "severity")]
public sealed class FindingMarkTagHelper : TagHelper
{
    public FindingSeverity Severity { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var kind = Severity switch
        {
            FindingSeverity.Error => MarkKind.Error,
            FindingSeverity.Warning => MarkKind.Warning,
            _ => MarkKind.Note,
        };
        var content = await output.GetChildContentAsync();
        Mark.Write(output, kind, content.IsEmptyOrWhiteSpace ? null : content);
    }
}

/// <summary>One table of shapes, colours and words.</summary>
internal static class Mark
{
    public static void Write(TagHelperOutput output, MarkKind kind, TagHelperContent? words)
    {
        var (symbol, look, word) = Of(kind);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"mark {look}");
        output.Content.SetHtmlContent(Symbols.Icon(symbol));
        var text = new TagBuilder("span");
        if (words is null)
            text.InnerHtml.Append(word);
        else
            text.InnerHtml.AppendHtml(words.GetContent());
        output.Content.AppendHtml(text);
    }

    private static (string Symbol, string Look, string Word) Of(MarkKind kind) => kind switch
    {
        MarkKind.VerdictYes => ("v-yes", "m-low", "включена"),
        MarkKind.VerdictNo => ("v-no", "m-quiet", "не включена"),
        MarkKind.VerdictUnknown => ("v-unk", "m-ink", "недостаточно данных"),
        MarkKind.Error => ("e-err", "m-act", "ошибка"),
        MarkKind.Warning => ("e-warn", "m-low", "предупреждение"),
        MarkKind.Note => ("e-note", "m-ink", "сведения"),
        MarkKind.NotStarted => ("s-none", "m-ink", "не начато"),
        MarkKind.InWork => ("s-work", "m-accent", "в работе"),
        MarkKind.Done => ("s-done", "m-ink", "выполнено"),
        MarkKind.Late => ("s-late", "m-act", "просрочено"),
        MarkKind.Cancelled => ("s-cancel", "m-quiet", "отменено"),
        MarkKind.NotApplicable => ("s-na", "m-quiet", "не применимо"),
        MarkKind.NeedsClarifying => ("e-flag", "m-low", "требует уточнения"),
        MarkKind.Reached => ("s-done", "m-accent", "достигнут"),
        MarkKind.Behind => ("l-mid", "m-low", "отставание"),
        MarkKind.Missed => ("l-bad", "m-act", "не достигнут"),
        MarkKind.NoData => ("v-unk", "m-ink", "нет данных"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
