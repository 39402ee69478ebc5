using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>What the frame around every signed-in page shows.</summary>
/// <param name="Organisation">Who works here: the department, or the school for a school's people.</param>
/// <param name="Municipality">Under the organisation's name and in the footer.</param>
/// <param name="RoleLabel">The role in words, «Методист»; null when nobody is signed in.</param>
/// <param name="Years">Years to choose from, newest first.</param>
/// <param name="Year">The year of the page.</param>
/// <param name="Menu">Only what the role may open.</param>
/// <param name="InboxCount">Unread messages.</param>
/// <param name="SearchLabel">The label of the search field, «Поиск по школам».</param>
/// <param name="SearchPlaceholder">The words inside it, «Школа».</param>
/// <param name="Footer">The line under the page.</param>
public sealed record ShellModel(
    string Organisation,
    string Municipality,
    string? RoleLabel,
    IReadOnlyList<AcademicYear> Years,
    AcademicYear Year,
    IReadOnlyList<MenuItem> Menu,
    int InboxCount,
    string SearchLabel,
    string SearchPlaceholder,
    string Footer);

/// <summary>An entry of the left rail. Its children are shown while the section is open.</summary>
/// <param name="Path">The address without query, «/schools»; everything under it belongs to the entry.</param>
public sealed record MenuItem(string Title, string Path, params IReadOnlyList<MenuItem> Children)
{
    /// <summary>Whether the page at a path belongs to this entry or to one of its children.</summary>
    public bool Holds(PathString path) =>
        Path == "/" ? !path.HasValue || path == "/" : path.StartsWithSegments(Path) || Children.Any(child => child.Holds(path));

    /// <summary>The child whose path is the longest one that holds the page, so that «/results/new» wins over «/results».</summary>
    public MenuItem? OpenChild(PathString path) =>
        Children.Where(child => child.Holds(path)).MaxBy(child => child.Path.Length);
}

/// <summary>A link of the line above the heading.</summary>
public sealed record Crumb(string Title, string Path);

/// <summary>
/// What a view tells the layout: <c>ViewData.SetPage(new ShellPage("Школы", new Crumb("Настройки", "/settings")))</c>.
/// </summary>
/// <param name="Title">For the browser's title bar; the page writes its own h1.</param>
public sealed record ShellPage(string Title, params IReadOnlyList<Crumb> Crumbs)
{
    /// <summary>The entry of the left rail to open when the page's own path is not under it.</summary>
    public string? MenuPath { get; init; }

    /// <summary>Seconds after which the page loads itself again, for work in progress; null for never.</summary>
    public int? RefreshSeconds { get; init; }
}
