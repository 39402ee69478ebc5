using SchoolSupport.Web.Features.Tenants;

namespace SchoolSupport.Web.Infrastructure;

/// <summary>Whoever signed in with a one-time password changes it before anything else.</summary>
public sealed class PasswordChangeMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.User.HasClaim(AppClaims.MustChangePassword, "1") || IsAllowed(context.Request.Path))
            return next(context);
        context.Response.Redirect(AccountController.PasswordPath);
        return Task.CompletedTask;
    }

    private static bool IsAllowed(PathString path) =>
        path == AccountController.PasswordPath || path == AccountController.SignOutPath
        || path.StartsWithSegments("/error") || path.StartsWithSegments("/health");
}
