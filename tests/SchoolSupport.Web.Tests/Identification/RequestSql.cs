using System.Collections.Concurrent;
using System.Diagnostics;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Identification;

/// <summary>
/// The commands that one request sends to PostgreSQL, through EF Core or past it: a batch is one command, and the
/// setting that opens a tenant's rows on each connection is left out. Requests are told apart by their trace.
/// </summary>
internal static class RequestSql
{
    private static readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> Watched = new();

    private static readonly ActivityListener Listener = new()
    {
        ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        ActivityStopped = activity =>
        {
            if (activity.Source.Name == "Npgsql" && Watched.TryGetValue(activity.TraceId, out var commands)
                && activity.TagObjects.FirstOrDefault(t => t.Key is "db.query.text" or "db.statement").Value is string text)
                commands.Enqueue(text);
        },
    };

    static RequestSql() => ActivitySource.AddActivityListener(Listener);

    public static async Task<IReadOnlyList<string>> OfAsync(TestBrowser browser, string path)
    {
        var trace = ActivityTraceId.CreateRandom();
        var commands = Watched[trace] = new ConcurrentQueue<string>();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using var response = await browser.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        Watched.TryRemove(trace, out _);
        return [.. commands.Where(text => !text.StartsWith("select set_config", StringComparison.Ordinal) || text.Contains('\n', StringComparison.Ordinal))];
    }
}
