using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>Reads a version as a whole, in six commands, whatever its size; nothing is tracked.</summary>
public sealed class ProgramTreeReader(AppDbContext db)
{
    /// <summary>Null for a missing or foreign version.</summary>
    public async Task<ProgramTree?> ReadAsync(Guid versionId, CancellationToken ct)
    {
        var head = await (from version in db.ProgramVersions.AsNoTracking()
                          join program in db.SupportPrograms.AsNoTracking() on version.ProgramId equals program.Id
                          where version.Id == versionId
                          select new { program, version }).SingleOrDefaultAsync(ct);
        if (head is null)
            return null;
        return new ProgramTree(head.program, head.version, ProgramJson.Read<ProgramContent>(head.version.Content), await ReadTablesAsync(versionId, ct));
    }

    /// <summary>The tables of a version alone, in four commands, for pages that know the version already; empty for a missing or foreign one.</summary>
    public async Task<IReadOnlyList<RoadmapTree>> ReadTablesAsync(Guid versionId, CancellationToken ct)
    {
        var roadmaps = await db.Roadmaps.AsNoTracking().Where(r => r.VersionId == versionId).OrderBy(r => r.SortOrder).ThenBy(r => r.Id).ToListAsync(ct);
        var ids = roadmaps.ConvertAll(r => r.Id);
        var sections = (await db.RoadmapSections.AsNoTracking().Where(s => ids.Contains(s.RoadmapId)).ToListAsync(ct)).ToLookup(s => s.RoadmapId);
        var measures = (await db.Measures.AsNoTracking().Where(m => ids.Contains(m.RoadmapId)).ToListAsync(ct)).ToLookup(m => m.RoadmapId);
        var schools = (await (from link in db.MeasureSchools.AsNoTracking()
                              join measure in db.Measures on link.MeasureId equals measure.Id
                              where ids.Contains(measure.RoadmapId)
                              select link).ToListAsync(ct)).ToLookup(s => s.MeasureId);
        return [.. roadmaps.Select(r => new RoadmapTree(r, sections[r.Id], measures[r.Id], schools))];
    }

    /// <summary>The version that pages show unless another is asked for: the one in work, else the one in force, else the newest.</summary>
    public Task<Guid?> CurrentAsync(Guid programId, CancellationToken ct) => db.ProgramVersions.AsNoTracking()
        .Where(v => v.ProgramId == programId)
        .OrderBy(v => v.Status == VersionStatus.Superseded).ThenByDescending(v => v.Number)
        .Select(v => (Guid?)v.Id).FirstOrDefaultAsync(ct);

    /// <summary>The version by which work is done and counted: the one in force.</summary>
    public Task<Guid?> InForceAsync(Guid programId, CancellationToken ct) => db.ProgramVersions.AsNoTracking()
        .Where(v => v.ProgramId == programId && v.Status == VersionStatus.Approved)
        .Select(v => (Guid?)v.Id).SingleOrDefaultAsync(ct);
}
