using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Infrastructure;

/// <summary>Tenant, region, school and role go into the signed cookie; the security stamp check brings changes within a minute.</summary>
public sealed class AppClaimsFactory(UserManager<UserAccount> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<UserAccount>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(UserAccount user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(AppClaims.Role, user.Role));
        identity.AddClaim(new Claim(AppClaims.DisplayName, user.DisplayName));
        AddId(identity, AppClaims.Tenant, user.TenantId);
        AddId(identity, AppClaims.Region, user.RegionId);
        AddId(identity, AppClaims.School, user.SchoolId);
        if (user.MustChangePassword)
            identity.AddClaim(new Claim(AppClaims.MustChangePassword, "1"));
        return identity;
    }

    private static void AddId(ClaimsIdentity identity, string type, Guid? id)
    {
        if (id is { } value)
            identity.AddClaim(new Claim(type, value.ToString()));
    }
}
