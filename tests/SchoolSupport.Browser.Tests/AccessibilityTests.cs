using SchoolSupport.Application.Tenants;
using SchoolSupport.Browser.Tests.Driving;

namespace SchoolSupport.Browser.Tests;

/// <summary>Every page that a role reaches by links, and pages of refusals, against all A and AA rules at both widths.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(BrowserHost host)
{
    /// <summary>Pages already checked for another role: the same template with the same elements.</summary>
    private static readonly HashSet<(string Template, string Shape)> Checked = [];

    [Theory]
    [InlineData(Roles.SchoolDirector, 4)]
    [InlineData(Roles.RegionalObserver, 2)]
    public async Task EveryReachablePage_OfRole_HasNoViolationsAndNoDeadLinks(string role, int least)
    {
        var demo = await host.DemonstrationAsync();
        var (pages, dead) = await SiteMap.ReadAsync(host, demo[role]);
        Assert.True(pages.Count >= least, $"{role} reaches only {string.Join(", ", pages.Select(p => p.Address))}");
        var found = new List<string>(dead.Select(link => $"dead link: {link}"));
        await host.VisitAsync(demo[role], async visit =>
        {
            foreach (var page in pages.Where(page => Checked.Add((page.Template.Split('?')[0], page.Shape))))
                found.AddRange(await CheckAsync(visit, page.Address, $"{role}-{Pictures.NameOf(page.Template)}"));
        });
        Assert.True(found.Count == 0, string.Join('\n', found));
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
