using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace SchoolSupport.TestKit;

/// <summary>
/// The PostgreSQL server of the tests. <c>./test</c> starts one and names it in
/// <c>SCHOOLSUPPORT_TEST_CLUSTER</c>, the connection string of a role that may create databases and
/// roles; a developer may put any server there. Without the variable (a test run from an editor) the
/// embedded server of the checkout is started for the life of the test process.
/// </summary>
public static class TestPostgres
{
    private const string ClusterVariable = "SCHOOLSUPPORT_TEST_CLUSTER";
    private const string OwnerRole = "schoolsupport_owner";
    private const string ApplicationRole = "schoolsupport_app";
    private const string PlatformRole = "schoolsupport_platform";
    private const string NamePrefix = "test_";
    private const string NameTime = "yyyyMMddHHmmss";

    /// <summary>Any number; one that nothing else locks. Roles belong to the server, so two test processes must not make them at once.</summary>
    private const long RolesLock = 7_305_512_981;

    private static readonly Lazy<Task<string>> Cluster = new(ConnectToClusterAsync);

    /// <summary>
    /// Makes an empty database that belongs to <c>schoolsupport_owner</c>. The name says when it was
    /// made: databases of runs that began more than a day ago are dropped on the way.
    /// </summary>
    /// <param name="name">What the database is for, in lower-case Latin letters, digits and <c>_</c>; part of its name.</param>
    public static async Task<TestDatabase> CreateDatabaseAsync(string name)
    {
        var cluster = await Cluster.Value;
        var now = DateTime.UtcNow.ToString(NameTime, CultureInfo.InvariantCulture);
        var database = $"{NamePrefix}{now}_{RandomNumberGenerator.GetHexString(6, lowercase: true)}_{name}";
        await using (var connection = await OpenAsync(cluster))
        {
            await ExecuteAsync(connection, $"create database \"{database}\" owner {OwnerRole}");
        }

        return new TestDatabase(
            database,
            ConnectionString(cluster, database, OwnerRole),
            ConnectionString(cluster, database, ApplicationRole),
            ConnectionString(cluster, database, PlatformRole));
    }

    internal static async Task DropDatabaseAsync(string database)
    {
        await using var connection = await OpenAsync(await Cluster.Value);
        await ExecuteAsync(connection, $"drop database if exists \"{database}\" with (force)");
    }

    private static async Task<string> ConnectToClusterAsync()
    {
        var cluster = Environment.GetEnvironmentVariable(ClusterVariable);
        if (string.IsNullOrEmpty(cluster))
        {
            cluster = await StartEmbeddedServerAsync();
        }

        await using var connection = await OpenAsync(cluster);
        await MakeRolesAsync(connection, new NpgsqlConnectionStringBuilder(cluster).Password ?? "");
        await DropOldDatabasesAsync(connection);
        return cluster;
    }

    private static async Task<string> StartEmbeddedServerAsync()
    {
        var data = Path.Combine(".data", "test-postgres");
        var id = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await RunScriptAsync("start", data, "--for", id, "--volatile");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RunScriptAsync("stop", data, "--for", id).Wait();

        var lines = await RunScriptAsync("connections", data);
        return lines.Split('\n').Single(line => line.StartsWith("Administrator=", StringComparison.Ordinal))["Administrator=".Length..];
    }

    private static async Task<string> RunScriptAsync(params string[] arguments)
    {
        var root = RepositoryRoot();
        var start = new ProcessStartInfo("bash", [Path.Combine(root, "deploy", "dev", "postgres.sh"), .. arguments])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash could not be started.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"postgres.sh {arguments[0]} ended with code {process.ExitCode}.");
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "SchoolSupport.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("The tests run outside of a checkout.");
    }

    private static async Task MakeRolesAsync(NpgsqlConnection connection, string password)
    {
        await ExecuteAsync(connection, $"select pg_advisory_lock({RolesLock})");
        foreach (var role in new[] { OwnerRole, ApplicationRole, PlatformRole })
        {
            await using var find = new NpgsqlCommand("select 1 from pg_roles where rolname = $1", connection);
            find.Parameters.AddWithValue(role);
            if (await find.ExecuteScalarAsync() is null)
            {
                await ExecuteAsync(connection, $"create role {role} login nosuperuser nobypassrls password '{password.Replace("'", "''", StringComparison.Ordinal)}'");
            }
        }

        await ExecuteAsync(connection, $"select pg_advisory_unlock({RolesLock})");
    }

    private static async Task DropOldDatabasesAsync(NpgsqlConnection connection)
    {
        var limit = NamePrefix + DateTime.UtcNow.AddDays(-1).ToString(NameTime, CultureInfo.InvariantCulture);
        var old = new List<string>();
        await using (var find = new NpgsqlCommand("select datname from pg_database where datname ~ '^test_[0-9]{14}_' and datname collate \"C\" < $1", connection))
        {
            find.Parameters.AddWithValue(limit);
            await using var reader = await find.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                old.Add(reader.GetString(0));
            }
        }

        foreach (var database in old)
        {
            await ExecuteAsync(connection, $"drop database if exists \"{database}\" with (force)");
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string ConnectionString(string cluster, string database, string role) =>
        new NpgsqlConnectionStringBuilder(cluster)
        {
            Database = database,
            Username = role,
            // Two test processes with three roles each share the server's 200 connections.
            MaxPoolSize = 30,
        }.ConnectionString;
}

/// <summary>A database of one test process, with the connection strings of the three roles of the application.</summary>
/// <param name="Name">The name of the database on the server.</param>
/// <param name="Owner">Migrates; neither a superuser nor past row-level security.</param>
/// <param name="Application">Serves pages and jobs; owns nothing.</param>
/// <param name="Platform">Reads across tenants where a page of the platform or of a region asks for it.</param>
public sealed record TestDatabase(string Name, string Owner, string Application, string Platform) : IAsyncDisposable
{
    /// <summary>Drops the database, whoever is still connected.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (var pool = new NpgsqlConnection(Owner)) { NpgsqlConnection.ClearPool(pool); }
        await using (var pool = new NpgsqlConnection(Application)) { NpgsqlConnection.ClearPool(pool); }
        await using (var pool = new NpgsqlConnection(Platform)) { NpgsqlConnection.ClearPool(pool); }
        await TestPostgres.DropDatabaseAsync(Name);
    }
}
