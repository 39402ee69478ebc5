using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>The schools' own roadmaps under a municipal programme: one line a school, and how many have one approved.</summary>
public sealed class SchoolPrograms(AppDbContext db, CurrentActor actor)
{
    /// <summary>Schools that take part today or have a roadmap; a school's people get their own line only.</summary>
    public async Task<SchoolProgramTable> OfAsync(Guid programId, DateOnly today, CancellationToken ct)
    {
        var participants = await db.ProgramParticipants.AsNoTracking()
            .Where(p => p.ProgramId == programId && p.FromDate <= today && (p.ToDate == null || p.ToDate >= today)).Select(p => p.SchoolId).Distinct().ToListAsync(ct);
        var programs = await (from program in db.SupportPrograms.AsNoTracking()
                              where program.ParentId == programId && program.SchoolId != null && program.RemovedAt == null
                              join version in db.ProgramVersions.AsNoTracking() on program.Id equals version.ProgramId
                              where version.Status != VersionStatus.Superseded
                              select new { School = program.SchoolId!.Value, program.Id, version.Status, version.ApprovedOn }).ToListAsync(ct);
        var ids = participants.Concat(programs.Select(p => p.School)).Distinct().Where(id => actor.SchoolId is not { } own || own == id).ToList();
        var schools = await db.Schools.AsNoTracking().Where(s => ids.Contains(s.Id)).OrderBy(s => s.SortName).Select(s => new { s.Id, s.ShortName }).ToListAsync(ct);
        var found = programs.ToLookup(p => p.School);
        var rows = schools.Select(s => new SchoolProgramRow(s.Id, NaturalKey.Title(s.ShortName), found[s.Id].Select(p => (Guid?)p.Id).FirstOrDefault(),
            [.. found[s.Id].Select(p => p.Status).OrderDescending()], found[s.Id].Max(p => p.ApprovedOn), participants.Contains(s.Id))).ToList();
        return new SchoolProgramTable(rows, actor.May(Permissions.SchoolProgramsEdit));
    }
}

public sealed record SchoolProgramTable(IReadOnlyList<SchoolProgramRow> Rows, bool MayStart)
{
    public int Approved => Rows.Count(r => r.IsParticipant && r.IsApproved);

    public int Participants => Rows.Count(r => r.IsParticipant);
}

/// <param name="Id">Null while the school has none.</param>
/// <param name="Statuses">Of the version in force and of that in work.</param>
public sealed record SchoolProgramRow(Guid SchoolId, string School, Guid? Id, IReadOnlyList<VersionStatus> Statuses, DateOnly? ApprovedOn, bool IsParticipant)
{
    public bool IsApproved => Statuses.Contains(VersionStatus.Approved);
}
