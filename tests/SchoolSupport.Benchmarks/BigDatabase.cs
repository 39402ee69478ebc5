using System.Buffers.Binary;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Identification;
using SchoolSupport.TestKit;

namespace SchoolSupport.Benchmarks;

/// <summary>
/// A country: 2 300 departments, 40 000 schools, nine procedures in two years, 720 000 results; the same at every run.
/// Filled by COPY as the owner, for whom row-level security is not forced in this database; the application's role is
/// held by it as ever.
/// </summary>
public sealed class BigDatabase : IAsyncDisposable
{
    public const int Tenants = 2_300;
    public const int Schools = 40_000;
    public const int LastYear = 2024;
    public const int Results = Schools * 2 * 9;

    private static readonly DateTime Created = new(2025, 9, 1, 9, 0, 0, DateTimeKind.Utc);
    private readonly TestDatabase database;

    private BigDatabase(TestDatabase database)
    {
        this.database = database;
        Owner = NpgsqlDataSource.Create(database.Owner);
        Sources = new DataSources(NpgsqlDataSource.Create(database.Application), NpgsqlDataSource.Create(database.Platform));
    }

    public TestDatabase Database => database;
    public NpgsqlDataSource Owner { get; }
    public DataSources Sources { get; }
    public IReadOnlyList<Guid> TenantIds { get; } = [.. Enumerable.Range(0, Tenants).Select(TenantId)];
    public string PostgresVersion { get; private set; } = "";

    public static async Task<BigDatabase> CreateAsync()
    {
        Console.WriteLine($"Filling {Tenants} tenants, {Schools} schools, {Results} results …");
        var big = new BigDatabase(await TestPostgres.CreateDatabaseAsync("bench"));
        await SchemaContext.MigrateAsync(big.database.Owner, CancellationToken.None);
        await using var connection = await big.Owner.OpenConnectionAsync();
        big.PostgresVersion = $"PostgreSQL {connection.PostgreSqlVersion}";
        await UnforceAsync(connection);
        await big.FillAsync(connection);
        await big.ExecuteAsync("vacuum analyze");
        return big;
    }

