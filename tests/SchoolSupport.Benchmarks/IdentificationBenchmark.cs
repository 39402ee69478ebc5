using System.Diagnostics;
using Npgsql;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Benchmarks;

/// <summary>Identification of the whole country against bare reading of the same rows and COPY of as many verdict rows.</summary>
public static class IdentificationBenchmark
{
    private const int Repetitions = 5;
    private const double MaxRatio = 2;
    private const long MaxBytes = 500L * 1024 * 1024;
    private const int Width = 18;
    private static readonly AcademicYear Year = new(BigDatabase.LastYear);

    private sealed record BareSchool(Guid TenantId, Guid Id, string Name, short Kind);

    public static async Task RunAsync(BigDatabase database, Report report)
    {
        Console.WriteLine("Identification:");
        // The same table without its foreign keys: what they cost is in the other bare figure.
        await database.ExecuteAsync("create table bare_verdicts (like verdicts including all)");
        var engine = new IdentificationEngine(database.Sources, TimeProvider.System);
        var bareReading = TimeSpan.Zero;
        var samples = await Measure.InTurnsAsync(Repetitions, await ServerProcessorTime.OfAsync(database.Owner), () => ResetAsync(database),
            ("bare: read + COPY", async () => bareReading = await BareAsync(database, "verdicts")),
            ("bare: read + COPY without foreign keys", () => BareAsync(database, "bare_verdicts")),
            ("IdentificationEngine.RunManyAsync", () => engine.RunManyAsync(database.TenantIds, Year, new CurrentActor(), CancellationToken.None)));
        await CheckAsync(database);
        Tell(report, database.PostgresVersion, samples, bareReading);
    }

    private static void Tell(Report report, string postgres, IReadOnlyDictionary<string, Sample[]> samples, TimeSpan bareReading)
    {
        var all = samples.Values.ToArray();
        var (bare, free, ours) = (all[0].MedianTime(), all[1].MedianTime(), all[2].MedianTime());
        report.Comparison($"identification, {BigDatabase.Schools} schools in {BigDatabase.Tenants} tenants, {BigDatabase.Results} results", postgres, samples);
        Console.WriteLine($"  (of the bare work the reading took {Report.Seconds(bareReading)} in the last turn)");
        report.Limit("identification takes at most 2 times the bare work", ours / bare <= MaxRatio,
            $"{Report.Ratio(ours, bare)}; {Report.Ratio(ours, free)} when the bare table has no foreign keys");
        report.Limit("identification stays under 500 MB", all[2].Peak() < MaxBytes, Report.Megabytes(all[2].Peak()));
    }

    private static async Task CheckAsync(BigDatabase database)
    {
        await using var command = database.Owner.CreateCommand("select count(*), count(*) filter (where verdict = 1), count(*) filter (where verdict = 2) from verdicts");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        if (reader.GetInt64(0) != BigDatabase.Schools)
            throw new InvalidOperationException($"{reader.GetInt64(0)} verdicts were stored.");
        Console.WriteLine($"  stored verdicts by code: {reader.GetInt64(1)} of 1, {reader.GetInt64(2)} of 2, {reader.GetInt64(0)} in all");
    }

    /// <summary>Empty tables of verdicts; a run for each tenant is there for the bare rows to belong to, and out of our way.</summary>
    private static async Task ResetAsync(BigDatabase database)
    {
        await database.ExecuteAsync("truncate identification_runs, verdicts, bare_verdicts, audit_entries");
        await database.ExecuteAsync($"""
            insert into identification_runs (tenant_id, id, number, year, rule_set_id, school_count, included_count, insufficient_count, inputs_hash, created_role, created_at)
            select tenant_id, tenant_id, 1, {Year.StartYear - 5}, id, 0, 0, 0, '', 'system', now() from rule_sets
            """);
    }

    /// <summary>As plain as it gets: three statements for the whole country, every value taken, one COPY of ready rows.</summary>
    /// <returns>The time of the reading.</returns>
    private static async Task<TimeSpan> BareAsync(BigDatabase database, string table)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        var watch = Stopwatch.StartNew();
        var schools = await ReadSchoolsAsync(connection);
        await ReadProceduresAsync(connection);
        var sum = await ReadResultsAsync(connection);
        var reading = watch.Elapsed;
        if (sum == 0)
            throw new InvalidOperationException("Nothing was read.");
        await CopyVerdictsAsync(connection, table, schools);
        return reading;
    }

    private static async Task<List<BareSchool>> ReadSchoolsAsync(NpgsqlConnection connection)
    {
        var schools = new List<BareSchool>();
        await using var command = new NpgsqlCommand("""
            select tenant_id, id, short_name, kind, teaches_basic, teaches_secondary, opened_on, closed_on, successor_id, count_with_successor from schools
            """, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            schools.Add(new BareSchool(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt16(3)));
            _ = reader.GetBoolean(4) && reader.GetBoolean(5) && reader.IsDBNull(6) && reader.IsDBNull(7) && reader.IsDBNull(8) && reader.GetBoolean(9);
        }
        return schools;
    }

    private static async Task ReadProceduresAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select id, code, name, family, grade from procedures", connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            _ = (reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetInt16(3), reader.GetInt32(4));
    }

    private static async Task<long> ReadResultsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand($"""
            select id, school_id, procedure_id, year, participants, failed, by_percent, failed_percent
            from results where year in ({Year.StartYear}, {Year.StartYear - 1}) and is_current
            """, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var sum = 0L;
        while (await reader.ReadAsync())
        {
            var ids = (reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2));
            sum += reader.GetInt32(3) + reader.GetInt32(4) + reader.GetInt32(5) + (ids.Item1 == ids.Item2 ? 1 : 0);
            sum += reader.GetBoolean(6) && !reader.IsDBNull(7) ? 1 : 0;
        }
        return sum;
    }

    private static async Task CopyVerdictsAsync(NpgsqlConnection connection, string table, List<BareSchool> schools)
    {
        var (states, participants, failed) = (new short[Width], new int[Width], new int[Width]);
        var results = Enumerable.Repeat(Guid.CreateVersion7(), Width).ToArray();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var copy = await connection.BeginBinaryImportAsync($"""
            copy {table} (tenant_id, run_id, school_id, school_name, school_kind, verdict, criterion_one, criterion_two, low_current, low_previous,
              missing_current, missing_previous, margin, states, participants, failed, result_ids, notes) from stdin (format binary)
            """))
        {
            foreach (var school in schools)
            {
                copy.StartRow();
                copy.Write(school.TenantId);
                copy.Write(school.TenantId);
                copy.Write(school.Id);
                copy.Write(school.Name);
                copy.Write(school.Kind);
                for (var i = 0; i < 7; i++)
                    copy.Write((short)1);
                copy.Write(3);
                copy.Write(states);
                copy.Write(participants);
                copy.Write(failed);
                copy.Write(results);
                copy.Write("");
            }
            await copy.CompleteAsync();
        }
        await transaction.CommitAsync();
    }
}
