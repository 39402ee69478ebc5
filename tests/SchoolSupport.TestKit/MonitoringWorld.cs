using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.TestKit;

/// <summary>
/// Four schools whose answers and results are small enough to be counted by hand: А and Б on the department's list, В beside it, Г on the list and closed
/// in the summer of 2025. Stored as rows, so that a test says what was collected without walking through a collection.
/// </summary>
public sealed class MonitoringWorld
{
    private MonitoringWorld(TestTenant tenant) => Tenant = tenant;

    public TestTenant Tenant { get; }
    public Guid A { get; private set; }
    public Guid B { get; private set; }
    public Guid C { get; private set; }
    public Guid Closed { get; private set; }

    public static async Task<MonitoringWorld> CreateAsync(TestTenant tenant)
    {
        var world = new MonitoringWorld(tenant);
        await tenant.WithDbAsync(async db =>
        {
            (world.A, world.B, world.C) = (Add(db, "МБОУ «Школа А»"), Add(db, "МБОУ «Школа Б»"), Add(db, "МБОУ «Школа В»"));
            world.Closed = Add(db, "МБОУ «Школа Г»", new DateOnly(2025, 7, 1));
            foreach (var school in new[] { world.A, world.B, world.Closed })
                db.SchoolGroups.Add(new SchoolGroup { SchoolId = school, GroupCode = "SHNOR_MUN", FromDate = new DateOnly(2023, 9, 1), Basis = "приказ № 1", CreatedAt = db.Now });
            return await db.SaveAsync("test.schools", CancellationToken.None);
        });
        await world.AddResultsAsync();
        await world.AddSeptemberAsync();
        await world.AddRisksAsync();
        await world.AddHalfYearsAsync();
        return world;
    }

    /// <summary>A programme by a template, in force.</summary>
    public Task<Guid> AddProgramAsync(string template, string? title = null) => Tenant.AddProgramAsync(
        ProgramSamples.Program(title ?? $"Программа, {template}", [ProgramSamples.Measure("Совещание", ProgramSamples.Month(2025, 9))], A) with { TemplateCode = template });

    /// <summary>A collection with what was answered in it; a school without answers did not start.</summary>
    /// <param name="answers">School (null: the department), state, and its answers.</param>
    public Task CollectAsync(string form, string period, params IReadOnlyList<(Guid? School, SubmissionState State, IReadOnlyList<(string Question, decimal Value)> Answers)> answers) =>
        CollectAsync(Tenant, form, period, answers);

    /// <summary>The same, opened on a day that is not the first of its period.</summary>
    public Task CollectOnAsync(DateOnly opened, string form, string period, params IReadOnlyList<(Guid? School, SubmissionState State, IReadOnlyList<(string Question, decimal Value)> Answers)> answers) =>
        CollectAsync(Tenant, opened, form, period, answers);

    /// <summary>The same for any department.</summary>
    public static Task CollectAsync(TestTenant tenant, string form, string period, params IReadOnlyList<(Guid? School, SubmissionState State, IReadOnlyList<(string Question, decimal Value)> Answers)> answers) =>
        CollectAsync(tenant, null, form, period, answers);

    private static Task CollectAsync(
        TestTenant tenant, DateOnly? opened, string form, string period, IReadOnlyList<(Guid? School, SubmissionState State, IReadOnlyList<(string Question, decimal Value)> Answers)> answers) =>
        tenant.WithDbAsync(async db =>
        {
            var version = await db.FormVersions.FirstOrDefaultAsync(f => f.Code == form);
            if (version is null)
                db.FormVersions.Add(version = new FormVersion { Code = form, Number = 1, Title = FormPresets.Find(form)!.Title, Content = Application.Programs.ProgramJson.Write(FormPresets.Find(form)!), CreatedAt = db.Now });
            var campaign = new CampaignRow
            {
                Title = $"{FormPresets.Find(form)!.Title}, {period}", Period = period, State = CampaignState.Open, OpensOn = MonitoringPeriod.TryParse(period, out var about) ? opened ?? about.FirstDay : default, Deadline = opened > about.LastDay ? opened.Value : about.LastDay, CreatedAt = db.Now,
            };
            db.Campaigns.Add(campaign);
            db.CampaignForms.Add(new CampaignForm { CampaignId = campaign.Id, FormId = version.Id });
            foreach (var (school, state, values) in answers)
            {
                var submission = new SubmissionRow { CampaignId = campaign.Id, SchoolId = school, State = state };
                db.Submissions.Add(submission);
                db.FormAnswers.AddRange(values.Select(v => new FormAnswer { SubmissionId = submission.Id, Question = v.Question, State = AnswerState.Given, Number = v.Value, RecordedAt = db.Now }));
            }
            return await db.SaveAsync("test.collection", CancellationToken.None);
        });

