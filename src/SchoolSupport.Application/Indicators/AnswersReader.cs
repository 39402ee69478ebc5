using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>Counted answers of schools, by academic year: submitted or accepted, in collections that were opened and not cancelled.</summary>
public sealed class AnswersReader(AppDbContext db)
{
    /// <param name="questions">Codes of questions; others are not read.</param>
    public async Task<MonitoringAnswers> ReadAsync(AcademicYear first, AcademicYear last, IReadOnlyCollection<string> questions, CancellationToken ct)
    {
        var opened = await db.Campaigns.AsNoTracking().Where(c => c.State == CampaignState.Open || c.State == CampaignState.Closed)
            .Select(c => new
            {
                c.Id, c.Title, c.Period, c.OpensOn,
                Forms = (from listed in db.CampaignForms where listed.CampaignId == c.Id join form in db.FormVersions on listed.FormId equals form.Id select form.Code).ToList(),
            }).ToListAsync(ct);
        var campaigns = opened.Select(c => MonitoringPeriod.TryParse(c.Period, out var period) ? new OpenedCampaign(c.Id, c.Title, period, c.OpensOn, c.Forms) : null).OfType<OpenedCampaign>()
            .Where(c => c.Year.StartYear >= first.StartYear && c.Year.StartYear <= last.StartYear).ToList();
        if (campaigns.Count == 0)
            return new MonitoringAnswers([], []);
        var ids = campaigns.ConvertAll(c => c.Id);
        var counted = db.Submissions.AsNoTracking().Where(s => ids.Contains(s.CampaignId) && s.SchoolId != null && s.LeftOn == null
            && (s.State == SubmissionState.Submitted || s.State == SubmissionState.Accepted));
        var given = new MonitoringAnswers(campaigns, (await counted.Select(s => new { s.Id, s.CampaignId, SchoolId = s.SchoolId!.Value, s.State, s.Classes }).ToListAsync(ct))
            .ConvertAll(s => new CountedSubmission(s.Id, s.CampaignId, s.SchoolId, s.State == SubmissionState.Accepted, SubmissionRow.NamesOf(s.Classes).Count)));
        var rows = await (from submission in counted
                          join answer in db.FormAnswers.AsNoTracking() on submission.Id equals answer.SubmissionId
                          where questions.Contains(answer.Question) && answer.State != AnswerState.Empty
                          select new { submission.Id, answer.Question, answer.ClassName, Given = answer.State, answer.Number, answer.Text }).ToListAsync(ct);
        foreach (var r in rows)
            given.Add(r.Id, r.Question, r.ClassName, FormAnswer.AnswerOf(r.Given, r.Number, r.Text));
        return given;
    }
}
