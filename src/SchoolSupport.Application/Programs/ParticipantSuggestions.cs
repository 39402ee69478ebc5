using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Programs;

/// <summary>
/// Whom a department may want as participants: all schools that are open, each with the groups of the register that it is in, and whether
/// it stands on the latest approved list of schools with low results. Suggested, never set.
/// </summary>
public sealed class ParticipantSuggestions(AppDbContext db, TenantClock clock)
{
    private const short Included = (short)Domain.Identification.Verdict.Included;

    public async Task<SuggestedParticipants> ReadAsync(CancellationToken ct)
    {
        var today = await clock.TodayAsync(ct);
        var schools = await db.Schools.AsNoTracking().Where(s => s.ClosedOn == null || s.ClosedOn > today).OrderBy(s => s.SortName)
            .Select(s => new { s.Id, s.ShortName }).ToListAsync(ct);
        var groups = (await db.SchoolGroups.AsNoTracking().Where(g => g.FromDate <= today && (g.ToDate == null || g.ToDate >= today))
            .Select(g => new { g.SchoolId, g.GroupCode, g.Basis }).ToListAsync(ct)).ToLookup(g => g.SchoolId);
        var run = await db.IdentificationRuns.AsNoTracking().Where(r => r.ApprovedAt != null).OrderByDescending(r => r.Year).ThenByDescending(r => r.Number)
            .Select(r => new { r.Id, r.Year, r.ApprovalDocument }).FirstOrDefaultAsync(ct);
        var listed = run is null ? [] : await ListedAsync(run.Id, run.Year, ct);
        return new SuggestedParticipants(
            run is null ? null : new ApprovedList(new AcademicYear(run.Year), run.ApprovalDocument ?? ""),
            [.. schools.Select(s => new SuggestedSchool(s.Id, NaturalKey.Title(s.ShortName), [.. groups[s.Id].Select(g => g.GroupCode).Distinct()], listed.Contains(s.Id)))]);
    }

    /// <summary>The calculation with the officers' decisions upon it.</summary>
    private async Task<HashSet<Guid>> ListedAsync(Guid runId, int year, CancellationToken ct)
    {
        var listed = await db.Verdicts.AsNoTracking().Where(v => v.RunId == runId && v.Verdict == Included).Select(v => v.SchoolId).ToHashSetAsync(ct);
        var decisions = await db.ManualDecisions.AsNoTracking().Where(d => d.Year == year && d.WithdrawnAt == null)
            .OrderBy(d => d.DecidedAt).Select(d => new { d.SchoolId, d.IsIncluded }).ToListAsync(ct);
        foreach (var decision in decisions)
            if (decision.IsIncluded)
                listed.Add(decision.SchoolId);
            else
                listed.Remove(decision.SchoolId);
        return listed;
    }
}

public sealed record SuggestedParticipants(ApprovedList? List, IReadOnlyList<SuggestedSchool> Schools);

/// <param name="Document">The order that approved it.</param>
public sealed record ApprovedList(AcademicYear Year, string Document);

/// <param name="Groups">Codes of <c>SchoolGroupKind</c>.</param>
public sealed record SuggestedSchool(Guid Id, string Title, IReadOnlyList<string> Groups, bool IsListed);
