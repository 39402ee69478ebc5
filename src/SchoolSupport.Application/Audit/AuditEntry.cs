namespace SchoolSupport.Application.Audit;

public enum ChangeKind { Added = 0, Changed = 1, Removed = 2, Event = 3 }

/// <summary>One changed row: who, when, in what operation, why, before and after. Never changed or removed.</summary>
public sealed class AuditEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid? TenantId { get; init; }
    public required DateTimeOffset At { get; init; }
    public Guid? UserId { get; init; }
    public required string UserRole { get; init; }

    /// <summary>Such as <c>schools.school-renamed</c>.</summary>
    public required string Operation { get; init; }
    public string? Reason { get; init; }

    /// <summary>Table name of the row.</summary>
    public required string Entity { get; init; }
    public required string EntityId { get; init; }
    public required ChangeKind Kind { get; init; }

    /// <summary>JSON object: property → [before, after].</summary>
    public required string Changes { get; init; }
    public string? RequestId { get; init; }
}
