using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Home;

/// <summary>How many things wait for this person, by one command. What the role may not do does not wait for it.</summary>
public sealed class AttentionQueries(AppDbContext db, CurrentActor actor, TenantClock clock, PageYear year, ListFreshness freshness)
{
    private AttentionCounts? counted;

    public async Task<AttentionCounts> CountsAsync(CancellationToken ct) => counted ??= actor.IsSchool
        ? await SchoolAsync(actor.SchoolId!.Value, ct)
        : await DepartmentAsync(ct);

    /// <summary>Uploads that cannot go on without a person.</summary>
    public IQueryable<Upload> Waiting() => db.Uploads.AsNoTracking().VisibleTo(actor)
        .Where(u => u.Status == UploadStatus.NeedsAnswers || u.Status == UploadStatus.Preview || u.Status == UploadStatus.Failed);

    /// <summary>Deliveries that were returned with a comment and not delivered again.</summary>
    public IQueryable<Upload> Returned() => db.Uploads.AsNoTracking().VisibleTo(actor)
        .Where(u => u.Status == UploadStatus.Returned
            && !db.Uploads.Any(v => v.SchoolId == u.SchoolId && v.Status == UploadStatus.Committed && v.CommittedAt > u.ReturnedAt));

    /// <summary>Reports on measures that wait for somebody's word, or came back with one.</summary>
    private IQueryable<ExecutionReport> Reports(ReportReview review) => db.ExecutionReports.AsNoTracking().VisibleTo(actor)
        .Where(r => r.Review == review && db.SupportPrograms.Any(p => p.Id == r.ProgramId && p.RemovedAt == null));

    /// <summary>Forms of running collections in some states; of the own school, for its people.</summary>
    private IQueryable<SubmissionRow> Forms(params SubmissionState[] states) => db.Submissions.AsNoTracking()
        .Where(s => states.Contains(s.State) && s.LeftOn == null && (!actor.IsSchool || s.SchoolId == actor.SchoolId)
            && db.Campaigns.Any(c => c.Id == s.CampaignId && c.State == CampaignState.Open));

    /// <summary>Schools that taught the grades of the procedures in the year and have no result of it.</summary>
    public IQueryable<School> NotDelivered(AcademicYear of)
    {
        var (first, last, start) = (of.FirstDay, of.LastDay, of.StartYear);
        return db.Schools.AsNoTracking().Where(s => (s.TeachesBasic || s.TeachesSecondary)
            && (s.OpenedOn == null || s.OpenedOn <= last) && (s.ClosedOn == null || s.ClosedOn > first)
            && !db.Results.Any(r => r.IsCurrent && r.Year == start && r.SchoolId == s.Id));
    }

    private async Task<AttentionCounts> SchoolAsync(Guid own, CancellationToken ct)
    {
        var start = year.OfResults.StartYear;
        var (waiting, returned, reports) = (Waiting(), Returned(), Reports(ReportReview.Returned));
        var forms = Forms(SubmissionState.NotStarted, SubmissionState.Draft, SubmissionState.Returned);
        return await db.Tenants.AsNoTracking().Select(_ => new AttentionCounts
        {
            Waiting = waiting.Count(),
            Returned = returned.Count(),
            ReportsReturned = reports.Count(),
            Forms = forms.Count(),
            NotDelivered = db.Results.Any(r => r.IsCurrent && r.Year == start) && !db.Results.Any(r => r.IsCurrent && r.Year == start && r.SchoolId == own) ? 1 : 0,
        }).SingleAsync(ct);
    }

