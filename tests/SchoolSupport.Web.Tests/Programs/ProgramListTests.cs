using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Programs;

/// <summary>The list of programmes: its conditions stand in the address, a school sees what concerns it, the bin gives back.</summary>
[Collection(AppCollection.Name)]
public sealed class ProgramListTests(TestHost host)
{
    [Fact]
    public async Task Conditions_OfTheAddress_NarrowTheList()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        var plan = await AddAsync(tenant, "План мероприятий", "plan", 2024, 2024, schools["oz01"]);
        var program = await AddAsync(tenant, "Программа поддержки", "programme", 2025, 2027, schools["oz02"]);
        await ApproveAsync(tenant, program);
        var browser = await tenant.BrowserAsync(Roles.Official);

        Assert.Equal([program, plan], await IdsAsync(browser, ""));
        Assert.Equal([plan, program], await IdsAsync(browser, "?sort=title"));
        Assert.Equal([plan], await IdsAsync(browser, "?kind=plan"));
        Assert.Equal([program], await IdsAsync(browser, "?in=2026"));
        Assert.Equal([program], await IdsAsync(browser, "?state=approved"));
        Assert.Equal([plan], await IdsAsync(browser, "?state=draft"));
        Assert.Equal([plan], await IdsAsync(browser, $"?school={schools["oz01"]}"));
        Assert.Equal([program], await IdsAsync(browser, "?q=поддержки"));
        Assert.Empty(await IdsAsync(browser, "?q=поддержки&state=draft"));
        Assert.Equal([program, plan], await IdsAsync(browser, "?kind=unknown&in=abc&school=1&state=nothing"));
    }

    [Fact]
    public async Task SchoolsPeople_SeeMunicipalProgrammesInForceThatTheyTakePartIn_AndTheirOwn()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        var draft = await AddAsync(tenant, "Черновик", "programme", 2025, 2027, schools["oz01"]);
        var inForce = await AddAsync(tenant, "Утверждённая", "programme", 2025, 2027, schools["oz01"]);
        var others = await AddAsync(tenant, "Чужая", "programme", 2025, 2027, schools["oz02"]);
        var own = await AddAsync(tenant, "Дорожная карта школы", "school-roadmap", 2025, 2025, schools["oz01"], schools["oz01"]);
        await ApproveAsync(tenant, inForce);
        await ApproveAsync(tenant, others);
        var director = await tenant.BrowserAsync(Roles.SchoolDirector, schools["oz01"]);

        Assert.Equal([inForce, own], await IdsAsync(director, ""));
        foreach (var hidden in new[] { draft, others })
            await director.GetPageAsync($"/programs/{hidden}", HttpStatusCode.NotFound);
        var card = await director.GetPageAsync($"/programs/{inForce}");
        Assert.Single(card.QuerySelectorAll("section[aria-labelledby=participants] td[data-label=Школа]"));
        Assert.Null(card.QuerySelector("main form[method=post]"));
        await director.GetPageAsync($"/programs/{own}");
    }

    [Fact]
    public async Task Bin_HoldsADraftAndGivesItBack_ButTakesNothingInForce()
    {
        var tenant = await host.NewTenantAsync();
        var draft = await AddAsync(tenant, "Черновик", "programme", 2025, 2027);
        var inForce = await AddAsync(tenant, "Утверждённая", "programme", 2025, 2027);
        await ApproveAsync(tenant, inForce);
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var removed = await browser.PostFormAsync($"/programs/{draft}/remove", new { version = await VersionAsync(tenant, draft) }, "/programs");
        using var refused = await browser.PostFormAsync($"/programs/{inForce}/remove", new { version = await VersionAsync(tenant, inForce) }, "/programs");
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal([inForce], await IdsAsync(browser, ""));
        await browser.GetPageAsync($"/programs/{draft}", HttpStatusCode.NotFound);
        var bin = await browser.GetPageAsync("/programs?state=removed");
        Assert.NotNull(bin.QuerySelector($"form[action='/programs/{draft}/restore']"));

        using var restored = await browser.PostFormAsync($"/programs/{draft}/restore", new { version = await VersionAsync(tenant, draft) }, "/programs");
        Assert.Equal(HttpStatusCode.Redirect, restored.StatusCode);
        await browser.GetPageAsync($"/programs/{draft}");
    }

    [Fact]
    public async Task ListAndCard_KeepTheirBudgetOfCommands()
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var id = Guid.Empty;
        for (var i = 0; i < 5; i++)
            id = await AddAsync(tenant, $"Программа {i}", "programme", 2025, 2027);
        await browser.GetPageAsync("/programs");
        var list = await SqlCounter.CountAsync(() => browser.GetPageAsync("/programs"));
        var card = await SqlCounter.CountAsync(() => browser.GetPageAsync($"/programs/{id}"));
        Assert.True(list.Count <= 12, $"the list took {list.Count} commands");
        Assert.True(card.Count <= 20, $"the card took {card.Count} commands");
    }

    private static async Task<Guid> AddAsync(TestTenant tenant, string title, string kind, int from, int to, Guid? participant = null, Guid? owner = null)
    {
        await using var scope = tenant.Scope(Roles.Methodist);
        return await scope.ServiceProvider.GetRequiredService<ProgramService>().CreateAsync(new NewProgram
        {
            Title = title, DocumentKind = kind, SchoolTerm = "ОО", PeriodFrom = new DateOnly(from, 1, 1), PeriodTo = new DateOnly(to, 12, 31), SchoolId = owner,
            Participants = participant is { } school ? [new NewParticipant(school, "SHNOR_MUN", "низкие результаты", new DateOnly(from, 1, 1))] : [],
        }, CancellationToken.None);
    }

    private static Task ApproveAsync(TestTenant tenant, Guid id) => tenant.WithDbAsync(async db =>
    {
        var version = await db.ProgramVersions.SingleAsync(v => v.ProgramId == id);
        (version.Status, version.ApprovedAt) = (VersionStatus.Approved, db.Now);
        return await db.SaveAsync("test.approved", CancellationToken.None);
    });

    private static Task<uint> VersionAsync(TestTenant tenant, Guid id) => tenant.WithDbAsync(db => db.SupportPrograms.Where(p => p.Id == id).Select(p => p.Version).SingleAsync());

    private static async Task<List<Guid>> IdsAsync(TestBrowser browser, string query)
    {
        var page = await browser.GetPageAsync($"/programs{query}");
        return [.. page.QuerySelectorAll("main tbody th[scope=row] a").Select(a => Guid.Parse(a.GetAttribute("href")!["/programs/".Length..]))];
    }
}
