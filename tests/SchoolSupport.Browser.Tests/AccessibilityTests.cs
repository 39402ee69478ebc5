using System.Collections.Concurrent;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Browser.Tests.Driving;

namespace SchoolSupport.Browser.Tests;

/// <summary>Every page that a role reaches by links, and pages of refusals, against all A and AA rules at both widths.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(BrowserHost host)
{
    /// <summary>Windows side by side, each with this many pages one after another.</summary>
    private const int PagesOfVisit = 15;
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 2 };

    /// <summary>Every role whose pages differ, with the least number of pages that it must reach; the operators see what a director sees.</summary>
    private static readonly (string Role, int Least)[] Crawled =
    [
        (Roles.TenantAdmin, 20), (Roles.Methodist, 10), (Roles.Coordinator, 10), (Roles.Head, 8), (Roles.Official, 8),
        (Roles.SchoolDirector, 4), (Roles.RegionalObserver, 2), (Roles.PlatformAdmin, 3),
    ];

    /// <summary>Site maps come by plain HTTP; a page that looks like one of another role is opened in a browser once.</summary>
    [Fact]
    public async Task EveryReachablePage_OfAnyRole_HasNoViolationsAndNoDeadLinks()
    {
        var demo = await host.DemonstrationAsync();
        var maps = new ConcurrentDictionary<string, IReadOnlyList<SitePage>>();
        var found = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Crawled, AtOnce, async (role, _) =>
        {
            var (pages, dead) = await SiteMap.ReadAsync(host, demo[role.Role]);
            maps[role.Role] = pages;
            foreach (var link in dead)
                found.Add($"dead link for {role.Role}: {link}");
            if (pages.Count < role.Least)
                found.Add($"{role.Role} reaches only {string.Join(", ", pages.Select(p => p.Address))}");
        });
        var visits = Crawled.SelectMany(role => maps[role.Role].Select(page => (role.Role, Page: page)))
            .DistinctBy(visit => (visit.Page.Template.Split('?')[0], visit.Page.Shape))
            .GroupBy(visit => visit.Role).SelectMany(visits => visits.Chunk(PagesOfVisit));
        await Parallel.ForEachAsync(visits, AtOnce, async (pages, _) => await host.VisitAsync(demo[pages[0].Role], async visit =>
        {
            foreach (var (role, page) in pages)
                foreach (var line in await CheckAsync(visit, page.Address, $"{role}-{Pictures.NameOf(page.Template)}"))
                    found.Add(line);
        }));
        Assert.True(found.IsEmpty, string.Join('\n', found.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("/sign-in", 200)]
    [InlineData("/sign-in?returnUrl=%2Fschools", 200)]
    [InlineData("/dev/components", 200)]
    [InlineData("/dev/components/errors", 400)]
    [InlineData("/dev/conflict", 409)]
    [InlineData("/dev/fail", 500)]
    public async Task PageForAnyone_HasNoViolations(string path, int status)
    {
        await host.VisitAsync(null, async visit =>
        {
            visit.Expect(status);
            Assert.Equal(status, await visit.OpenAsync(path));
            await RefuseFaultsAsync(CheckAsync(visit, null, $"anyone-{Pictures.NameOf(path)}"));
        });
    }

    [Fact]
    public async Task PageOfRefusal_ForWhoMayNot_HasNoViolations()
    {
        var demo = await host.DemonstrationAsync();
        await host.VisitAsync(demo[Roles.Official], async visit =>
        {
            visit.Expect(403, 404);
            Assert.Equal(403, await visit.OpenAsync("/settings/users"));
            await RefuseFaultsAsync(CheckAsync(visit, null, "official-403"));
            Assert.Equal(404, await visit.OpenAsync("/nowhere"));
            Assert.Equal(404, await visit.OpenAsync($"/schools/{Guid.CreateVersion7()}"));
            await RefuseFaultsAsync(CheckAsync(visit, null, "official-404"));
        });
    }

    /// <summary>The checks see what they are for: a page with an unnamed picture and an unnamed field is refused.</summary>
    [Fact]
    public async Task Canary_IsFound()
    {
        await host.VisitAsync(null, async visit =>
        {
            await visit.OpenAsync("/dev/axe-canary");
            var found = await PageChecks.AxeAsync(visit);
            Assert.Contains(found, line => line.StartsWith("image-alt", StringComparison.Ordinal));
            Assert.Contains(found, line => line.StartsWith("label", StringComparison.Ordinal));
        });
    }

    private static async Task RefuseFaultsAsync(Task<IReadOnlyList<string>> check)
    {
        var found = await check;
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static async Task<IReadOnlyList<string>> CheckAsync(Visit visit, string? address, string name)
    {
        if (address is not null)
            await visit.OpenAsync(address);
        var found = new List<string>();
        foreach (var device in new[] { Device.Desktop, Device.Phone })
        {
            await Pictures.TakeAsync(visit, name, device);
            found.AddRange((await PageChecks.AllAsync(visit, device)).Select(line => $"{visit.Path} at {Devices.Size(device).Width}: {line}"));
        }
        return found;
    }
}
