namespace SchoolSupport.Application.Tenants;

/// <summary>
/// Who acts, for which tenant, in what operation; set once a request, job or command, before the database is touched.
/// </summary>
public sealed class CurrentActor
{
    private bool isSet;

    public Guid? TenantId { get; private set; }
    public Guid? RegionId { get; private set; }
    public Guid? UserId { get; private set; }

    /// <summary>The only school that this person may reach; null for the department's people.</summary>
    public Guid? SchoolId { get; private set; }
    public string Role { get; private set; } = Roles.System;
    public string? RequestId { get; private set; }

    /// <summary>Why, in the person's own words, for operations that ask for a reason; kept in the history.</summary>
    public string? Reason { get; set; }

    public bool IsSchool => SchoolId is not null;

    public void SignIn(Guid? tenantId, Guid? regionId, Guid? userId, Guid? schoolId, string role, string? requestId)
    {
        if (isSet)
            throw new InvalidOperationException("The actor of this scope is already set.");
        isSet = true;
        (TenantId, RegionId, UserId, SchoolId, Role, RequestId) = (tenantId, regionId, userId, schoolId, role, requestId);
    }

    /// <summary>A command or a job that acts for one tenant.</summary>
    public void ActForTenant(Guid tenantId, Guid? userId = null, string role = Roles.System, Guid? schoolId = null) =>
        SignIn(tenantId, null, userId, schoolId, role, null);

    public bool May(string permission) => Role == Roles.System || Roles.Allows(Role, permission);
}
