using System.Globalization;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>Moments as the tenant's clocks show them.</summary>
public static class LocalTime
{
    /// <summary>«03.09.2025, 14:20» in the tenant's time zone.</summary>
    public static string Of(DateTimeOffset moment, Tenant tenant) =>
        TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(tenant.TimeZone)).ToString("dd.MM.yyyy, HH:mm", CultureInfo.InvariantCulture);
}
