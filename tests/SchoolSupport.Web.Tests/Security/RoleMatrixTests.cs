using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>Every role at every endpoint by every method: let in exactly where the table of permissions says so.</summary>
[Collection(AppCollection.Name)]
public sealed class RoleMatrixTests(TestHost host)
{
    [Fact]
    public async Task EveryRoleAtEveryEndpoint_IsLetInOrRefusedAsItsPermissionsSay()
    {
        var (asked, wrong) = await WalkAsync(host, await World.SharedAsync(host));
        Findings.None(wrong);
        Assert.True(asked >= Roles.All.Count * AppRoute.Of(host.Services).Count);
    }

    [Fact]
    public async Task Canary_PageThatLooksAtTheRoleItself_IsFound()
    {
        using var canary = CanaryHost.Beside(host);
        var (_, wrong) = await WalkAsync(canary, await World.SharedAsync(host));
        Assert.Equal(Roles.All.Count - 1, wrong.Count(w => w.Contains("GET /canary/wrong-role as", StringComparison.Ordinal)));
        Assert.DoesNotContain(wrong, w => !w.Contains("/canary/", StringComparison.Ordinal));
    }

    private static async Task<(int Asked, List<string> Wrong)> WalkAsync(TestHost host, World world)
    {
        var (asked, wrong) = (0, new List<string>());
        var routes = AppRoute.Of(host.Services);
        foreach (var (role, browser) in await world.PeopleAsync(host))
            foreach (var route in routes)
            {
                // Without a token nothing is changed: 400 says «let in», 403 «refused».
                using var answer = await browser.SendAsync(new HttpMethod(route.Method), world.Own.Url(route), route.IsSafe ? null : new FormUrlEncodedContent([]));
                asked++;
                if (Wrong(route, (int)answer.StatusCode, answer.Headers.Location?.ToString(), route.Allows(role)) is { } problem)
                    wrong.Add($"{route} as {role}: {problem}");
            }
        return (asked, wrong);
    }

    private static string? Wrong(AppRoute route, int status, string? location, bool allowed)
    {
        if (!route.IsAnonymous && location?.Contains("/sign-in", StringComparison.Ordinal) == true)
            return "asked to sign in";
        if (!allowed)
            return status == 403 ? null : $"answered {status}, not 403";
        if (status is 401 or 403)
            return $"answered {status}";
        // The page that fails on purpose, and what cannot be shown without a browser for printing.
        return status >= 500 && route.Pattern != "dev/fail" && status != 503 ? $"answered {status}" : null;
    }
}
