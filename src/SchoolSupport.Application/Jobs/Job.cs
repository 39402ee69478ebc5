using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Jobs;

public enum JobStatus { Waiting = 0, Running = 1, Done = 2, Failed = 3 }

/// <summary>Work that goes on in the background and survives a restart: a lock that runs out is taken over.</summary>
public sealed class Job : TenantRow
{
    public required string Kind { get; init; }
    public required Guid SubjectId { get; init; }
    public string Payload { get; init; } = "{}";
    public JobStatus Status { get; set; }
    public int Attempts { get; set; }
    public required DateTimeOffset RunAfter { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }
    public Guid? CreatedBy { get; init; }
    public required string CreatedRole { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }
    public string? FailureId { get; set; }
}
