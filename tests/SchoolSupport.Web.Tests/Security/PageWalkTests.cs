using System.IO.Compression;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>Every page and file that a person can open: its headers, nothing inline, and nobody else's school in it.</summary>
[Collection(AppCollection.Name)]
public sealed class PageWalkTests(TestHost host)
{
    private static readonly string[] Walkers = [Roles.TenantAdmin, Roles.Head, Roles.SchoolDirector, Roles.RegionalObserver, Roles.PlatformAdmin];

    [Fact]
    public async Task EveryPage_HasStrictHeadersNothingInlineAndNothingOfAnotherTenant()
    {
        var world = await World.SharedAsync(host);
        var people = (await world.PeopleAsync(host)).Where(p => Walkers.Contains(p.Role));
        var (asked, found) = await WalkAsync(host, people, world.Own, world.Foreign, world.Foreign.Mark);
        Findings.None(found);
        Assert.True(asked > 20);
    }

    [Fact]
    public async Task EveryPage_ForAnotherSchoolsDirector_DoesNotNameTheSchool()
    {
        var world = await World.SharedAsync(host);
        var people = (await World.PeopleOfAsync(host, world.Own, world.Own.OtherSchool)).Where(p => p.Role == Roles.SchoolDirector);
        var (asked, found) = await WalkAsync(host, people, world.Own, world.Own, world.Own.Mark);
        Findings.None(found);
        Assert.True(asked > 3);
    }

    [Fact]
    public async Task TheSchoolsOwnName_ForItsTenant_IsFoundByTheSameWalk()
    {
        var world = await World.SharedAsync(host);
        var people = (await world.PeopleAsync(host)).Where(p => p.Role == Roles.TenantAdmin);
        var (_, found) = await WalkAsync(host, people, world.Own, world.Own, world.Own.Mark);
        Assert.Contains(found, f => f.StartsWith("GET /schools as", StringComparison.Ordinal) && f.Contains("names another's school", StringComparison.Ordinal));
        Assert.Contains(found, f => f.StartsWith("GET /schools/export as", StringComparison.Ordinal) && f.Contains("names another's school", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Canary_PageWithInlineScriptAndStyle_IsFound()
    {
        using var canary = CanaryHost.Beside(host);
        var world = await World.SharedAsync(host);
        var people = (await world.PeopleAsync(canary)).Where(p => p.Role == Roles.Head);
        var (_, found) = await WalkAsync(canary, people, world.Own, world.Foreign, world.Foreign.Mark);
        Assert.Equal(["GET /canary/inline as head: 4 things inline"], found.Where(f => f.Contains("inline as", StringComparison.Ordinal)));
    }

    /// <param name="ids">Whose ids stand in the paths.</param>
    /// <param name="victim">Whose ids stand in the query strings.</param>
    /// <param name="mark">What must not be read anywhere.</param>
    private static async Task<(int Asked, List<string> Found)> WalkAsync(
        TestHost host, IEnumerable<Somebody> people, PopulatedTenant ids, PopulatedTenant victim, string mark)
    {
        var (asked, found) = (0, new List<string>());
        foreach (var (role, browser) in people)
            foreach (var route in AppRoute.Of(host.Services).Where(r => r.IsSafe && !r.IsAnonymous && r.Allows(role)))
            {
                using var answer = await browser.GetAsync(ids.Url(route) + Query(route, victim));
                asked++;
                found.AddRange(from problem in await ProblemsAsync(answer, mark) select $"{route} as {role}: {problem}");
            }
        return (asked, found);
    }

    private static string Query(AppRoute route, PopulatedTenant victim)
    {
        var wanted = FormFiller.Fill(route, victim).Where(f => Guid.TryParse(f.Value, out _)).Select(f => $"{f.Key}={f.Value}");
        return "?" + string.Join("&", wanted.Append("year=2024-2025"));
    }

    private static async Task<List<string>> ProblemsAsync(HttpResponseMessage answer, string mark)
    {
        var problems = new List<string>();
        if (answer.Headers.Location?.ToString().Contains("/sign-in", StringComparison.Ordinal) == true)
            problems.Add("asked to sign in");
        if (Header(answer, "Content-Security-Policy") != SecurityHeaders.ContentSecurityPolicy)
            problems.Add("another content security policy");
        if (Header(answer, "X-Content-Type-Options") != "nosniff")
            problems.Add("no nosniff");
        if (answer.Headers.CacheControl?.NoStore != true)
            problems.Add("may be kept by the browser");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (TextOf(bytes).Contains(mark, StringComparison.OrdinalIgnoreCase))
            problems.Add("names another's school");
        if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            problems.AddRange(Inline(Encoding.UTF8.GetString(bytes)));
        else if (bytes.Length > 0 && answer.Content.Headers.ContentDisposition?.DispositionType != "attachment")
            problems.Add($"{answer.Content.Headers.ContentType} is shown inside the browser");
        return problems;
    }

    private static IEnumerable<string> Inline(string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        var count = page.QuerySelectorAll("[style], style, script:not([src]), iframe, object, embed, base").Length
            + page.All.Sum(e => e.Attributes.Count(a => a.Name.StartsWith("on", StringComparison.Ordinal) || a.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)))
            + page.QuerySelectorAll("script[src], link[href], img[src], form[action]").Count(IsForeign);
        return count == 0 ? [] : [$"{count} things inline"];
    }

    private static bool IsForeign(IElement element) =>
        (element.GetAttribute("src") ?? element.GetAttribute("href") ?? element.GetAttribute("action")) is { } address
        && !(address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal)) && !address.StartsWith("data:image/", StringComparison.Ordinal) && address.Length > 0;

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>What can be read in a page or, unpacked, in a workbook or document.</summary>
    private static string TextOf(byte[] bytes)
    {
        if (bytes is not [(byte)'P', (byte)'K', ..])
            return Encoding.UTF8.GetString(bytes);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return string.Concat(zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }
}
