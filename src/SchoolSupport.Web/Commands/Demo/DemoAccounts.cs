using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>The demonstration's accounts. Their one password is public; a production server does not start beside them.</summary>
public static class DemoAccounts
{
    public const string Password = "Ozero-2026-demo";

    /// <summary>The part before «@»: short, because people type it.</summary>
    public static string ShortRole(string role) => role switch
    {
        Roles.TenantAdmin => "admin",
        Roles.SchoolDirector => "director",
        Roles.SchoolOperator => "operator",
        Roles.PartnerOperator => "partner",
        Roles.RegionalObserver => "observer",
        Roles.PlatformAdmin => "platform",
        _ => role,
    };

    /// <summary>The account's id; makes the account when it is not there.</summary>
    internal static async Task<Guid> EnsureAsync(IServiceScopeFactory scopes, UserAccount account)
    {
        await using var scope = scopes.CreateAsyncScope();
        var known = await scope.ServiceProvider.GetRequiredService<PlatformDbContext>().Users.AsNoTracking().SingleOrDefaultAsync(u => u.UserName == account.UserName);
        if (known is not null)
            return known.Id;
        var outcome = await scope.ServiceProvider.GetRequiredService<PlatformService>().AddAccountAsync(account, Password);
        return outcome.Account?.Id ?? throw new CommandRefusedException(string.Join("; ", outcome.Problems));
    }
}
