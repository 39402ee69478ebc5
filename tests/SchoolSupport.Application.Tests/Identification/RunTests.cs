using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Schools;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Identification;

[Collection(AppCollection.Name)]
public sealed class RunTests(TestHost host)
{
    private static readonly AcademicYear Year = AcademicYear.Parse("2024/2025");

    [Fact]
    public async Task Run_NothingChanged_ReusesTheLatest_AndAChangeMakesTheNext()
    {
        var tenant = await host.NewTenantAsync();
        var sample = await OzerskySample.LoadAsync(tenant);
        var first = await RunAsync(tenant);
        var again = await RunAsync(tenant);
        Assert.True(first.IsNew);
        Assert.Equal(first with { IsNew = false }, again);

        await CorrectAsync(tenant, sample.Schools["oz08"], ProcedureCodes.OgeMath, failed: 2, participants: 10);
        var pending = await WithAsync(tenant, (IdentificationService s) => s.PendingAsync(Year, CancellationToken.None));
        var change = Assert.Single(pending!.Comparison.Schools);
        Assert.Equal((Verdict.Included, Verdict.NotIncluded), (change.Before, change.After));
        Assert.Equal(("3 из 10", "2 из 10"), (change.Facts[0].Before.Replace('\u00A0', ' '), change.Facts[0].After.Replace('\u00A0', ' ')));

        var second = await RunAsync(tenant);
        Assert.Equal((first.Number + 1, true), (second.Number, second.IsNew));
        Assert.Equal(Verdict.Included, await VerdictAsync(tenant, first.RunId, sample.Schools["oz08"]));
        Assert.Equal(Verdict.NotIncluded, await VerdictAsync(tenant, second.RunId, sample.Schools["oz08"]));
        Assert.Equal(2, await tenant.WithDbAsync(db => db.AuditEntries.CountAsync(e => e.Operation == "identification.run-stored")));
    }

    [Fact]
    public async Task Absence_ConfirmedForTheWholeYear_TurnsInsufficientDataIntoAVerdict()
    {
        var tenant = await host.NewTenantAsync();
        var sample = await OzerskySample.LoadAsync(tenant);
        var school = sample.Schools["oz10"];
        Assert.Equal(Verdict.InsufficientData, await VerdictAsync(tenant, (await RunAsync(tenant)).RunId, school));

        var command = new ConfirmAbsence(school, Year.Previous, null, "Справка школы");
        Assert.Equal(6, await WithAsync(tenant, (AbsenceService s) => s.ConfirmAsync(command, CancellationToken.None)));
        Assert.Equal(Verdict.NotIncluded, await VerdictAsync(tenant, (await RunAsync(tenant)).RunId, school));
        await Assert.ThrowsAsync<PreconditionException>(() => WithAsync(tenant, (AbsenceService s) => s.ConfirmAsync(command, CancellationToken.None)));

        var id = await tenant.WithDbAsync(db => db.AbsenceConfirmations.Select(a => a.Id).FirstAsync());
        Assert.True(await WithAsync(tenant, (AbsenceService s) => s.WithdrawAsync(id, CancellationToken.None)));
        Assert.Equal(Verdict.InsufficientData, await VerdictAsync(tenant, (await RunAsync(tenant)).RunId, school));
    }

    [Fact]
    public async Task Absence_WhereAResultIsLoaded_IsRefused()
    {
        var tenant = await host.NewTenantAsync();
        var sample = await OzerskySample.LoadAsync(tenant);
        var procedure = await ProcedureAsync(tenant, ProcedureCodes.OgeMath);
        await Assert.ThrowsAsync<PreconditionException>(() => WithAsync(tenant, (AbsenceService s) =>
            s.ConfirmAsync(new ConfirmAbsence(sample.Schools["oz08"], Year, procedure, "Причина"), CancellationToken.None)));
    }

    [Theory]
    [InlineData(0, 0, Verdict.NotIncluded)]
    [InlineData(null, null, Verdict.InsufficientData)]
    public async Task N_15_ZeroParticipants_AreNotMissing(int? failed, int? participants, Verdict expected)
    {
        var tenant = await host.NewTenantAsync();
        var school = await SchoolAsync(tenant);
        foreach (var code in ProcedureCodes.Nine)
        {
            await ResultAsync(tenant, school, code, Year.Previous, 0, 20);
            if (code != ProcedureCodes.OgeMath)
                await ResultAsync(tenant, school, code, Year, code == ProcedureCodes.VprMath5 ? 6 : 0, 20);
            else if (failed is { } f)
                await ResultAsync(tenant, school, code, Year, f, participants!.Value);
        }
        Assert.Equal(expected, await VerdictAsync(tenant, (await RunAsync(tenant)).RunId, school));
    }

