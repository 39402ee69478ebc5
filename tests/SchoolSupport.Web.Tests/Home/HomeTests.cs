using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Schools;

namespace SchoolSupport.Web.Tests.Home;

[Collection(AppCollection.Name)]
public sealed class HomeTests(TestHost host)
{
    [Fact]
    public async Task Home_ResultsWithoutARun_SaysWhatToDoAndCountsIt()
    {
        var tenant = await host.NewTenantAsync();
        var delivered = await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        var missing = await tenant.AddSchoolAsync("МБОУ «Ключевская ООШ»");
        await AddResultAsync(tenant, delivered);
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        var page = await browser.GetPageAsync("/");

        Assert.Contains("2024/2025", page.QuerySelector("details.year summary")!.TextContent);
        Assert.Equal("2", page.QuerySelector(".top-links .count")!.FirstChild!.TextContent.Trim());
        Assert.NotNull(page.QuerySelector($"#missing"));
        Assert.NotNull(page.QuerySelector($"main a[href='/schools/{missing}']"));
        Assert.Null(page.QuerySelector($"main a[href='/schools/{delivered}']"));
        Assert.Contains("не рассчитан", page.QuerySelector(".tally")!.TextContent);
    }

    /// <summary>An evening in UTC is the next day in Kamchatka.</summary>
    [Fact]
    public async Task Home_Dates_AreOfTheMunicipalitysTimeZone()
    {
        var tenant = await host.NewTenantAsync();
        await AddResultAsync(tenant, await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»"));
        await using (var scope = tenant.Scope(Roles.System))
            await scope.ServiceProvider.GetRequiredService<IdentificationService>().RunAsync(new AcademicYear(2024), CancellationToken.None);
        await tenant.WithDbAsync(async db =>
        {
            await db.Tenants.ExecuteUpdateAsync(set => set.SetProperty(t => t.TimeZone, "Asia/Kamchatka"));
            return await db.IdentificationRuns.ExecuteUpdateAsync(set => set
                .SetProperty(r => r.ApprovedAt, new DateTimeOffset(2025, 8, 25, 18, 0, 0, TimeSpan.Zero)).SetProperty(r => r.ApprovalDocument, "приказ № 1"));
        });

        var page = await (await tenant.BrowserAsync(Roles.Official)).GetPageAsync("/");

        Assert.Contains("от 26.08.2025", page.QuerySelector("#list")!.ParentElement!.ParentElement!.TextContent);
    }

    [Fact]
    public async Task Home_NothingWaits_SaysSo()
    {
        var browser = await (await host.NewTenantAsync()).BrowserAsync(Roles.Official);

        var page = await browser.GetPageAsync("/");

        Assert.Contains("Ничего не ждёт", page.QuerySelector("main")!.TextContent);
        Assert.Null(page.QuerySelector(".top-links .count"));
    }

    [Fact]
    public async Task SchoolPerson_HasTheirEntriesAndTheOwnName()
    {
        var tenant = await host.NewTenantAsync();
        var own = await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        var browser = await tenant.BrowserAsync(Roles.SchoolDirector, own);

        var page = await browser.GetPageAsync("/");

        Assert.StartsWith("Берёзовская СОШ", page.QuerySelector(".top-org")!.TextContent);
        Assert.Equal(["/", "/schools", "/programs/tasks", "/monitoring/campaigns", "/programs", "/results/summary"],
            page.QuerySelectorAll("#menu > ul > li:not(.rail-close):not(.rail-user) > a").Select(a => a.GetAttribute("href")));
    }

    [Theory]
    [InlineData(Roles.PlatformAdmin, "/platform/tenants")]
    [InlineData(Roles.RegionalObserver, "/region")]
    public async Task RoleOutsideOfTenants_StartsAtItsOwnPage(string role, string expected)
    {
        var browser = await (await host.NewTenantAsync()).BrowserAsync(role);

        using var response = await browser.GetAsync("/");

        Assert.Equal(expected, response.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(expected)).StatusCode);
    }

    [Fact]
    public async Task Search_FindsBySpellingAndSaysWhenNothingFits()
    {
        var tenant = await host.NewTenantAsync();
        var id = await tenant.AddSchoolAsync("МБОУ «Зелёноборская СОШ»");
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        var found = await browser.GetPageAsync("/search?q=зеленобор");
        var none = await browser.GetPageAsync("/search?q=№%2077");
        var empty = await browser.GetPageAsync("/search");

        Assert.NotNull(found.QuerySelector($"main a[href='/schools/{id}']"));
        Assert.Contains("Ничего не найдено", none.QuerySelector("main")!.TextContent);
        Assert.Contains("Введите название", empty.QuerySelector("main")!.TextContent);
    }

    private static Task<int> AddResultAsync(TestTenant tenant, Guid school) => tenant.WithDbAsync(async db =>
    {
        var procedure = await db.Procedures.Where(p => p.Code == ProcedureCodes.OgeMath).Select(p => p.Id).SingleAsync();
        db.Results.Add(new SchoolResult
        {
            SchoolId = school, ProcedureId = procedure, Year = 2024, VersionNumber = 1, IsCurrent = true, Participants = 20, Failed = 7,
            Source = ResultSource.Form, RecordedRole = Roles.Methodist, RecordedAt = DateTimeOffset.UtcNow,
        });
        return await db.SaveAsync("assessments.result-entered", CancellationToken.None);
    });
}
