using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Reports;
using SchoolSupport.TestKit;

namespace SchoolSupport.Benchmarks;

/// <summary>
/// A roadmap of 300 measures over HTTP: its page at 16 clients, one cell saved after another as the table's script does it, and the
/// import of the same roadmap from the Word file that we print.
/// </summary>
public static class RoadmapBenchmark
{
    private const int Measures = 300;
    private const int Clients = 16;
    private const int RepeatedViews = 2_400;
    private const int FirstViews = 480;
    private const int Imports = 7;
    private static readonly TimeSpan PageLimit = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan EditLimit = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan ImportLimit = TimeSpan.FromSeconds(3);

    private static int views;

    private sealed record Roadmap(Guid Program, Guid Version)
    {
        public string Path => $"/programs/{Program}/roadmap";
    }

    public static async Task RunAsync(Report report)
    {
        Console.WriteLine($"Roadmap of {Measures} measures:");
        await using var database = await SmallDatabase.CreateAsync("bench_roadmap", 40);
        var server = await ServerProcessorTime.OfAsync(database.Owner);
        var roadmap = await AddAsync(database);
        await database.ExecuteAsync("vacuum analyze");
        await using var app = await LocalServer.StartAsync(database.Database);
        var people = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => app.ClientAsync(database.TenantId)));
        await PagesAsync(report, database, people, server, roadmap);
        await EditsAsync(report, database, people[0], server, roadmap);
        await ImportAsync(report, database, people[0], server, roadmap);
    }

    private static async Task<Roadmap> AddAsync(SmallDatabase database)
    {
        await using var scope = database.Scope();
        var program = await scope.ServiceProvider.GetRequiredService<ProgramService>().CreateAsync(new NewProgram
        {
            Title = "Программа поддержки школ", DocumentKind = "programme", SchoolTerm = "ОО",
            PeriodFrom = new DateOnly(2024, 1, 1), PeriodTo = new DateOnly(2026, 12, 31), Roadmaps = [RoadmapSample.LargeTable(Measures)],
        }, CancellationToken.None);
        return new Roadmap(program, scope.ServiceProvider.GetRequiredService<AppDbContext>().ProgramVersions.Single(v => v.ProgramId == program).Id);
    }

    private static async Task PagesAsync(Report report, SmallDatabase database, HttpClient[] people, ServerProcessorTime server, Roadmap roadmap)
    {
        string Fresh() => $"{roadmap.Path}?never-seen={Interlocked.Increment(ref views)}";
        for (var round = 0; round < 4; round++)
            await AskAsync(people, Fresh, Clients * 8);
        await AskAsync(people, () => roadmap.Path, Clients * 8);
        var repeated = await MeasureAsync("repeated views", people, server, () => roadmap.Path, RepeatedViews);
        var first = await MeasureAsync("first views", people, server, Fresh, FirstViews);
        report.Table($"page of a roadmap of {Measures} measures, {Clients} parallel clients without pauses; clients and server and database on the same cores",
            database.PostgresVersion, ["views", "requests", "p50", "p95", "p99", "processor time a request"], [repeated.Row, first.Row]);
        report.Limit("repeated views of the roadmap: p95 is under 60 ms", repeated.Slow < PageLimit, Report.Milliseconds(repeated.Slow));
        report.Limit("first views of the roadmap: p95 is under 60 ms", first.Slow < PageLimit, Report.Milliseconds(first.Slow));
    }

    private static async Task<(string[] Row, TimeSpan Slow)> MeasureAsync(string what, HttpClient[] people, ServerProcessorTime server, Func<string> address, int requests)
    {
        List<TimeSpan> times = [];
        var sample = await Measure.OnceAsync(async () => times = await AskAsync(people, address, requests), server);
        return Row(what, times, sample);
    }

    private static (string[] Row, TimeSpan Slow) Row(string what, List<TimeSpan> times, Sample sample)
    {
        times.Sort();
        var slow = Measure.Percentile(times, 0.95);
        string[] row =
        [
            what, times.Count.ToString(CultureInfo.InvariantCulture), Report.Milliseconds(Measure.Percentile(times, 0.5)), Report.Milliseconds(slow),
            Report.Milliseconds(Measure.Percentile(times, 0.99)), Report.Milliseconds(sample.Processor / times.Count),
        ];
        Console.WriteLine($"  {string.Join("  ", row)}");
        return (row, slow);
    }

    private static async Task<List<TimeSpan>> AskAsync(HttpClient[] people, Func<string> address, int requests)
    {
        var times = new ConcurrentBag<TimeSpan>();
        await Task.WhenAll(people.Select(person => Task.Run(async () =>
        {
            for (var turn = 0; turn < requests / Clients; turn++)
            {
                var start = Stopwatch.GetTimestamp();
                using var request = new HttpRequestMessage(HttpMethod.Get, address());
                // As browsers ask; nobody here reads what is inside.
                request.Headers.AcceptEncoding.ParseAdd("gzip, deflate, br");
                using var answer = await person.SendAsync(request);
                await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
                times.Add(Stopwatch.GetElapsedTime(start));
            }
        })));
        return [.. times];
    }

    /// <summary>Every row's result is written once for practice and once measured, each save after the answer to the one before.</summary>
    private static async Task EditsAsync(Report report, SmallDatabase database, HttpClient person, ServerProcessorTime server, Roadmap roadmap)
    {
        await SaveAllAsync(person, roadmap, "Проба");
        List<TimeSpan> times = [];
        var sample = await Measure.OnceAsync(async () => times = await SaveAllAsync(person, roadmap, "Справка обсуждена на совещании директоров"), server);
        var (row, slow) = Row("a cell saved", times, sample);
        report.Table($"edits of a roadmap of {Measures} measures, one client", database.PostgresVersion, ["work", "requests", "p50", "p95", "p99", "processor time a request"], [row]);
        report.Limit("an edit is saved in under 30 ms (p95)", slow < EditLimit, Report.Milliseconds(slow));
    }

    private static async Task<List<TimeSpan>> SaveAllAsync(HttpClient person, Roadmap roadmap, string text)
    {
        var page = new HtmlParser().ParseDocument(await person.GetStringAsync(roadmap.Path));
        var token = page.QuerySelector("#act input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var times = new List<TimeSpan>();
        foreach (var row in page.QuerySelectorAll("#road tbody tr[data-v]"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{roadmap.Path}/measures/{row.Id![2..]}/cell")
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["Form.VersionId"] = roadmap.Version.ToString(), ["Form.RowVersion"] = row.GetAttribute("data-v")!, ["Form.Column"] = "result", ["Form.Text"] = text,
                    ["__RequestVerificationToken"] = token,
                }),
            };
            request.Headers.Add("X-Requested-With", "fetch");
            var start = Stopwatch.GetTimestamp();
            using var answer = await person.SendAsync(request);
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(start));
        }
        return times;
    }

    /// <summary>From the posted file to the page that shows what was read in it.</summary>
    private static async Task ImportAsync(Report report, SmallDatabase database, HttpClient person, ServerProcessorTime server, Roadmap roadmap)
    {
        byte[] word;
        await using (var scope = database.Scope())
            word = (await scope.ServiceProvider.GetRequiredService<ProgramPaperService>()
                .WriteAsync(roadmap.Program, roadmap.Version, ProgramPaperKind.Roadmap, ReportFormat.Docx, CancellationToken.None))!.Content;
        const string path = "/programs/new/import";
        var token = new HtmlParser().ParseDocument(await person.GetStringAsync(path)).QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var samples = await Measure.InTurnsAsync(Imports, server, () => Task.CompletedTask, ("import with preview", async () =>
        {
            using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
            var file = new ByteArrayContent(word);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(file, "Form.File", "План.docx");
            using var kept = await person.PostAsync(path, form);
            var preview = await person.GetStringAsync(kept.Headers.Location ?? throw new InvalidOperationException($"The file was answered with {(int)kept.StatusCode}."));
            if (!preview.Contains($"Мероприятия: {Measures}", StringComparison.Ordinal))
                throw new InvalidOperationException("The preview does not show every measure.");
        }));
        var import = samples.Values.Single();
        report.Comparison($"import of a Word roadmap of {Measures} measures ({word.Length / 1024} KB) with its preview", database.PostgresVersion, samples);
        report.Limit("the import takes less than 3 s", import.MedianTime() < ImportLimit, Report.Seconds(import.MedianTime()));
    }
}