    private async Task AddResultsAsync() => await Tenant.WithDbAsync(async db =>
    {
        var procedures = await db.Procedures.ToDictionaryAsync(p => p.Code, p => p.Id);
        Add(2023, ProcedureCodes.OgeMath, (A, 12, 40), (B, 4, 18));
        Add(2024, ProcedureCodes.OgeMath, (A, 10, 40), (B, 5, 18), (C, 0, 22));
        Add(2023, ProcedureCodes.OgeRussian, (A, 1, 40), (B, 1, 18), (C, 0, 20));
        Add(2024, ProcedureCodes.OgeRussian, (A, 0, 40), (B, 1, 18));
        foreach (var code in RiskIndicator.All.Select(i => i.Procedure).OfType<string>().Distinct().Where(procedures.ContainsKey))
        {
            Add(2023, code, (A, 1, 50), (B, 1, 50), (C, 1, 50));
            Add(2024, code, (A, 1, 50), (B, 1, 50), (C, 1, 50));
        }
        db.AbsenceConfirmations.Add(new AbsenceConfirmation
        {
            SchoolId = C, ProcedureId = procedures[ProcedureCodes.OgeRussian], Year = 2024, Reason = "выпускников не было", ConfirmedRole = "methodist", ConfirmedAt = db.Now,
        });
        return await db.SaveAsync("test.results", CancellationToken.None);

        void Add(int year, string code, params (Guid School, int Failed, int Participants)[] results) => db.Results.AddRange(results.Select(r => new SchoolResult
        {
            SchoolId = r.School, ProcedureId = procedures[code], Year = year, VersionNumber = 1, IsCurrent = true, Participants = r.Participants, Failed = r.Failed,
            Source = ResultSource.Form, RecordedRole = "methodist", RecordedAt = db.Now,
        }));
    });

    private async Task AddSeptemberAsync()
    {
        await CollectAsync("teachers-support", "2024-09",
            (A, SubmissionState.Accepted, [("teachers", 20), ("teachers-route", 2)]), (B, SubmissionState.Accepted, [("teachers", 10), ("teachers-route", 1)]));
        await CollectAsync("teachers-support", "2025-09",
            (A, SubmissionState.Accepted, [("teachers", 20), ("teachers-diagnosed-subject", 12), ("teachers-route", 5)]),
            (B, SubmissionState.Submitted, [("teachers", 10), ("teachers-route", 2)]),
            // Not on the list.
            (C, SubmissionState.Accepted, [("teachers", 15), ("teachers-diagnosed-subject", 15), ("teachers-route", 15)]));
        // A draft counts nowhere, and neither does what is about a later time.
        await CollectAsync("teachers-support", "2025-09", (A, SubmissionState.Draft, [("teachers-route", 19)]));
        await CollectAsync("teachers-support", "2025-11", (A, SubmissionState.Accepted, [("teachers-route", 18)]));
    }

    private async Task AddRisksAsync()
    {
        await CollectAsync("risk-matrix", "2024-10", (A, SubmissionState.Accepted, Risks(internet: 0)), (B, SubmissionState.Accepted, Risks(internet: 1)), (C, SubmissionState.Accepted, Risks(internet: 1)));
        await CollectAsync("risk-matrix", "2025-09", (A, SubmissionState.Accepted, Risks(internet: 1, teachers: 20)));
    }

    private async Task AddHalfYearsAsync()
    {
        await CollectAsync("prevention", "2026-01",
            (A, SubmissionState.Accepted, [("struggling", 30), ("struggling-route", 15), ("failing", 0), ("failing-extra", 0)]),
            (B, SubmissionState.Accepted, [("struggling", 10), ("struggling-route", 10), ("failing", 0), ("failing-extra", 0)]));
        await CollectAsync("prevention", "2026-06", (B, SubmissionState.Accepted, [("struggling", 8), ("struggling-route", 6), ("failing", 4), ("failing-extra", 1)]));
    }

    /// <summary>Every question of the matrix answered so that nothing is triggered but what is said.</summary>
    private static IReadOnlyList<(string, decimal)> Risks(decimal internet, decimal teachers = 100) =>
    [
        .. FormFacts.RiskAnswers.Select(a => (a.Question, a.Question == "internet" ? internet : 1m)),
        .. FormFacts.RiskShares.Select(s => s.Whole).Distinct().Select(whole => (whole, whole == "teachers" ? teachers : 100m)),
        .. FormFacts.RiskShares.Select(s => s.Part).Distinct().Select(part => (part, 0m)),
    ];

    private static Guid Add(AppDbContext db, string name, DateOnly? closedOn = null)
    {
        var school = new School
        {
            ShortName = name, FullName = name, SortName = NaturalKey.SortName(name), SearchText = NaturalKey.SearchText(name), Kind = SchoolKind.Basic,
            TeachesBasic = true, TeachesSecondary = false, ClosedOn = closedOn, CreatedAt = db.Now,
        };
        db.Schools.Add(school);
        return school.Id;
    }
}
