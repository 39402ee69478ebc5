using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>Where an answer comes from, so that every number leads back to what a school wrote.</summary>
public sealed record AnswerSource(Guid CampaignId, string Campaign, string Period, bool IsAccepted);

/// <summary>What schools answered in a year.</summary>
/// <param name="Of">By school and question: the newest counted answer. Class answers are summed to the school.</param>
public sealed record YearAnswers(IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, Answer>> Of, IReadOnlyDictionary<(Guid School, string Question), AnswerSource> Sources)
{
    private static readonly IReadOnlyDictionary<string, Answer> Nothing = new Dictionary<string, Answer>();

    public IReadOnlyDictionary<string, Answer> School(Guid school) => Of.GetValueOrDefault(school, Nothing);
}

/// <summary>Counted answers of schools, by academic year: submitted or accepted, in collections that were opened and not cancelled.</summary>
public sealed class AnswersReader(AppDbContext db)
{
    /// <param name="questions">Codes of questions; others are not read.</param>
    public async Task<YearAnswers> ReadAsync(AcademicYear year, IReadOnlyCollection<string> questions, CancellationToken ct)
    {
        var campaigns = (await db.Campaigns.AsNoTracking().Where(c => c.State == CampaignState.Open || c.State == CampaignState.Closed)
                .Select(c => new { c.Id, c.Title, c.Period }).ToListAsync(ct))
            .Select(c => (c.Id, c.Title, Period: MonitoringPeriod.TryParse(c.Period, out var period) ? period : default))
            .Where(c => c.Period != default && c.Period.Academic == year).ToDictionary(c => c.Id);
        if (campaigns.Count == 0)
            return new YearAnswers(new Dictionary<Guid, IReadOnlyDictionary<string, Answer>>(), new Dictionary<(Guid, string), AnswerSource>());
        var ids = campaigns.Keys.ToList();
        var rows = await (from answer in db.FormAnswers.AsNoTracking()
                          join submission in db.Submissions.AsNoTracking() on answer.SubmissionId equals submission.Id
                          where ids.Contains(submission.CampaignId) && submission.SchoolId != null && submission.LeftOn == null && questions.Contains(answer.Question)
                              && (submission.State == SubmissionState.Submitted || submission.State == SubmissionState.Accepted) && answer.State != AnswerState.Empty
                          select new { answer.Question, answer.ClassName, answer.State, answer.Number, answer.Text, submission.CampaignId, SchoolId = submission.SchoolId!.Value, IsAccepted = submission.State == SubmissionState.Accepted }).ToListAsync(ct);
        var of = new Dictionary<Guid, Dictionary<string, Answer>>();
        var sources = new Dictionary<(Guid, string), AnswerSource>();
        foreach (var group in rows.GroupBy(r => (r.SchoolId, r.Question)))
        {
            var newest = group.GroupBy(r => r.CampaignId).OrderByDescending(g => campaigns[g.Key].Period).First();
            var answers = newest.Select(r => FormAnswer.AnswerOf(r.State, r.Number, r.Text)).ToArray();
            if (!of.TryGetValue(group.Key.SchoolId, out var school))
                of[group.Key.SchoolId] = school = [];
            school[group.Key.Question] = newest.First().ClassName.Length == 0 ? answers[0] : Sum(answers);
            var campaign = campaigns[newest.Key];
            sources[group.Key] = new AnswerSource(campaign.Id, campaign.Title, campaign.Period.Title, newest.First().IsAccepted);
        }
        return new YearAnswers(of.ToDictionary(p => p.Key, p => (IReadOnlyDictionary<string, Answer>)p.Value), sources);
    }

    // Classes where a question does not apply add nothing; where it applies nowhere, it does not apply to the school.
    private static Answer Sum(Answer[] classes) =>
        classes.All(a => a.State == AnswerState.NotApplicable) ? Answer.NotApplicable : Answer.Of(classes.Sum(a => a.Number ?? 0));
}
