using Npgsql;
using NpgsqlTypes;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Application.Indicators;

/// <summary>What a computation changes of the stored values.</summary>
internal sealed record IndicatorChange(IReadOnlyList<KeyValuePair<ValueKey, ValueRow>> Written, IReadOnlyList<ValueKey> Gone)
{
    public int Count => Written.Count + Gone.Count;

    public static IndicatorChange Of(IReadOnlyDictionary<ValueKey, ValueRow> values, IReadOnlyDictionary<ValueKey, ValueRow> stored) => new(
        [.. values.Where(value => !stored.TryGetValue(value.Key, out var row) || row != value.Value)], [.. stored.Keys.Where(key => !values.ContainsKey(key))]);
}

internal sealed record NewIndicatorRun(Guid TenantId, int Values, IndicatorChange Change, DateTimeOffset Started, DateTimeOffset Finished);

/// <summary>Stores what changed. COPY does not pass row-level security, so values go as arrays of columns; the statements of several tenants share a round trip.</summary>
internal static class IndicatorWriter
{
    private const string InsertRun = """
        insert into indicator_runs (tenant_id, id, number, value_count, changed_count, started_at, finished_at, checked_at, created_by, created_role)
        select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $6, $7, $8 from indicator_runs where tenant_id = $1
        """;

    private const string Confirm = """
        update indicator_runs set checked_at = $2 where tenant_id = $1 and number = (select max(number) from indicator_runs where tenant_id = $1)
        """;

    private const string WriteValues = """
        insert into indicator_values (tenant_id, run_id, program_id, code, line, period, year, source, value, numerator, denominator, base, missing)
        select $1, $2, v.program_id, v.code, v.line, v.period, v.year, v.source, v.value, v.numerator, v.denominator, v.base, v.missing::uuid[]
        from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::smallint[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
          as v(program_id, code, line, period, year, source, value, numerator, denominator, base, missing)
        on conflict (tenant_id, program_id, code, line, period) do update set
          run_id = excluded.run_id, year = excluded.year, source = excluded.source, value = excluded.value, numerator = excluded.numerator,
          denominator = excluded.denominator, base = excluded.base, missing = excluded.missing
        """;

    private const string DeleteValues = """
        delete from indicator_values v using unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as g(program_id, code, line, period)
        where v.tenant_id = $1 and v.program_id = g.program_id and v.code = g.code and v.line = g.line and v.period = g.period
        """;

    /// <summary>Adds the statements of one tenant. A computation that changes nothing only says that the values still hold.</summary>
    public static void AppendTo(NpgsqlBatch batch, NewIndicatorRun run, CurrentActor actor)
    {
        batch.BatchCommands.Add(DataSources.Setting(DataSources.TenantSetting, run.TenantId));
        if (run.Change.Count == 0)
        {
            Add(batch, Confirm, (NpgsqlDbType.Uuid, run.TenantId), (NpgsqlDbType.TimestampTz, run.Finished));
            return;
        }
        var id = Guid.CreateVersion7();
        Add(batch, InsertRun, (NpgsqlDbType.Uuid, run.TenantId), (NpgsqlDbType.Uuid, id), (NpgsqlDbType.Integer, run.Values), (NpgsqlDbType.Integer, run.Change.Count),
            (NpgsqlDbType.TimestampTz, run.Started), (NpgsqlDbType.TimestampTz, run.Finished), (NpgsqlDbType.Uuid, actor.UserId), (NpgsqlDbType.Text, actor.Role));
        if (run.Change.Written.Count > 0)
            AddValues(batch, run, id);
        if (run.Change.Gone.Count > 0)
            Add(batch, DeleteValues, (NpgsqlDbType.Uuid, run.TenantId), Column(NpgsqlDbType.Uuid, run.Change.Gone, key => key.Program),
                Column(NpgsqlDbType.Text, run.Change.Gone, key => key.Code), Column(NpgsqlDbType.Text, run.Change.Gone, key => key.Line), Column(NpgsqlDbType.Text, run.Change.Gone, key => key.Period));
    }

    private static void AddValues(NpgsqlBatch batch, NewIndicatorRun run, Guid id)
    {
        var rows = run.Change.Written;
        Add(batch, WriteValues, (NpgsqlDbType.Uuid, run.TenantId), (NpgsqlDbType.Uuid, id),
            Column(NpgsqlDbType.Uuid, rows, row => row.Key.Program), Column(NpgsqlDbType.Text, rows, row => row.Key.Code), Column(NpgsqlDbType.Text, rows, row => row.Key.Line),
            Column(NpgsqlDbType.Text, rows, row => row.Key.Period), Column(NpgsqlDbType.Integer, rows, row => row.Value.Year), Column(NpgsqlDbType.Smallint, rows, row => row.Value.Source),
            Column(NpgsqlDbType.Text, rows, row => row.Value.Value), Column(NpgsqlDbType.Text, rows, row => row.Value.Numerator), Column(NpgsqlDbType.Text, rows, row => row.Value.Denominator),
            Column(NpgsqlDbType.Text, rows, row => row.Value.Base), Column(NpgsqlDbType.Text, rows, row => row.Value.Missing));
    }

    private static (NpgsqlDbType, object?) Column<TRow, TValue>(NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, TValue> of) => (NpgsqlDbType.Array | type, rows.Select(of).ToArray());

    private static void Add(NpgsqlBatch batch, string text, params (NpgsqlDbType Type, object? Value)[] parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var (type, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
        batch.BatchCommands.Add(command);
    }
}
