using System.Diagnostics.CodeAnalysis;
using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Identification;

/// <summary>A run that was stored, or the latest one when it says the same.</summary>
/// <param name="IsNew">False: facts and method were those of the latest run, nothing was stored.</param>
public sealed record RunOutcome(Guid TenantId, Guid RunId, int Number, bool IsNew);

/// <summary>
/// Identification from stored rows to stored verdicts: one round trip to read, one transaction of one round trip to
/// write, for one tenant or for a group of tenants on the same connection; of many tenants two groups are under way at once.
/// </summary>
public sealed class IdentificationEngine(DataSources sources, TimeProvider clock)
{
    /// <summary>Tenants of a group are read and stored together; what they need at once stays in memory.</summary>
    private const int TenantsTogether = 32;

    /// <summary>One group is judged while the server reads or stores another.</summary>
    private const int GroupsAtOnce = 2;

    public async Task<RunOutcome> RunAsync(Guid tenantId, AcademicYear year, CurrentActor actor, CancellationToken ct) =>
        (await RunManyAsync([tenantId], year, actor, ct))[0];

    /// <summary>Runs several tenants. A group of tenants is stored wholly or not at all.</summary>
    public async Task<IReadOnlyList<RunOutcome>> RunManyAsync(IReadOnlyList<Guid> tenantIds, AcademicYear year, CurrentActor actor, CancellationToken ct)
    {
        var groups = tenantIds.Chunk(TenantsTogether).Select((tenants, place) => (tenants, place)).ToList();
        var outcomes = new RunOutcome[groups.Count][];
        await Parallel.ForEachAsync(groups, new ParallelOptions { MaxDegreeOfParallelism = GroupsAtOnce, CancellationToken = ct }, async (group, token) =>
        {
            await using var connection = await sources.Application.OpenConnectionAsync(token);
            outcomes[group.place] = await RunGroupAsync(connection, group.tenants, year, actor, token);
        });
        return [.. outcomes.SelectMany(group => group)];
    }

    private async Task<RunOutcome[]> RunGroupAsync(NpgsqlConnection connection, Guid[] tenantIds, AcademicYear year, CurrentActor actor, CancellationToken ct)
    {
        var outcomes = new RunOutcome[tenantIds.Length];
        var fresh = new List<(int Place, NewRun Run)>();
        await using (var batch = new NpgsqlBatch(connection))
        {
            foreach (var tenantId in tenantIds)
                FactsReader.AppendTo(batch, tenantId, year);
            await PrepareAsync(batch, tenantIds.Length, ct);
            await using var reader = await batch.ExecuteReaderAsync(ct);
            for (var i = 0; i < tenantIds.Length; i++)
            {
                var inputs = await FactsReader.ReadAsync(reader, tenantIds[i], year, ct);
                var facts = FactsAssembler.Assemble(inputs);
                if (IsLatest(inputs, facts, out var latest))
                    outcomes[i] = new RunOutcome(tenantIds[i], latest.Id, latest.Number, IsNew: false);
                else
                    fresh.Add((i, new NewRun(Guid.CreateVersion7(), inputs, facts, facts.Schools.Select(s => facts.Rules.Evaluate(s.Facts)).ToArray())));
            }
        }
        if (fresh.Count > 0)
            await StoreAsync(connection, fresh, outcomes, actor, ct);
        return outcomes;
    }

    private async Task StoreAsync(NpgsqlConnection connection, List<(int Place, NewRun Run)> runs, RunOutcome[] outcomes, CurrentActor actor, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var (_, run) in runs)
            RunWriter.AppendTo(batch, run, actor, clock.GetUtcNow());
        await PrepareAsync(batch, runs.Count, ct);
        var numbers = new List<int>(runs.Count);
        await using (var reader = await batch.ExecuteReaderAsync(ct))
            do
            {
                // Only the run's insert answers with a whole number.
                if (reader.FieldCount == 1 && reader.GetFieldType(0) == typeof(int) && await reader.ReadAsync(ct))
                    numbers.Add(reader.GetInt32(0));
            }
            while (await reader.NextResultAsync(ct));
        await transaction.CommitAsync(ct);
        for (var i = 0; i < runs.Count; i++)
            outcomes[runs[i].Place] = new RunOutcome(runs[i].Run.Inputs.TenantId, runs[i].Run.Id, numbers[i], IsNew: true);
    }

    // Planning costs more than answering for a small tenant; a single one is not worth the extra round trip.
    private static Task PrepareAsync(NpgsqlBatch batch, int tenants, CancellationToken ct) =>
        tenants > 1 ? batch.PrepareAsync(ct) : Task.CompletedTask;

    private static bool IsLatest(IdentificationInputs inputs, FactsOfYear facts, [NotNullWhen(true)] out RunHead? latest)
    {
        latest = inputs.LatestRun;
        return latest is not null && latest.Says(facts, inputs.RuleSet);
    }
}
