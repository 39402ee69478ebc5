using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>The steps of a programme's life. Each looks first whether it was taken already, so that a cut-off seeding goes on where it stopped.</summary>
internal sealed class DemoSteps(DemoDepartment department, CancellationToken ct)
{
    /// <summary>In the history: what no person did.</summary>
    public const string Added = "programs.demonstration-added";

    private const string Programs = "support_programs";

    public DemoDepartment Department => department;

    /// <summary>Once the whole story is told, nothing of it is told again, whatever people did with it since.</summary>
    public Task<bool> IsToldAsync() => department.AsAsync(Roles.Methodist, s => s.GetRequiredService<AppDbContext>().AuditEntries.AnyAsync(e => e.Operation == Added && e.Entity == Programs, ct));

    public Task TellAsync(Guid program) => department.AsAsync(Roles.Methodist, s =>
    {
        var db = s.GetRequiredService<AppDbContext>();
        db.Record(Added, Programs, program.ToString());
        return db.SaveAsync(Added, ct);
    });

    public Task<DateOnly> TodayAsync() => department.AsAsync(Roles.Methodist, s => s.GetRequiredService<TenantClock>().TodayAsync(ct));

    /// <summary>Schools on the lists of schools with low results, newest list first, each list by name.</summary>
    public Task<IReadOnlyList<IReadOnlyList<Guid>>> ListsAsync() => department.AsAsync<IReadOnlyList<IReadOnlyList<Guid>>>(Roles.Methodist, async s =>
    {
        var db = s.GetRequiredService<AppDbContext>();
        var included = await (from verdict in db.Verdicts
                              join run in db.IdentificationRuns on verdict.RunId equals run.Id
                              where verdict.Verdict == (short)Verdict.Included
                              orderby run.Year descending, verdict.SchoolName
                              select new { run.Year, verdict.SchoolId }).ToListAsync(ct);
        return [.. included.GroupBy(v => v.Year).Select(list => (IReadOnlyList<Guid>)[.. list.Select(v => v.SchoolId).Distinct()])];
    });

    public Task<Guid> CreateAsync(string key, NewProgram source) =>
        department.AsAsync(Roles.Methodist, s => s.GetRequiredService<ProgramService>().CreateAsync(source with { Id = department.IdOf(key) }, ct));

    /// <summary>The draft goes to the head.</summary>
    public async Task SendAsync(Guid program)
    {
        if (await InWorkAsync(program) is { Status: VersionStatus.Draft } draft)
            await department.AsAsync(Roles.Methodist, s => s.GetRequiredService<VersionService>().SendAsync(program, draft.Version, ct));
    }

    /// <summary>The head approves it, by the prepared order where there is one.</summary>
    /// <param name="number">Number of the version that is put into force.</param>
    /// <param name="title">Of the order when none was prepared.</param>
    public async Task ApproveAsync(Guid program, int number, string orderNumber, DateOnly dated, string title, string issuer)
    {
        if (await InWorkAsync(program) is not { } first || first.Number != number)
            return;
        await SendAsync(program);
        var (sent, order) = ((await InWorkAsync(program))!, number == 1 ? await PreparedOrderAsync(program) : null);
        await department.AsAsync(Roles.Head, s => s.GetRequiredService<VersionService>().ApproveAsync(program, sent.Version, new ApproveVersion(order, orderNumber, dated, title, issuer), ct));
    }

    /// <summary>Begins the version with changes and makes them.</summary>
    /// <param name="edits">Work upon the new draft's first table.</param>
    public async Task CorrectAsync(Guid program, string note, params IReadOnlyList<Func<RoadmapService, DraftKey, RoadmapTree, Task>> edits)
    {
        if (await InWorkAsync(program) is not null || await VersionsAsync(program) > 1)
            return;
        await department.AsAsync(Roles.Methodist, s => s.GetRequiredService<VersionService>().CorrectAsync(program, note, ct));
        var draft = (await InWorkAsync(program))!;
        foreach (var edit in edits)
            await department.AsAsync(Roles.Methodist, async s =>
            {
                var tree = (await s.GetRequiredService<ProgramTreeReader>().ReadAsync(draft.Id, ct))!.Roadmaps[0];
                await edit(s.GetRequiredService<RoadmapService>(), new DraftKey(program, draft.Id), tree);
                return true;
            });
    }

    private Task<ProgramVersion?> InWorkAsync(Guid program) => department.AsAsync(Roles.Methodist, s => s.GetRequiredService<AppDbContext>().ProgramVersions.AsNoTracking()
        .SingleOrDefaultAsync(v => v.ProgramId == program && v.Status < VersionStatus.Approved, ct));

    private Task<int> VersionsAsync(Guid program) =>
        department.AsAsync(Roles.Methodist, s => s.GetRequiredService<AppDbContext>().ProgramVersions.CountAsync(v => v.ProgramId == program, ct));

    private Task<Guid?> PreparedOrderAsync(Guid program) => department.AsAsync(Roles.Head, s => s.GetRequiredService<AppDbContext>().ProgramOrders.AsNoTracking()
        .Where(o => o.ProgramId == program && o.Number == "").OrderBy(o => o.Id).Select(o => (Guid?)o.Id).FirstOrDefaultAsync(ct));
}