    private async Task<AttentionCounts> DepartmentAsync(CancellationToken ct)
    {
        var (of, start) = (year.OfResults, year.OfResults.StartYear);
        var isOver = of.LastDay < await clock.TodayAsync(ct);
        var (waiting, returned, notDelivered, discrepancies, reports) = (Waiting(), Returned(), NotDelivered(of), Discrepancies(start), Reports(ReportReview.Submitted));
        var forms = Forms(SubmissionState.Submitted);
        var latest = db.IdentificationRuns.Where(r => r.Year == start).OrderByDescending(r => r.Number).Take(1);
        var changes = ListFreshness.ChangesSince(db, latest);
        var read = await db.Tenants.AsNoTracking().Select(_ => new
        {
            Waiting = waiting.Count(),
            Unmatched = waiting.Count(u => u.UnmatchedCount > 0),
            Returned = returned.Count(),
            HasResults = db.Results.Any(r => r.IsCurrent && r.Year == start),
            NotDelivered = notDelivered.Count(),
            RunId = latest.Select(r => (Guid?)r.Id).FirstOrDefault(),
            ApprovedAt = latest.Select(r => r.ApprovedAt).FirstOrDefault(),
            LastChange = changes.Select(e => (Guid?)e.Id).FirstOrDefault(),
            Discrepancies = discrepancies.Count(),
            ToConfirm = reports.Count(),
            Forms = forms.Count(),
        }).SingleAsync(ct);
        var needsRun = read.HasResults && (actor.May(Permissions.IdentificationRun) || actor.May(Permissions.IdentificationApprove))
            && (read.RunId is not { } run || await freshness.IsOutdatedAsync(of, run, read.LastChange, ct));
        return new AttentionCounts
        {
            Waiting = actor.May(Permissions.ResultsUpload) ? read.Waiting : 0,
            Unmatched = actor.May(Permissions.ResultsUpload) ? read.Unmatched : 0,
            Returned = actor.May(Permissions.ResultsReturn) ? read.Returned : 0,
            NotDelivered = actor.May(Permissions.ResultsReturn) && (read.HasResults || isOver) ? read.NotDelivered : 0,
            RunNeeded = actor.May(Permissions.IdentificationRun) && needsRun ? 1 : 0,
            HasRun = read.RunId is not null,
            Discrepancies = actor.May(Permissions.IdentificationDecide) || actor.May(Permissions.FederalListEdit) ? read.Discrepancies : 0,
            ToConfirm = actor.May(Permissions.ExecutionReview) ? read.ToConfirm : 0,
            Forms = actor.May(Permissions.MonitoringCollect) ? read.Forms : 0,
            ToApprove = actor.May(Permissions.IdentificationApprove) && read.RunId is not null && read.ApprovedAt is null && !needsRun ? 1 : 0,
        };
    }

    /// <summary>Schools on which the latest calculation and the federal list of the year contradict each other.</summary>
    public IQueryable<DiscrepancyRow> Discrepancies(int start)
    {
        var run = db.IdentificationRuns.Where(r => r.Year == start).OrderByDescending(r => r.Number).Select(r => r.Id).Take(1);
        var list = db.FederalLists.Where(l => l.Year == start && l.IsCurrent).Select(l => l.Id);
        return db.Verdicts.AsNoTracking()
            .Where(v => run.Contains(v.RunId) && list.Any()
                && !db.ManualDecisions.Any(d => d.SchoolId == v.SchoolId && d.Year == start && d.WithdrawnAt == null))
            .Select(v => new
            {
                v.SchoolId, v.SchoolName, v.Verdict,
                IsListed = db.FederalListEntries.Any(e => list.Contains(e.ListId) && e.SchoolId == v.SchoolId),
            })
            .Where(d => (d.Verdict == (short)Verdict.Included && !d.IsListed) || (d.Verdict == (short)Verdict.NotIncluded && d.IsListed))
            .OrderBy(d => d.SchoolName)
            .Select(d => new DiscrepancyRow(d.SchoolId, d.SchoolName, d.IsListed));
    }
}

/// <param name="IsListed">Stands on the federal list.</param>
public sealed record DiscrepancyRow(Guid SchoolId, string SchoolName, bool IsListed);

/// <summary>The figures of the home page; <see cref="Total"/> is the number beside «Входящие».</summary>
public sealed record AttentionCounts
{
    public int Waiting { get; init; }

    /// <summary>Of the waiting uploads, those with schools that are not in the register.</summary>
    public int Unmatched { get; init; }
    public int Returned { get; init; }
    public int NotDelivered { get; init; }
    public int RunNeeded { get; init; }
    public bool HasRun { get; init; }
    public int Discrepancies { get; init; }
    public int ToApprove { get; init; }

    /// <summary>Reports on measures that wait for the department's word.</summary>
    public int ToConfirm { get; init; }

    /// <summary>Reports of the own school that came back with a comment.</summary>
    public int ReportsReturned { get; init; }

    /// <summary>Forms of collections: of a school those to fill, of the department those to check.</summary>
    public int Forms { get; init; }
    public int Total => Waiting + Returned + NotDelivered + RunNeeded + Discrepancies + ToApprove + ToConfirm + ReportsReturned + Forms;
}
