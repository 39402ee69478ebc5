using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Mail;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Indicators;

/// <summary>Collections of a year and of a school, and one collection school by school.</summary>
public sealed class CampaignQueries(AppDbContext db, CampaignService campaigns, FormCatalogue forms, LatestList listed, TenantClock clock, PageYear year, IOptions<MailOptions> mail)
{
    /// <summary>What stands in the list: collections whose period lies in the year, and what the calendar has besides.</summary>
    public async Task<CampaignsPage> ListAsync(CancellationToken ct)
    {
        var today = await clock.TodayAsync(ct);
        year.Usual = Shown(today);
        var rows = (await db.Campaigns.AsNoTracking().OrderByDescending(c => c.OpensOn).ToListAsync(ct)).Where(c => AcademicYear.Of(c.OpensOn) == Shown(today)).ToList();
        var ids = rows.ConvertAll(c => c.Id);
        var found = await (from submission in db.Submissions.AsNoTracking()
                           join school in db.Schools.AsNoTracking() on submission.SchoolId equals school.Id into schools
                           from school in schools.DefaultIfEmpty()
                           where ids.Contains(submission.CampaignId)
                           select new { submission, ClosedOn = school == null ? null : school.ClosedOn }).ToListAsync(ct);
        foreach (var row in found.Where(r => !r.submission.Rules.Counts))
            row.submission.LeaveWith(row.ClosedOn, today);
        var submissions = found.ToLookup(r => r.submission.CampaignId, r => r.submission);
        var started = rows.Where(c => c.State != CampaignState.Cancelled).Select(c => (c.PresetCode, c.Period)).ToHashSet();
        return new CampaignsPage(Shown(today), today,
            [.. rows.Select(c => new CampaignLine(c, CampaignProgress.Of(c.Rules, [.. submissions[c.Id].Select(s => s.Rules)], today)))],
            [.. CampaignPreset.CalendarOf(Shown(today)).Where(p => !started.Contains((p.Preset.Code, p.Period.Key)))], db.Actor.May(Permissions.MonitoringCollect));
    }

    /// <summary>What is collected from one school, the most urgent first.</summary>
    public async Task<SchoolCampaignsPage> OfSchoolAsync(Guid schoolId, CancellationToken ct)
    {
        var today = await clock.TodayAsync(ct);
        var rows = await (from submission in db.Submissions.AsNoTracking()
                          join campaign in db.Campaigns.AsNoTracking() on submission.CampaignId equals campaign.Id
                          where submission.SchoolId == schoolId && campaign.State != CampaignState.Draft
                          select new { campaign, submission }).ToListAsync(ct);
        var lines = rows.Select(r => new SchoolCampaignLine(r.campaign, r.submission.Rules, r.submission.Rules.DueIn(r.campaign.Rules))).ToList();
        return new SchoolCampaignsPage(today,
            [.. lines.Where(l => l.IsOpen(today)).OrderBy(l => l.Due)], [.. lines.Where(l => !l.IsOpen(today)).OrderByDescending(l => l.Due)]);
    }

