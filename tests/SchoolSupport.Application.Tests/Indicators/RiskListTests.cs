using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Indicators;

/// <summary>What the list of an October is made from: which collections count, and which year's results (domain reference, 6.3).</summary>
[Collection(AppCollection.Name)]
public sealed class RiskListTests(TestHost host)
{
    private static readonly AcademicYear Year = new(2024);

    [Fact]
    public async Task Part_IsDividedByTheWholeOfItsOwnCollection()
    {
        var world = await WorldAsync();
        await ForgetAsync(world, "special-needs");
        // Asked in September only, of 50 pupils; in October there were 100, and teachers were counted in October alone.
        await world.CollectAsync("social-passport", "2024-09", (world.B, SubmissionState.Accepted, [("pupils", 50), ("special-needs", 6), ("teachers-36h", 1)]));
        var (risk, facts) = await JudgeAsync(world, world.B);
        Assert.Equal("6 из 50", Share(risk.Verdict, RiskIndicator.SpecialNeeds));
        Assert.Equal("0 из 100", Share(risk.Verdict, RiskIndicator.Registry));
        Assert.Equal(Ternary.Yes, risk.Verdict.IsRisk);
        Assert.Equal(Values(risk.Verdict), Values(facts));
        Assert.StartsWith("Социальный паспорт школы, 2024-09", Assert.Single(risk.SourcesOf(RiskIndicator.SpecialNeeds)).Title, StringComparison.Ordinal);
        Assert.StartsWith("Сведения для выявления рисковых школ, 2024-10", Assert.Single(risk.SourcesOf(RiskIndicator.Registry)).Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Part_WithoutAWholeBesideIt_IsDividedByTheNewest()
    {
        var world = await WorldAsync();
        await ForgetAsync(world, "special-needs");
        await world.CollectAsync("social-passport", "2024-09", (world.B, SubmissionState.Accepted, [("special-needs", 6)]));
        Assert.Equal("6 из 100", Share((await JudgeAsync(world, world.B)).Page.Verdict, RiskIndicator.SpecialNeeds));
    }

    [Fact]
    public async Task List_StaysWhenSchoolsAnswerAgainInSummer()
    {
        var world = await WorldAsync();
        await world.CollectAsync("risk-matrix", "2025-06", (world.B, SubmissionState.Accepted, [("internet", 0), ("absent-systematic", 60)]));
        var (risk, facts) = await JudgeAsync(world, world.B);
        Assert.Equal((Ternary.No, Ternary.No), (risk.Verdict.IsRisk, facts.IsRisk));
        Assert.Equal("0 из 100", Share(risk.Verdict, RiskIndicator.Absence));
    }

    [Fact]
    public async Task List_OfALateDepartment_IsMadeFromItsFirstMatrix()
    {
        var world = await WorldAsync();
        await world.Tenant.WithDbAsync(db => db.Campaigns.Where(c => c.Period == "2024-10").ExecuteUpdateAsync(set => set.SetProperty(c => c.Period, "2024-12").SetProperty(c => c.OpensOn, new DateOnly(2024, 12, 2)).SetProperty(c => c.Deadline, new DateOnly(2024, 12, 20))));
        await world.CollectAsync("risk-matrix", "2025-06", (world.A, SubmissionState.Accepted, [("internet", 1)]));
        var (risk, facts) = await JudgeAsync(world, world.A);
        Assert.Equal((Ternary.Yes, Ternary.Yes), (risk.Verdict.IsRisk, facts.IsRisk));
    }

    [Fact]
    public async Task Results_AreThoseOfTheYearBefore()
    {
        var world = await WorldAsync();
        // Spring of 2025 has not come when the list of October 2024 is made.
        await SetFailedAsync(world, 2024, 25);
        Assert.Equal(Ternary.No, (await JudgeAsync(world, world.C)).Page.Verdict.IsRisk);
        await SetFailedAsync(world, 2023, 25);
        var (risk, facts) = await JudgeAsync(world, world.C);
        Assert.Equal((Ternary.Yes, Ternary.Yes), (risk.Verdict.IsRisk, facts.IsRisk));
        Assert.Equal("25 из 50", Share(risk.Verdict, "4.1"));
    }

    [Fact]
    public async Task ContradictoryAnswer_IsSaidOfItsSchoolAlone()
    {
        var world = await WorldAsync();
        // Another collection of the autumn counted more children than the school has.
        await world.CollectAsync("social-passport", "2024-11", (world.B, SubmissionState.Accepted, [("special-needs", 120)]));
        await world.Tenant.WithDbAsync(db => db.Campaigns.Where(c => c.Period == "2024-11").ExecuteUpdateAsync(set => set.SetProperty(c => c.OpensOn, new DateOnly(2024, 10, 20))));
        var (risk, facts) = await JudgeAsync(world, world.B);
        Assert.Equal((Ternary.Unknown, true, "данные противоречивы"), (risk.Verdict.IsRisk, risk.Verdict.IsContradictory, RiskExplanation.Label(risk.Verdict)));
        Assert.Equal((RiskIndicator.SpecialNeeds, "Указано 120, а всего 100"), (Assert.Single(risk.Verdict.Contradictions).Code, risk.Verdict.Contradictions[0].Message));
        Assert.Equal(Ternary.Unknown, facts.IsRisk);
        Assert.Equal((Ternary.Yes, Ternary.No), ((await JudgeAsync(world, world.A)).Page.Verdict.IsRisk, (await JudgeAsync(world, world.C)).Page.Verdict.IsRisk));
    }

    [Fact]
    public async Task Grade_ThatNobodySatIn_DoesNotApply_AndIsNotMissing()
    {
        // RK4-8: 4.1 at 25 %, 4.3 below; of grade 8 there is nothing at all.
        var world = await WorldAsync();
        await SetFailedAsync(world, 2023, 1);
        await world.Tenant.WithDbAsync(db => db.Results.Where(r => r.Year == 2023 && db.Procedures.Any(p => p.Id == r.ProcedureId && p.Code == "vpr-math-4")).ExecuteUpdateAsync(set => set.SetProperty(r => r.Failed, 13)));
        await world.Tenant.WithDbAsync(db => db.Results.Where(r => r.Year == 2023 && db.Procedures.Any(p => p.Id == r.ProcedureId && p.Code.EndsWith("-8"))).ExecuteDeleteAsync());
        var (page, facts) = await JudgeAsync(world, world.C);
        Assert.Equal((Ternary.Unknown, Ternary.Unknown), (page.Verdict.Of("4"), facts.Of("4")));
        await world.Tenant.WithDbAsync(async db =>
        {
            var grade8 = await db.Procedures.Where(p => p.Code == "vpr-math-8" || p.Code == "vpr-russian-8").ToListAsync();
            // One was held nowhere, of the other somebody confirmed that nobody took part.
            var held = await db.ProcedureYears.SingleOrDefaultAsync(p => p.ProcedureId == grade8[0].Id && p.Year == 2023)
                ?? db.ProcedureYears.Add(new ProcedureYear { ProcedureId = grade8[0].Id, Year = 2023 }).Entity;
            held.WasHeld = false;
            db.AbsenceConfirmations.Add(new AbsenceConfirmation
            {
                SchoolId = world.C, ProcedureId = grade8[1].Id, Year = 2023, Reason = "8 класса не было", ConfirmedRole = "methodist", ConfirmedAt = db.Now,
            });
            return await db.SaveAsync("test.absence", CancellationToken.None);
        });
        (page, facts) = await JudgeAsync(world, world.C);
        Assert.Equal((Ternary.No, Ternary.No), (page.Verdict.Of("4"), facts.Of("4")));
    }

    private static string Share(RiskVerdict verdict, string indicator) =>
        verdict.Sections.SelectMany(section => section.Values).Single(value => value.Code == indicator).Share is { } share ? $"{share.Part} из {share.Whole}" : "";

    private static IEnumerable<string> Values(RiskVerdict verdict) => verdict.Sections.SelectMany(section => section.Values).Select(value => value.ToString());

    /// <summary>The school on the page of the list, and as the September that monitors the list sees it.</summary>
    private static async Task<(SchoolRisk Page, RiskVerdict Facts)> JudgeAsync(MonitoringWorld world, Guid school)
    {
        await using var scope = world.Tenant.Scope();
        var matrix = await scope.ServiceProvider.GetRequiredService<RiskReader>().ReadAsync(Year, null, CancellationToken.None);
        var archive = await scope.ServiceProvider.GetRequiredService<MonitoringReader>().ReadAsync(Year.Next, Year.Next, [], CancellationToken.None);
        return (matrix.Schools.Single(s => s.School.Id == school), archive.Facts(null, MonitoringPeriod.OfMonth(2025, 9)).Find(MonitoringArchive.Key(school))!.RiskInOctober!);
    }

    private static Task ForgetAsync(MonitoringWorld world, string question) => world.Tenant.WithDbAsync(db => db.FormAnswers.Where(a => a.Question == question).ExecuteDeleteAsync());

    private static Task SetFailedAsync(MonitoringWorld world, int year, int failed) => world.Tenant.WithDbAsync(db =>
        db.Results.Where(r => r.Year == year && db.Procedures.Any(p => p.Id == r.ProcedureId && p.Code.StartsWith("vpr-"))).ExecuteUpdateAsync(set => set.SetProperty(r => r.Failed, failed)));

    private async Task<MonitoringWorld> WorldAsync() => await MonitoringWorld.CreateAsync(await host.NewTenantAsync());
}
