using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Infrastructure;

/// <summary>What a person must be allowed to do to reach an action. Every action has one (or is explicitly anonymous); a test holds it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequirePermissionAttribute(string permission) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public string Permission => permission;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Every signed-in person may: the own account, errors, search.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute : AuthorizeAttribute;

public sealed class PermissionHandler : AuthorizationHandler<RequirePermissionAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequirePermissionAttribute requirement)
    {
        if (Roles.Allows(context.User.FindFirstValue(AppClaims.Role), requirement.Permission))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

public static class AppClaims
{
    public const string Role = "role";
    public const string Tenant = "tenant";
    public const string Region = "region";
    public const string School = "school";
    public const string DisplayName = "display-name";
    public const string MustChangePassword = "must-change-password";
}
