using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Indicators;

/// <summary>Schools on the latest approved list of low results: the calculation with the officers' decisions upon it.</summary>
public sealed class LatestList(AppDbContext db)
{
    private const short Included = (short)Verdict.Included;

    /// <summary>Empty while no list was approved.</summary>
    public async Task<IReadOnlySet<Guid>> SchoolsAsync(CancellationToken ct)
    {
        var run = await db.IdentificationRuns.AsNoTracking().Where(r => r.ApprovedAt != null).OrderByDescending(r => r.Year).ThenByDescending(r => r.Number)
            .Select(r => new { r.Id, r.Year }).FirstOrDefaultAsync(ct);
        if (run is null)
            return new HashSet<Guid>();
        var schools = await db.Verdicts.AsNoTracking().Where(v => v.RunId == run.Id && v.Verdict == Included).Select(v => v.SchoolId).ToHashSetAsync(ct);
        var decisions = await db.ManualDecisions.AsNoTracking().Where(d => d.Year == run.Year && d.WithdrawnAt == null)
            .OrderBy(d => d.DecidedAt).Select(d => new { d.SchoolId, d.IsIncluded }).ToListAsync(ct);
        foreach (var decision in decisions)
            _ = decision.IsIncluded ? schools.Add(decision.SchoolId) : schools.Remove(decision.SchoolId);
        return schools;
    }
}
