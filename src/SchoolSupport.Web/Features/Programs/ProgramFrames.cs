using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>Reads the frame of a programme's pages in three commands.</summary>
public sealed class ProgramFrames(AppDbContext db, CurrentActor actor)
{
    /// <summary>Null for a missing or foreign programme or version, and for one that the person may not see.</summary>
    /// <param name="number">Number of a version; null: the one in work, else the one in force, else the newest.</param>
    public async Task<ProgramFrame?> FindAsync(Guid id, ProgramTab active, CancellationToken ct, int? number = null)
    {
        var head = await db.SupportPrograms.AsNoTracking().VisibleTo(db).Where(p => p.Id == id)
            .Select(p => new { Program = p, School = db.Schools.Where(s => s.Id == p.SchoolId).Select(s => s.ShortName).FirstOrDefault() })
            .SingleOrDefaultAsync(ct);
        if (head is null)
            return null;
        var versions = await VersionsAsync(id, ct);
        var current = versions.OrderBy(v => v.Status == VersionStatus.Superseded).ThenByDescending(v => v.Number).FirstOrDefault();
        if ((number is null ? current : versions.SingleOrDefault(v => v.Number == number)) is not { } version)
            return null;
        var counts = await (from measure in db.Measures
                            join roadmap in db.Roadmaps on measure.RoadmapId equals roadmap.Id
                            where roadmap.VersionId == version.Id
                            group measure by 1 into all
                            select new { Measures = all.Count(), Needs = all.Count(m => m.NeedsAnswer) }).SingleOrDefaultAsync(ct);
        return new ProgramFrame(head.Program, head.School is { } school ? NaturalKey.Title(school) : null, versions, version,
            counts?.Measures ?? 0, counts?.Needs ?? 0, actor.MayEdit(head.Program), actor.May(Permissions.ProgramsApprove) && !actor.IsSchool)
        {
            Active = active,
            IsOtherVersion = version != current,
        };
    }

    /// <summary>The same for a page that writes the draft: null also when the person may not.</summary>
    public async Task<ProgramFrame?> FindEditableAsync(Guid id, ProgramTab active, CancellationToken ct) =>
        await FindAsync(id, active, ct) is { MayEdit: true } frame ? frame : null;

    private Task<List<FrameVersion>> VersionsAsync(Guid id, CancellationToken ct) =>
        (from version in db.ProgramVersions.AsNoTracking().VisibleTo(db)
         where version.ProgramId == id
         orderby version.Number descending
         select new FrameVersion(version.Id, version.Number, version.Status, version.Title, version.ApprovedOn,
             db.ProgramOrders.Where(o => o.Id == version.OrderId).Select(o => o.Number).FirstOrDefault(), version.ReturnComment, version.ChangeNote, version.Version, version.OrderId)).ToListAsync(ct);
}