    [Theory]
    [InlineData(true, Verdict.NotIncluded)]
    [InlineData(false, Verdict.InsufficientData)]
    public async Task LR_11_BasicSchool_NeedsNoEge(bool basic, Verdict expected)
    {
        var tenant = await host.NewTenantAsync();
        var school = await SchoolAsync(tenant, basic ? SchoolKind.Basic : SchoolKind.Secondary);
        foreach (var code in ProcedureCodes.Nine.Take(6))
            foreach (var year in (AcademicYear[])[Year, Year.Previous])
                await ResultAsync(tenant, school, code, year, code == ProcedureCodes.VprMath5 && year == Year ? 6 : 0, 20);
        Assert.Equal(expected, await VerdictAsync(tenant, (await RunAsync(tenant)).RunId, school));
    }

    [Fact]
    public async Task NotHeld_ForEverybody_IsNotMissing()
    {
        var tenant = await host.NewTenantAsync();
        var school = await SchoolAsync(tenant, SchoolKind.Basic);
        foreach (var code in ProcedureCodes.Nine.Take(6))
        {
            await ResultAsync(tenant, school, code, Year, code == ProcedureCodes.VprMath5 ? 6 : 0, 20);
            if (code != ProcedureCodes.VprMath6)
                await ResultAsync(tenant, school, code, Year.Previous, 0, 20);
        }
        Assert.Equal(Verdict.InsufficientData, await VerdictAsync(tenant, (await RunAsync(tenant)).RunId, school));
        var procedure = await ProcedureAsync(tenant, ProcedureCodes.VprMath6);
        await tenant.WithDbAsync(async db =>
        {
            (await db.ProcedureYears.SingleAsync(y => y.ProcedureId == procedure && y.Year == Year.Previous.StartYear)).WasHeld = false;
            return await db.SaveAsync("test.not-held", CancellationToken.None);
        });
        Assert.Equal(Verdict.NotIncluded, await VerdictAsync(tenant, (await RunAsync(tenant)).RunId, school));
    }

    [Fact]
    public async Task Percent_WithoutCounts_IsComparedAndFlagged()
    {
        var tenant = await host.NewTenantAsync();
        var school = await SchoolAsync(tenant, SchoolKind.Basic);
        await ResultAsync(tenant, school, ProcedureCodes.VprMath5, Year, 0, 0, percent: 30m);
        await ResultAsync(tenant, school, ProcedureCodes.VprMath6, Year, 0, 0, percent: 29.99m);
        var run = await FindAsync(tenant, (await RunAsync(tenant)).RunId);
        var verdict = Assert.Single(run.Evaluation.Schools).Verdict;
        Assert.Equal(1, verdict.Current.LowCount);
        Assert.True(verdict.HasByPercent);
    }

    [Fact]
    public async Task Successor_CountingThePredecessor_ChangesTheVerdictAndSaysWhy()
    {
        var tenant = await host.NewTenantAsync();
        var sample = await OzerskySample.LoadAsync(tenant);
        var heir = sample.Schools["oz13"];
        var before = await RunAsync(tenant);
        Assert.Equal(Verdict.NotIncluded, await VerdictAsync(tenant, before.RunId, heir));
        // So many failed at the closed school that the sum is low; the oracle's own sums are not.
        await CorrectAsync(tenant, sample.Schools["oz14"], ProcedureCodes.OgeMath, failed: 40, participants: 40, Year.Previous);
        await tenant.WithDbAsync(async db =>
        {
            (await db.Schools.SingleAsync(s => s.Id == sample.Schools["oz14"])).CountWithSuccessor = true;
            return await db.SaveAsync("test.count-with-successor", CancellationToken.None);
        });
        var run = await FindAsync(tenant, (await RunAsync(tenant)).RunId);
        var school = run.Evaluation.Schools.Single(s => s.SchoolId == heir);
        Assert.Equal(Verdict.Included, school.Verdict.Verdict);
        Assert.Contains("К результатам 2023/2024 года прибавлены результаты присоединённой школы Ольховская ООШ (закрыта 01.09.2024).", school.Notes.Replace('\u00A0', ' '));
        Assert.Equal(Verdict.NotIncluded, await VerdictAsync(tenant, before.RunId, heir));
    }

    [Fact]
    public async Task Approve_AnOlderRunOrTwiceAtOnce_IsRefused()
    {
        var tenant = await host.NewTenantAsync();
        var sample = await OzerskySample.LoadAsync(tenant);
        var older = await FindAsync(tenant, (await RunAsync(tenant)).RunId);
        await CorrectAsync(tenant, sample.Schools["oz08"], ProcedureCodes.OgeMath, failed: 2, participants: 10);
        var newer = await FindAsync(tenant, (await RunAsync(tenant)).RunId);
        await Assert.ThrowsAsync<PreconditionException>(() => ApproveAsync(tenant, older));
        Assert.True(await ApproveAsync(tenant, newer));
        await Assert.ThrowsAsync<PreconditionException>(() => ApproveAsync(tenant, newer));
        Assert.False(await WithAsync(await host.NewTenantAsync(), (IdentificationService s) =>
            s.ApproveAsync(new ApproveRun(newer.Id, newer.RowVersion, "1", new DateOnly(2025, 8, 25)), CancellationToken.None)));
    }

