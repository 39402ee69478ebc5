using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>
/// Collections of the demonstration: three years of context and risks and one whole year of the calendar, closed, and one that runs now. Answers are made up
/// from the school's size and a number that is the same at every seeding; the director's school has its form half filled.
/// </summary>
/// <param name="last">The newest year that has results.</param>
/// <param name="ownSchool">Of the director and the operator.</param>
internal sealed class DemoCampaigns(IServiceProvider services, int last, Guid ownSchool, DemoRisks risks, CancellationToken ct)
{
    private const int YearsOfContext = 3;

    private static readonly string[] EveryYear = ["social-passport", "risk-october"];

    /// <summary>What the values of the last year are compared with.</summary>
    private static readonly string[] TwoYears = ["shnor-september", "staff-september", "year-results", "prevention"];

    private readonly AppDbContext db = services.GetRequiredService<AppDbContext>();

    public async Task FillAsync()
    {
        if (await db.Campaigns.AnyAsync(ct))
            return;
        var today = await services.GetRequiredService<TenantClock>().TodayAsync(ct);
        var schools = await db.Schools.AsNoTracking().OrderBy(s => s.SortName).ToListAsync(ct);
        foreach (var planned in Enumerable.Range(last - YearsOfContext + 1, YearsOfContext + 1).SelectMany(Planned).Where(planned => planned.Deadline.AddDays(7) < today))
            await CloseAsync(planned, [.. schools.Where(s => s.ExistedIn(planned.Period.Academic))]);
        await RunningAsync(today, schools);
    }

    /// <summary>What was held in a year; answers by class are left to whoever tries them out.</summary>
    private IEnumerable<PlannedCampaign> Planned(int start) => CampaignPreset.CalendarOf(new AcademicYear(start)).Where(planned => planned.Preset.Code != "context-quarter" && (
        EveryYear.Contains(planned.Preset.Code) || start == last || (start == last - 1 && TwoYears.Contains(planned.Preset.Code))
        // The autumn and the half-years that look at the last year's results.
        || (start == last + 1 && planned.Preset.Templates.Contains("three-directions"))));

    /// <summary>A collection of the past as it stands now: accepted by the department, closed after its last day.</summary>
    private async Task CloseAsync(PlannedCampaign planned, IReadOnlyList<School> schools)
    {
        var id = await CreateAsync(planned.Title, planned.Preset.Code, planned.Period, planned.Opens, planned.Deadline, planned.Preset, schools);
        var campaign = await db.Campaigns.SingleAsync(c => c.Id == id, ct);
        var closed = At(planned.Deadline.AddDays(3));
        (campaign.State, campaign.OpenedAt, campaign.ClosedAt) = (CampaignState.Closed, At(planned.Opens), closed);
        foreach (var row in await db.Submissions.Where(s => s.CampaignId == id).ToListAsync(ct))
        {
            var school = schools.FirstOrDefault(s => s.Id == row.SchoolId);
            if (school is not null && risks.IsSilent(school, planned.Preset.Forms, planned.Period.Academic))
                continue;
            (row.State, row.SubmittedAt, row.DecidedAt) = (SubmissionState.Accepted, At(planned.Deadline.AddDays(-2)), closed);
            Answer(row, school, planned.Preset, planned.Period, 1);
        }
        await db.SaveAsync("monitoring.campaign-closed", ct);
        // What is stored need not be looked through again at every save to come.
        db.ChangeTracker.Clear();
    }

    private async Task RunningAsync(DateOnly today, IReadOnlyList<School> schools)
    {
        var (preset, period) = (CampaignPreset.Find("risk-october")!, MonitoringPeriod.OfMonth(today.Year, today.Month));
        var open = schools.Where(s => s.ClosedOn is null || s.ClosedOn > today).ToList();
        // At the end of October the one of the calendar is over already; what runs stands beside it.
        var isCalendars = await services.GetRequiredService<CampaignService>().StartedAsync(preset.Code, period.Key, ct) is null;
        var id = await CreateAsync($"{preset.Title}, {period.Title}", isCalendars ? preset.Code : null, period, today.AddDays(-5), today.AddDays(9), preset, open);
        var campaign = await db.Campaigns.SingleAsync(c => c.Id == id, ct);
        (campaign.State, campaign.OpenedAt) = (CampaignState.Open, At(today.AddDays(-5)));
        foreach (var (row, place) in (await db.Submissions.Where(s => s.CampaignId == id).ToListAsync(ct)).OrderBy(s => open.FindIndex(o => o.Id == s.SchoolId)).Select((row, place) => (row, place)))
        {
            row.State = row.SchoolId == ownSchool ? SubmissionState.Draft : (place % 5) switch
            {
                0 => SubmissionState.Accepted, 1 => SubmissionState.Submitted, 2 => SubmissionState.NotStarted, 3 => SubmissionState.Returned, _ => SubmissionState.Draft,
            };
            if (row.State is SubmissionState.Accepted or SubmissionState.Submitted or SubmissionState.Returned)
                row.SubmittedAt = At(today.AddDays(-1));
            if (row.State != SubmissionState.NotStarted)
                Answer(row, open.First(s => s.Id == row.SchoolId), preset, period, row.State == SubmissionState.Draft ? 0.5 : 1);
            if (row.State == SubmissionState.Returned && db.FormAnswers.Local.FirstOrDefault(a => a.SubmissionId == row.Id && a.Question == "teachers-36h") is { } doubtful)
                row.Remarks = ProgramJson.Write<IReadOnlyList<FieldRemark>>([new FieldRemark(doubtful.Key, "Сверьте с тарификацией: по ней учителей с такой нагрузкой больше.", doubtful.Answer)]);
        }
        await db.SaveAsync("monitoring.campaign-opened", ct);
    }

    private Task<Guid> CreateAsync(string title, string? code, MonitoringPeriod period, DateOnly opens, DateOnly deadline, CampaignPreset preset, IReadOnlyList<School> schools) =>
        services.GetRequiredService<CampaignService>().CreateAsync(
            new NewCampaign(title, code, period, opens, deadline, true, preset.Instruction, preset.Forms,
                preset.Audience == CampaignAudience.Department ? [] : [.. schools.Select(s => s.Id)], preset.Audience == CampaignAudience.Department), ct);

    /// <param name="school">Null: the department answers.</param>
    /// <param name="share">0…1: how many of the questions are answered.</param>
    private void Answer(SubmissionRow row, School? school, CampaignPreset preset, MonitoringPeriod period, double share)
    {
        var answers = new Dictionary<AnswerKey, Answer>();
        var traits = school is null ? SchoolTraits.Department : new SchoolTraits(school.TeachesBasic, school.TeachesSecondary, school.IsUrban, new HashSet<string>());
        foreach (var form in preset.Forms.Select(code => FormPresets.Find(code)!))
            foreach (var question in form.Questions.Where(q => q.Scope == (school is null ? QuestionScope.Municipality : QuestionScope.School) && FormDefinition.Concerns(q, traits, answers)))
                answers.TryAdd(new AnswerKey(question.Code), school is null ? DemoAnswers.OfTheDepartment(question, period.Academic) : DemoAnswers.OfSchool(form, question, school, period.Academic, risks, answers));
        db.FormAnswers.AddRange(answers.Take((int)Math.Ceiling(answers.Count * share)).Select(pair => new FormAnswer
        {
            SubmissionId = row.Id, Question = pair.Key.Question, State = pair.Value.State, Number = pair.Value.Number, Text = pair.Value.Text, RecordedAt = row.SubmittedAt ?? db.Now,
        }));
    }

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);
}
