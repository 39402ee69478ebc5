using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SchoolSupport.Application;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Schools;
using SchoolSupport.TestKit;

namespace SchoolSupport.Benchmarks;

/// <summary>One department with its catalogue and schools, and the application's services on its database.</summary>
public sealed class SmallDatabase : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private SmallDatabase(TestDatabase database)
    {
        this.database = database;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Application"] = database.Application,
            ["ConnectionStrings:Platform"] = database.Platform,
        }).Build();
        services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration)
            .AddSchoolSupportApplication(configuration).BuildServiceProvider();
        Owner = NpgsqlDataSource.Create(database.Owner);
    }

    public NpgsqlDataSource Owner { get; }
    public TestDatabase Database => database;
    public Guid TenantId { get; private set; }
    public string PostgresVersion { get; private set; } = "";

    /// <param name="schools">Each has a login, see <see cref="ProtocolWorkbook.Login"/>.</param>
    public static async Task<SmallDatabase> CreateAsync(string name, int schools)
    {
        var small = new SmallDatabase(await TestPostgres.CreateDatabaseAsync(name));
        await SchemaContext.MigrateAsync(small.database.Owner, CancellationToken.None);
        await using (var connection = await small.Owner.OpenConnectionAsync())
        {
            small.PostgresVersion = $"PostgreSQL {connection.PostgreSqlVersion}";
            await BigDatabase.UnforceAsync(connection);
        }
        await small.FillAsync(schools);
        return small;
    }

    /// <summary>A scope that acts for the department.</summary>
    public AsyncServiceScope Scope()
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().ActForTenant(TenantId);
        return scope;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task FillAsync(int schools)
    {
        await using (var scope = services.CreateAsyncScope())
            TenantId = (await scope.ServiceProvider.GetRequiredService<TenantProvisioning>().CreateAsync(
                new CreateTenant("bench", "Озёрский муниципальный округ", "north", "Северогорская область"), CancellationToken.None)).Id;
        await using var tenant = Scope();
        var db = tenant.ServiceProvider.GetRequiredService<AppDbContext>();
        for (var i = 0; i < schools; i++)
            db.Schools.Add(new School
            {
                FullName = $"Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № {i + 1}»",
                ShortName = $"МБОУ СОШ № {i + 1}", SortName = $"СОШ № {i + 1}", SearchText = $"мбоу сош № {i + 1}",
                Kind = SchoolKind.Secondary, Login = ProtocolWorkbook.Login(i), TeachesSecondary = true, CreatedAt = DateTimeOffset.UtcNow,
            });
        await db.SaveAsync("schools.school-added", CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Owner.DisposeAsync();
        await database.DisposeAsync();
    }
}
