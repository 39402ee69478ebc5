using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Audit;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Reports.Fulfilment;

/// <summary>Reads what the report is made of, as the actor may see it: the commands of <see cref="ExecutionReader"/> and three more.</summary>
public sealed class FulfilmentReader(AppDbContext db, ExecutionReader executions, TenantClock clock)
{
    /// <summary>Null when the programme is missing, foreign, in the recycle bin, or nothing of it is in force.</summary>
    /// <param name="period">Null: the usual one (<see cref="ReportPeriod.Usual"/>).</param>
    public async Task<FulfilmentReport?> ReadAsync(Guid programId, ReportPeriod? period, CancellationToken ct)
    {
        if (await executions.ReadAsync(programId, ct) is not { } execution)
            return null;
        var tenant = await clock.TenantAsync(ct);
        var program = execution.Program;
        return FulfilmentComputation.Of(execution, period ?? ReportPeriod.Usual(execution.Today, program.PeriodFrom, program.PeriodTo),
            await RolesAsync(execution, ct), TimeZoneInfo.FindSystemTimeZoneById(tenant.TimeZone), db.Actor.SchoolId) with { Basis = await BasisAsync(program.VersionId, ct) };
    }

    private Task<FulfilmentBasis> BasisAsync(Guid versionId, CancellationToken ct) =>
        (from version in db.ProgramVersions.AsNoTracking()
         where version.Id == versionId
         join order in db.ProgramOrders on version.OrderId equals order.Id into orders
         from order in orders.DefaultIfEmpty()
         select new FulfilmentBasis(order == null ? version.ApprovedOn : order.DatedOn ?? version.ApprovedOn,
             order == null || order.Number == "" ? null : order.Number, order == null ? "" : order.Issuer)).SingleAsync(ct);

    /// <summary>From the history: it keeps the role in which somebody acted, whatever became of the account.</summary>
    private async Task<EvidenceRoles> RolesAsync(ProgramExecution execution, CancellationToken ct)
    {
        if (!execution.Measures.Any(m => m.Lines.Any(l => l.Evidence.Count > 0)))
            return EvidenceRoles.None;
        var (program, own) = (execution.Program.Id, db.Actor.SchoolId);
        var attached = await (from evidence in db.ExecutionEvidence.AsNoTracking()
                              join report in db.ExecutionReports on evidence.ReportId equals report.Id
                              join entry in db.AuditEntries on evidence.Id.ToString() equals entry.EntityId
                              where evidence.RemovedAt == null && report.ProgramId == program && (own == null || report.SchoolId == own)
                                  && entry.Entity == "execution_evidence" && entry.Kind == ChangeKind.Added
                              select new { evidence.Id, entry.UserRole }).ToListAsync(ct);
        var reviewed = await (from report in db.ExecutionReports.AsNoTracking()
                              join entry in db.AuditEntries on report.Id.ToString() equals entry.EntityId
                              where report.ProgramId == program && (own == null || report.SchoolId == own) && report.ReviewedBy != null
                                  && db.ExecutionEvidence.Any(e => e.ReportId == report.Id && e.RemovedAt == null)
                                  && entry.Entity == "execution_reports" && entry.UserId == report.ReviewedBy
                              orderby entry.At
                              select new { report.Id, entry.UserRole }).ToListAsync(ct);
        return new EvidenceRoles(
            attached.GroupBy(a => a.Id).ToDictionary(a => a.Key, a => a.First().UserRole),
            reviewed.GroupBy(r => r.Id).ToDictionary(r => r.Key, r => r.Last().UserRole));
    }
}