    public async Task<CampaignPage?> PageAsync(Guid id, string? show, CampaignDates? posted, CancellationToken ct)
    {
        if (await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } campaign)
            return null;
        var today = await clock.TodayAsync(ct);
        var rows = await (from submission in db.Submissions.AsNoTracking()
                          join school in db.Schools.AsNoTracking() on submission.SchoolId equals school.Id into schools
                          from school in schools.DefaultIfEmpty()
                          where submission.CampaignId == id
                          orderby school.SortName
                          select new { submission, Name = school == null ? null : school.ShortName, ClosedOn = school == null ? null : school.ClosedOn }).ToListAsync(ct);
        foreach (var row in rows.Where(r => !r.submission.Rules.Counts))
            row.submission.LeaveWith(row.ClosedOn, today);
        var answered = await (from answer in db.FormAnswers.AsNoTracking()
                              join submission in db.Submissions.AsNoTracking() on answer.SubmissionId equals submission.Id
                              where submission.CampaignId == id && answer.State != AnswerState.Empty
                              group answer by answer.SubmissionId into all
                              select new { all.Key, Count = all.Count() }).ToDictionaryAsync(a => a.Key, a => a.Count, ct);
        var lines = rows.Select(r => new SubmissionLine(r.submission, r.Name is null ? null : NaturalKey.Title(r.Name),
            r.submission.Rules.DueIn(campaign.Rules), r.submission.Rules.IsOverdue(campaign.Rules, today), r.submission.Rules.HasLeft(today), answered.GetValueOrDefault(r.submission.Id))).ToList();
        return new CampaignPage(campaign, await campaigns.DefinitionsAsync(id, ct), CampaignProgress.Of(campaign.Rules, [.. rows.Select(r => r.submission.Rules)], today),
            [.. lines.Where(l => CampaignWords.Shows(show, l))], lines.Count, show, today, posted ?? new CampaignDates { Deadline = campaign.Deadline, Version = campaign.Version },
            db.Actor.May(Permissions.MonitoringCollect)) { SendsLetters = mail.Value.IsOn && (await clock.TenantAsync(ct)).DigestEnabled };
    }

    /// <summary>The form of a new collection: filled from the calendar when one of its lines is started.</summary>
    public async Task<NewCampaignPage> NewAsync(string? preset, string? opens, CampaignForm? posted, CancellationToken ct)
    {
        var today = await clock.TodayAsync(ct);
        year.Usual = Shown(today);
        var planned = CampaignPreset.Find(preset ?? "")?.In(Shown(today)).FirstOrDefault(p => opens is null || p.Opens.ToString("yyyy-MM-dd", RussianText.Culture) == opens);
        var known = await forms.NewestAsync(ct);
        var schools = await db.Schools.AsNoTracking().Where(s => s.ClosedOn == null || s.ClosedOn > today).OrderBy(s => s.SortName).Select(s => new { s.Id, s.ShortName }).ToListAsync(ct);
        var groups = (await db.SchoolGroups.AsNoTracking().Where(g => g.FromDate <= today && (g.ToDate == null || g.ToDate >= today))
            .Select(g => new { g.SchoolId, g.GroupCode }).ToListAsync(ct)).ToLookup(g => g.SchoolId, g => g.GroupCode);
        var onList = await listed.SchoolsAsync(ct);
        var form = posted ?? CampaignForm.Of(planned, today, [.. schools.Where(s => planned is null || Asks(planned.Preset, groups[s.Id], onList.Contains(s.Id))).Select(s => s.Id)]);
        var started = form.Parsed is { } period ? await campaigns.StartedAsync(form.Preset, period.Key, ct) : null;
        return new NewCampaignPage(form, planned, started is { } row && row.Id != form.Id ? row : null, today,
            // What is marked comes first, in its order: schools get the forms as they stand here.
            [.. known.OrderBy(one => form.Forms.IndexOf(one.Code) is >= 0 and var place ? place : int.MaxValue)], [.. schools.Select(s => new AskedSchool(s.Id, NaturalKey.Title(s.ShortName), [.. groups[s.Id].Distinct()], onList.Contains(s.Id)))]);
    }

    private static bool Asks(CampaignPreset preset, IEnumerable<string> groups, bool isListed) => preset.Audience switch
    {
        CampaignAudience.AllSchools => true,
        CampaignAudience.Groups => groups.Any(g => preset.Groups!.Any(asked => g.StartsWith(asked, StringComparison.Ordinal))) || (isListed && preset.Groups!.Contains(SchoolTraits.LowResults)),
        _ => false,
    };

    // The year of the page's switch; collections of the running year are what people come for.
    private AcademicYear Shown(DateOnly today) => year.Chosen ?? AcademicYear.Of(today);
}

public sealed record CampaignsPage(AcademicYear Year, DateOnly Today, IReadOnlyList<CampaignLine> Rows, IReadOnlyList<PlannedCampaign> Planned, bool MayCollect)
{
    /// <summary>Of the calendar, what would be collected just now and was not begun.</summary>
    public bool IsTime(PlannedCampaign planned) => planned.Opens <= Today && Today <= planned.Deadline;
}

public sealed record CampaignLine(CampaignRow Row, CampaignProgress Progress);

public sealed record SchoolCampaignsPage(DateOnly Today, IReadOnlyList<SchoolCampaignLine> Open, IReadOnlyList<SchoolCampaignLine> Past)
{
    /// <summary>How many past ones stand unfolded.</summary>
    public const int Shown = 6;
}

public sealed record SchoolCampaignLine(CampaignRow Row, Submission Submission, DateOnly Due)
{
    public bool IsOpen(DateOnly today) => Row.State == CampaignState.Open && !Submission.HasLeft(today) && Submission.State != SubmissionState.Accepted;
}

/// <param name="School">Null for the department itself.</param>
public sealed record SubmissionLine(SubmissionRow Row, string? School, DateOnly Due, bool IsOverdue, bool HasLeft, int Answered);

public sealed record CampaignPage(
    CampaignRow Row, IReadOnlyList<FormDefinition> Forms, CampaignProgress Progress, IReadOnlyList<SubmissionLine> Lines, int Total, string? Show, DateOnly Today,
    CampaignDates Form, bool MayCollect)
{
    /// <summary>What pressing the button has just done; null: nothing.</summary>
    public RemindedSchools? Reminded { get; init; }
    public bool SendsLetters { get; init; }
    public string Path => $"/monitoring/campaigns/{Row.Id}";
}

/// <param name="Planned">The line of the calendar that it is made from; null: made by hand.</param>
/// <param name="Started">The collection that stands for this line of the calendar already.</param>
public sealed record NewCampaignPage(CampaignForm Form, PlannedCampaign? Planned, CampaignRow? Started, DateOnly Today, IReadOnlyList<FormDefinition> Known, IReadOnlyList<AskedSchool> Schools)
{
    public IEnumerable<SelectListItem> Periods => CampaignWords.Periods(Planned?.Period.Academic ?? AcademicYear.Of(Today), Form.Parsed);
}

public sealed record AskedSchool(Guid Id, string Title, IReadOnlyList<string> Groups, bool IsListed);
