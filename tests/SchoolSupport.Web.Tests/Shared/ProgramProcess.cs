using System.Diagnostics;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Shared;

/// <summary>The program as a process of its own on a test's database: a server without words, or a verb of the command line.</summary>
internal static class ProgramProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static Dictionary<string, string> Settings(TestDatabase database) => new()
    {
        ["ConnectionStrings__Application"] = database.Application,
        ["ConnectionStrings__Platform"] = database.Platform,
        ["ConnectionStrings__Owner"] = database.Owner,
    };

    public static Process Start(TestDatabase database, params string[] words)
    {
        var folder = AppContext.BaseDirectory;
        var own = Path.Combine(folder, typeof(ProgramProcess).Assembly.GetName().Name!);
        var start = new ProcessStartInfo("dotnet",
            ["exec", "--runtimeconfig", own + ".runtimeconfig.json", "--depsfile", own + ".deps.json", Path.Combine(folder, "SchoolSupport.Web.dll"), .. words])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings(database))
            start.Environment[name] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Testing";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        return Process.Start(start)!;
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(TestDatabase database, params string[] words)
    {
        using var process = Start(database, words);
        using var patience = new CancellationTokenSource(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }
}
