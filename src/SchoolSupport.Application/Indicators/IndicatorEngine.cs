using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Indicators;

/// <summary>What a computation of a tenant's indicators came to.</summary>
/// <param name="Values">How many values there are.</param>
/// <param name="Changed">How many of them are new, differ from what was stored, or are gone.</param>
public sealed record IndicatorOutcome(Guid TenantId, int Values, int Changed);

/// <summary>
/// Indicators from stored rows to stored values, for one tenant or for many: one round trip to read and one to write for a group of tenants. Computing again
/// changes nothing but the time at which the values were last found right.
/// </summary>
public sealed class IndicatorEngine(DataSources sources, TimeProvider clock)
{
    /// <summary>Tenants of a group are read and stored together; what they need at once stays in memory.</summary>
    private const int TenantsTogether = 16;

    /// <summary>One group is computed while another is read by the server.</summary>
    private const int GroupsAtOnce = 2;

    /// <summary>Pages show three years; the two before them are kept for pages of past years.</summary>
    private const int YearsStored = 5;

    /// <summary>All values of the years that pages look at.</summary>
    public async Task<IndicatorOutcome> RunAsync(Guid tenantId, AcademicYear today, CurrentActor actor, CancellationToken ct) =>
        (await RunManyAsync([tenantId], new AcademicYear(today.StartYear - YearsStored + 1), today, actor, ct))[0];

    /// <summary>Computes several tenants. A group of tenants is stored wholly or not at all.</summary>
    public async Task<IReadOnlyList<IndicatorOutcome>> RunManyAsync(IReadOnlyList<Guid> tenantIds, AcademicYear from, AcademicYear to, CurrentActor actor, CancellationToken ct)
    {
        var groups = tenantIds.Chunk(TenantsTogether).Select((tenants, place) => (tenants, place)).ToList();
        var outcomes = new IndicatorOutcome[groups.Count][];
        await Parallel.ForEachAsync(groups, new ParallelOptions { MaxDegreeOfParallelism = GroupsAtOnce, CancellationToken = ct },
            async (group, token) => outcomes[group.place] = await RunGroupAsync(group.tenants, from, to, actor, token));
        return [.. outcomes.SelectMany(group => group)];
    }

    private async Task<IndicatorOutcome[]> RunGroupAsync(Guid[] tenantIds, AcademicYear from, AcademicYear to, CurrentActor actor, CancellationToken ct)
    {
        var started = clock.GetUtcNow();
        var outcomes = new IndicatorOutcome[tenantIds.Length];
        await using var connection = await sources.Application.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var writing = new NpgsqlBatch(connection, transaction);
        await using (var batch = new NpgsqlBatch(connection, transaction))
        {
            foreach (var tenantId in tenantIds)
                IndicatorRows.AppendTo(batch, tenantId, from, to);
            if (tenantIds.Length > 1)
                await batch.PrepareAsync(ct);
            await using var reader = await batch.ExecuteReaderAsync(ct);
            for (var i = 0; i < tenantIds.Length; i++)
            {
                var inputs = await IndicatorRows.ReadAsync(reader, from, to, ct);
                var values = inputs.Compute(from, to, started);
                var change = IndicatorChange.Of(values, inputs.Stored);
                IndicatorWriter.AppendTo(writing, new NewIndicatorRun(tenantIds[i], values.Count, change, started, clock.GetUtcNow()), actor);
                outcomes[i] = new IndicatorOutcome(tenantIds[i], values.Count, change.Count);
                // To the lock of the next tenant.
                await reader.NextResultAsync(ct);
            }
        }
        if (tenantIds.Length > 1)
            await writing.PrepareAsync(ct);
        await writing.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return outcomes;
    }
}
