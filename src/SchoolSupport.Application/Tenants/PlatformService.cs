using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Tenants;

/// <summary>What the platform's administrator does: opens and closes tenants. It reaches no school and no result.</summary>
public sealed class PlatformService(PlatformDbContext db, TenantProvisioning provisioning, UserManager<UserAccount> users)
{
    /// <summary>A new tenant with its first administrator.</summary>
    public async Task<AccountOutcome> CreateAsync(CreateTenant command, string administratorLogin, string administratorName, CancellationToken ct)
    {
        if (await db.Tenants.AnyAsync(t => t.Code == command.Code, ct))
            return new AccountOutcome(null, [$"Муниципалитет с кодом «{command.Code}» уже есть. Выберите другой код"]);
        if (await users.FindByNameAsync(administratorLogin) is not null)
            return new AccountOutcome(null, ["Такое имя для входа уже занято. Выберите другое"]);
        var tenant = await provisioning.CreateAsync(command, ct);
        return await AddAccountAsync(new UserAccount
        {
            TenantId = tenant.Id, Role = Roles.TenantAdmin, DisplayName = administratorName, UserName = administratorLogin, MustChangePassword = true, CreatedAt = db.Now,
        }, null);
    }

    /// <summary>Adds an account of any scope; for the platform's page and the command line.</summary>
    /// <param name="password">Null makes a one-time password.</param>
    public async Task<AccountOutcome> AddAccountAsync(UserAccount account, string? password)
    {
        db.Operation = "accounts.account-created";
        var used = password ?? UserService.NewPassword();
        var result = await users.CreateAsync(account, used);
        return result.Succeeded ? new AccountOutcome(account, [], used) : new AccountOutcome(null, [.. result.Errors.Select(e => e.Description)]);
    }

    /// <summary>A closed tenant keeps its data; its people cannot sign in and their sessions end.</summary>
    public async Task<bool> SetActiveAsync(Guid tenantId, bool active, CancellationToken ct)
    {
        if (await db.Tenants.SingleOrDefaultAsync(t => t.Id == tenantId, ct) is not { } tenant)
            return false;
        tenant.IsActive = active;
        db.Operation = active ? "tenants.tenant-opened" : "tenants.tenant-closed";
        if (!active)
            foreach (var account in await db.Users.Where(u => u.TenantId == tenantId).ToListAsync(ct))
                account.SecurityStamp = Guid.CreateVersion7().ToString("N");
        await db.SaveChangesAsync(ct);
        return true;
    }
}
