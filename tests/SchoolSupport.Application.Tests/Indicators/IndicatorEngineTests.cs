using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Jobs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Indicators;

/// <summary>Stored values: those of the data, changed only by a change, computed for many departments as for one.</summary>
[Collection(AppCollection.Name)]
public sealed class IndicatorEngineTests(TestHost host)
{
    private const string Nor = "three-directions";
    private static readonly AcademicYear Year = new(2025);

    [Fact]
    public async Task Stored_AreTheValuesThatTheDataGive()
    {
        var world = await WorldAsync();
        var program = await world.AddProgramAsync(Nor);
        await world.Tenant.ComputeIndicatorsAsync();
        await using var scope = world.Tenant.Scope(Roles.Methodist);
        var live = (await scope.ServiceProvider.GetRequiredService<IndicatorReader>().ReadAsync(program, Year, null, CancellationToken.None))!;
        var table = (await scope.ServiceProvider.GetRequiredService<IndicatorTables>().ReadAsync(program, Year, CancellationToken.None))!;
        Assert.True(table.IsStored);
        Assert.Equal(Told(live.Series), Told(table.Series));
        Assert.Contains(Told(table.Series), told => told.StartsWith("2.3.3-4  2025-09 7 из 30", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ComputedTwice_ChangesNothing_AndLeavesNoHistory()
    {
        var world = await WorldAsync();
        await world.AddProgramAsync(Nor);
        await world.Tenant.ComputeIndicatorsAsync();
        var before = await StoredAsync(world);
        var history = await world.Tenant.WithDbAsync(db => db.AuditEntries.CountAsync());
        await world.Tenant.ComputeIndicatorsAsync();
        Assert.NotEmpty(before);
        Assert.Equal(before, await StoredAsync(world));
        Assert.Equal(history, await world.Tenant.WithDbAsync(db => db.AuditEntries.CountAsync()));
        var run = await world.Tenant.WithDbAsync(db => db.IndicatorRuns.SingleAsync());
        Assert.True(run.CheckedAt > run.FinishedAt);
    }

    [Fact]
    public async Task Change_RenewsOnlyTheValuesItTouches_AndAsksForTheComputationItself()
    {
        var world = await WorldAsync();
        await world.AddProgramAsync(Nor);
        await world.Tenant.ComputeIndicatorsAsync();
        Assert.Equal(0, await WaitingAsync(world));
        await world.CollectAsync("prevention", "2026-06", (world.A, SubmissionState.Accepted, [("struggling", 2), ("struggling-route", 2), ("failing", 0), ("failing-extra", 0)]));
        Assert.Equal(1, await WaitingAsync(world));
        await world.Tenant.ComputeIndicatorsAsync();
        var (first, second) = await world.Tenant.WithDbAsync(async db => (await db.IndicatorRuns.SingleAsync(r => r.Number == 1), await db.IndicatorRuns.SingleAsync(r => r.Number == 2)));
        var renewed = await world.Tenant.WithDbAsync(db => db.IndicatorValues.Where(v => v.RunId == second.Id).Select(v => v.Code + " " + v.Period).ToListAsync());
        // А joins both; whether it has a system of prevention it did not say, and that was so before.
        Assert.Equal(["4.3-2 2026-06", "4.3-3 2026-06"], renewed.Order(StringComparer.Ordinal));
        Assert.Equal((2, first.ValueCount), (second.ChangedCount, second.ValueCount));
    }

    [Fact]
    public async Task Draft_AsksForNothing()
    {
        var world = await WorldAsync();
        await world.Tenant.ComputeIndicatorsAsync();
        await world.Tenant.WithDbAsync(async db =>
        {
            var draft = await db.Submissions.FirstAsync(s => s.State == SubmissionState.Draft);
            draft.Comment = "заполняется";
            return await db.SaveAsync("monitoring.answers-saved", CancellationToken.None);
        });
        Assert.Equal(0, await WaitingAsync(world));
    }

    [Fact]
    public async Task OwnAndChangedIndicators_AreComputed_WithdrawnOnesAreGone()
    {
        var world = await WorldAsync();
        var program = await world.AddProgramAsync(Nor);
        await world.Tenant.ComputeIndicatorsAsync();
        await using (var scope = world.Tenant.Scope(Roles.Methodist))
        {
            var definitions = scope.ServiceProvider.GetRequiredService<IndicatorDefinitions>();
            var preset = IndicatorPresets.Of(Nor).Single(one => one.Code == "3.3.3-4");
            Assert.True(await definitions.SaveAsync(program, preset, withdrawn: true, "не нужен", preset.Version, CancellationToken.None));
            Assert.True(await definitions.SaveAsync(program, preset with
            {
                Code = "Н1", Version = 1, Name = "Учителей на школу", Unit = IndicatorUnit.Index,
                Lines = [new IndicatorLine { Kind = IndicatorKind.Mean, Numerator = "sum:teachers", Denominator = "q:schools" }],
            }, withdrawn: false, "свой", 0, CancellationToken.None));
            await Assert.ThrowsAsync<PreconditionException>(() => definitions.SaveAsync(program, preset with { Code = "Н1" }, false, "ещё раз", 0, CancellationToken.None));
            await Assert.ThrowsAsync<PreconditionException>(() => definitions.SaveAsync(program, preset, false, "по старой редакции", preset.Version, CancellationToken.None));
        }
        await world.Tenant.ComputeIndicatorsAsync();
        var stored = await StoredAsync(world);
        Assert.DoesNotContain(stored, value => value.StartsWith("3.3.3-4 ", StringComparison.Ordinal));
        // 20, 10 and 15 teachers in three schools.
        Assert.Contains("Н1 2025-09 15/1 45/1 3/1", stored);
    }

    [Fact]
    public async Task Many_AreComputedAsOne_AndNobodyGetsTheValuesOfAnother()
    {
        var (one, other) = (await WorldAsync(), await WorldAsync());
        await one.AddProgramAsync(Nor);
        await other.AddProgramAsync("order-model-roadmap");
        var engine = host.Services.GetRequiredService<IndicatorEngine>();
        var outcomes = await engine.RunManyAsync([one.Tenant.Id, other.Tenant.Id], new AcademicYear(2023), Year, new CurrentActor(), CancellationToken.None);
        Assert.Equal([one.Tenant.Id, other.Tenant.Id], outcomes.Select(outcome => outcome.TenantId));
        Assert.All(await StoredAsync(one), value => Assert.False(value.StartsWith('P')));
        Assert.All(await StoredAsync(other), value => Assert.True(value.StartsWith('P')));
        foreach (var (outcome, world) in outcomes.Zip([one, other]))
            Assert.Equal(outcome.Values, await world.Tenant.WithDbAsync(db => db.IndicatorValues.CountAsync(v => v.Year >= 2023 && v.Year <= 2025)));
    }

    private async Task<MonitoringWorld> WorldAsync() => await MonitoringWorld.CreateAsync(await host.NewTenantAsync());

    private static Task<int> WaitingAsync(MonitoringWorld world) => world.Tenant.WithDbAsync(db => db.Jobs.CountAsync(job => job.Kind == IndicatorJob.KindName && job.Status == JobStatus.Waiting));

    private static Task<List<string>> StoredAsync(MonitoringWorld world) => world.Tenant.WithDbAsync(async db => (await db.IndicatorValues.ToListAsync())
        .ConvertAll(v => $"{v.Code}{(v.Line.Length == 0 ? "" : $" ({v.Line})")} {v.Period} {v.Value} {v.Numerator} {v.Denominator}".TrimEnd()).Order(StringComparer.Ordinal).ToList());

    private static IEnumerable<string> Told(IReadOnlyList<IndicatorSeries> all) => all.SelectMany(series => series.Points.Select(point =>
        $"{series.Definition.Code} {series.Line.Part} {point.Period} {point.Value.Words(series.Definition).Replace('\u00a0', ' ').Replace('\u202f', ' ')} {point.Value.Source} {point.Value.Base} {string.Join(',', point.Value.Missing.Order())}"));
}
