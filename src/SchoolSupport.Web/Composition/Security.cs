using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Composition;

/// <summary>Sign-in cookie, permissions, default deny.</summary>
public static class Security
{
    public const string SignInPath = "/sign-in";
    public const string SessionCookie = "school-support";

    public static IServiceCollection AddSecurity(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddScoped<SignInManager<UserAccount>>();
        services.AddScoped<ISecurityStampValidator, SecurityStampValidator<UserAccount>>();
        services.AddScoped<ITwoFactorSecurityStampValidator, TwoFactorSecurityStampValidator<UserAccount>>();
        services.AddScoped<IUserClaimsPrincipalFactory<UserAccount>, AppClaimsFactory>();
        // «Выйти на всех устройствах» and a deactivation take hold within this time.
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromSeconds(30));
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = SessionCookie;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = environment.IsProduction() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(10);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = SignInPath;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }
}
