using Npgsql;
using NpgsqlTypes;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Benchmarks;

/// <summary>All indicators of the whole country against bare reading of the rows they need and COPY of as many values.</summary>
public static class IndicatorBenchmark
{
    private const int Repetitions = 5;
    private const double MaxRatio = 2;
    private static readonly AcademicYear ListYear = new(BigDatabase.LastYear);

    // The year that looks at the last results.
    private static readonly AcademicYear Year = new(BigDatabase.LastYear + 1);

    /// <summary>All rows are needed, so the bare work takes whole tables, each in one statement, every value by Npgsql.</summary>
    private static readonly string[] Reading =
    [
        "select id, short_name, teaches_basic, teaches_secondary, is_urban, pupils, opened_on, closed_on from schools",
        "select id, code, family, grade from procedures",
        "select school_id, procedure_id, year, participants, failed, mark2, mark3, mark4, mark5, by_percent, failed_percent from results where is_current",
        "select run_id, school_id, verdict, criterion_two from verdicts",
        "select id, title, period from campaigns",
        "select id, campaign_id, school_id, state, left_on from submissions",
        "select submission_id, question, class_name, state, number, text from form_answers",
        "select id, template_code from support_programs",
    ];

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(Year.LastDay.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
    }

    public static async Task RunAsync(BigDatabase database, Report report)
    {
        Console.WriteLine("Indicators:");
        await MonitoringData.FillAsync(database, ListYear);
        var engine = new IndicatorEngine(database.Sources, new Later());
        IReadOnlyList<(string Code, string Line, string Period)> keys =
            [.. from definition in IndicatorPresets.Of("three-directions") from line in definition.Lines from period in definition.Rhythm.PeriodsIn(Year) select (definition.Code, line.Part, period.Key)];
        var samples = await Measure.InTurnsAsync(Repetitions, await ServerProcessorTime.OfAsync(database.Owner), () => ResetAsync(database),
            ("bare: read + COPY", () => BareAsync(database, keys)),
            ("IndicatorEngine.RunManyAsync", () => engine.RunManyAsync(database.TenantIds, Year, Year, new CurrentActor(), CancellationToken.None)));
        await CheckAsync(database, keys.Count);
        var all = samples.Values.ToArray();
        report.Comparison($"indicators, {BigDatabase.Tenants} tenants, {BigDatabase.Schools} schools, {MonitoringData.Answers} answers, {keys.Count * BigDatabase.Tenants} values", database.PostgresVersion, samples);
        report.Limit("recomputing all indicators takes at most 2 times the bare work", all[1].MedianTime() / all[0].MedianTime() <= MaxRatio, Report.Ratio(all[1].MedianTime(), all[0].MedianTime()));
    }

    /// <summary>No values; a run for each tenant is there for the bare rows to belong to.</summary>
    private static async Task ResetAsync(BigDatabase database)
    {
        await database.ExecuteAsync("truncate indicator_values, indicator_runs");
        await database.ExecuteAsync("""
            insert into indicator_runs (tenant_id, id, number, value_count, changed_count, started_at, finished_at, checked_at, created_role)
            select id, id, 1, 0, 0, now(), now(), now(), 'system' from tenants
            """);
    }

    private static async Task BareAsync(BigDatabase database, IReadOnlyList<(string Code, string Line, string Period)> keys)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        var rows = 0L;
        foreach (var sql in Reading)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync();
            var take = Enumerable.Range(0, reader.FieldCount).Select(column => Take(reader, column)).ToArray();
            while (await reader.ReadAsync())
            {
                for (var column = 0; column < take.Length; column++)
                    if (!reader.IsDBNull(column))
                        take[column]();
                rows++;
            }
        }
        if (rows < MonitoringData.Answers)
            throw new InvalidOperationException($"{rows} rows were read.");
        await CopyAsync(connection, keys);
    }

    // The type of a column is asked for once, not for each row.
    private static Action Take(NpgsqlDataReader reader, int column) => Type.GetTypeCode(reader.GetFieldType(column)) switch
    {
        TypeCode.Boolean => () => reader.GetBoolean(column),
        TypeCode.Int16 => () => reader.GetInt16(column),
        TypeCode.Int32 => () => reader.GetInt32(column),
        TypeCode.Decimal => () => reader.GetDecimal(column),
        TypeCode.String => () => reader.GetString(column),
        _ when reader.GetFieldType(column) == typeof(Guid) => () => reader.GetGuid(column),
        _ => () => reader.GetFieldValue<DateOnly>(column),
    };

    private static async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<(string Code, string Line, string Period)> keys)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy indicator_values (tenant_id, run_id, program_id, code, line, period, year, source, value, numerator, denominator, missing) from stdin (format binary)"))
        {
            for (var tenant = 0; tenant < BigDatabase.Tenants; tenant++)
                foreach (var (code, line, period) in keys)
                {
                    copy.StartRow();
                    copy.Write(BigDatabase.TenantId(tenant));
                    copy.Write(BigDatabase.TenantId(tenant));
                    copy.Write(MonitoringData.ProgramId(tenant));
                    copy.Write(code);
                    copy.Write(line);
                    copy.Write(period);
                    copy.Write(Year.StartYear);
                    copy.Write((short)IndicatorSource.Computed);
                    foreach (var text in (string[])["275/4", "11/1", "16/1"])
                        copy.Write(text);
                    copy.Write(Array.Empty<Guid>(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
                }
            await copy.CompleteAsync();
        }
        await transaction.CommitAsync();
    }

    private static async Task CheckAsync(BigDatabase database, int each)
    {
        await using var command = database.Owner.CreateCommand("select count(*), count(value), count(distinct tenant_id) from indicator_values");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        if (reader.GetInt64(0) != (long)each * BigDatabase.Tenants || reader.GetInt64(1) < reader.GetInt64(0) / 2)
            throw new InvalidOperationException($"{reader.GetInt64(0)} values were stored, {reader.GetInt64(1)} of them known.");
        Console.WriteLine($"  stored: {reader.GetInt64(0)} values of {reader.GetInt64(2)} tenants, {reader.GetInt64(1)} of them known");
    }
}