    /// <summary>Lets the owner, who fills and reads barely, past row-level security.</summary>
    public static async Task UnforceAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("""
            do $$ declare t text; begin
              for t in select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_versions' loop
                execute format('alter table %I no force row level security', t);
              end loop;
            end $$
            """, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Schools of a tenant: one city of 500, nine of 150, the rest have 16 or 17 as most departments do.</summary>
    public static int SchoolsOf(int tenant) => tenant switch
    {
        0 => 500,
        < 10 => 150,
        _ => (Schools - 500 - 9 * 150) / (Tenants - 10) + (tenant - 10 < (Schools - 500 - 9 * 150) % (Tenants - 10) ? 1 : 0),
    };

    public static Guid TenantId(int tenant) => Id(1, tenant);

    /// <param name="school">0…39 999 over all tenants.</param>
    public static Guid SchoolId(int school) => Id(2, school);

    private static Guid ProcedureId(int tenant, int procedure) => Id(3, tenant * 9 + procedure);

    // In rising order, as identifiers of version 7 are.
    internal static Guid Id(int kind, long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes, 0x01980000 + kind);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], number);
        return new Guid(bytes, bigEndian: true);
    }

    private async Task FillAsync(NpgsqlConnection connection)
    {
        await ExecuteAsync($"insert into regions (id, code, name) values ('{Id(9, 0)}', 'north', 'Северогорская область')");
        await CopyAsync(connection, "tenants (id, code, region_id, name, name_genitive, name_prepositional, authority_name, authority_genitive, administration_name, time_zone, school_term, created_at)", CopyTenants);
        await CopyAsync(connection, "procedures (tenant_id, id, code, name, family, subject, grade, sort_order)", CopyProcedures);
        await CopyAsync(connection, "rule_sets (tenant_id, id, version, name, parameters, is_current, created_at)", CopyRuleSets);
        await CopyAsync(connection, "schools (tenant_id, id, full_name, short_name, sort_name, search_text, kind, is_urban, settlement, inn, login, pupils, teaches_basic, teaches_secondary, created_at)", CopySchools);
        await CopyAsync(connection, "results (tenant_id, id, school_id, procedure_id, year, version, is_current, participants, failed, source, recorded_role, recorded_at)", CopyResults);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string target, Action<NpgsqlBinaryImporter> write)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {target} from stdin (format binary)");
        copy.Timeout = TimeSpan.FromMinutes(10);
        write(copy);
        await copy.CompleteAsync();
    }

    private static void CopyTenants(NpgsqlBinaryImporter copy)
    {
        for (var t = 0; t < Tenants; t++)
        {
            copy.StartRow();
            copy.Write(TenantId(t));
            copy.Write($"bench-{t:0000}");
            copy.Write(Id(9, 0));
            foreach (var text in (string[])[$"Муниципальный округ {t}", $"Муниципального округа {t}", $"Муниципальном округе {t}",
                "Управление образования", "управления образования", $"Администрация муниципального округа {t}", "Europe/Moscow", "ОО"])
                copy.Write(text);
            copy.Write(Created, NpgsqlDbType.TimestampTz);
        }
    }

    private static void CopyProcedures(NpgsqlBinaryImporter copy)
    {
        for (var t = 0; t < Tenants; t++)
            for (var p = 0; p < ProcedureCodes.Nine.Count; p++)
            {
                var code = ProcedureCodes.Nine[p];
                copy.StartRow();
                copy.Write(TenantId(t));
                copy.Write(ProcedureId(t, p));
                copy.Write(code);
                copy.Write($"Процедура {code}");
                copy.Write((short)(code.StartsWith("vpr", StringComparison.Ordinal) ? ExamFamily.Vpr : code.StartsWith("oge", StringComparison.Ordinal) ? ExamFamily.Oge : ExamFamily.Ege));
                copy.Write(code.Contains("math", StringComparison.Ordinal) ? "математика" : "русский язык");
                copy.Write(code[^1] switch { '5' => 5, '6' => 6, _ => code.StartsWith("oge", StringComparison.Ordinal) ? 9 : 11 });
                copy.Write((p + 1) * 10);
            }
    }

    private static void CopyRuleSets(NpgsqlBinaryImporter copy)
    {
        var parameters = JsonSerializer.Serialize(LowResultsRuleSet.Standard);
        for (var t = 0; t < Tenants; t++)
        {
            copy.StartRow();
            copy.Write(TenantId(t));
            copy.Write(Id(4, t));
            copy.Write(1);
            copy.Write(LowResultsRuleSet.Standard.Name);
            copy.Write(parameters, NpgsqlDbType.Jsonb);
            copy.Write(true);
            copy.Write(Created, NpgsqlDbType.TimestampTz);
        }
    }

    private static void CopySchools(NpgsqlBinaryImporter copy)
    {
        var school = 0;
        for (var t = 0; t < Tenants; t++)
            for (var n = 1; n <= SchoolsOf(t); n++, school++)
            {
                copy.StartRow();
                copy.Write(TenantId(t));
                copy.Write(SchoolId(school));
                copy.Write($"Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа №\u00a0{n}»");
                copy.Write($"МБОУ «СОШ №\u00a0{n}»");
                copy.Write($"СОШ №\u00a0{n}");
                copy.Write($"мбоу «сош № {n}» sch{100_000 + school}");
                copy.Write((short)3);
                copy.Write(n % 3 == 0);
                copy.Write("");
                copy.Write($"{3_300_000_000L + school}");
                copy.Write($"sch{100_000 + school}");
                copy.Write(100 + school * 37 % 900);
                copy.Write(true);
                copy.Write(true);
                copy.Write(Created, NpgsqlDbType.TimestampTz);
            }
    }

    private static void CopyResults(NpgsqlBinaryImporter copy)
    {
        var school = 0;
        for (var t = 0; t < Tenants; t++)
            for (var n = 1; n <= SchoolsOf(t); n++, school++)
                for (var place = 0; place < 18; place++)
                {
                    var result = school * 18 + place;
                    // A mix that repeats nowhere near: about one result in eleven is low.
                    var mix = (uint)(result * 2_654_435_761L >> 7);
                    var participants = (int)(5 + mix % 56);
                    copy.StartRow();
                    copy.Write(TenantId(t));
                    copy.Write(Id(5, result));
                    copy.Write(SchoolId(school));
                    copy.Write(ProcedureId(t, place % 9));
                    copy.Write(LastYear - place / 9);
                    copy.Write(1);
                    copy.Write(true);
                    copy.Write(participants);
                    copy.Write((int)(participants * (mix / 64 % 33) / 100));
                    copy.Write((short)1);
                    copy.Write("methodist");
                    copy.Write(Created, NpgsqlDbType.TimestampTz);
                }
    }

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        await Sources.DisposeAsync();
        await database.DisposeAsync();
    }
}
