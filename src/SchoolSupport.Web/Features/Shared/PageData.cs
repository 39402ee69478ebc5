using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>The typed seam between a view and the layout.</summary>
public static class PageData
{
    private const string Key = "shell-page";

    public static void SetPage(this ViewDataDictionary data, ShellPage page) => data[Key] = page;

    public static void SetPage(this ViewDataDictionary data, string title, params IReadOnlyList<Crumb> crumbs) =>
        data.SetPage(new ShellPage(title, crumbs));

    public static ShellPage Page(this ViewDataDictionary data) =>
        data[Key] as ShellPage ?? throw new InvalidOperationException("The view must call ViewData.SetPage(…) first.");

    /// <summary>The title bar: a page shown again with errors says so first, as screen readers read the title first.</summary>
    public static string WindowTitle(this ViewDataDictionary data, string organisation)
    {
        var title = data.Page().Title;
        if (!data.ModelState.IsValid)
            title = $"Ошибка: {title}";
        return organisation.Length == 0 ? title : $"{title} — {organisation}";
    }
}
