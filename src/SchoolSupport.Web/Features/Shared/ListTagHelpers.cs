using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>A column heading that sorts: <c>&lt;sort-heading by="name" state="Model.List"&gt;Школа&lt;/sort-heading&gt;</c>.</summary>
[HtmlTargetElement("sort-heading", Attributes = "by, state")]
public sealed class SortHeadingTagHelper : TagHelper
{
    public string By { get; set; } = "";
    public ListState State { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "th";
        output.Attributes.SetAttribute("scope", "col");
        if (State.Sort == By)
            output.Attributes.SetAttribute("aria-sort", State.Descending ? "descending" : "ascending");
        var link = new TagBuilder("a");
        link.Attributes["href"] = State.SortUrl(By);
        link.InnerHtml.AppendHtml(await output.GetChildContentAsync());
        output.Content.SetHtmlContent(link);
    }
}

/// <summary>Quick filters in a row; <see cref="ChipTagHelper"/> stand inside.</summary>
[HtmlTargetElement("chip-list", Attributes = "label")]
public sealed class ChipListTagHelper : TagHelper
{
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ul";
        output.Attributes.SetAttribute("class", "chips");
        output.Attributes.SetAttribute("aria-label", Label);
    }
}

/// <summary>A filter that is a link: filled when current, with its count; with <c>remove</c> an active condition and a cross.</summary>
[HtmlTargetElement("chip", Attributes = "href")]
public sealed class ChipTagHelper : TagHelper
{
    public string Href { get; set; } = "";
    public bool Current { get; set; }
    public int? Count { get; set; }
    public bool Remove { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "li";
        var link = new TagBuilder("a");
        link.AddCssClass(Remove ? "chip chip-x" : "chip");
        link.Attributes["href"] = Href;
        if (Current)
            link.Attributes["aria-current"] = "true";
        link.InnerHtml.AppendHtml((await output.GetChildContentAsync()).GetContent().Trim());
        if (Count is { } count)
            link.InnerHtml.Append(" ").AppendHtml(Element("b", RussianText.Number(count)));
        if (Remove)
        {
            var cross = Element("span", "×");
            cross.Attributes["aria-hidden"] = "true";
            var words = Element("span", ", убрать условие");
            words.AddCssClass("vh");
            link.InnerHtml.Append(" ").AppendHtml(cross).AppendHtml(words);
        }
        output.Content.SetHtmlContent(link);
    }

    private static TagBuilder Element(string name, string text)
    {
        var element = new TagBuilder(name);
        element.InnerHtml.Append(text);
        return element;
    }
}

/// <summary>Under a list: how many are shown, pages, page size. One page shows only the count.</summary>
[HtmlTargetElement("pager", Attributes = "state, total", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTagHelper : TagHelper
{
    private const int Around = 2;

    public ListState State { get; set; } = null!;
    public int Total { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", "Страницы списка");
        var shown = new TagBuilder("p");
        shown.InnerHtml.Append(Shown());
        output.Content.SetHtmlContent(shown);
        var pages = (Total + State.Size - 1) / State.Size;
        if (pages > 1)
            output.Content.AppendHtml(Pages(pages));
        if (Total > ListState.Sizes[0])
            output.Content.AppendHtml(Sizes());
    }

    private string Shown()
    {
        if (Total == 0)
            return "Ничего не найдено";
        var first = Math.Min(State.Skip + 1, Total);
        var last = Math.Min(State.Skip + State.Size, Total);
        return first == 1 && last == Total
            ? $"Показаны все: {RussianText.Number(Total)}"
            : $"Показаны {RussianText.Number(first)}–{RussianText.OutOf(last, Total)}";
    }

    private TagBuilder Pages(int pages)
    {
        var list = new TagBuilder("ul");
        list.AddCssClass("pages");
        if (State.Page > 1)
            list.InnerHtml.AppendHtml(Item("Назад", State.PageUrl(State.Page - 1), "prev"));
        var previous = 0;
        foreach (var page in Enumerable.Range(1, pages).Where(page => page == 1 || page == pages || Math.Abs(page - State.Page) <= Around))
        {
            if (page > previous + 1)
                list.InnerHtml.AppendHtml(Gap());
            list.InnerHtml.AppendHtml(Item(RussianText.Number(page), State.PageUrl(page), null, page == State.Page));
            previous = page;
        }
        if (State.Page < pages)
            list.InnerHtml.AppendHtml(Item("Дальше", State.PageUrl(State.Page + 1), "next"));
        return list;
    }

    private TagBuilder Sizes()
    {
        var list = new TagBuilder("ul");
        list.AddCssClass("pages");
        list.Attributes["aria-label"] = "Строк на странице";
        var label = new TagBuilder("li");
        label.InnerHtml.Append("На странице:");
        list.InnerHtml.AppendHtml(label);
        foreach (var size in ListState.Sizes)
            list.InnerHtml.AppendHtml(Item(size.ToString(CultureInfo.InvariantCulture), State.SizeUrl(size), null, size == State.Size));
        return list;
    }

    private static TagBuilder Item(string text, string href, string? rel, bool current = false)
    {
        var link = new TagBuilder("a");
        link.Attributes["href"] = href;
        if (rel is not null)
            link.Attributes["rel"] = rel;
        if (current)
            link.Attributes["aria-current"] = "page";
        link.InnerHtml.Append(text);
        var item = new TagBuilder("li");
        item.InnerHtml.AppendHtml(link);
        return item;
    }

    private static TagBuilder Gap()
    {
        var item = new TagBuilder("li");
        item.Attributes["aria-hidden"] = "true";
        item.InnerHtml.Append("…");
        return item;
    }
}

/// <summary>The search field of a list; keeps the filters, goes back to page 1.</summary>
[HtmlTargetElement("list-search", Attributes = "state, label", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ListSearchTagHelper : TagHelper
{
    public ListState State { get; set; } = null!;
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "form";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "search list-search");
        output.Attributes.SetAttribute("method", "get");
        output.Attributes.SetAttribute("action", State.Path);
        foreach (var (name, value) in State.Except("q", "page"))
            output.Content.AppendHtml(Input("hidden", name, value));
        var label = new TagBuilder("label");
        label.AddCssClass("vh");
        label.Attributes["for"] = "list-q";
        label.InnerHtml.Append(Label);
        var input = Input("search", "q", State.Search ?? "");
        input.Attributes["id"] = "list-q";
        input.Attributes["placeholder"] = Label;
        input.Attributes["maxlength"] = ListState.SearchMaxLength.ToString(CultureInfo.InvariantCulture);
        var button = new TagBuilder("button");
        button.Attributes["type"] = "submit";
        button.InnerHtml.Append("Найти");
        output.Content.AppendHtml(label).AppendHtml(input).AppendHtml(button);
    }

    private static TagBuilder Input(string type, string name, string value)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = type;
        input.Attributes["name"] = name;
        input.Attributes["value"] = value;
        return input;
    }
}
