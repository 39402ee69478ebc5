using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>Who sees and who writes a programme: the one place of these rules. What is not seen or not written is as if it were not there.</summary>
public static class ProgramAccess
{
    /// <summary>
    /// The department sees all programmes but those in the recycle bin; a school's people those of their school and, once they are in force,
    /// the municipal ones in which the school takes or took part or that name it in a measure.
    /// </summary>
    public static IQueryable<SupportProgram> VisibleTo(this IQueryable<SupportProgram> programs, AppDbContext db)
    {
        var kept = programs.Where(p => p.RemovedAt == null);
        if (db.Actor.SchoolId is not { } school)
            return kept;
        return kept.Where(p => p.SchoolId == school
            || (p.SchoolId == null && db.ProgramVersions.Any(v => v.ProgramId == p.Id && v.Status == VersionStatus.Approved
                && (db.ProgramParticipants.Any(x => x.ProgramId == p.Id && x.SchoolId == school)
                    || (from link in db.MeasureSchools
                        join measure in db.Measures on link.MeasureId equals measure.Id
                        join roadmap in db.Roadmaps on measure.RoadmapId equals roadmap.Id
                        where link.SchoolId == school && roadmap.VersionId == v.Id
                        select link.Id).Any()))));
    }

    /// <summary>Versions of visible programmes: a school's people see of a municipal one only what is or was in force.</summary>
    public static IQueryable<ProgramVersion> VisibleTo(this IQueryable<ProgramVersion> versions, AppDbContext db)
    {
        var visible = versions.Where(v => db.SupportPrograms.VisibleTo(db).Any(p => p.Id == v.ProgramId));
        return db.Actor.SchoolId is not { } school ? visible
            : visible.Where(v => v.Status >= VersionStatus.Approved || db.SupportPrograms.Any(p => p.Id == v.ProgramId && p.SchoolId == school));
    }

    /// <summary>The programmes whose drafts the person may write.</summary>
    public static IQueryable<SupportProgram> EditableBy(this IQueryable<SupportProgram> programs, AppDbContext db)
    {
        var (ofSchools, municipal) = (db.Actor.May(Permissions.SchoolProgramsEdit), db.Actor.May(Permissions.ProgramsEdit));
        var visible = programs.VisibleTo(db).Where(p => p.SchoolId == null ? municipal : ofSchools);
        return db.Actor.SchoolId is { } school ? visible.Where(p => p.SchoolId == school) : visible;
    }

    public static bool MayEdit(this CurrentActor actor, SupportProgram program) => program.SchoolId is { } school
        ? actor.May(Permissions.SchoolProgramsEdit) && (actor.SchoolId is null || actor.SchoolId == school)
        : actor.May(Permissions.ProgramsEdit) && !actor.IsSchool;

    /// <summary>Refuses to write what is on approval, in force or superseded, whatever page asks.</summary>
    /// <exception cref="PreconditionException">The version is no draft.</exception>
    public static void DemandDraft(this ProgramVersion version)
    {
        if (version.Status != VersionStatus.Draft)
            throw new PreconditionException(version.Status switch
            {
                VersionStatus.OnApproval => "Редакция отправлена на утверждение: изменить её нельзя. Отзовите её или дождитесь решения.",
                VersionStatus.Approved => "Редакция утверждена: изменить её нельзя. Создайте редакцию с изменениями.",
                _ => "Редакция заменена следующей: изменить её нельзя.",
            });
    }
}
