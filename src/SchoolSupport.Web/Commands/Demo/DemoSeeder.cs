using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>
/// Fills a fictional municipality through the same services as the pages, acting as its people. What is there already is
/// left alone, so that a cut-off seeding is finished by the next one.
/// </summary>
internal sealed class DemoSeeder(IServiceScopeFactory scopes, Action<string> say)
{
    private const string Order = "12-од";

    public async Task SeedAsync(DemoPlan plan, CancellationToken ct)
    {
        var tenant = await InScopeAsync(null, s => s.GetRequiredService<TenantProvisioning>().CreateAsync(plan.Tenant, ct));
        await SettingsAsync(tenant, ct);
        await SchoolsAsync(tenant, plan, ct);
        var people = await PeopleAsync(tenant, plan, ct);
        await ResultsAsync(tenant, plan, people[Roles.Methodist], ct);
        await RunsAsync(tenant, plan, people, ct);
        await OpenUploadAsync(tenant, plan, people[Roles.Methodist], ct);
        await ProgramsAsync(tenant, plan, people, ct);
        await MonitoringAsync(tenant, plan, people, ct);
        await new DemoNotes((role, work) => ActAsync(tenant, people[role], work, role), new AcademicYear(plan.RunYears[^1]), ct).WriteAsync();
        say($"{tenant.Name}: готово");
    }

    private Task SettingsAsync(Tenant tenant, CancellationToken ct) => ActAsync(tenant, null, async s =>
    {
        var db = s.GetRequiredService<AppDbContext>();
        var row = await db.Tenants.SingleAsync(ct);
        if (row.HeadPosition.Length > 0)
            return;
        row.HeadPosition = $"Начальник {row.AuthorityGenitive}";
        row.Executor = "Методист, тел. (000) 000-00-00";
        await db.SaveAsync("tenants.settings-changed", ct);
    });

    private Task SchoolsAsync(Tenant tenant, DemoPlan plan, CancellationToken ct) => ActAsync(tenant, null, async s =>
    {
        if (await s.GetRequiredService<AppDbContext>().Schools.AnyAsync(ct))
            return;
        var import = s.GetRequiredService<SchoolImportService>();
        var read = await import.PlanAsync(plan.Register.Content, plan.Register.Name, ct);
        Demand(!read.IsForbidden, plan.Register.Name, read.Findings);
        await import.StoreAsync(read, ct);
    });

    private async Task<Dictionary<string, Guid>> PeopleAsync(Tenant tenant, DemoPlan plan, CancellationToken ct)
    {
        var school = await ActAsync(tenant, null, s => s.GetRequiredService<AppDbContext>().Schools.Where(x => x.Inn == plan.DirectorInn).Select(x => new { x.Id, x.ShortName }).SingleAsync(ct));
        var people = new Dictionary<string, Guid>();
        foreach (var role in UserService.GrantableRoles)
        {
            var isSchool = role.Scope == RoleScope.School;
            people[role.Code] = await DemoAccounts.EnsureAsync(scopes, new UserAccount
            {
                TenantId = tenant.Id, SchoolId = isSchool ? school.Id : null, Role = role.Code, DisplayName = $"Демонстрация: {role.Label}",
                Position = isSchool ? school.ShortName : tenant.Name, UserName = $"{DemoAccounts.ShortRole(role.Code)}@{tenant.Code}.demo", IsDemo = true, CreatedAt = DateTimeOffset.UtcNow,
            });
        }
        return people;
    }

    private async Task ResultsAsync(Tenant tenant, DemoPlan plan, Guid methodist, CancellationToken ct)
    {
        foreach (var file in plan.Results)
            await ActAsync(tenant, methodist, async s =>
            {
                if (await s.GetRequiredService<AppDbContext>().Uploads.AnyAsync(u => u.FileName == file.Name && u.Status == UploadStatus.Committed, ct) && !IsRepeatedName(plan, file))
                    return;
                var (found, receipt) = await s.GetRequiredService<UploadImport>().ImportAsync(file.Name, file.Content, UploadAnswers.None, store: true, ct);
                Demand(receipt is not null, file.Name, found.Findings);
            });
    }

    // «ЕГЭ по ОО….xlsx» is called the same every year; importing it again changes nothing.
    private static bool IsRepeatedName(DemoPlan plan, DemoFile file) => plan.Results.Count(f => f.Name == file.Name) > 1;

    private async Task RunsAsync(Tenant tenant, DemoPlan plan, Dictionary<string, Guid> people, CancellationToken ct)
    {
        if (await ActAsync(tenant, null, s => s.GetRequiredService<AppDbContext>().IdentificationRuns.AnyAsync(ct)))
            return;
        foreach (var start in plan.RunYears)
        {
            var year = new AcademicYear(start);
            await ActAsync(tenant, people[Roles.Methodist], s => s.GetRequiredService<IdentificationService>().RunAsync(year, ct));
            if (start != plan.RunYears[^1])
                await ApproveAsync(tenant, year, people[Roles.Head], ct);
        }
        await ActAsync(tenant, people[Roles.Methodist], s => FederalListAsync(s, new AcademicYear(plan.RunYears[^1]), plan.Federal, ct));
    }

