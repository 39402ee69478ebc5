using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Application.Programs.Execution;

/// <summary>Who sees which reports.</summary>
public static class ReportAccess
{
    /// <summary>The department sees all reports, a school's people those of their school.</summary>
    public static IQueryable<ExecutionReport> VisibleTo(this IQueryable<ExecutionReport> reports, CurrentActor actor) =>
        actor.SchoolId is { } school ? reports.Where(r => r.SchoolId == school) : reports;
}
