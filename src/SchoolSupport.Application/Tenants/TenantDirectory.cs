using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Tenants;

/// <summary>Looking tenants up before one is set.</summary>
public static class TenantDirectory
{
    public static Task<Tenant?> FindByCodeAsync(PlatformDbContext db, string code) =>
        db.Tenants.AsNoTracking().SingleOrDefaultAsync(t => t.Code == code);
}