    private Task ApproveAsync(Tenant tenant, AcademicYear year, Guid head, CancellationToken ct) => ActAsync(tenant, head, async s =>
    {
        var run = await s.GetRequiredService<AppDbContext>().IdentificationRuns.AsNoTracking().Where(r => r.Year == year.StartYear).OrderByDescending(r => r.Number).FirstAsync(ct);
        await s.GetRequiredService<IdentificationService>().ApproveAsync(new ApproveRun(run.Id, run.Version, Order, year.LastDay.AddDays(15)), ct);
    }, Roles.Head);

    private static async Task FederalListAsync(IServiceProvider services, AcademicYear year, IReadOnlyList<string> inns, CancellationToken ct)
    {
        var schools = await services.GetRequiredService<AppDbContext>().Schools.AsNoTracking().Where(s => inns.Contains(s.Inn!)).OrderBy(s => s.SortName).ToListAsync(ct);
        await services.GetRequiredService<FederalListService>().ReplaceAsync(new NewFederalList(year, year.LastDay.AddDays(-19),
            "Перечень ФИОКО (демонстрационный)", null, [.. schools.Select((s, i) => new FederalLine(s.ShortName, i + 1, s.Id))]), ct);
    }

    private async Task OpenUploadAsync(Tenant tenant, DemoPlan plan, Guid methodist, CancellationToken ct)
    {
        if (plan.Open is not { } file || await ActAsync(tenant, null, s => s.GetRequiredService<AppDbContext>().Uploads.AnyAsync(u => u.FileName == file.Name, ct)))
            return;
        var id = await ActAsync(tenant, methodist, s => s.GetRequiredService<UploadService>().AddAsync(new AddUpload(file.Name, file.Content, UploadSource.Department), ct));
        await ActAsync(tenant, methodist, s => s.GetRequiredService<UploadReading>().ReadAsync(id, ct));
    }

    private async Task ProgramsAsync(Tenant tenant, DemoPlan plan, Dictionary<string, Guid> people, CancellationToken ct)
    {
        var school = await ActAsync(tenant, null, s => s.GetRequiredService<AppDbContext>().Schools.Where(x => x.Inn == plan.DirectorInn).Select(x => x.Id).SingleAsync(ct));
        var department = new DemoDepartment(scopes, tenant, people, school);
        var steps = new DemoSteps(department, ct);
        if (!await steps.IsToldAsync())
            await plan.Programs(steps, new DemoExecution(department, ct));
    }

    /// <summary>Groups, results beside the nine, collections; and the values of the indicators, so that the first page is not the one that computes them.</summary>
    private async Task MonitoringAsync(Tenant tenant, DemoPlan plan, Dictionary<string, Guid> people, CancellationToken ct)
    {
        var methodist = people[Roles.Methodist];
        var school = await ActAsync(tenant, null, s => s.GetRequiredService<AppDbContext>().Schools.Where(x => x.Inn == plan.DirectorInn).Select(x => x.Id).SingleAsync(ct));
        await ActAsync(tenant, methodist, s => new DemoContext(s, plan.RunYears[^1], plan.Risks, ct).FillAsync());
        await ActAsync(tenant, methodist, s => new DemoCampaigns(s, plan.RunYears[^1], school, plan.Risks, ct).FillAsync());
        await ActAsync(tenant, people[Roles.Head], s => FixRiskListsAsync(s, plan.RunYears[^1], ct), Roles.Head);
        await ActAsync(tenant, null, async s => await s.GetRequiredService<IndicatorEngine>()
            .RunAsync(tenant.Id, AcademicYear.Of(await s.GetRequiredService<TenantClock>().TodayAsync(ct)), s.GetRequiredService<CurrentActor>(), ct));
    }

    /// <summary>Lists of schools at risk of years that are over are fixed by an order; the one of the running year is not.</summary>
    private static async Task FixRiskListsAsync(IServiceProvider services, int last, CancellationToken ct)
    {
        var (lists, reader) = (services.GetRequiredService<RiskListService>(), services.GetRequiredService<RiskReader>());
        var running = AcademicYear.Of(await services.GetRequiredService<TenantClock>().TodayAsync(ct));
        foreach (var year in Enumerable.Range(last - 2, 4).Select(start => new AcademicYear(start)).Where(year => year.StartYear < running.StartYear))
            if (await lists.NewestAsync(year, ct) is null && (await reader.VerdictsNowAsync(year, ct)).Any(one => one != Ternary.Unknown))
                await lists.FixAsync(new FixRiskList(year, 0, "", $"{year.StartYear % 100}/58-од", new DateOnly(year.StartYear, 11, 5)), ct);
    }

    private Task ActAsync(Tenant tenant, Guid? userId, Func<IServiceProvider, Task> work, string role = Roles.Methodist) =>
        ActAsync(tenant, userId, async s => { await work(s); return true; }, role);

    private Task<TResult> ActAsync<TResult>(Tenant tenant, Guid? userId, Func<IServiceProvider, Task<TResult>> work, string role = Roles.Methodist) =>
        InScopeAsync(actor => actor.ActForTenant(tenant.Id, userId, userId is null ? Roles.System : role), work);

    private async Task<TResult> InScopeAsync<TResult>(Action<CurrentActor>? act, Func<IServiceProvider, Task<TResult>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        act?.Invoke(scope.ServiceProvider.GetRequiredService<CurrentActor>());
        return await work(scope.ServiceProvider);
    }

    private static void Demand(bool stored, string file, IEnumerable<Finding> findings)
    {
        if (!stored)
            throw new CommandRefusedException($"{file}: {string.Join("; ", findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => f.Message))}");
    }
}
