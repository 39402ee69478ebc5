using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SchoolSupport.Application;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Jobs;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Schools;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Shared;

namespace SchoolSupport.Web.Tests.Assessments;

/// <summary>A real server process, killed with SIGKILL while it stores an upload, and started again. It has a database of its own.</summary>
public sealed class KilledServerTests : IAsyncLifetime
{
    private const int Schools = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestDatabase database = null!;
    private ServiceProvider services = null!;
    private Guid tenantId;
    private Guid uploadId;

    public async Task InitializeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync("killed");
        await SchemaContext.MigrateAsync(database.Owner, CancellationToken.None);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(ProgramProcess.Settings(database).ToDictionary(s => s.Key.Replace("__", ":"), s => (string?)s.Value)).Build();
        services = new ServiceCollection().AddLogging().AddSchoolSupportApplication(configuration).BuildServiceProvider();
        await PrepareAsync();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task KilledInTheMiddleOfACommit_NothingIsStored_AndARestartStoresAllOnce()
    {
        // The last write of the commit waits for this lock: everything before it has been written and not committed.
        await using var holder = await services.GetRequiredService<DataSources>().OpenTenantAsync(tenantId, CancellationToken.None);
        await using var held = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select 1 from uploads where id = $1 for update", holder) { Parameters = { new() { Value = uploadId } } })
            await hold.ExecuteScalarAsync();

        using (var first = StartServer())
        {
            await UntilAsync("the commit reaches its last write", () => ScalarAsync(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '%update uploads%'"), 1);
            first.Kill();
            await first.WaitForExitAsync();
            Assert.NotEqual(0, first.ExitCode);
        }
        await held.RollbackAsync();
        await UntilAsync("the killed server's connection is gone", () => ScalarAsync(
            "select count(*) from pg_stat_activity where datname = current_database() and query ilike '%update uploads%' and pid <> pg_backend_pid()"), 0);
        Assert.Equal((UploadStatus.Committing, 0), await StateAsync());

        using var second = StartServer();
        try
        {
            await UntilAsync("the new server takes the commit over", async () => (await StateAsync()).Status == UploadStatus.Committed ? 1 : 0, 1);
            Assert.Equal((UploadStatus.Committed, Schools), await StateAsync());
            Assert.Equal(0, await ScalarAsync("select count(*) from results where version <> 1 or not is_current"));
        }
        finally
        {
            second.Kill();
            await second.WaitForExitAsync();
        }
    }

    private Process StartServer()
    {
        var process = ProgramProcess.Start(database);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>A confirmed upload whose commit waits for a server.</summary>
    private async Task PrepareAsync()
    {
        await using (var scope = services.CreateAsyncScope())
            tenantId = (await scope.ServiceProvider.GetRequiredService<TenantProvisioning>().CreateAsync(
                new CreateTenant("ozersky", "Озёрский муниципальный округ", "north", "Северогорская область"), CancellationToken.None)).Id;
        await using (var scope = Scope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            for (var i = 1; i <= Schools; i++)
                db.Schools.Add(new() { ShortName = Name(i), FullName = Name(i), SortName = Name(i), Kind = SchoolKind.Secondary, TeachesSecondary = true });
            await db.SaveAsync("schools.school-added", CancellationToken.None);
            var table = UploadPages.Table([.. Enumerable.Range(1, Schools).Select(i => (Name(i), "ОГЭ, математика", 20, i % 20))]);
            uploadId = await scope.ServiceProvider.GetRequiredService<UploadService>().AddAsync(new AddUpload("а.csv", table, UploadSource.Department), CancellationToken.None);
        }
        await using (var scope = Scope())
            await scope.ServiceProvider.GetRequiredService<UploadReading>().ReadAsync(uploadId, CancellationToken.None);
        await using (var scope = Scope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            await db.Jobs.ExecuteUpdateAsync(set => set.SetProperty(j => j.Status, JobStatus.Done));
            var version = (await db.Uploads.AsNoTracking().SingleAsync()).Version;
            Assert.True(await scope.ServiceProvider.GetRequiredService<UploadService>().ConfirmAsync(uploadId, version, CancellationToken.None));
        }
    }

    private static string Name(int number) => $"МБОУ «СОШ № {number}»";

    private AsyncServiceScope Scope()
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().ActForTenant(tenantId);
        return scope;
    }

    private async Task<(UploadStatus Status, int Results)> StateAsync()
    {
        await using var scope = Scope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        return ((await db.Uploads.AsNoTracking().SingleAsync()).Status, await db.Results.CountAsync());
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var connection = await services.GetRequiredService<DataSources>().OpenTenantAsync(tenantId, CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task UntilAsync(string what, Func<Task<long>> count, long expected)
    {
        var end = DateTime.UtcNow + Patience;
        while (await count() != expected)
        {
            Assert.True(DateTime.UtcNow < end, $"In {Patience.TotalSeconds} s it did not happen that {what}.");
            await Task.Delay(200);
        }
    }
}
