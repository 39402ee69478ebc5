using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Application.Assessments;

/// <summary>Who sees which uploads and results: the department all, a school's people their own.</summary>
public static class UploadAccess
{
    public static IQueryable<Upload> VisibleTo(this IQueryable<Upload> uploads, CurrentActor actor) => uploads.VisibleTo(actor.SchoolId);

    /// <param name="ownSchool">The school of the person; null for the department.</param>
    public static IQueryable<Upload> VisibleTo(this IQueryable<Upload> uploads, Guid? ownSchool) =>
        ownSchool is { } school ? uploads.Where(u => u.SchoolId == school) : uploads;

    public static IQueryable<SchoolResult> VisibleTo(this IQueryable<SchoolResult> results, CurrentActor actor) =>
        actor.SchoolId is { } school ? results.Where(r => r.SchoolId == school) : results;
}
