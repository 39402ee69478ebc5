using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>Begins the plan for other years from the version in force: as a programme of its own, or as the next version of the same.</summary>
public sealed class NextYearService(AppDbContext db, ProgramService programs, ProgramTreeReader trees, VersionService versions, IProgramIndicators indicators, TenantClock clock)
{
    /// <returns>The programme that holds the new draft; null for one that is not there or that this person may not write.</returns>
    /// <exception cref="PreconditionException">Nothing is in force, or a version is in work already.</exception>
    public async Task<Guid?> StartAsync(Guid programId, StartNextYear command, CancellationToken ct)
    {
        if (!await db.SupportPrograms.EditableBy(db).AnyAsync(p => p.Id == programId, ct))
            return null;
        if (await trees.InForceAsync(programId, ct) is not { } inForce || await trees.ReadAsync(inForce, ct) is not { } tree)
            throw new PreconditionException("План на следующий год составляют из утверждённой редакции, а её пока нет.");
        if (command.AsVersion)
            return await db.InTransactionAsync(() => AsVersionAsync(programId, command.Years, ct), ct);
        var participants = await ParticipantsAsync(programId, tree.Program.PeriodFrom?.AddYears(command.Years) ?? await clock.TodayAsync(ct), ct);
        var own = await indicators.OfAsync(programId, ct);
        return await programs.CreateAsync(
            NextYear.Of(tree, command.Years, participants) with { Id = command.Key, Indicators = own is null ? null : own with { MovedBy = command.Years } }, ct);
    }

    private async Task<Guid?> AsVersionAsync(Guid programId, int years, CancellationToken ct)
    {
        await versions.CorrectAsync(programId, $"План на следующий год: сроки перенесены на {RussianText.Count(years, "год", "года", "лет")}.", ct);
        db.ChangeTracker.Clear();
        var program = await db.SupportPrograms.AsNoTracking().SingleAsync(p => p.Id == programId, ct);
        var draft = await db.ProgramVersions.SingleAsync(v => v.ProgramId == programId && v.Status == VersionStatus.Draft, ct);
        foreach (var roadmap in await db.Roadmaps.Where(r => r.VersionId == draft.Id).ToListAsync(ct))
            NextYear.Move(roadmap, await db.RoadmapSections.Where(s => s.RoadmapId == roadmap.Id).ToListAsync(ct), await db.Measures.Where(m => m.RoadmapId == roadmap.Id).ToListAsync(ct), program, years);
        await db.SaveAsync("programs.years-moved", ct);
        return programId;
    }

    /// <summary>Those who take part today go on; who has left does not come back.</summary>
    private async Task<IReadOnlyList<NewParticipant>> ParticipantsAsync(Guid programId, DateOnly from, CancellationToken ct)
    {
        var today = await clock.TodayAsync(ct);
        return await db.ProgramParticipants.AsNoTracking().Where(p => p.ProgramId == programId && (p.ToDate == null || p.ToDate >= today))
            .Select(p => new NewParticipant(p.SchoolId, p.GroupCode, p.Reason, from)).ToListAsync(ct);
    }
}

/// <param name="AsVersion">The next version of the same programme, whose term stays; else a programme of its own.</param>
/// <param name="Key">The id of the new programme, so that a form sent twice makes one.</param>
public sealed record StartNextYear(int Years, bool AsVersion, Guid? Key);
