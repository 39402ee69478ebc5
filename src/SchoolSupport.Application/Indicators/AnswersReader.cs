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
        var campaigns = (await db.Campaigns.AsNoTracking().Where(c => c.State == CampaignState.Open || c.State == CampaignState.Closed)
                .Select(c => new { c.Id, c.Title, c.Period, c.OpensOn }).ToListAsync(ct))
            .Select(c => new OpenedCampaign(c.Id, c.Title, MonitoringPeriod.TryParse(c.Period, out var period) ? period : default, c.OpensOn))
            .Where(c => c.Period != default && c.Period.Academic.StartYear >= first.StartYear && c.Period.Academic.StartYear <= last.StartYear).ToList();
        if (campaigns.Count == 0)
            return new MonitoringAnswers([], []);
        var ids = campaigns.ConvertAll(c => c.Id);
        var counted = db.Submissions.AsNoTracking().Where(s => ids.Contains(s.CampaignId) && s.SchoolId != null && s.LeftOn == null
            && (s.State == SubmissionState.Submitted || s.State == SubmissionState.Accepted));
        var rows = await (from submission in counted
                          join answer in db.FormAnswers.AsNoTracking() on submission.Id equals answer.SubmissionId
                          where questions.Contains(answer.Question) && answer.State != AnswerState.Empty
                          select new { submission.CampaignId, SchoolId = submission.SchoolId!.Value, submission.State, answer.Question, answer.ClassName, Given = answer.State, answer.Number, answer.Text }).ToListAsync(ct);
        var forms = await (from submission in counted
                           join listed in db.CampaignForms.AsNoTracking() on submission.CampaignId equals listed.CampaignId
                           join form in db.FormVersions.AsNoTracking() on listed.FormId equals form.Id
                           select new { submission.CampaignId, SchoolId = submission.SchoolId!.Value, form.Code }).ToListAsync(ct);
        var given = new MonitoringAnswers(campaigns, forms.Select(f => new HandedForm(f.CampaignId, f.SchoolId, f.Code)));
        foreach (var r in rows)
            given.Add(new CountedAnswer(r.CampaignId, r.SchoolId, r.Question, r.ClassName, FormAnswer.AnswerOf(r.Given, r.Number, r.Text), r.State == SubmissionState.Accepted));
        return given;
    }
}
