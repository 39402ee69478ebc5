using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>Every way into the application says who may take it; everybody is let in only where this list says so.</summary>
[Collection(AppCollection.Name)]
public sealed class RouteInventoryTests(TestHost host)
{
    /// <summary>Reached without signing in. Developers' pages are not found in production.</summary>
    private static readonly string[] Anonymous =
    [
        "GET /sign-in", "POST /sign-in", "GET /sign-in/second-factor", "POST /sign-in/second-factor",
        "GET /error/{status}", "POST /error/{status}",
        "GET /calendar/{secret}.ics",
        "GET /health/live", "POST /health/live", "GET /health/ready", "POST /health/ready",
        "GET /dev/components", "POST /dev/components", "GET /dev/components/errors", "GET /dev/conflict", "GET /dev/axe-canary", "GET /dev/fail",
    ];

    /// <summary>May be posted without a token: they change nothing.</summary>
    private static readonly string[] WithoutToken = ["POST /error/{status}", "POST /health/live", "POST /health/ready"];

    [Fact]
    public void EveryEndpoint_HasExactlyOneKindOfGuard() => Findings.None(Unguarded(AppRoute.Of(host.Services)));

    [Fact]
    public void Canary_EndpointWithoutOrWithTwoGuards_IsFound()
    {
        using var canary = CanaryHost.Beside(host);
        var found = Unguarded(AppRoute.Of(canary.Services));
        Assert.Equal(["GET /canary/two-guards", "GET /canary/unguarded"], found);
    }

    [Fact]
    public void AnonymousEndpoints_AreTheListedOnes() =>
        Assert.Equal(Anonymous.Order(StringComparer.Ordinal),
            AppRoute.Of(host.Services).Where(r => r.IsAnonymous).Select(r => r.ToString()).Order(StringComparer.Ordinal));

    [Fact]
    public async Task EveryUnsafeMethod_WithoutToken_IsRefused()
    {
        var world = await World.SharedAsync(host);
        Findings.None(await WithoutTokenAsync(host, world));
    }

    [Fact]
    public async Task Canary_PostThatNeedsNoToken_IsFound()
    {
        using var canary = CanaryHost.Beside(host);
        var world = await World.SharedAsync(host);
        Assert.Equal(["POST /canary/no-token answered 200"], await WithoutTokenAsync(canary, world));
    }

    [Fact]
    public async Task EveryEndpoint_WithoutASession_AsksToSignIn()
    {
        var world = await World.SharedAsync(host);
        Findings.None(await OpenToStrangersAsync(host, world));
    }

    [Fact]
    public async Task Canary_PageOpenToStrangers_IsFound()
    {
        using var canary = CanaryHost.Beside(host);
        var world = await World.SharedAsync(host);
        // The framework's fallback policy closes even the forgotten one; only a wrong attribute opens a page.
        Assert.Equal(["GET /canary/two-guards answered 200"], await OpenToStrangersAsync(canary, world));
    }

    private static List<string> Unguarded(IReadOnlyList<AppRoute> routes) => [.. routes.Where(r => r.Guards != 1).Select(r => r.ToString())];

    private static async Task<List<string>> WithoutTokenAsync(TestHost host, World world)
    {
        var people = await world.PeopleAsync(host);
        var found = new List<string>();
        foreach (var route in AppRoute.Of(host.Services).Where(r => !r.IsSafe && !WithoutToken.Contains(r.ToString())))
        {
            var browser = route.IsAnonymous ? host.Anonymous() : people.First(p => route.Allows(p.Role)).Browser;
            using var answer = await browser.Client.PostAsync(world.Own.Url(route), new FormUrlEncodedContent([]));
            if ((int)answer.StatusCode != 400 || !(await answer.Content.ReadAsStringAsync()).Contains("Страница устарела", StringComparison.Ordinal))
                found.Add($"{route} answered {(int)answer.StatusCode}");
        }
        return found;
    }

    private static async Task<List<string>> OpenToStrangersAsync(TestHost host, World world)
    {
        var found = new List<string>();
        foreach (var route in AppRoute.Of(host.Services).Where(r => !Anonymous.Contains(r.ToString())))
        {
            using var answer = await host.Anonymous().SendAsync(new HttpMethod(route.Method), world.Own.Url(route), route.IsSafe ? null : new FormUrlEncodedContent([]));
            if ((int)answer.StatusCode != 302 || answer.Headers.Location!.ToString() is not { } to || !to.Contains("/sign-in?", StringComparison.Ordinal))
                found.Add($"{route} answered {(int)answer.StatusCode}");
        }
        return found;
    }
}
