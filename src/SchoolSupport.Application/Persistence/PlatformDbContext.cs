using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Audit;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Application.Persistence;

/// <summary>
/// Accounts, tenants and protection keys, through the platform's database role. That role sees no school and no result
/// unless a region was set, and then only reads.
/// </summary>
public sealed class PlatformDbContext(DbContextOptions<PlatformDbContext> options, CurrentActor actor, TimeProvider clock)
    : IdentityUserContext<UserAccount, Guid>(options)
{
    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<Region> Regions => Set<Region>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<DataProtectionKeyRow> DataProtectionKeys => Set<DataProtectionKeyRow>();

    public CurrentActor Actor => actor;
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What an account change is called in the history; set by the service around Identity's own saves.</summary>
    public string Operation { get; set; } = "accounts.account-changed";

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        var entries = AuditTrail.Of(ChangeTracker, actor, Now, Operation);
        foreach (var entry in entries)
            AuditEntries.Add(WithTenantOfAccount(entry));
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    // An account's history belongs to the account's tenant, also when nobody is signed in yet.
    private AuditEntry WithTenantOfAccount(AuditEntry entry)
    {
        if (entry.TenantId is not null)
            return entry;
        var account = ChangeTracker.Entries<UserAccount>().FirstOrDefault(e => e.Entity.Id.ToString() == entry.EntityId)?.Entity;
        return account?.TenantId is not { } tenantId ? entry : new AuditEntry
        {
            Id = entry.Id, TenantId = tenantId, At = entry.At, UserId = entry.UserId ?? account.Id, UserRole = entry.UserRole,
            Operation = entry.Operation, Reason = entry.Reason, Entity = entry.Entity, EntityId = entry.EntityId,
            Kind = entry.Kind, Changes = entry.Changes, RequestId = entry.RequestId,
        };
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        AppModel.BuildShared(builder);
        builder.Entity<UserAccount>().ToTable("users");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        builder.Entity<Region>(e => { e.ToTable("regions"); e.HasKey(r => r.Id); });
        builder.Entity<DataProtectionKeyRow>(e => { e.ToTable("data_protection_keys"); e.HasKey(k => k.Id); });
        Naming.Apply(builder);
    }
}

/// <summary>A key of ASP.NET Core data protection: kept in the database, so that sessions survive a restart and a second node.</summary>
public sealed class DataProtectionKeyRow
{
    public int Id { get; private set; }
    public required string FriendlyName { get; init; }
    public required string Xml { get; init; }
}
