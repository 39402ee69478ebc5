using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>Reads what indicators are computed from: a constant number of commands, whatever the schools, indicators and periods.</summary>
public sealed class MonitoringReader(AppDbContext db)
{
    // A period of September looks at the year that is over, and is compared with the same a year earlier.
    private const int YearsBack = 2;

    /// <param name="programId">Whose participants count as such.</param>
    /// <param name="from">The first year of the periods that will be asked for; <paramref name="to"/> is the last.</param>
    /// <param name="questions">Codes of questions beside those of the risk matrix; answers to others are not read.</param>
    public async Task<MonitoringArchive> ReadAsync(Guid programId, AcademicYear from, AcademicYear to, IEnumerable<string> questions, CancellationToken ct)
    {
        var (first, last) = (from.StartYear - YearsBack, to.StartYear);
        var schools = await db.Schools.AsNoTracking().OrderBy(school => school.SortName).ThenBy(school => school.Id).ToListAsync(ct);
        var groups = await db.SchoolGroups.AsNoTracking().ToListAsync(ct);
        var participants = await db.ProgramParticipants.AsNoTracking().Where(one => one.ProgramId == programId).ToListAsync(ct);
        return new MonitoringArchive(schools, groups, participants, await ResultsAsync(first, last, ct),
            await AnswersAsync(first, last, [.. questions.Concat(MonitoringArchive.QuestionsOfRisk).Distinct()], ct), await ListsAsync(first - 1, last, ct));
    }

    private async Task<MonitoringResults> ResultsAsync(int first, int last, CancellationToken ct)
    {
        var procedures = await db.Procedures.AsNoTracking().Select(p => new KnownProcedure(p.Id, p.Code, p.Family, p.Grade)).ToListAsync(ct);
        var results = await db.Results.AsNoTracking().Where(r => r.IsCurrent && r.Year >= first && r.Year <= last)
            .Select(r => new CurrentResult(r.SchoolId, r.ProcedureId, r.Year, r.Participants, r.Failed, r.Mark2, r.Mark3, r.Mark4, r.Mark5, r.ByPercent ? r.FailedPercent : null)).ToListAsync(ct);
        var notHeld = await db.ProcedureYears.AsNoTracking().Where(y => !y.WasHeld && y.Year >= first && y.Year <= last).Select(y => new { y.ProcedureId, y.Year }).ToListAsync(ct);
        var absences = await db.AbsenceConfirmations.AsNoTracking().Where(a => a.WithdrawnAt == null && a.Year >= first && a.Year <= last)
            .Select(a => new { a.SchoolId, a.ProcedureId, a.Year }).ToListAsync(ct);
        return new MonitoringResults(procedures, results, notHeld.Select(y => (y.ProcedureId, y.Year)).ToHashSet(), absences.Select(a => (a.SchoolId, a.ProcedureId, a.Year)).ToHashSet());
    }

    private async Task<MonitoringAnswers> AnswersAsync(int first, int last, List<string> questions, CancellationToken ct)
    {
        var campaigns = (await db.Campaigns.AsNoTracking().Where(c => c.State == CampaignState.Open || c.State == CampaignState.Closed)
                .Select(c => new { c.Id, c.Title, c.Period }).ToListAsync(ct))
            .Select(c => new OpenedCampaign(c.Id, c.Title, MonitoringPeriod.TryParse(c.Period, out var period) ? period : default))
            .Where(c => c.Period != default && c.Period.Academic.StartYear >= first && c.Period.Academic.StartYear <= last).ToList();
        var ids = campaigns.ConvertAll(c => c.Id);
        var counted = db.Submissions.AsNoTracking().Where(s => ids.Contains(s.CampaignId) && s.LeftOn == null
            && (s.State == SubmissionState.Submitted || s.State == SubmissionState.Accepted));
        var answers = await (from answer in db.FormAnswers.AsNoTracking()
                             join submission in counted on answer.SubmissionId equals submission.Id
                             where questions.Contains(answer.Question) && answer.State != AnswerState.Empty
                             select new { submission.CampaignId, submission.SchoolId, submission.State, answer.Question, answer.ClassName, Is = answer.State, answer.Number, answer.Text }).ToListAsync(ct);
        var forms = await (from submission in counted
                           join link in db.CampaignForms.AsNoTracking() on submission.CampaignId equals link.CampaignId
                           join form in db.FormVersions.AsNoTracking() on link.FormId equals form.Id
                           where submission.SchoolId != null
                           select new HandedForm(submission.CampaignId, submission.SchoolId!.Value, form.Code)).ToListAsync(ct);
        return new MonitoringAnswers(campaigns,
            answers.Select(a => new CountedAnswer(a.CampaignId, a.SchoolId ?? Guid.Empty, a.Question, a.ClassName, new Answer(a.Is, a.Number, a.Text), a.State == SubmissionState.Accepted)), forms);
    }

    private async Task<MonitoringLists> ListsAsync(int first, int last, CancellationToken ct)
    {
        var runs = (await db.IdentificationRuns.AsNoTracking().Where(r => r.ApprovedAt != null && r.Year >= first && r.Year <= last)
            .Select(r => new { r.Id, r.Year, r.Number }).ToListAsync(ct)).GroupBy(r => r.Year).ToDictionary(group => group.MaxBy(r => r.Number)!.Id, group => group.Key);
        var ids = runs.Keys.ToList();
        var verdicts = await db.Verdicts.AsNoTracking().Where(v => ids.Contains(v.RunId)).Select(v => new { v.RunId, v.SchoolId, v.Verdict, v.CriterionTwo }).ToListAsync(ct);
        var decisions = await db.ManualDecisions.AsNoTracking().Where(d => d.WithdrawnAt == null && d.Year >= first && d.Year <= last)
            .Select(d => new ListDecision(d.SchoolId, d.Year, d.IsIncluded, d.DecidedAt)).ToListAsync(ct);
        var byRun = verdicts.ToLookup(v => v.RunId);
        return new MonitoringLists(runs.ToDictionary(run => run.Value, run => (IReadOnlyDictionary<Guid, ListedVerdict>)byRun[run.Key]
            .ToDictionary(v => v.SchoolId, v => new ListedVerdict((Verdict)v.Verdict, (Ternary)v.CriterionTwo))), decisions);
    }
}
