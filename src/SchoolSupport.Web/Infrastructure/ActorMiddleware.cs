using System.Security.Claims;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Infrastructure;

/// <summary>Tells the application who acts, before anything touches the database.</summary>
public sealed class ActorMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, CurrentActor actor)
    {
        if (context.User.Identity?.IsAuthenticated == true && context.User.FindFirstValue(AppClaims.Role) is { } role)
            actor.SignIn(Id(context.User, AppClaims.Tenant), Id(context.User, AppClaims.Region), Id(context.User, ClaimTypes.NameIdentifier),
                Id(context.User, AppClaims.School), role, context.TraceIdentifier);
        return next(context);
    }

    private static Guid? Id(ClaimsPrincipal user, string type) => Guid.TryParse(user.FindFirstValue(type), out var id) ? id : null;
}
