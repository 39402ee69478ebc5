using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace SchoolSupport.Web.Composition;

/// <summary>How often one address may try to sign in or read calendars, and one person may upload. The counts are configuration.</summary>
public sealed record RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Attempts of one address a minute.</summary>
    public int SignInsPerMinute { get; init; } = 20;

    /// <summary>Files of one person a minute.</summary>
    public int UploadsPerMinute { get; init; } = 60;

    /// <summary>Calendar files read by one address a minute; a department's people may share one.</summary>
    public int CalendarsPerMinute { get; init; } = 120;
}

public static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string Upload = "upload";
    public const string Calendar = "calendar";

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var limits = configuration.GetSection(RateLimitOptions.Section).Get<RateLimitOptions>() ?? new RateLimitOptions();
        return services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(SignIn, http => OnlyPosts(http, http.Connection.RemoteIpAddress?.ToString() ?? "?", limits.SignInsPerMinute));
            options.AddPolicy(Upload, http => OnlyPosts(http, http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "?", limits.UploadsPerMinute));
            // A secret cannot be guessed, but an address that tries is not served for long.
            options.AddPolicy(Calendar, http => Limited(http.Connection.RemoteIpAddress?.ToString() ?? "?", limits.CalendarsPerMinute));
        });
    }

    private static RateLimitPartition<string> OnlyPosts(HttpContext http, string key, int perMinute) =>
        HttpMethods.IsPost(http.Request.Method) ? Limited(key, perMinute) : RateLimitPartition.GetNoLimiter("reading");

    private static RateLimitPartition<string> Limited(string key, int perMinute) =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0,
        });
}
