using System.Text.Json;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Jobs;

/// <summary>Puts work into the background in the same transaction as the change that asks for it.</summary>
public sealed class JobQueue(AppDbContext db)
{
    /// <summary>Adds a job; it starts after the caller's save, and after <see cref="JobSignal.Ring"/> without waiting for the next poll.</summary>
    /// <param name="notBefore">Null: now.</param>
    public Job Add(string kind, Guid subjectId, object? payload = null, DateTimeOffset? notBefore = null)
    {
        var job = new Job
        {
            Kind = kind,
            SubjectId = subjectId,
            Payload = JsonSerializer.Serialize(payload ?? new { }),
            RunAfter = notBefore ?? db.Now,
            CreatedBy = db.Actor.UserId,
            CreatedRole = db.Actor.Role,
            CreatedAt = db.Now,
        };
        db.Jobs.Add(job);
        return job;
    }
}

/// <summary>Wakes the worker of this process; other processes find the job at their next poll.</summary>
public sealed class JobSignal
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        // Ringing twice before the worker wakes is the same as once.
        try { bell.Release(); }
        catch (SemaphoreFullException) { }
    }

    public Task WaitAsync(TimeSpan longest, CancellationToken ct) => bell.WaitAsync(longest, ct);
}

/// <summary>Does one kind of job, inside a scope whose actor is the tenant and person of the job. Must bear being run twice.</summary>
public interface IJobHandler
{
    string Kind { get; }
    Task RunAsync(Guid subjectId, string payload, CancellationToken ct);

    /// <summary>All attempts failed: say so where the person looks.</summary>
    /// <param name="failureId">The id under which the log has the error.</param>
    Task FailAsync(Guid subjectId, string failureId, CancellationToken ct);
}