    [Fact]
    public async Task RunMany_SeveralTenants_EqualsOneByOne()
    {
        var engine = host.Services.GetRequiredService<IdentificationEngine>();
        var tenants = new List<TestTenant>();
        for (var i = 0; i < 3; i++)
        {
            tenants.Add(await host.NewTenantAsync());
            if (i < 2)
                await OzerskySample.LoadAsync(tenants[i]);
        }
        var actor = new CurrentActor();
        var outcomes = await engine.RunManyAsync(tenants.Select(t => t.Id).ToArray(), Year, actor, CancellationToken.None);
        Assert.All(outcomes, o => Assert.Equal((1, true), (o.Number, o.IsNew)));
        foreach (var (tenant, schools) in tenants.Zip([13, 13, 0]))
            Assert.Equal(schools, await tenant.WithDbAsync(db => db.Verdicts.CountAsync()));
        Assert.All(await engine.RunManyAsync(tenants.Select(t => t.Id).ToArray(), Year, actor, CancellationToken.None), o => Assert.False(o.IsNew));
    }

    private static Task<bool> ApproveAsync(TestTenant tenant, RunView run) => WithAsync(tenant, (IdentificationService s) =>
        s.ApproveAsync(new ApproveRun(run.Id, run.RowVersion, "215", new DateOnly(2025, 8, 25)), CancellationToken.None));

    private static Task<RunOutcome> RunAsync(TestTenant tenant) => WithAsync(tenant, (IdentificationService s) => s.RunAsync(Year, CancellationToken.None));

    private static async Task<RunView> FindAsync(TestTenant tenant, Guid runId) =>
        (await WithAsync(tenant, (RunReader r) => r.FindAsync(runId, CancellationToken.None)))!;

    private static async Task<Verdict> VerdictAsync(TestTenant tenant, Guid runId, Guid schoolId) =>
        (await FindAsync(tenant, runId)).Evaluation.Schools.Single(s => s.SchoolId == schoolId).Verdict.Verdict;

    private static async Task<TResult> WithAsync<TService, TResult>(TestTenant tenant, Func<TService, Task<TResult>> work) where TService : notnull
    {
        await using var scope = tenant.Scope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private static Task<Guid> ProcedureAsync(TestTenant tenant, string code) =>
        tenant.WithDbAsync(db => db.Procedures.Where(p => p.Code == code).Select(p => p.Id).SingleAsync());

    private static Task<Guid> SchoolAsync(TestTenant tenant, SchoolKind kind = SchoolKind.Secondary) => tenant.WithDbAsync(async db =>
    {
        var school = new School
        {
            FullName = "Школа", ShortName = "СОШ № 1", SortName = "сош №1", Kind = kind, TeachesBasic = true,
            TeachesSecondary = SchoolKindFacts.Of(kind).TeachesGrades10To11, CreatedAt = db.Now,
        };
        db.Schools.Add(school);
        await db.SaveAsync("test.school", CancellationToken.None);
        return school.Id;
    });

    private static Task<int> ResultAsync(TestTenant tenant, Guid school, string code, AcademicYear year, int failed, int participants, decimal? percent = null) =>
        tenant.WithDbAsync(async db =>
        {
            var procedure = await db.Procedures.SingleAsync(p => p.Code == code);
            db.Results.Add(new SchoolResult
            {
                SchoolId = school, ProcedureId = procedure.Id, Year = year.StartYear, VersionNumber = 1, IsCurrent = true, Participants = participants,
                Failed = failed, ByPercent = percent is not null, FailedPercent = percent, Source = ResultSource.Form, RecordedRole = Roles.Methodist, RecordedAt = db.Now,
            });
            return await db.SaveAsync("test.result", CancellationToken.None);
        });

    /// <summary>A second version of a result, as a corrected file brings it.</summary>
    private static Task<int> CorrectAsync(TestTenant tenant, Guid school, string code, int failed, int participants, AcademicYear? year = null) =>
        tenant.WithDbAsync(async db =>
        {
            var procedure = await db.Procedures.SingleAsync(p => p.Code == code);
            var startYear = (year ?? Year).StartYear;
            var old = await db.Results.SingleAsync(r => r.SchoolId == school && r.ProcedureId == procedure.Id && r.Year == startYear && r.IsCurrent);
            old.IsCurrent = false;
            await db.SaveAsync("test.result", CancellationToken.None);
            db.Results.Add(new SchoolResult
            {
                SchoolId = school, ProcedureId = procedure.Id, Year = startYear, VersionNumber = 2, IsCurrent = true, Participants = participants,
                Failed = failed, Source = ResultSource.Form, RecordedRole = Roles.Methodist, RecordedAt = db.Now,
            });
            return await db.SaveAsync("test.result", CancellationToken.None);
        });
}
