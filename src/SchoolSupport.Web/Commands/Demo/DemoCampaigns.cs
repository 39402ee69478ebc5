using System.Security.Cryptography;
using System.Text;
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
/// Collections of the demonstration: three closed years of context and risks, and one that runs now. Answers are made up from the school's size and a
/// number that is the same at every seeding; the director's school has its form half filled.
/// </summary>
internal sealed class DemoCampaigns(IServiceProvider services, IReadOnlyList<int> years, Guid ownSchool, CancellationToken ct)
{
    private static readonly string[] Yearly = ["social-passport", "risk-october"];

    private readonly AppDbContext db = services.GetRequiredService<AppDbContext>();

    public async Task FillAsync()
    {
        if (await db.Campaigns.AnyAsync(ct))
            return;
        var schools = await db.Schools.AsNoTracking().OrderBy(s => s.SortName).ToListAsync(ct);
        foreach (var year in years.Select(start => new AcademicYear(start)))
            foreach (var preset in Yearly)
                await CloseAsync(CampaignPreset.Find(preset)!.In(year).First(), [.. schools.Where(s => s.ExistedIn(year))]);
        await RunningAsync(await services.GetRequiredService<TenantClock>().TodayAsync(ct), schools);
    }

    /// <summary>A collection of the past as it stands now: accepted by the department, closed after its last day.</summary>
    private async Task CloseAsync(PlannedCampaign planned, IReadOnlyList<School> schools)
    {
        var id = await CreateAsync(planned.Title, planned.Preset.Code, planned.Period, planned.Opens, planned.Deadline, planned.Preset, schools);
        var campaign = await db.Campaigns.SingleAsync(c => c.Id == id, ct);
        var closed = At(planned.Deadline.AddDays(3));
        (campaign.State, campaign.OpenedAt, campaign.ClosedAt) = (CampaignState.Closed, At(planned.Opens), closed);
        foreach (var row in await db.Submissions.Where(s => s.CampaignId == id).ToListAsync(ct))
        {
            (row.State, row.SubmittedAt, row.DecidedAt) = (SubmissionState.Accepted, At(planned.Deadline.AddDays(-2)), closed);
            await AnswerAsync(row, schools.First(s => s.Id == row.SchoolId), planned.Preset, planned.Period, 1);
        }
        await db.SaveAsync("monitoring.campaign-closed", ct);
    }

    private async Task RunningAsync(DateOnly today, IReadOnlyList<School> schools)
    {
        var (preset, period) = (CampaignPreset.Find("risk-october")!, MonitoringPeriod.OfMonth(today.Year, today.Month));
        var open = schools.Where(s => s.ClosedOn is null || s.ClosedOn > today).ToList();
        var id = await CreateAsync($"{preset.Title}, {period.Title}", preset.Code, period, today.AddDays(-5), today.AddDays(9), preset, open);
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
                await AnswerAsync(row, open.First(s => s.Id == row.SchoolId), preset, period, row.State == SubmissionState.Draft ? 0.5 : 1);
            if (row.State == SubmissionState.Returned && db.FormAnswers.Local.FirstOrDefault(a => a.SubmissionId == row.Id && a.Question == "teachers-36h") is { } doubtful)
                row.Remarks = ProgramJson.Write<IReadOnlyList<FieldRemark>>([new FieldRemark(doubtful.Key, "Сверьте с тарификацией: по ней учителей с такой нагрузкой больше.", doubtful.Answer)]);
        }
        await db.SaveAsync("monitoring.campaign-opened", ct);
    }

    private Task<Guid> CreateAsync(string title, string code, MonitoringPeriod period, DateOnly opens, DateOnly deadline, CampaignPreset preset, IReadOnlyList<School> schools) =>
        services.GetRequiredService<CampaignService>().CreateAsync(
            new NewCampaign(title, code, period, opens, deadline, true, preset.Instruction, preset.Forms, [.. schools.Select(s => s.Id)], false), ct);

    /// <param name="share">0…1: how many of the questions are answered.</param>
    private Task AnswerAsync(SubmissionRow row, School school, CampaignPreset preset, MonitoringPeriod period, double share)
    {
        var traits = new SchoolTraits(school.TeachesBasic, school.TeachesSecondary, school.IsUrban, new HashSet<string>());
        var answers = new Dictionary<AnswerKey, Answer>();
        foreach (var form in preset.Forms.Select(code => FormPresets.Find(code)!))
            foreach (var question in form.Questions.Where(q => q.Scope == QuestionScope.School && FormDefinition.Concerns(q, traits, answers)))
                answers.TryAdd(new AnswerKey(question.Code), AnswerOf(form, question, school, period, answers));
        db.FormAnswers.AddRange(answers.Take((int)Math.Ceiling(answers.Count * share)).Select(pair => new FormAnswer
        {
            SubmissionId = row.Id, Question = pair.Key.Question, State = pair.Value.State, Number = pair.Value.Number, Text = pair.Value.Text, RecordedAt = row.SubmittedAt ?? db.Now,
        }));
        return Task.CompletedTask;
    }

    private static Answer AnswerOf(FormDefinition form, FormQuestion question, School school, MonitoringPeriod period, Dictionary<AnswerKey, Answer> answers)
    {
        // A school is as it is; a year changes it a little.
        var nature = Noise($"{school.ShortName}:{question.Code}");
        var year = Noise($"{school.ShortName}:{question.Code}:{period.Academic}");
        var total = form.Totals.FirstOrDefault(t => t.IsExact && t.Parts.Contains(question.Code));
        if (total is not null && answers.GetValueOrDefault(new AnswerKey(total.Whole)).Number is { } sum)
        {
            var left = sum - total.Parts.Sum(part => answers.GetValueOrDefault(new AnswerKey(part)).Number ?? 0);
            return Answer.Of(question.Code == total.Parts[^1] || !question.When.All(_ => true) ? left : Math.Floor(sum * 4 / 10));
        }
        switch (question.Kind)
        {
            case QuestionKind.YesNo: return (nature + (year / 4)) % 1 < 0.8 ? Answer.Yes : Answer.No;
            case QuestionKind.Choice: return Answer.Of(question.Options[(int)(nature * question.Options.Count) % question.Options.Count].Code);
            case QuestionKind.Text: return Answer.Of("По данным школы");
            case QuestionKind.Percent: return Answer.Of(Math.Round((decimal)nature * 100, 1));
        }
        if (question.PartOf is { } whole && answers.GetValueOrDefault(new AnswerKey(whole)).Number is { } of)
            return Answer.Of(Math.Floor(of * (decimal)(nature * nature * 0.16 + (year * 0.03))));
        var pupils = school.Pupils ?? 280;
        var number = question.Code switch
        {
            "pupils" or "pupils-year-end" => pupils + Math.Floor((decimal)(year * 12) - 6),
            "teachers" => Math.Max(6, pupils / 13),
            "classes" => Math.Max(4, pupils / 22),
            _ => Math.Floor((decimal)(nature * 6)),
        };
        return Answer.Of(Math.Clamp(number, question.LeastValue ?? 0, question.GreatestValue ?? decimal.MaxValue));
    }

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);

    /// <summary>0…1, the same for the same text.</summary>
    private static double Noise(string text) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0) / (double)uint.MaxValue;
}
