using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>What belongs to another tenant or to another school does not exist: 404 for every id on every route, and nothing is changed.</summary>
[Collection(AppCollection.Name)]
public sealed class ForeignIdTests(TestHost host)
{
    /// <summary>The platform's administrator manages tenants; there is no foreign one.</summary>
    private static readonly string[] OfThePlatform = ["platform/tenants/{id}/open", "platform/tenants/{id}/close"];

    [Fact]
    public async Task AnotherTenantsIds_OnEveryRouteForEveryRole_AreNotFound()
    {
        var (asked, found) = await AttackAsync(host, await World.SharedAsync(host));
        Findings.None(found);
        Assert.True(asked > 0);
    }

    [Fact]
    public async Task Canary_PageThatShowsAnyId_IsFound()
    {
        using var canary = CanaryHost.Beside(host);
        var (_, found) = await AttackAsync(canary, await World.SharedAsync(host));
        Assert.NotEmpty(found);
        Assert.All(found, f => Assert.StartsWith("GET /canary/leak/{id} as", f));
    }

    [Fact]
    public async Task AnotherSchoolsIds_ForSchoolsPeople_AreNotFound()
    {
        var (asked, found) = await AttackOwnTenantAsync(host, await World.SharedAsync(host));
        Findings.None(found);
        Assert.True(asked > 0);
    }

    [Fact]
    public async Task Canary_PageThatShowsAnySchool_IsFound()
    {
        using var canary = CanaryHost.Beside(host);
        var (_, found) = await AttackOwnTenantAsync(canary, await World.SharedAsync(host));
        Assert.NotEmpty(found);
        Assert.All(found, f => Assert.StartsWith("GET /canary/leak/{id} as", f));
    }

    private static async Task<(int Asked, List<string> Found)> AttackAsync(TestHost host, World world)
    {
        var attacks = from route in AppRoute.Of(host.Services)
                      where route.HasId && !OfThePlatform.Contains(route.Pattern)
                      let plain = world.Foreign.Url(route)
                      from address in new[] { plain, world.Foreign.Url(route, OwnParents(route, world.Own)) }.Distinct()
                      select new Attack(route, address, address != plain);
        return await TryAsync(await world.PeopleAsync(host), attacks, world.Foreign);
    }

    private static async Task<(int Asked, List<string> Found)> AttackOwnTenantAsync(TestHost host, World world)
    {
        var people = (await World.PeopleOfAsync(host, world.Own, world.Own.OtherSchool)).Where(p => Roles.All[p.Role].Scope == RoleScope.School);
        var attacks = from route in AppRoute.Of(host.Services)
                      where route.HasId
                      let mixed = world.Own.Url(route, (_, id) => id == world.Own.School ? world.Own.OtherSchool : id)
                      let departments = world.Own.Url(route, (known, id) => known.EndsWith("uploads/{id}", StringComparison.Ordinal) ? world.Own.Upload : id)
                      from address in new[] { world.Own.Url(route), mixed, departments }.Distinct()
                      // With the own school alone the address is rightly open.
                      where address != mixed || !mixed.Contains($"{world.Own.OtherSchool}", StringComparison.Ordinal) || route.Parameters.Count(route.IsId) > 1
                      select new Attack(route, address, address == mixed && mixed.Contains($"{world.Own.OtherSchool}", StringComparison.Ordinal));
        return await TryAsync(people, attacks, world.Own);
    }

    /// <summary>All ids but the last are the attacker's own: who checks only the parent lets the child through.</summary>
    private static Func<string, Guid, Guid> OwnParents(AppRoute route, PopulatedTenant own)
    {
        var last = $"{{{route.Parameters.Last(route.IsId).Name}}}";
        return (known, foreign) => known.EndsWith(last, StringComparison.Ordinal) ? foreign : own.Id(route, known);
    }

    /// <param name="IsMixed">The parent's id is the attacker's own; then an empty form is rightly told what it lacks.</param>
    private sealed record Attack(AppRoute Route, string Address, bool IsMixed);

    private static async Task<(int Asked, List<string> Found)> TryAsync(IEnumerable<Somebody> people, IEnumerable<Attack> attacks, PopulatedTenant victim)
    {
        var (asked, found) = (0, new List<string>());
        var history = await victim.HistoryCountAsync();
        foreach (var person in people)
            foreach (var (route, address, mixed) in attacks.Where(a => a.Route.Allows(person.Role)))
                foreach (var fields in Forms(route, mixed, victim))
                {
                    using var answer = await person.SendAsync(route, address, fields);
                    asked++;
                    if ((int)answer.StatusCode != 404)
                        found.Add($"{route} as {person.Role}{(fields.Count > 0 ? " with a filled form" : "")}: answered {(int)answer.StatusCode}");
                }
        if (await victim.HistoryCountAsync() != history)
            found.Add("Something of the victim's was changed.");
        return (asked, found);
    }

    private static IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> Forms(AppRoute route, bool mixed, PopulatedTenant victim)
    {
        if (!mixed || route.IsSafe)
            yield return [];
        if (!route.IsSafe)
            yield return FormFiller.Fill(route, victim);
    }
}
