using System.CommandLine;

namespace SchoolSupport.Web.Commands;

/// <summary><c>health</c>: asks the server of this container whether it is ready; used by the image's health check.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var json = CommandLine.JsonOption();
        var url = new Option<string>("--url") { Description = "address of the server", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
        var command = new Command("health", "ask a running server whether it is ready") { url, json };
        command.SetAction(async (parsed, ct) =>
        {
            var ready = await IsReadyAsync(parsed.GetValue(url)!, ct);
            if (parsed.GetValue(json))
                CommandLine.Print(new { ready });
            else
                Console.WriteLine(ready ? "ready" : "not ready");
            return ready ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }

    private static async Task<bool> IsReadyAsync(string url, CancellationToken ct)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri(new Uri(url), "/health/ready"), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
