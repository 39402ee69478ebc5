using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Indicators;

/// <summary>A value replaced by hand: only with a reason, the computed one beside it, never two people's at once.</summary>
[Collection(AppCollection.Name)]
public sealed class IndicatorServiceTests(TestHost host)
{
    private const string Code = "2.3.3-4";

    [Fact]
    public async Task Replaced_HoldsWithItsReason_AndTheComputedStandsBesideIt()
    {
        var (tenant, place) = await StartAsync();
        Assert.True(await ReplaceAsync(tenant, place, 40, " По уточнённой тарификации ", null));
        var point = await PointAsync(tenant, place);
        Assert.Equal((IndicatorSource.Entered, "По уточнённой тарификации"), (point.Value.Source, point.Value.Reason));
        Assert.Equal(("40,0 %", "7 из 30 (23,3 %)"), (Told(point.Value), Told(point.Computed)));
        var entry = await tenant.WithDbAsync(db => db.AuditEntries.SingleAsync(e => e.Operation == "monitoring.indicator-replaced"));
        Assert.Contains("По уточнённой тарификации", entry.Changes, StringComparison.Ordinal);

        Assert.True(await RestoreAsync(tenant, place, point.Override!.Version));
        Assert.Equal((IndicatorSource.Collected, null), ((await PointAsync(tenant, place)).Value.Source, (await PointAsync(tenant, place)).Override));
        Assert.False(await RestoreAsync(tenant, place, point.Override.Version));
    }

    [Theory]
    [InlineData(40, "  ")]
    [InlineData(101, "Больше целого")]
    [InlineData(-1, "Меньше нуля")]
    public async Task WithoutAReasonOrWithAnImpossibleValue_NothingIsReplaced(int value, string reason)
    {
        var (tenant, place) = await StartAsync();
        await Assert.ThrowsAsync<PreconditionException>(() => ReplaceAsync(tenant, place, value, reason, null));
        Assert.Null((await PointAsync(tenant, place)).Override);
    }

    [Fact]
    public async Task ReplacedMeanwhile_IsRefused()
    {
        var (tenant, place) = await StartAsync();
        await ReplaceAsync(tenant, place, 40, "Первый", null);
        var shown = (await PointAsync(tenant, place)).Override!.Version;
        await Assert.ThrowsAsync<PreconditionException>(() => ReplaceAsync(tenant, place, 50, "Второй, из старого окна", null));
        Assert.True(await ReplaceAsync(tenant, place, 45, "Уточнение", shown));
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => ReplaceAsync(tenant, place, 50, "Из старого окна", shown));
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => RestoreAsync(tenant, place, shown));
        Assert.Equal("45,0 %", Told((await PointAsync(tenant, place)).Value));
    }

    [Fact]
    public async Task WhatIsNotThere_IsNotReplaced()
    {
        var (tenant, place) = await StartAsync();
        Assert.False(await ReplaceAsync(tenant, place with { Period = MonitoringPeriod.OfMonth(2025, 10) }, 40, "Другой месяц", null));
        Assert.False(await ReplaceAsync(tenant, place with { Period = MonitoringPeriod.OfMonth(2098, 9) }, 40, "Ещё не начался", null));
        Assert.False(await ReplaceAsync(tenant, place with { Code = "B1" }, 40, "Показатель другой программы", null));
        Assert.False(await ReplaceAsync(tenant, place with { Line = "часть" }, 40, "Такой части нет", null));
        Assert.False(await ReplaceAsync(await host.NewTenantAsync(), place, 40, "Чужая программа", null));
        Assert.Equal(0, await tenant.WithDbAsync(db => db.IndicatorOverrides.CountAsync()));
    }

    [Fact]
    public async Task TwiceAtOnce_IsReplacedOnce()
    {
        var (tenant, place) = await StartAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            try
            {
                return await ReplaceAsync(tenant, place, 40 + i, "Одновременно", null);
            }
            catch (PreconditionException)
            {
                return false;
            }
        })));
        Assert.Single(outcomes, done => done);
        Assert.Equal(1, await tenant.WithDbAsync(db => db.IndicatorOverrides.CountAsync()));
    }

    private async Task<(TestTenant Tenant, IndicatorPlace Place)> StartAsync()
    {
        var world = await MonitoringWorld.CreateAsync(await host.NewTenantAsync());
        return (world.Tenant, new IndicatorPlace(await world.AddProgramAsync("three-directions"), Code, "", MonitoringPeriod.OfMonth(2025, 9)));
    }

    private static async Task<bool> ReplaceAsync(TestTenant tenant, IndicatorPlace place, decimal value, string reason, uint? version)
    {
        await using var scope = tenant.Scope(Roles.Methodist);
        return await scope.ServiceProvider.GetRequiredService<IndicatorService>().ReplaceAsync(place, value, reason, version, CancellationToken.None);
    }

    private static async Task<bool> RestoreAsync(TestTenant tenant, IndicatorPlace place, uint version)
    {
        await using var scope = tenant.Scope(Roles.Methodist);
        return await scope.ServiceProvider.GetRequiredService<IndicatorService>().RestoreAsync(place, version, CancellationToken.None);
    }

    private static async Task<IndicatorPoint> PointAsync(TestTenant tenant, IndicatorPlace place)
    {
        await using var scope = tenant.Scope(Roles.Methodist);
        var found = await scope.ServiceProvider.GetRequiredService<IndicatorReader>().ReadAsync(place.ProgramId, place.Period.Academic, place.Code, CancellationToken.None);
        return found!.Series.Single().Points.Single(p => p.Period == place.Period);
    }

    private static string Told(IndicatorValue value) =>
        value.Words(IndicatorPresets.Of("three-directions").Single(d => d.Code == Code)).Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
