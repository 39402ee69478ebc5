using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using SchoolSupport.Application;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Commands;

/// <summary>
/// The administrator's command line: the same program and the same services as the pages. Every verb takes
/// <c>--json</c>; exit code 0 means done, 1 a mistake in the call or a failure, 2 a finding that forbids the work.
/// </summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Forbidden = 2;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
    };

    /// <summary>The verbs, one line each.</summary>
    private static Command[] Verbs() =>
    [
        MigrateCommand.Create(),
        ImportResultsCommand.Create(),
        AddAliasCommand.Create(),
        ReportCommand.Create(),
        HealthCommand.Create(),
        SeedDemoCommand.Create(),
        CreateTenantCommand.Create(),
        CreateUserCommand.Create(),
        ImportSchoolsCommand.Create(),
        IdentifyCommand.Create(),
        RiskCommand.Create(),
        IndicatorsCommand.Create(),
        NoteCommand.Create(),
        ImportFederalListCommand.Create(),
        ImportRoadmapCommand.Create(),
    ];

    /// <summary>The server is started without words; settings such as <c>--urls</c> begin with a dash. Any other word is a verb, also a mistyped one.</summary>
    public static bool IsVerb(string[] args) => args.Length > 0 && (args[0] is "--help" or "-h" or "-?" || !args[0].StartsWith('-'));

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("SchoolSupport: command line of the administrator");
        foreach (var verb in Verbs())
            root.Add(verb);
        return root.Parse(args).InvokeAsync();
    }

    /// <summary>Every verb's switch for machines: the answer is one JSON document on standard output.</summary>
    public static Option<bool> JsonOption() => new("--json") { Description = "print one JSON document" };

    public static Option<string> TenantOption() => new("--tenant") { Description = "code of the tenant", Required = true };

    /// <summary>Runs work with the application's services, in one scope, without a web server.</summary>
    public static async Task<int> WithServicesAsync(Func<IServiceProvider, Task<int>> work)
    {
        using var host = BuildHost();
        await using var scope = host.Services.CreateAsyncScope();
        try
        {
            return await work(scope.ServiceProvider);
        }
        catch (CommandRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return Failed;
        }
    }

    /// <summary>The same, for one tenant named by its code.</summary>
    public static Task<int> ForTenantAsync(string code, Func<IServiceProvider, Tenant, Task<int>> work) => WithServicesAsync(async services =>
    {
        var tenant = await TenantDirectory.FindByCodeAsync(services.GetRequiredService<PlatformDbContext>(), code)
            ?? throw new CommandRefusedException($"Нет муниципалитета с кодом «{code}»");
        services.GetRequiredService<CurrentActor>().ActForTenant(tenant.Id);
        return await work(services, tenant);
    });

    public static void Print(object answer) => Console.WriteLine(JsonSerializer.Serialize(answer, Json));

    /// <summary>A file of the call, whole.</summary>
    public static async Task<byte[]> ReadFileAsync(string path, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, ct);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusedException($"Файл «{path}» не читается: {error.Message}");
        }
    }

    private static IHost BuildHost()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSchoolSupportApplication(builder.Configuration);
        return builder.Build();
    }
}

/// <summary>The call cannot be carried out; the message is for the person at the console.</summary>
public sealed class CommandRefusedException(string message) : Exception(message);
