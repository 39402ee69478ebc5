using Npgsql;
using NpgsqlTypes;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Audit;

/// <param name="Snapshot">What was visible: <c>pg_current_snapshot()</c> as text, to be asked with later.</param>
/// <param name="HasGrown">An entry was added since the snapshot that was asked with; true when none was.</param>
public readonly record struct HistoryMoment(string Snapshot, bool HasGrown);

/// <summary>
/// Tells whether anything of a tenant changed since a moment. Every change writes its history in the same transaction, so
/// the history's growth says it; snapshots of the database are compared instead of times or numbers, because a transaction
/// that began earlier may end later.
/// </summary>
public sealed class HistoryWatch(DataSources sources)
{
    private const string Sql = """
        select pg_current_snapshot()::text, exists (
          select from audit_entries
          where tenant_id = $1 and written_in >= pg_snapshot_xmin($2::pg_snapshot) and not pg_visible_in_snapshot(written_in, $2::pg_snapshot))
        """;

    /// <summary>One round trip: the tenant's setting and the question.</summary>
    /// <param name="since">The snapshot of an earlier answer, or null.</param>
    public async Task<HistoryMoment> LookAsync(Guid tenantId, string? since, CancellationToken ct)
    {
        await using var connection = await sources.Application.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(DataSources.Setting(DataSources.TenantSetting, tenantId));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = tenantId },
                new NpgsqlParameter { Value = (object?)since ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return new HistoryMoment(reader.GetString(0), since is null || reader.GetBoolean(1));
    }
}
