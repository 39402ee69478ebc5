using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>One school's submission with all that its pages and checks need.</summary>
/// <param name="School">Null for the department itself.</param>
/// <param name="Forms">The campaign's forms in order, whole; what concerns the school is decided with the answers.</param>
/// <param name="Rows">Answers by place, also those that no form of the campaign asks any more.</param>
public sealed record SubmissionView(
    CampaignRow Campaign, SubmissionRow Submission, School? School, IReadOnlyList<FormDefinition> Forms, IReadOnlyDictionary<AnswerKey, FormAnswer> Rows,
    FormAnswers Answers, DateOnly Today)
{
    /// <summary>Of all forms, gaps included; a field whose text could not be read has an error instead of a gap.</summary>
    public IReadOnlyList<FieldFinding> Findings { get; } = FindingsOf(Forms, Rows, Answers);

    /// <summary>Questions are asked by class, and the school has named no class yet.</summary>
    public bool LacksClasses => Answers.LacksClasses(Forms.SelectMany(form => form.QuestionsFor(Answers.Traits, Answers.Answers)));

    public string? WhyNotEditable => Submission.Rules.WhyNotEditable(Campaign.Rules, Today);

    public IReadOnlyList<string> Blockers => Submission.Rules.BlockersToSubmitting(Campaign.Rules, Findings, Answers, Today);

    public FormProgress ProgressOf(FormDefinition form) => FormProgress.Of(form, Answers);

    private static List<FieldFinding> FindingsOf(IReadOnlyList<FormDefinition> forms, IReadOnlyDictionary<AnswerKey, FormAnswer> rows, FormAnswers answers)
    {
        var findings = new List<FieldFinding>();
        foreach (var finding in forms.SelectMany(form => FormChecks.Of(form, answers)).DistinctBy(f => (f.Field, f.Code)))
        {
            var unread = rows.GetValueOrDefault(finding.Field) is { Typed: { Length: > 0 } typed } && finding.Code == FormChecks.NoAnswer
                && forms.Select(form => form.Find(finding.Field.Question)).FirstOrDefault(q => q is not null) is { } question
                ? AnswerReader.Read(question, typed).Problem : null;
            findings.Add(unread is null ? finding : finding with { Code = "unread", Message = unread });
        }
        return findings;
    }
}

/// <summary>Reads submissions. A school's people reach only that of their own school, and only once the campaign is open.</summary>
public sealed class SubmissionReader(AppDbContext db, CampaignService campaigns, LatestList list, TenantClock clock)
{
    /// <summary>Null when there is no such submission for the actor.</summary>
    /// <param name="schoolId">Null: the department's own.</param>
    public async Task<SubmissionView?> ReadAsync(Guid campaignId, Guid? schoolId, CancellationToken ct)
    {
        if (db.Actor.SchoolId is { } own && own != schoolId)
            return null;
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == campaignId && (!db.Actor.IsSchool || c.State != CampaignState.Draft), ct);
        if (campaign is null || await db.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.CampaignId == campaignId && s.SchoolId == schoolId, ct) is not { } submission)
            return null;
        var school = schoolId is null ? null : await db.Schools.AsNoTracking().SingleAsync(s => s.Id == schoolId, ct);
        var today = await clock.TodayAsync(ct);
        if (!submission.Rules.Counts)
            submission.LeaveWith(school?.ClosedOn, today);
        var rows = await db.FormAnswers.AsNoTracking().Where(a => a.SubmissionId == submission.Id).ToListAsync(ct);
        var answers = new FormAnswers(
            await TraitsAsync(school, campaign, ct), rows.ToDictionary(a => a.Key, a => a.Answer), submission.ClassNames,
            await PreviousAsync(campaign, schoolId, ct), rows.Where(a => a.Comment.Length > 0).Select(a => a.Key).ToHashSet());
        return new SubmissionView(campaign, submission, school, await campaigns.DefinitionsAsync(campaignId, ct), rows.ToDictionary(a => a.Key), answers, today);
    }

    /// <summary>
    /// The newest counted answer to each question from campaigns that speak of an earlier day (<see cref="MonitoringPeriod.DayOf"/>), or of the same day and
    /// were opened first: what a form is prefilled with and compared to, so that a number is entered once.
    /// </summary>
    public async Task<IReadOnlyDictionary<AnswerKey, Answer>> PreviousAsync(CampaignRow campaign, Guid? schoolId, CancellationToken ct)
    {
        var asked = (DayOf(campaign.Period, campaign.OpensOn), campaign.OpensOn);
        var earlier = (await (from submission in db.Submissions.AsNoTracking()
                              join other in db.Campaigns.AsNoTracking() on submission.CampaignId equals other.Id
                              where submission.SchoolId == schoolId && submission.LeftOn == null && other.Id != campaign.Id
                                  && (submission.State == SubmissionState.Submitted || submission.State == SubmissionState.Accepted)
                                  && (other.State == CampaignState.Open || other.State == CampaignState.Closed)
                              select new { submission.Id, other.Period, other.OpensOn }).ToListAsync(ct))
            .Select(e => (e.Id, Asked: (DayOf(e.Period, e.OpensOn), e.OpensOn))).ToList();
        var ids = earlier.Where(e => e.Asked.CompareTo(asked) <= 0).OrderBy(e => e.Asked).Select(e => e.Id).ToList();
        if (ids.Count == 0)
            return new Dictionary<AnswerKey, Answer>();
        var rows = await db.FormAnswers.AsNoTracking().Where(a => ids.Contains(a.SubmissionId) && a.State != AnswerState.Empty).ToListAsync(ct);
        var previous = new Dictionary<AnswerKey, Answer>();
        foreach (var row in rows.OrderBy(r => ids.IndexOf(r.SubmissionId)))
            previous[row.Key] = row.Answer;
        return previous;
    }

    private static DateOnly DayOf(string key, DateOnly opensOn) => MonitoringPeriod.TryParse(key, out var period) ? period.DayOf(opensOn) : DateOnly.MinValue;

    private async Task<SchoolTraits> TraitsAsync(School? school, CampaignRow campaign, CancellationToken ct)
    {
        if (school is null)
            return SchoolTraits.Department;
        var (from, to) = MonitoringPeriod.TryParse(campaign.Period, out var period) ? (period.FirstDay, period.LastDay) : (campaign.OpensOn, campaign.Deadline);
        var groups = await db.SchoolGroups.AsNoTracking().Where(g => g.SchoolId == school.Id && g.FromDate <= to && (g.ToDate == null || g.ToDate >= from))
            .Select(g => g.GroupCode).ToListAsync(ct);
        var codes = groups.ToHashSet();
        return SchoolTraits.Of(school.TeachesBasic, school.TeachesSecondary, school.IsUrban, codes,
            codes.Any(code => code.StartsWith(SchoolTraits.LowResults, StringComparison.Ordinal)) || (await list.SchoolsAsync(ct)).Contains(school.Id));
    }
}
