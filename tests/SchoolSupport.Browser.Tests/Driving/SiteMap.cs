using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Browser.Tests.Driving;

/// <summary>A page that links lead to.</summary>
/// <param name="Address">Path and query of one such page.</param>
/// <param name="Template">The same with ids left out: pages with one template look alike.</param>
/// <param name="Shape">Which elements with which classes and roles stand on it; two pages with one shape give the same findings.</param>
/// <param name="Posts">Where its forms post to.</param>
public sealed record SitePage(string Address, string Template, string Shape, IReadOnlyList<string> Posts);

/// <summary>All pages that one person reaches by links from the home page, one of each kind.</summary>
public static partial class SiteMap
{
    /// <summary>A list's chips and headings lead to as many addresses as there are combinations; two of a kind are enough.</summary>
    private const int PagesOfTemplate = 2;

    /// <summary>A year with results and a list; links keep it.</summary>
    private const string Start = "/?year=2024-2025";

    private static readonly HtmlParser Parser = new();

    /// <summary>Follows links without a browser. Dead are those that lead to no page or file that this person may open.</summary>
    public static async Task<(IReadOnlyList<SitePage> Pages, IReadOnlyList<string> Dead)> ReadAsync(BrowserHost host, UserAccount account)
    {
        var (name, value) = await host.App.SessionCookieAsync(account);
        using var handler = new HttpClientHandler();
        handler.CookieContainer.Add(host.Address, new Cookie(name, value));
        using var client = new HttpClient(handler) { BaseAddress = host.Address };
        var pages = new List<SitePage>();
        var dead = new List<string>();
        var seen = new Dictionary<string, int>();
        var waiting = new Queue<(string Address, string From)>([(Start, ""), ("/", "")]);
        while (waiting.TryDequeue(out var link))
        {
            var template = TemplateOf(link.Address);
            if (seen.GetValueOrDefault(template) >= PagesOfTemplate || !seen.TryAdd($"at {link.Address}", 1))
                continue;
            seen[template] = seen.GetValueOrDefault(template) + 1;
            using var response = await client.GetAsync(link.Address);
            if (response.StatusCode != HttpStatusCode.OK)
                dead.Add($"{(int)response.StatusCode} {link.Address} from {link.From}");
            else if (response.RequestMessage!.RequestUri!.AbsolutePath == "/sign-in")
                dead.Add($"signed out at {link.Address} from {link.From}");
            else if (response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                var page = Parser.ParseDocument(await response.Content.ReadAsStringAsync());
                pages.Add(new SitePage(link.Address, template, ShapeOf(page), PostsOf(page)));
                foreach (var next in Links(page, response.RequestMessage!.RequestUri!))
                    waiting.Enqueue((next, link.Address));
            }
        }
        return (pages, dead);
    }

    private static IEnumerable<string> Links(IHtmlDocument page, Uri at) =>
        page.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!)
            .Where(href => !href.StartsWith('#'))
            .Select(href => new Uri(at, href))
            .Where(address => address.Authority == at.Authority)
            .Select(address => address.PathAndQuery)
            .Distinct();

    /// <summary>Ids and codes of procedures are left out: «/schools/0198…?year=2024-2025&amp;sort=name» → «/schools/{id}?sort».</summary>
    public static string TemplateOf(string address)
    {
        var parts = Id().Replace(address, "{id}").Split('?', 2);
        var keys = parts.Length < 2 ? [] : parts[1].Split('&').Select(pair => pair.Split('=')[0]).Where(key => key is not ("year" or "skip" or "desc")).Distinct().Order(StringComparer.Ordinal).ToArray();
        return keys.Length == 0 ? parts[0] : $"{parts[0]}?{string.Join('&', keys)}";
    }

    private static string[] PostsOf(IHtmlDocument page) =>
        [.. page.Forms.Where(form => form.Method == "post").Select(form => form.GetAttribute("action") ?? "").Distinct()];

    private static string ShapeOf(IHtmlDocument page) =>
        string.Join(' ', page.All.Select(e => $"{e.LocalName}.{e.ClassName}[{e.GetAttribute("role")}{e.GetAttribute("type")}]").Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex("(?<=/procedures/)[a-z][a-z0-9-]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex Id();
}
