using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Application.Jobs;

/// <summary>
/// Takes waiting jobs one by one. A job whose worker died is taken over when its lock runs out, so that work survives a
/// restart; «skip locked» lets several nodes share the queue.
/// </summary>
public sealed class JobWorker(DataSources sources, IServiceScopeFactory scopes, JobSignal signal, ILogger<JobWorker> log) : BackgroundService
{
    private const int MaxAttempts = 3;
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private const string ClaimSql = """
        update jobs set status = 1, attempts = attempts + 1, locked_until = now() + $1
        where (tenant_id, id) = (
          select tenant_id, id from jobs
          where status in (0, 1) and run_after <= now() and (status = 0 or locked_until < now())
          order by run_after for update skip locked limit 1)
        returning tenant_id, id, kind, subject_id, payload, attempts, created_by, created_role
        """;

    private sealed record Claimed(Guid TenantId, Guid Id, string Kind, Guid SubjectId, string Payload, int Attempts, Guid? CreatedBy, string CreatedRole);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await ClaimAsync(stoppingToken) is { } job)
                    await RunAsync(job, stoppingToken);
                else
                    await signal.WaitAsync(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The database is away: wait, the server goes on answering.
                log.LogError(error, "The job queue could not be read");
                await Task.Delay(Poll, stoppingToken);
            }
        }
    }

    private async Task<Claimed?> ClaimAsync(CancellationToken ct)
    {
        await using var command = sources.Platform.CreateCommand(ClaimSql);
        command.Parameters.Add(new NpgsqlParameter { Value = Lock });
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return null;
        return new Claimed(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetGuid(3), reader.GetString(4),
            reader.GetInt32(5), reader.IsDBNull(6) ? null : reader.GetGuid(6), reader.GetString(7));
    }

    private async Task RunAsync(Claimed job, CancellationToken ct)
    {
        using var alive = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var beat = KeepLockAsync(job, alive.Token);
        try
        {
            if (job.Attempts > MaxAttempts)
                throw new InvalidOperationException("The job's worker died in every attempt.");
            await InScopeAsync(job, (handler, token) => handler.RunAsync(job.SubjectId, job.Payload, token), ct);
            await FinishAsync(job, JobStatus.Done, null, TimeSpan.Zero);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The server stops: give the job back at once.
            await FinishAsync(job, JobStatus.Waiting, null, TimeSpan.Zero);
            throw;
        }
        catch (Exception error)
        {
            await FailAsync(job, error, ct);
        }
        finally
        {
            await alive.CancelAsync();
            await beat;
        }
    }

    private async Task FailAsync(Claimed job, Exception error, CancellationToken ct)
    {
        var failureId = Guid.CreateVersion7().ToString("N")[..12];
        log.LogError(error, "Job {Kind} {JobId} failed in attempt {Attempt}, failure {FailureId}", job.Kind, job.Id, job.Attempts, failureId);
        if (job.Attempts < MaxAttempts)
        {
            await FinishAsync(job, JobStatus.Waiting, failureId, TimeSpan.FromSeconds(2 * job.Attempts));
            return;
        }
        await InScopeAsync(job, (handler, token) => handler.FailAsync(job.SubjectId, failureId, token), ct);
        await FinishAsync(job, JobStatus.Failed, failureId, TimeSpan.Zero);
    }

    private async Task InScopeAsync(Claimed job, Func<IJobHandler, CancellationToken, Task> work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().ActForTenant(job.TenantId, job.CreatedBy, job.CreatedRole);
        var handler = scope.ServiceProvider.GetServices<IJobHandler>().SingleOrDefault(h => h.Kind == job.Kind)
            ?? throw new InvalidOperationException($"No handler for jobs of kind {job.Kind}.");
        await work(handler, ct);
    }

    private async Task KeepLockAsync(Claimed job, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Lock / 3, ct);
                await using var command = sources.Platform.CreateCommand("update jobs set locked_until = now() + $1 where tenant_id = $2 and id = $3 and status = 1");
                command.Parameters.Add(new NpgsqlParameter { Value = Lock });
                command.Parameters.Add(new NpgsqlParameter { Value = job.TenantId });
                command.Parameters.Add(new NpgsqlParameter { Value = job.Id });
                await command.ExecuteNonQueryAsync(ct);
            }
        }
        catch (OperationCanceledException) { }
        catch (Exception error)
        {
            log.LogWarning(error, "The lock of job {JobId} could not be kept", job.Id);
        }
    }

    private async Task FinishAsync(Claimed job, JobStatus status, string? failureId, TimeSpan wait)
    {
        await using var command = sources.Platform.CreateCommand("""
            update jobs set status = $1, failure_id = coalesce($2, failure_id), run_after = now() + $3, locked_until = null,
              attempts = case when $1 = 0 and $2 is null then greatest(attempts - 1, 0) else attempts end,
              finished_at = case when $1 in (2, 3) then now() end
            where tenant_id = $4 and id = $5
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = (short)status });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)failureId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = wait });
        command.Parameters.Add(new NpgsqlParameter { Value = job.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = job.Id });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
