using Microsoft.AspNetCore.Identity;

namespace SchoolSupport.Application.Tenants;

/// <summary>A person's account. It belongs to a tenant (and perhaps to one of its schools), to a region, or to the platform.</summary>
public sealed class UserAccount : IdentityUser<Guid>
{
    public const int DisplayNameMaxLength = 200;

    public UserAccount() => Id = Guid.CreateVersion7();

    public Guid? TenantId { get; init; }
    public Guid? RegionId { get; init; }
    public Guid? SchoolId { get; set; }
    public required string Role { get; set; }
    public required string DisplayName { get; set; }
    public string Position { get; set; } = "";

    /// <summary>Set by an administrator's reset: the next sign-in goes to the change of the password.</summary>
    public bool MustChangePassword { get; set; }
    public bool IsActive { get; set; } = true;
    public bool IsDemo { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastSignInAt { get; set; }
}

/// <summary>What the tenant's own database role may see of its people: no password, no secret.</summary>
public sealed class Person
{
    public Guid Id { get; private set; }
    public Guid? SchoolId { get; private set; }
    public string Role { get; private set; } = "";
    public string DisplayName { get; private set; } = "";
    public string Position { get; private set; } = "";
    public string UserName { get; private set; } = "";
    public bool IsActive { get; private set; }
    public bool TwoFactorEnabled { get; private set; }
    public DateTimeOffset? LockoutEnd { get; private set; }
    public DateTimeOffset? LastSignInAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
}
