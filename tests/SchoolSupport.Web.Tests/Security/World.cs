using System.Collections.Concurrent;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>A person of a role with an open session.</summary>
internal sealed record Somebody(string Role, TestBrowser Browser)
{
    private string? token;

    /// <summary>Posts fields with an antiforgery token of this session.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, (string Field, string Name, byte[] Bytes)? file = null)
    {
        var all = fields.Append(new("__RequestVerificationToken", await TokenAsync()));
        if (file is not { } sent)
            return await Browser.Client.PostAsync(path, new FormUrlEncodedContent(all));
        var content = new MultipartFormDataContent { { new ByteArrayContent(sent.Bytes), sent.Field, sent.Name } };
        foreach (var (name, value) in all)
            content.Add(new StringContent(value), name);
        return await Browser.Client.PostAsync(path, content);
    }

    public async Task<HttpResponseMessage> SendAsync(AppRoute route, string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        route.IsSafe ? await Browser.GetAsync(path) : await PostAsync(path, fields);

    // One token serves a whole session.
    private async Task<string> TokenAsync()
    {
        if (token is not null)
            return token;
        using var page = await Browser.GetAsync("/account");
        Browser.Remember(page);
        var document = await TestBrowser.PageOfAsync(page, "/account", System.Net.HttpStatusCode.OK);
        return token = document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }
}

/// <summary>Two tenants in two regions, both full; the guards attack the one as people of the other.</summary>
internal sealed class World
{
    private static readonly ConcurrentDictionary<string, Task<World>> Shared = [];

    private readonly ConcurrentDictionary<TestHost, Task<IReadOnlyList<Somebody>>> people = [];

    private World(PopulatedTenant own, PopulatedTenant foreign) => (Own, Foreign) = (own, foreign);

    /// <summary>Whose people <see cref="PeopleAsync"/> are.</summary>
    public PopulatedTenant Own { get; }

    public PopulatedTenant Foreign { get; }

    /// <summary>One world for all tests of a database that change nothing in it.</summary>
    public static Task<World> SharedAsync(TestHost host) => Shared.GetOrAdd(host.Database.Name, _ => CreateAsync(host));

    public static async Task<World> CreateAsync(TestHost host) =>
        new(await PopulatedTenant.CreateAsync(host, "Озёрский муниципальный округ", "north"), await PopulatedTenant.CreateAsync(host, "Лесной муниципальный район", "south"));

    /// <summary>One person for each role of <see cref="Own"/>, signed in at this host.</summary>
    public Task<IReadOnlyList<Somebody>> PeopleAsync(TestHost host) => people.GetOrAdd(host, h => PeopleOfAsync(h, Own, Own.School));

    /// <param name="school">The school of those who belong to a school.</param>
    public static async Task<IReadOnlyList<Somebody>> PeopleOfAsync(TestHost host, PopulatedTenant tenant, Guid school)
    {
        var result = new List<Somebody>();
        var there = new TestTenant(host, tenant.Tenant.Tenant);
        foreach (var role in Roles.All.Values)
            result.Add(new Somebody(role.Code, await there.BrowserAsync(role.Code, role.Scope == RoleScope.School ? school : null)));
        return result;
    }
}
