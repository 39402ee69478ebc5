using Npgsql;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests;

/// <summary>What every other test of the database takes for granted about the server and its roles.</summary>
public class TestPostgresTests
{
    [Theory]
    [InlineData("schoolsupport_owner")]
    [InlineData("schoolsupport_app")]
    [InlineData("schoolsupport_platform")]
    public async Task CreateDatabase_EachRole_ConnectsWithoutSpecialRights(string role)
    {
        await using var database = await TestPostgres.CreateDatabaseAsync("roles");
        var connectionString = new[] { database.Owner, database.Application, database.Platform }
            .Single(text => new NpgsqlConnectionStringBuilder(text).Username == role);

        var answer = await AskAsync(connectionString, "select current_database() || ' ' || rolsuper || ' ' || rolbypassrls from pg_roles where rolname = current_user");

        Assert.Equal($"{database.Name} false false", answer);
    }

    [Fact]
    public async Task CreateDatabase_SchoolNames_SortInNaturalOrder()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync("order");

        var answer = await AskAsync(database.Owner, "select string_agg(name, ', ' order by name) from (values ('Школа № 10'), ('Школа № 2'), ('школа № 1')) as school(name)");

        Assert.Equal("школа № 1, Школа № 2, Школа № 10", answer);
    }

    [Fact]
    public async Task CreateDatabase_Disposed_IsDropped()
    {
        var database = await TestPostgres.CreateDatabaseAsync("dropped");
        await database.DisposeAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(database.Owner, "select 1"));

        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, refused.SqlState);
    }

    private static async Task<string?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())?.ToString();
    }
}
