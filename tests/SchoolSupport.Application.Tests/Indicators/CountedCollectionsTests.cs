using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Jobs;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Indicators;

/// <summary>Which collections, lists and results a period looks at; the schools are those of <see cref="MonitoringWorld"/>.</summary>
[Collection(AppCollection.Name)]
public sealed class CountedCollectionsTests(TestHost host)
{
    private static readonly AcademicYear Year = new(2025);

    [Fact]
    public async Task September_StaysWhenTheYearsResultsComeInSummer()
    {
        var world = await WorldAsync();
        await world.CollectOnAsync(new DateOnly(2026, 6, 20), "year-results", "2025/2026", (world.A, SubmissionState.Accepted, [("failing-year", 60), ("pupils-year-end", 100)]));
        Assert.Equal("1 из 3 (33,3 %)", (await ValueAsync(world, "3.3.1-3", "2025-09")).Words);
        // The canary: asked about the year in September itself, the same answer counts for September.
        await world.CollectOnAsync(new DateOnly(2025, 9, 20), "year-results", "2025/2026", (world.A, SubmissionState.Accepted, [("failing-year", 60), ("pupils-year-end", 100)]));
        Assert.Equal("0 из 3 (0,0 %)", (await ValueAsync(world, "3.3.1-3", "2025-09")).Words);
    }

    [Fact]
    public async Task HalfYears_CountForTheHalfYearThatTheySpeakOf()
    {
        var world = await WorldAsync();
        await world.CollectOnAsync(new DateOnly(2026, 1, 12), "prevention", "2025-H2", (world.C, SubmissionState.Accepted, [("struggling", 10), ("struggling-route", 5)]));
        await world.CollectOnAsync(new DateOnly(2026, 6, 5), "prevention", "2026-H1", (world.C, SubmissionState.Accepted, [("struggling", 4), ("struggling-route", 4)]));
        Assert.Equal(("30 из 50 (60,0 %)", ""), await ValueAsync(world, "4.3-2", "2026-01"));
        Assert.Equal(("10 из 12 (83,3 %)", "А"), await ValueAsync(world, "4.3-2", "2026-06"));
    }

    [Fact]
    public async Task Quarters_OfASeptemberBelongToTheNewYear()
    {
        var world = await WorldAsync();
        await world.CollectOnAsync(new DateOnly(2025, 9, 15), "social-passport", "2025-Q3", (world.C, SubmissionState.Accepted, [("pupils", 321)]));
        Assert.Equal(321, (await SchoolAsync(world, world.C, Year, MonitoringPeriod.Of(Year)))["pupils"].Count);
        Assert.Equal(AnswerState.Empty, (await SchoolAsync(world, world.C, Year.Previous, MonitoringPeriod.Of(Year.Previous)))["deviant"].State);
    }

