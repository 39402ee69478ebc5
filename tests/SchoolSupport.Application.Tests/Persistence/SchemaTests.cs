using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Persistence;

/// <summary>The migrated schema is the EF model, and every table is behind forced row-level security.</summary>
[Collection(AppCollection.Name)]
public sealed class SchemaTests(TestHost host)
{
    [Fact]
    public async Task Schema_ComparedWithTheModel_HasNoDrift()
    {
        var drift = await DriftAsync(await ColumnsAsync());
        Assert.True(drift.Count == 0, string.Join("\n", drift));
    }

    [Fact]
    public async Task Schema_ComparisonWithAColumnTakenAway_ReportsIt()
    {
        var columns = await ColumnsAsync();
        columns.Remove(("schools", "short_name"));
        Assert.Contains("schools.short_name: not in the database", await DriftAsync(columns));
    }

    [Fact]
    public async Task EveryTable_RowLevelSecurity_IsForced()
    {
        Assert.Empty(await TablesWithoutForcedRlsAsync());
    }

    [Fact]
    public async Task EveryTable_WithOneTableMadeWithoutIt_TurnsTheCheckRed()
    {
        await using var connection = new NpgsqlConnection(host.Database.Owner);
        await connection.OpenAsync();
        await Execute(connection, "create table canary (id int)");
        try
        {
            Assert.Equal(["canary"], await TablesWithoutForcedRlsAsync());
        }
        finally
        {
            await Execute(connection, "drop table canary");
        }
    }

    [Fact]
    public async Task EveryTenantTable_ForeignKeysToTenantTables_CarryTheTenant()
    {
        const string Sql = """
            select c.conrelid::regclass::text || ': ' || c.conname
            from pg_constraint c
            where c.contype = 'f' and c.connamespace = 'public'::regnamespace
              and exists (select from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'tenant_id')
              and c.confrelid <> 'users'::regclass
              and not exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'tenant_id' and a.attnum = any (c.conkey))
            """;
        Assert.Empty(await ListAsync(Sql));
    }

    [Fact]
    public async Task ApplicationRole_WithoutATenant_SeesNothing()
    {
        var tenant = await host.NewTenantAsync();
        await using var connection = new NpgsqlConnection(host.Database.Application);
        await connection.OpenAsync();
        await using var all = new NpgsqlCommand("select count(*) from procedures", connection);
        Assert.Equal(0L, await all.ExecuteScalarAsync());
        await using var set = new NpgsqlCommand($"select set_config('app.tenant_id', '{tenant.Id}', false)", connection);
        await set.ExecuteScalarAsync();
        Assert.NotEqual(0L, await all.ExecuteScalarAsync());
    }

    [Fact]
    public async Task ApplicationRole_WritingForAnotherTenant_IsRefused()
    {
        var mine = await host.NewTenantAsync();
        var theirs = await host.NewTenantAsync();
        await using var connection = await host.Services.GetRequiredService<DataSources>().OpenTenantAsync(mine.Id, CancellationToken.None);
        await using var command = new NpgsqlCommand(
            $"insert into procedures (tenant_id, id, code, name, family, subject, sort_order) values ('{theirs.Id}', gen_random_uuid(), 'x', 'x', 4, 'x', 1)", connection);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    private async Task<List<string>> TablesWithoutForcedRlsAsync() => await ListAsync("""
        select c.relname::text from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_versions'
          and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))
        """);

    private async Task<Dictionary<(string Table, string Column), (string Type, bool Nullable)>> ColumnsAsync()
    {
        await using var connection = new NpgsqlConnection(host.Database.Owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped and (a.attnum > 0 or a.attname = 'xmin')
            """, connection);
        var columns = new Dictionary<(string, string), (string, bool)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            columns[(reader.GetString(0), reader.GetString(1))] = (reader.GetString(2), reader.GetBoolean(3));
        return columns;
    }

    private async Task<List<string>> DriftAsync(Dictionary<(string Table, string Column), (string Type, bool Nullable)> columns)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var differences = new List<string>();
        var mapped = new HashSet<(string, string)>();
        foreach (var context in (DbContext[])[scope.ServiceProvider.GetRequiredService<AppDbContext>(), scope.ServiceProvider.GetRequiredService<PlatformDbContext>()])
            foreach (var entity in context.Model.GetEntityTypes())
                foreach (var property in entity.GetProperties())
                    Compare(entity, property, columns, mapped, differences);
        differences.AddRange(columns.Keys.Where(c => c.Item2 != "xmin" && c.Item1 != SchemaContext.HistoryTable && !mapped.Contains(c)
            && !(c.Item2 == "tenant_id")).Select(c => $"{c.Item1}.{c.Item2}: not in the model"));
        return differences;
    }

    private static void Compare(IEntityType entity, IProperty property, Dictionary<(string Table, string Column), (string Type, bool Nullable)> columns,
        HashSet<(string, string)> mapped, List<string> differences)
    {
        var table = entity.GetTableName()!;
        var column = property.GetColumnName();
        mapped.Add((table, column));
        if (!columns.TryGetValue((table, column), out var actual))
            differences.Add($"{table}.{column}: not in the database");
        else if (!SameType(property.GetColumnType(), actual.Type))
            differences.Add($"{table}.{column}: {actual.Type} in the database, {property.GetColumnType()} in the model");
        else if (property.IsNullable != actual.Nullable && column != "xmin" && !IsKeptLoose(table, column))
            differences.Add($"{table}.{column}: nullable {actual.Nullable} in the database, {property.IsNullable} in the model");
    }

    // Identity declares the names nullable and the database asks for more; a tenant's person always has a tenant,
    // an account of the platform has none.
    private static bool IsKeptLoose(string table, string column) =>
        table == "users" && column is "user_name" or "normalized_user_name" or "tenant_id";

    private static bool SameType(string model, string database) => Plain(model) == Plain(database);

    private static string Plain(string type) => type.Replace("timestamp with time zone", "timestamptz", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(host.Database.Owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        var list = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            list.Add(reader.GetString(0));
        return list;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
