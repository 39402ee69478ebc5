using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Reports;

/// <summary>Reads what the list of a year is printed from: the latest approved run, else the latest one as a draft.</summary>
public sealed class LowResultsReader(AppDbContext db, RunReader runs, TenantClock clock)
{
    /// <summary>Null when the year has no run.</summary>
    public async Task<LowResultsData?> LoadAsync(AcademicYear year, CancellationToken ct)
    {
        var run = await runs.LatestAsync(year, ct, approvedOnly: true) ?? await runs.LatestAsync(year, ct);
        if (run is null)
            return null;
        var tenant = await clock.TenantAsync(ct);
        var register = await db.Schools.AsNoTracking().OrderBy(s => s.SortName).ThenBy(s => s.Id)
            .Select(s => new RegisterLine(s.Id, s.ShortName, s.ClosedOn, s.OpenedOn, s.SuccessorId, s.CountWithSuccessor)).ToListAsync(ct);
        var names = register.ToDictionary(s => s.Id, s => s.ShortName);
        foreach (var stored in await db.Verdicts.AsNoTracking().Where(v => v.RunId == run.Id).Select(v => new { v.SchoolId, v.SchoolName }).ToListAsync(ct))
            names[stored.SchoolId] = stored.SchoolName;
        return new LowResultsData(tenant, run, LocalDay(run.CreatedAt, tenant), clock.Today(tenant), names, await runs.TitlesAsync(ct),
            await DecisionsAsync(year, tenant, ct), await FederalAsync(year, ct), Closed(register, names, year));
    }

    private sealed record RegisterLine(Guid Id, string ShortName, DateOnly? ClosedOn, DateOnly? OpenedOn, Guid? SuccessorId, bool CountWithSuccessor);

    private static DateOnly LocalDay(DateTimeOffset at, Tenant tenant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(tenant.TimeZone)).DateTime);

    private async Task<IReadOnlyList<DecisionLine>> DecisionsAsync(AcademicYear year, Tenant tenant, CancellationToken ct)
    {
        var found = await db.ManualDecisions.AsNoTracking()
            .Where(d => d.Year == year.StartYear && d.WithdrawnAt == null)
            .Join(db.Schools, d => d.SchoolId, s => s.Id, (d, s) => new { Decision = d, s.SortName })
            .OrderBy(d => d.SortName).Select(d => d.Decision).ToListAsync(ct);
        return found.Select(d => new DecisionLine(d.SchoolId, d.IsIncluded, d.Basis, d.Reason, LocalDay(d.DecidedAt, tenant))).ToArray();
    }

    private async Task<FederalLines?> FederalAsync(AcademicYear year, CancellationToken ct)
    {
        var list = await db.FederalLists.AsNoTracking().SingleOrDefaultAsync(l => l.Year == year.StartYear && l.IsCurrent, ct);
        if (list is null)
            return null;
        var entries = await db.FederalListEntries.AsNoTracking().Where(e => e.ListId == list.Id)
            .OrderBy(e => e.Row).Select(e => new { e.SchoolId, e.SchoolText }).ToListAsync(ct);
        return new FederalLines(list.ListDate, list.Source,
            entries.Where(e => e.SchoolId is not null).Select(e => e.SchoolId!.Value).ToHashSet(),
            entries.Where(e => e.SchoolId is null).Select(e => e.SchoolText).ToArray());
    }

    private static ClosedLine[] Closed(List<RegisterLine> register, Dictionary<Guid, string> names, AcademicYear year) =>
        register
            .Where(s => s.ClosedOn is { } closed && closed <= year.FirstDay && closed > year.Previous.FirstDay
                && (s.OpenedOn is not { } opened || opened <= year.Previous.LastDay))
            .Select(s => new ClosedLine(s.ShortName, s.ClosedOn!.Value,
                s.SuccessorId is { } heir ? names.GetValueOrDefault(heir) : null, s.CountWithSuccessor))
            .ToArray();
}
