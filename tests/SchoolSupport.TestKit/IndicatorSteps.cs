using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Jobs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.TestKit;

/// <summary>The background work of indicators, done when a test says so.</summary>
public static class IndicatorSteps
{
    /// <summary>What the worker would do with the jobs that wait; afterwards none waits.</summary>
    public static async Task ComputeIndicatorsAsync(this TestTenant tenant)
    {
        await using var scope = tenant.Scope(Roles.System);
        var services = scope.ServiceProvider;
        // A job that the worker has in hand meanwhile is waited for, so that it does not come between.
        while (await tenant.WithDbAsync(db => db.Jobs.AnyAsync(job => job.Kind == IndicatorJob.KindName && job.Status == JobStatus.Running)))
            await Task.Delay(50);
        await tenant.WithDbAsync(db => db.Jobs.Where(job => job.Kind == IndicatorJob.KindName).ExecuteDeleteAsync());
        await services.GetRequiredService<IndicatorEngine>().RunAsync(
            tenant.Id, AcademicYear.Of(await services.GetRequiredService<TenantClock>().TodayAsync(CancellationToken.None)), services.GetRequiredService<CurrentActor>(), CancellationToken.None);
    }
}
