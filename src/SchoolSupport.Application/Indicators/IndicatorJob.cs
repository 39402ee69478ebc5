using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Jobs;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;

namespace SchoolSupport.Application.Indicators;

/// <summary>Computes the tenant's indicators in the background.</summary>
public sealed class IndicatorJob(AppDbContext db, IndicatorEngine engine, TenantClock clock) : IJobHandler
{
    public const string KindName = "compute-indicators";

    public string Kind => KindName;

    public async Task RunAsync(Guid subjectId, string payload, CancellationToken ct)
    {
        // What waits was asked for by changes that are stored already: this computation answers them all, and the former ones are answered.
        await db.Jobs.Where(job => job.SubjectId == db.TenantId && job.Kind == KindName && (job.Status == JobStatus.Waiting || job.Status == JobStatus.Done)).ExecuteDeleteAsync(ct);
        await engine.RunAsync(db.TenantId, AcademicYear.Of(await clock.TodayAsync(ct)), db.Actor, ct);
    }

    // The failed job itself says it where the values are shown.
    public Task FailAsync(Guid subjectId, string failureId, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>
/// Asks for a computation in the same transaction as the change that makes the stored values old, whoever makes it: as long as the job is not done, pages
/// know that the stored values do not hold.
/// </summary>
public sealed class IndicatorChanges(TimeProvider clock) : SaveChangesInterceptor
{
    /// <summary>Several changes in a row are answered by one computation.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is AppDbContext { Actor.TenantId: not null } db && db.ChangeTracker.Entries().Any(Decides))
        {
            var job = db.Jobs.Add(new Job
            {
                Kind = IndicatorJob.KindName, SubjectId = db.TenantId, RunAfter = clock.GetUtcNow() + Pause, CreatedBy = db.Actor.UserId, CreatedRole = db.Actor.Role, CreatedAt = clock.GetUtcNow(),
            });
            job.Property(AppDbContext.TenantIdProperty).CurrentValue = db.TenantId;
        }
        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    private static bool Decides(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity switch
    {
        SchoolResult or AbsenceConfirmation or Procedure or ProcedureYear or SchoolGroup or ProgramParticipant or ManualDecision or StoredIndicator or StoredContextRules or StoredRiskRules or RiskRun => true,
        School => Touches(entry, nameof(School.TeachesBasic), nameof(School.TeachesSecondary), nameof(School.IsUrban), nameof(School.OpenedOn), nameof(School.ClosedOn)),
        SupportProgram => Touches(entry, nameof(SupportProgram.RemovedAt)),
        IdentificationRun => entry.State == EntityState.Modified && Touches(entry, nameof(IdentificationRun.ApprovedAt)),
        CampaignRow => Touches(entry, nameof(CampaignRow.State), nameof(CampaignRow.Period)),
        // What a school writes into a draft counts only once it is handed in.
        SubmissionRow row => (entry.State == EntityState.Added && row.State is SubmissionState.Submitted or SubmissionState.Accepted)
            || (entry.State == EntityState.Modified && Touches(entry, nameof(SubmissionRow.State), nameof(SubmissionRow.LeftOn))),
        _ => false,
    };

    private static bool Touches(EntityEntry entry, params string[] properties) => entry.State != EntityState.Modified || properties.Any(name => entry.Property(name).IsModified);
}
