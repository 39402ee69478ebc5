using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>The demonstration accounts for the sign-in page, in development only.</summary>
public sealed class DemoAccountList(PlatformDbContext db, IHostEnvironment environment)
{
    public async Task<IReadOnlyList<DemoAccount>> ListAsync(CancellationToken ct)
    {
        if (!environment.IsDevelopment())
            return [];
        var accounts = await (
            from user in db.Users.AsNoTracking()
            join tenant in db.Tenants on user.TenantId equals tenant.Id into tenants
            from tenant in tenants.DefaultIfEmpty()
            where user.IsDemo
            orderby tenant == null ? 1 : 0, tenant.Code descending, user.Role
            select new { user.UserName, user.Role, user.Position, Tenant = tenant == null ? null : tenant.Name }).ToListAsync(ct);
        return [.. accounts.Select(a => new DemoAccount(a.UserName!, Roles.Label(a.Role), a.Position.Length > 0 ? a.Position : a.Tenant ?? ""))];
    }
}
