using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Schools;

namespace SchoolSupport.Web.Tests.Home;

/// <summary>«Список устарел» on the home page: by what the list is made from, not by when something was touched.</summary>
[Collection(AppCollection.Name)]
public sealed class OutdatedListTests(TestHost host)
{
    [Fact]
    public async Task ChangedNumbers_Outdate_NumbersPutBackDoNot()
    {
        var (tenant, school, browser) = await StartAsync();
        Assert.False(await IsOutdatedAsync(browser));

        await StoreAsync(tenant, school, 8);
        Assert.True(await IsOutdatedAsync(browser));
        await StoreAsync(tenant, school, 7);
        Assert.False(await IsOutdatedAsync(browser));
    }

    [Fact]
    public async Task SchoolThatWasRenamed_OutdatesNothing_OneThatTeachesLessDoes()
    {
        var (tenant, school, browser) = await StartAsync();

        await ChangeAsync(tenant, db => db.Schools.Where(s => s.Id == school), (Application.Schools.School s) => s.Pupils = 99);
        Assert.False(await IsOutdatedAsync(browser));
        await ChangeAsync(tenant, db => db.Schools.Where(s => s.Id == school), (Application.Schools.School s) => s.TeachesSecondary = false);
        Assert.True(await IsOutdatedAsync(browser));
    }

    [Fact]
    public async Task ProcedureThatWasNotHeld_Outdates()
    {
        var (tenant, _, browser) = await StartAsync();
        await tenant.WithDbAsync(async db =>
        {
            var procedure = await db.Procedures.Where(p => p.Code == ProcedureCodes.VprMath5).Select(p => p.Id).SingleAsync();
            (await db.ProcedureYears.SingleAsync(y => y.ProcedureId == procedure && y.Year == 2024)).WasHeld = false;
            return await db.SaveAsync("assessments.procedure-year-changed", CancellationToken.None);
        });

        Assert.True(await IsOutdatedAsync(browser));
    }

    /// <summary>The facts are compared once for a change: the page then asks no more than it did before.</summary>
    [Fact]
    public async Task Comparison_IsDoneOnceForAChange()
    {
        var (tenant, school, browser) = await StartAsync();
        var before = await SqlCounter.CountAsync(() => browser.GetPageAsync("/"));
        await ChangeAsync(tenant, db => db.Schools.Where(s => s.Id == school), (Application.Schools.School s) => s.Pupils = 99);
        await browser.GetPageAsync("/");

        var after = await SqlCounter.CountAsync(() => browser.GetPageAsync("/"));

        Assert.Equal(before.Count, after.Count);
        var (runId, change) = await tenant.WithDbAsync(async db => (
            await db.IdentificationRuns.Select(r => r.Id).SingleAsync(),
            await ListFreshness.ChangesSince(db, db.IdentificationRuns).Select(e => e.Id).FirstAsync()));
        await using (var broken = host.Services.CreateAsyncScope())
            // Without a tenant nothing could be read: the answer comes from memory.
            Assert.False(await broken.ServiceProvider.GetRequiredService<ListFreshness>().IsOutdatedAsync(new AcademicYear(2024), runId, change, CancellationToken.None));
    }

    private async Task<(TestTenant Tenant, Guid School, TestBrowser Browser)> StartAsync()
    {
        var tenant = await host.NewTenantAsync();
        var school = await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        await StoreAsync(tenant, school, 7);
        await using var scope = tenant.Scope(Roles.System);
        await scope.ServiceProvider.GetRequiredService<IdentificationService>().RunAsync(new AcademicYear(2024), CancellationToken.None);
        return (tenant, school, await tenant.BrowserAsync(Roles.Methodist));
    }

    /// <summary>A further version of the school's one result.</summary>
    private static Task<int> StoreAsync(TestTenant tenant, Guid school, int failed) => tenant.WithDbAsync(async db =>
    {
        var older = await db.Results.ToListAsync();
        foreach (var version in older)
            version.IsCurrent = false;
        await db.SaveAsync("assessments.result-entered", CancellationToken.None);
        db.Results.Add(new SchoolResult
        {
            SchoolId = school, ProcedureId = await db.Procedures.Where(p => p.Code == ProcedureCodes.OgeMath).Select(p => p.Id).SingleAsync(), Year = 2024,
            VersionNumber = older.Count + 1, IsCurrent = true, Participants = 20, Failed = failed, Source = ResultSource.Form, RecordedRole = Roles.Methodist, RecordedAt = DateTimeOffset.UtcNow,
        });
        return await db.SaveAsync("assessments.result-entered", CancellationToken.None);
    });

    private static Task<int> ChangeAsync<TRow>(TestTenant tenant, Func<AppDbContext, IQueryable<TRow>> find, Action<TRow> change) where TRow : class =>
        tenant.WithDbAsync(async db =>
        {
            change(await find(db).SingleAsync());
            return await db.SaveAsync("test.changed", CancellationToken.None);
        });

    private static async Task<bool> IsOutdatedAsync(TestBrowser browser) =>
        (await browser.GetPageAsync("/?year=2024-2025")).QuerySelector("main")!.TextContent.Contains("устарел", StringComparison.Ordinal);
}
