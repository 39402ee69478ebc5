using Microsoft.Net.Http.Headers;

namespace SchoolSupport.Web.Infrastructure;

/// <summary>The headers of every answer. Nothing inline and nothing from other hosts is allowed to run.</summary>
public static class SecurityHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; connect-src 'self'";

    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use((context, next) =>
        {
            // Set when the answer starts: the error handler clears what was set before it.
            context.Response.OnStarting(() =>
            {
                Set(context);
                return Task.CompletedTask;
            });
            return next(context);
        });

    private static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // The back button after signing out must not show somebody's page again.
        if (context.User.Identity?.IsAuthenticated == true)
            headers.CacheControl = "no-store";
        else if (!headers.ContainsKey(HeaderNames.CacheControl))
            headers.CacheControl = "no-cache";
    }
}
