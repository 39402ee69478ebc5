using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Tenants;

/// <summary>A new department. Grammatical cases that were not given are filled with the nominative and can be corrected in the settings.</summary>
public sealed record CreateTenant(
    string Code,
    string Name,
    string RegionCode,
    string RegionName,
    string? NameGenitive = null,
    string? NamePrepositional = null,
    string AuthorityName = "Управление образования",
    string AuthorityGenitive = "управления образования",
    string? AdministrationName = null,
    string TimeZone = Tenant.DefaultTimeZone,
    string SchoolTerm = "ОО",
    bool IsDemo = false);

/// <summary>
/// Makes a tenant: its row by the platform's role, then its catalogue of procedures and its method by the tenant's own
/// role. A run that was cut off is finished by running it again.
/// </summary>
public sealed class TenantProvisioning(PlatformDbContext platform, IServiceScopeFactory scopes)
{
    /// <summary>Creates the tenant, or returns the one with this code after completing what it lacks.</summary>
    public async Task<Tenant> CreateAsync(CreateTenant command, CancellationToken ct)
    {
        var tenant = await platform.Tenants.SingleOrDefaultAsync(t => t.Code == command.Code, ct) ?? await AddAsync(command, ct);
        await using var scope = scopes.CreateAsyncScope();
        var actor = scope.ServiceProvider.GetRequiredService<CurrentActor>();
        actor.ActForTenant(tenant.Id, platform.Actor.UserId, platform.Actor.Role);
        await FillAsync(scope.ServiceProvider.GetRequiredService<AppDbContext>(), ct);
        return tenant;
    }

    private async Task<Tenant> AddAsync(CreateTenant command, CancellationToken ct)
    {
        var region = await platform.Regions.SingleOrDefaultAsync(r => r.Code == command.RegionCode, ct);
        if (region is null)
        {
            region = new Region { Code = command.RegionCode, Name = command.RegionName };
            platform.Regions.Add(region);
        }
        var tenant = new Tenant
        {
            Code = command.Code,
            RegionId = region.Id,
            Name = command.Name,
            NameGenitive = command.NameGenitive ?? command.Name,
            NamePrepositional = command.NamePrepositional ?? command.Name,
            AuthorityName = command.AuthorityName,
            AuthorityGenitive = command.AuthorityGenitive,
            AdministrationName = command.AdministrationName ?? $"Администрация {command.NameGenitive ?? command.Name}",
            TimeZone = command.TimeZone,
            SchoolTerm = command.SchoolTerm,
            IsDemo = command.IsDemo,
            CreatedAt = platform.Now,
        };
        platform.Tenants.Add(tenant);
        platform.Operation = "tenants.tenant-created";
        await platform.SaveChangesAsync(ct);
        return tenant;
    }

    private static async Task FillAsync(AppDbContext db, CancellationToken ct)
    {
        if (!await db.Procedures.AnyAsync(ct))
            ProcedureCatalogue.AddTo(db);
        if (!await db.RuleSets.AnyAsync(ct))
            db.RuleSets.Add(new StoredRuleSet
            {
                VersionNumber = 1,
                Name = LowResultsRuleSet.Standard.Name,
                Parameters = JsonSerializer.Serialize(LowResultsRuleSet.Standard),
                Comment = "Исходная методика: не менее 30 % участников по двум процедурам за год или по одной в каждом из двух лет",
                IsCurrent = true,
                CreatedAt = db.Now,
            });
        await db.SaveAsync("tenants.tenant-provisioned", ct);
    }
}
