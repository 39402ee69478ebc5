namespace SchoolSupport.Application.Persistence;

/// <summary>A row that belongs to a tenant. The tenant id itself is a shadow property, stamped on save.</summary>
public abstract class TenantRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>PostgreSQL's xmin: the concurrency token that a form carries.</summary>
    public uint Version { get; private set; }
}
