using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Indicators;

/// <summary>
/// Schools on the latest list of low results: the approved calculation, the federal list beside it, which prevails, and the officers' decisions above both
/// (domain reference, section 6.2).
/// </summary>
public sealed class LatestList(AppDbContext db)
{
    /// <summary>Empty while there is no list.</summary>
    public async Task<IReadOnlySet<Guid>> SchoolsAsync(CancellationToken ct)
    {
        var run = await db.IdentificationRuns.AsNoTracking().Where(r => r.ApprovedAt != null).OrderByDescending(r => r.Year).ThenByDescending(r => r.Number)
            .Select(r => new { r.Id, r.Year }).FirstOrDefaultAsync(ct);
        var federal = await db.FederalLists.AsNoTracking().Where(l => l.IsCurrent && (run == null || l.Year >= run.Year)).OrderByDescending(l => l.Year)
            .Select(l => new { l.Id, l.Year }).FirstOrDefaultAsync(ct);
        if ((federal?.Year ?? run?.Year) is not { } year)
            return new HashSet<Guid>();
        var listed = federal is null ? null
            : await db.FederalListEntries.AsNoTracking().Where(e => e.ListId == federal.Id && e.SchoolId != null).Select(e => e.SchoolId!.Value).ToHashSetAsync(ct);
        // A federal list of a year that was not calculated yet is the list.
        var schools = run is null || run.Year < year ? listed!
            : (await db.Verdicts.AsNoTracking().Where(v => v.RunId == run.Id).Select(v => new { v.SchoolId, v.Verdict }).ToListAsync(ct))
                .Where(v => EffectiveStatus.Of((Verdict)v.Verdict, listed is null ? FederalListing.NoList : listed.Contains(v.SchoolId) ? FederalListing.Listed : FederalListing.NotListed).IsLow == Ternary.Yes)
                .Select(v => v.SchoolId).ToHashSet();
        var decisions = await db.ManualDecisions.AsNoTracking().Where(d => d.Year == year && d.WithdrawnAt == null)
            .OrderBy(d => d.DecidedAt).Select(d => new { d.SchoolId, d.IsIncluded }).ToListAsync(ct);
        foreach (var decision in decisions)
            _ = decision.IsIncluded ? schools.Add(decision.SchoolId) : schools.Remove(decision.SchoolId);
        return schools;
    }
}
