using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>Asks what forbids to approve a version, before anybody commands it.</summary>
public sealed class VersionReadiness(AppDbContext db, TenantClock clock)
{
    private sealed record Facts(bool NeedsAnswer, SchoolScope Scope, string? Group, bool HasSchools, bool IsCancelled);

    public async Task<Readiness> OfAsync(Guid versionId, CancellationToken ct)
    {
        var version = await db.ProgramVersions.AsNoTracking().SingleAsync(v => v.Id == versionId, ct);
        var measures = await (from measure in db.Measures.AsNoTracking()
                              join roadmap in db.Roadmaps on measure.RoadmapId equals roadmap.Id
                              where roadmap.VersionId == versionId
                              select new Facts(measure.NeedsAnswer, measure.SchoolScope, measure.GroupCode,
                                  db.MeasureSchools.Any(s => s.MeasureId == measure.Id), measure.CancelledReason != null)).ToListAsync(ct);
        var today = await clock.TodayAsync(ct);
        var groups = await db.ProgramParticipants.AsNoTracking()
            .Where(p => p.ProgramId == version.ProgramId && (p.ToDate == null || p.ToDate >= today)).Select(p => p.GroupCode).Distinct().ToListAsync(ct);
        var content = ProgramJson.Read<ProgramContent>(version.Content);
        var live = measures.Where(m => !m.IsCancelled).ToList();
        return new Readiness([.. Blockers(content, live)], [.. Remarks(content, live, groups)]);
    }

    private static IEnumerable<Blocker> Blockers(ProgramContent content, List<Facts> measures)
    {
        if (measures.Count == 0 && content.Passport.Count == 0)
            yield return new Blocker("empty", "В программе нет ни мероприятий, ни паспорта.");
        var unclear = measures.Count(m => m.NeedsAnswer);
        if (unclear > 0)
            yield return new Blocker("needs-answer", $"Срок требует уточнения у {RussianText.Count(unclear, "мероприятия", "мероприятий", "мероприятий")}.");
        var unnamed = measures.Count(m => m.Scope == SchoolScope.Listed && !m.HasSchools);
        if (unnamed > 0)
            yield return new Blocker("schools-unnamed", $"Не названы школы у {RussianText.Count(unnamed, "мероприятия", "мероприятий", "мероприятий")}, которые проводятся в отдельных школах.");
    }

    private static IEnumerable<string> Remarks(ProgramContent content, List<Facts> measures, List<string> groups)
    {
        var blanks = content.LegalBases.Count(b => b.Verbatim.Contains("___", StringComparison.Ordinal))
            + content.Passport.Count(f => f.Items.Any(i => i.Contains("___", StringComparison.Ordinal)));
        if (blanks > 0)
            yield return $"Пропуски «___» остались в {RussianText.Plural(blanks, "одном месте", $"{blanks} местах", $"{blanks} местах")} паспорта и оснований.";
        if (groups.Count == 0 && measures.Any(m => m.Scope is SchoolScope.Participants or SchoolScope.Group))
            yield return "Есть мероприятия для школ-участниц, а участники не указаны.";
        else
            foreach (var group in measures.Where(m => m.Scope == SchoolScope.Group && m.Group is not null).Select(m => m.Group!).Distinct().Where(g => !groups.Contains(g)))
                yield return $"Есть мероприятия для группы «{Domain.Schools.SchoolGroupKind.Find(group)?.Name ?? group}», а участников из неё нет.";
    }
}

/// <param name="Blockers">Forbid sending and approving.</param>
/// <param name="Remarks">Worth a look, forbid nothing.</param>
public sealed record Readiness(IReadOnlyList<Blocker> Blockers, IReadOnlyList<string> Remarks)
{
    public bool IsReady => Blockers.Count == 0;
}

/// <param name="Code">Stable, so that a page can lead to the place.</param>
/// <param name="Text">Russian.</param>
public sealed record Blocker(string Code, string Text);