    [Fact]
    public async Task FederalList_Prevails_OverTheCalculation()
    {
        var world = await WorldAsync();
        Assert.Equal(Ternary.No, (await SeptemberAsync(world, world.C)).IsLow);
        await AddFederalListAsync(world, world.C);
        Assert.Equal(Ternary.Yes, (await SeptemberAsync(world, world.C)).IsLow);
        // А of А, Б, В: nobody knows how В stood a year before, and it stays in the denominator.
        Assert.Equal(("1 из 3 (33,3 %)", "В"), await ValueAsync(world, "2.3.1-1", "2025-09"));
        await using var scope = world.Tenant.Scope();
        Assert.Contains(world.C, await scope.ServiceProvider.GetRequiredService<LatestList>().SchoolsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task OnlyCalculated_IsWatched_WhileAFederalListExists()
    {
        var world = await WorldAsync();
        await world.Tenant.WithDbAsync(db => db.SchoolGroups.ExecuteDeleteAsync());
        await RunAsync(world, LowResultsRuleSet.Standard with { Procedures = [ProcedureCodes.OgeMath, ProcedureCodes.OgeRussian], ProceduresForOneYear = 1, ThresholdPercent = 20 });
        // А 10 of 40 and Б 5 of 18 are low.
        Assert.Equal(Ternary.Yes, (await SeptemberAsync(world, world.A)).IsLow);
        await AddFederalListAsync(world, world.B);
        Assert.Equal((Ternary.No, Ternary.Yes), ((await SeptemberAsync(world, world.A)).IsLow, (await SeptemberAsync(world, world.B)).IsLow));
    }

    [Theory]
    [InlineData(false, Ternary.Yes)]
    [InlineData(true, Ternary.No)]
    public async Task StableLow_IsAsStrictAsTheRulesOfTheRun(bool strict, Ternary expected)
    {
        var world = await WorldAsync();
        await RunAsync(world, LowResultsRuleSet.Standard with { Procedures = [ProcedureCodes.OgeMath, ProcedureCodes.OgeRussian], ThresholdPercent = 20, StableStrict = strict });
        // Б failed in one of the two procedures in each year: 4 of 18, and 5 of 18.
        Assert.Equal(expected, (await SeptemberAsync(world, world.B)).IsStableLow);
    }

    [Fact]
    public async Task CountOfAYear_DoesNotRepeatTheYearBefore()
    {
        var world = await WorldAsync();
        await world.Tenant.WithDbAsync(db => db.SchoolGroups.ExecuteDeleteAsync());
        await AddFederalListAsync(world, world.A, world.B);
        var now = await SchoolAsync(world, world.A, Year, MonitoringPeriod.Of(Year));
        // Work goes on by the list of 2024/2025; there is none of 2025/2026 yet, and its length is not known.
        Assert.Equal((Ternary.Yes, Ternary.Unknown), (now.IsLow, now.IsListed));
        Assert.Equal(Ternary.Yes, (await SchoolAsync(world, world.A, Year.Previous, MonitoringPeriod.Of(Year.Previous))).IsListed);
    }

    [Theory]
    [InlineData("DEPR_RURAL", true)]
    [InlineData("SMALL_RURAL", true)]
    [InlineData("TREND_DOWN", false)]
    public async Task ClassesOfAdverseSchools_AreAdverse(string group, bool expected)
    {
        var world = await WorldAsync();
        await world.Tenant.WithDbAsync(async db =>
        {
            db.SchoolGroups.Add(new SchoolGroup { SchoolId = world.C, GroupCode = group, FromDate = new DateOnly(2023, 9, 1), Basis = "приказ № 2", CreatedAt = db.Now });
            return await db.SaveAsync("test.group", CancellationToken.None);
        });
        var school = await SeptemberAsync(world, world.C);
        Assert.Equal((expected, expected), (school.IsAdverse, school.Traits.Groups.Contains("SHNSU")));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task AnswersByClass_CountOnceEveryClassHasGivenThem(int classes, bool isComplete)
    {
        var world = await WorldAsync();
        await world.CollectAsync("context-class", "2025/2026", (world.C, SubmissionState.Accepted, []));
        await world.Tenant.WithDbAsync(async db =>
        {
            var submission = await db.Submissions.SingleAsync(s => db.Campaigns.Any(c => c.Id == s.CampaignId && c.Period == "2025/2026"));
            submission.Classes = ProgramJson.Write(Enumerable.Range(1, classes).Select(n => $"{n}А").ToList());
            foreach (var name in new[] { "1А", "2А" })
                foreach (var (question, value) in new[] { ("class-pupils", 20m), ("class-parents-higher", 5m), ("class-incomplete", 4m), ("class-registry", 1m), ("class-non-native", 2m) })
                    db.FormAnswers.Add(new FormAnswer { SubmissionId = submission.Id, Question = question, ClassName = name, State = AnswerState.Given, Number = value, RecordedAt = db.Now });
            return await db.SaveAsync("test.classes", CancellationToken.None);
        });
        var school = await SchoolAsync(world, world.C, Year, MonitoringPeriod.Of(Year), "class-pupils", "class-parents-higher", "class-incomplete", "class-registry", "class-non-native");
        var social = new FormFacts(school.Answers).Social();
        Assert.Equal(isComplete ? (10, 40) : (0, 0), (social[0].Part, social[0].Whole));
    }

    [Fact]
    public async Task Form_IsPrefilledFromTheNewestDay_NotFromTheNewestBeginning()
    {
        var world = await WorldAsync();
        // Counted in August 2025, after October 2024 said 0; the period of the year began before October did.
        await world.CollectOnAsync(new DateOnly(2025, 8, 10), "year-results", "2024/2025", (world.B, SubmissionState.Accepted, [("failing-year", 8), ("pupils-year-end", 90)]));
        var id = await world.Tenant.OpenCampaignAsync([world.B]);
        var view = await world.Tenant.AsSchoolAsync(world.B, services => services.GetRequiredService<SubmissionReader>().ReadAsync(id, world.B, CancellationToken.None));
        Assert.Equal(8, view!.Answers.Previous[new AnswerKey("failing-year")].Number);
    }

    [Fact]
    public async Task PreparedCollection_OpensOnItsDay_ByItself()
    {
        var world = await WorldAsync();
        Guid id;
        await using (var scope = world.Tenant.Scope(Roles.Methodist))
            id = await scope.ServiceProvider.GetRequiredService<CampaignService>().CreateAsync(
                new NewCampaign("Сведения", null, CollectionSamples.ThisMonth, ProgramSamples.Today.AddDays(1), ProgramSamples.Today.AddDays(9), true, "", ["risk-matrix"], [world.A], false), CancellationToken.None);
        var job = await world.Tenant.WithDbAsync(db => db.Jobs.SingleAsync(j => j.Kind == CampaignOpeningJob.KindName && j.SubjectId == id));
        Assert.True(job.RunAfter > DateTimeOffset.UtcNow);
        await OpenAsync();
        Assert.Equal(CampaignState.Draft, await StateAsync());
        await world.Tenant.WithDbAsync(db => db.Campaigns.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.OpensOn, ProgramSamples.Today)));
        await OpenAsync();
        Assert.Equal(CampaignState.Open, await StateAsync());
        // Twice is the same as once.
        await OpenAsync();

        Task<CampaignState> StateAsync() => world.Tenant.WithDbAsync(db => db.Campaigns.Where(c => c.Id == id).Select(c => c.State).SingleAsync());

        async Task OpenAsync()
        {
            await using var scope = world.Tenant.Scope(Roles.Methodist);
            await scope.ServiceProvider.GetServices<IJobHandler>().Single(handler => handler.Kind == CampaignOpeningJob.KindName).RunAsync(id, "{}", CancellationToken.None);
        }
    }

    private static async Task RunAsync(MonitoringWorld world, LowResultsRuleSet rules)
    {
        await using var scope = world.Tenant.Scope(Roles.Coordinator);
        var service = scope.ServiceProvider.GetRequiredService<RuleSetService>();
        var current = (await service.VersionsAsync(CancellationToken.None))[0];
        await service.AddVersionAsync(current.Id, rules, "для проверки", CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<IdentificationService>().RunAsync(Year.Previous, CancellationToken.None);
        await world.Tenant.WithDbAsync(db => db.IdentificationRuns.ExecuteUpdateAsync(set => set.SetProperty(r => r.ApprovedAt, db.Now).SetProperty(r => r.ApprovedRole, "head").SetProperty(r => r.ApprovalDocument, "приказ № 3")));
    }

    private static Task AddFederalListAsync(MonitoringWorld world, params Guid[] schools) => world.Tenant.WithDbAsync(async db =>
    {
        var list = new FederalList { Year = Year.StartYear - 1, ListDate = new DateOnly(2025, 8, 1), Source = "письмо", IsCurrent = true, CreatedAt = db.Now };
        db.FederalLists.Add(list);
        db.FederalListEntries.AddRange(schools.Select(school => new FederalListEntry { ListId = list.Id, SchoolId = school, SchoolText = "школа" }));
        return await db.SaveAsync("test.federal", CancellationToken.None);
    });

    private static Task<SchoolMonitoring> SeptemberAsync(MonitoringWorld world, Guid school) => SchoolAsync(world, school, Year, MonitoringPeriod.OfMonth(2025, 9));

    private static async Task<SchoolMonitoring> SchoolAsync(MonitoringWorld world, Guid school, AcademicYear year, MonitoringPeriod period, params string[] questions)
    {
        await using var scope = world.Tenant.Scope();
        var archive = await scope.ServiceProvider.GetRequiredService<MonitoringReader>().ReadAsync(year, year, questions, CancellationToken.None);
        return archive.Facts(null, period).Find(MonitoringArchive.Key(school))!;
    }

    private static async Task<(string Words, string Missing)> ValueAsync(MonitoringWorld world, string code, string period)
    {
        var program = await world.AddProgramAsync("three-directions", $"Программа {Guid.NewGuid():N}");
        await using var scope = world.Tenant.Scope();
        var found = (await scope.ServiceProvider.GetRequiredService<IndicatorReader>().ReadAsync(program, Year, code, CancellationToken.None))!;
        var point = found.Series[0].Points.Single(p => p.Period.Key == period);
        var names = found.Archive.Schools.ToDictionary(s => s.Key, s => s.ShortName);
        return (point.Value.Words(found.Series[0].Definition).Replace('\u00a0', ' ').Replace('\u202f', ' '),
            string.Join(' ', point.Value.Missing.Select(key => names[key].Replace("МБОУ «Школа ", "", StringComparison.Ordinal).TrimEnd('»')).Order()));
    }

    private async Task<MonitoringWorld> WorldAsync() => await MonitoringWorld.CreateAsync(await host.NewTenantAsync());
}
