using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Reports;

/// <summary>What the pages of reports show.</summary>
public sealed class ReportQueries(AppDbContext db, ReportService reports, TenantClock clock)
{
    public async Task<ReportsPage> IndexAsync(AcademicYear year, CancellationToken ct)
    {
        var results = await db.Results.CountAsync(r => r.Year == year.StartYear && r.IsCurrent, ct);
        var years = await db.IdentificationRuns.Select(r => r.Year).Union(db.Results.Where(r => r.IsCurrent).Select(r => r.Year)).ToListAsync(ct);
        return new ReportsPage(year, await RunAsync(year, ct), results,
            years.Where(y => y != year.StartYear).OrderDescending().Select(y => new AcademicYear(y)).ToArray(), reports.CanPrintPdf, db.Actor.May(Permissions.ResultsUpload));
    }

    /// <summary>Null when the year has nothing to print.</summary>
    public async Task<PaperPage?> PaperAsync(ReportRequest request, CancellationToken ct) =>
        await reports.MakeAsync(request, ct) is { } document ? new PaperPage(request, document, reports.CanPrintPdf) : null;

    private async Task<ReportRun?> RunAsync(AcademicYear year, CancellationToken ct)
    {
        var runs = await db.IdentificationRuns.AsNoTracking().Where(r => r.Year == year.StartYear).OrderByDescending(r => r.Number).ToListAsync(ct);
        if ((runs.Find(r => r.ApprovedAt is not null) ?? runs.FirstOrDefault()) is not { } run)
            return null;
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await clock.TenantAsync(ct)).TimeZone);
        return new ReportRun(run.Id, run.Number, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(run.CreatedAt, zone).DateTime), run.ApprovalDocument,
            run.ApprovedAt is not null, run.SchoolCount, run.IncludedCount, run.InsufficientCount, runs[0].Number > run.Number ? runs[0].Number : null);
    }
}
