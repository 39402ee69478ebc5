using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Tenants;

/// <summary>The tenant's own row, read once a scope, and its «today».</summary>
public sealed class TenantClock(AppDbContext db, TimeProvider clock)
{
    private Tenant? tenant;

    public async Task<Tenant> TenantAsync(CancellationToken ct) =>
        tenant ??= await db.Tenants.AsNoTracking().SingleAsync(ct);

    /// <summary>Saves a command when the tenant's row was read on the way.</summary>
    public void Remember(Tenant read) => tenant = read;

    public async Task<DateOnly> TodayAsync(CancellationToken ct) => Today(await TenantAsync(ct));

    /// <summary>The date in the tenant's time zone (UTC+2 … UTC+12).</summary>
    public DateOnly Today(Tenant of) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(of.TimeZone)).DateTime);

    /// <summary>The last academic year that is over: the list is made from it.</summary>
    public async Task<AcademicYear> DefaultYearAsync(CancellationToken ct)
    {
        var today = await TodayAsync(ct);
        return AcademicYear.Of(today).Previous;
    }
}
