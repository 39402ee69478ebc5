using System.Diagnostics;
using System.Security.Claims;

namespace SchoolSupport.Web.Infrastructure;

/// <summary>
/// One line a request: method, route template, status, time, user id and tenant id. Paths, query strings, form values
/// and file names are left out, since they may hold names of persons.
/// </summary>
public sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    private static readonly object RouteKey = new();

    public async Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Write(context, Stopwatch.GetElapsedTime(start));
        }
    }

    /// <summary>Keeps the first matched route: an error page is run under a second one.</summary>
    public static Task RememberRoute(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint)
            context.Items.TryAdd(RouteKey, endpoint.RoutePattern.RawText);
        return next(context);
    }

    private void Write(HttpContext context, TimeSpan elapsed)
    {
        var status = context.Response.StatusCode;
        var isRouted = context.Items.TryGetValue(RouteKey, out var route);
        var level = status switch
        {
            >= StatusCodes.Status500InternalServerError => LogLevel.Error,
            >= StatusCodes.Status400BadRequest => LogLevel.Information,
            // Stylesheets and fonts that were found are of no interest.
            _ => isRouted ? LogLevel.Information : LogLevel.Debug,
        };
        logger.Log(level, "HTTP {Method} {Route} {Status} in {Elapsed:0.0} ms, user {UserId}, tenant {TenantId}, request {RequestId}",
            context.Request.Method,
            isRouted ? route : "(no route)",
            status,
            elapsed.TotalMilliseconds,
            context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "-",
            context.User.FindFirstValue(AppClaims.Tenant) ?? "-",
            context.TraceIdentifier);
    }
}
