using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Benchmarks;

/// <summary>
/// Pages of the big database over HTTP from the real server on loopback: 16 people of 16 departments with cookies as browsers
/// keep them. First views (nothing kept of the page) without and with pauses, and repeated views of the same pages.
/// </summary>
public static class PagesBenchmark
{
    private const int Clients = 16;
    private const int FirstViews = 960;
    private const int RepeatedViews = 2_400;
    private const int ViewsWithPauses = 160;

    /// <summary>A person looks at some schools again and again, not at all 500.</summary>
    private const int SchoolsOfPerson = 15;
    private const int MostRoundsOfWarmUp = 8;
    private const string YearOfPages = "year=2024-2025";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(25);

    private sealed record Page(string Title, Func<Person, int, string> Address);

    /// <param name="FirstSchool">Number of the department's first school over all departments.</param>
    private sealed record Person(HttpClient Client, int Tenant, int FirstSchool);

    private static readonly Page[] Pages =
    [
        new("/schools", (_, _) => $"/schools?{YearOfPages}"),
        new("/schools?q=… (search)", (_, turn) => $"/schools?{YearOfPages}&q={turn % SchoolsOfPerson + 1}"),
        new("/schools/{id}", (person, turn) => $"/schools/{School(person, turn)}?{YearOfPages}"),
        new("/identification/low-results", (_, _) => $"/identification/low-results?{YearOfPages}"),
        new("/identification/schools/{id}", (person, turn) => $"/identification/schools/{School(person, turn)}?{YearOfPages}"),
        new("/results/summary", (_, _) => $"/results/summary?{YearOfPages}"),
    ];

    private static int turnsOfAll;

    public static async Task RunAsync(BigDatabase database, Report report)
    {
        Console.WriteLine($"Pages, {Clients} clients:");
        // The city of 500 schools, a department of 150, the others of 17.
        var tenants = Enumerable.Range(0, Clients).Select(i => i < 2 ? i : i * 137).ToArray();
        await new IdentificationEngine(database.Sources, TimeProvider.System)
            .RunManyAsync([.. tenants.Select(BigDatabase.TenantId)], new AcademicYear(BigDatabase.LastYear), new CurrentActor(), CancellationToken.None);
        await database.ExecuteAsync("vacuum analyze");
        await using var app = await LocalServer.StartAsync(database.Database);
        var people = await Task.WhenAll(tenants.Select(tenant => PersonAsync(app, tenant)));
        var server = await ServerProcessorTime.OfAsync(database.Owner);
        foreach (var page in Pages)
            await WarmUpAsync(people, page, server);
        await TableAsync(report, database, "repeated views without pauses", people, server, page => page, RepeatedViews, TimeSpan.Zero);
        await TableAsync(report, database, "first views with pauses of half a second", people, server, Fresh, ViewsWithPauses, Pause);
        await TableAsync(report, database, "first views without pauses", people, server, Fresh, FirstViews, TimeSpan.Zero);
    }

    /// <summary>The page at an address where it was never seen, so that nothing of it is kept: as after a change.</summary>
    private static Page Fresh(Page page) =>
        page with { Address = (person, turn) => $"{page.Address(person, turn)}&never-seen={Interlocked.Increment(ref turnsOfAll)}" };

    private static async Task TableAsync(Report report, BigDatabase database, string what, Person[] people, ServerProcessorTime server,
        Func<Page, Page> change, int requests, TimeSpan pause)
    {
        Console.WriteLine($"  {what}:");
        var rows = new List<string[]>();
        var worst = TimeSpan.Zero;
        foreach (var page in Pages)
        {
            // What was seen before the other pages were warmed up may have had to make room for them.
            await AskAsync(people, page, Clients * SchoolsOfPerson, TimeSpan.Zero);
            var (row, slow) = await MeasureAsync(people, change(page), server, requests, pause);
            rows.Add(row);
            worst = slow > worst ? slow : worst;
        }
        report.Table($"pages, {Clients} parallel clients, {what}; clients and server and database on the same cores", database.PostgresVersion,
            ["page", "requests", "p50", "p95", "p99", "a second", "processor time a request", "errors"], rows);
        report.Limit($"{what}: p95 of each page is under 25 ms", worst < Limit, $"the slowest page: {Report.Milliseconds(worst)}");
    }

    /// <summary>
    /// Until a round of first views takes no less processor time than the one before: until then much of it runs in code that the
    /// runtime has not optimised yet. Then once over the pages themselves.
    /// </summary>
    private static async Task WarmUpAsync(Person[] people, Page page, ServerProcessorTime server)
    {
        var before = TimeSpan.MaxValue;
        for (var round = 0; round < MostRoundsOfWarmUp; round++)
        {
            var sample = await Measure.OnceAsync(() => AskAsync(people, Fresh(page), Clients * SchoolsOfPerson, TimeSpan.Zero), server);
            if (sample.Processor > before * 0.95)
                break;
            before = sample.Processor;
        }
        await AskAsync(people, page, Clients * SchoolsOfPerson, TimeSpan.Zero);
    }

    private static async Task<(string[] Row, TimeSpan Slow)> MeasureAsync(Person[] people, Page page, ServerProcessorTime server, int requests, TimeSpan pause)
    {
        List<TimeSpan> times = [];
        var errors = 0;
        var sample = await Measure.OnceAsync(async () => (times, errors) = await AskAsync(people, page, requests, pause), server);
        times.Sort();
        var slow = Measure.Percentile(times, 0.95);
        string[] row =
        [
            page.Title, $"{times.Count}", Report.Milliseconds(Measure.Percentile(times, 0.5)), Report.Milliseconds(slow), Report.Milliseconds(Measure.Percentile(times, 0.99)),
            (times.Count / sample.Time.TotalSeconds).ToString("0", CultureInfo.InvariantCulture), Report.Milliseconds(sample.Processor / times.Count), $"{errors}",
        ];
        Console.WriteLine($"  {string.Join("  ", row)}");
        return (row, slow);
    }

    /// <summary>Each person asks for one page after another; with pauses the people begin one after another, not all at once.</summary>
    private static async Task<(List<TimeSpan> Times, int Errors)> AskAsync(Person[] people, Page page, int requests, TimeSpan pause)
    {
        var times = new ConcurrentBag<TimeSpan>();
        var errors = 0;
        await Task.WhenAll(people.Select((person, place) => Task.Run(async () =>
        {
            await Task.Delay(pause * place / Clients);
            for (var turn = 0; turn < requests / Clients; turn++)
            {
                var address = page.Address(person, turn);
                var start = Stopwatch.GetTimestamp();
                using var answer = await person.Client.GetAsync(address);
                await answer.Content.ReadAsByteArrayAsync();
                times.Add(Stopwatch.GetElapsedTime(start));
                if (!answer.IsSuccessStatusCode)
                    Interlocked.Increment(ref errors);
                if (pause > TimeSpan.Zero)
                    await Task.Delay(pause);
            }
        })));
        return ([.. times], errors);
    }

    private static Guid School(Person person, int turn) =>
        BigDatabase.SchoolId(person.FirstSchool + turn % SchoolsOfPerson);

    private static async Task<Person> PersonAsync(LocalServer app, int tenant) =>
        new(await app.ClientAsync(BigDatabase.TenantId(tenant)), tenant, Enumerable.Range(0, tenant).Sum(BigDatabase.SchoolsOf));
}
