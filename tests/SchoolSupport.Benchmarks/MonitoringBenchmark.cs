using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Benchmarks;

/// <summary>A department of 60 schools: the page of a collection of all its forms, the risk matrix, the contexts, at 16 clients.</summary>
public static class MonitoringBenchmark
{
    private const int Schools = 60;
    private const int Clients = 16;
    private const int Views = 1600;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(60);
    private static readonly string[] Forms = ["contingent", "social-passport", "staff", "infrastructure", "risk-matrix"];

    private static int views;

    public static async Task RunAsync(Report report)
    {
        Console.WriteLine($"Monitoring of {Schools} schools:");
        await using var database = await SmallDatabase.CreateAsync("bench_monitoring", Schools);
        var (campaign, year, fields) = await AddAsync(database);
        await database.ExecuteAsync("vacuum analyze");
        await using var app = await LocalServer.StartAsync(database.Database);
        var people = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => app.ClientAsync(database.TenantId)));
        var server = await ServerProcessorTime.OfAsync(database.Owner);
        var rows = new List<string[]>();
        foreach (var (page, isLimited) in new[] { ($"/monitoring/campaigns/{campaign}", true), ($"/monitoring/risk?year={year.Slug}", true), ($"/monitoring/context?year={year.Slug}", false) })
        {
            var mark = page.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            string Fresh() => $"{page}{mark}never-seen={Interlocked.Increment(ref views)}";
            for (var round = 0; round < 4; round++)
                await AskAsync(people, Fresh, Clients * 8);
            await AskAsync(people, () => page, Clients * 8);
            foreach (var (what, address) in new (string, Func<string>)[] { ("repeated", () => page), ("first", Fresh) })
            {
                List<TimeSpan> times = [];
                var sample = await Measure.OnceAsync(async () => times = await AskAsync(people, address, Views), server);
                times.Sort();
                var slow = Measure.Percentile(times, 0.95);
                var name = page.Split('/', '?')[2];
                rows.Add([$"{name}, {what} views", Report.Milliseconds(Measure.Percentile(times, 0.5)), Report.Milliseconds(slow), Report.Milliseconds(sample.Processor / times.Count)]);
                Console.WriteLine($"  {string.Join("  ", rows[^1])}");
                if (isLimited)
                    report.Limit($"{name}, {what} views of {Schools} schools at {Clients} clients: p95 is under 60 ms", slow < Limit, Report.Milliseconds(slow));
            }
        }
        report.Table($"monitoring of {Schools} schools, a collection of {fields} fields, {Clients} parallel clients without pauses; clients and server and database on the same cores",
            database.PostgresVersion, ["page", "p50", "p95", "processor time a request"], rows);
    }

    private static async Task<(Guid Campaign, AcademicYear Year, int Fields)> AddAsync(SmallDatabase database)
    {
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var today = await scope.ServiceProvider.GetRequiredService<TenantClock>().TodayAsync(CancellationToken.None);
        var year = AcademicYear.Of(today);
        var schools = await db.Schools.Select(s => s.Id).ToListAsync();
        var id = await scope.ServiceProvider.GetRequiredService<CampaignService>().CreateAsync(
            new NewCampaign("Сведения о школе", null, MonitoringPeriod.Of(year), today, today.AddDays(14), true, "", Forms, schools, false), CancellationToken.None);
        var questions = Forms.SelectMany(code => FormPresets.Find(code)!.Questions).DistinctBy(question => question.Code).ToList();
        foreach (var (submission, place) in (await db.Submissions.Where(s => s.CampaignId == id).ToListAsync()).Select((submission, place) => (submission, place)))
        {
            submission.State = (place % 3) switch { 0 => SubmissionState.Accepted, 1 => SubmissionState.Submitted, _ => SubmissionState.Draft };
            db.FormAnswers.AddRange(questions.Select((question, i) => new FormAnswer
            {
                SubmissionId = submission.Id, Question = question.Code, State = AnswerState.Given, RecordedAt = db.Now,
                Number = question.Kind is QuestionKind.Text or QuestionKind.Choice ? null : question.Kind == QuestionKind.YesNo ? (place + i) % 9 == 0 ? 0 : 1 : question.PartOf is null ? 300 + place : (place * i) % 40,
                Text = question.Kind == QuestionKind.Choice ? question.Options[0].Code : question.Kind == QuestionKind.Text ? "есть" : null,
            }));
        }
        var campaign = await db.Campaigns.SingleAsync(c => c.Id == id);
        (campaign.State, campaign.OpenedAt) = (CampaignState.Open, db.Now);
        var matrix = RiskIndicator.All.Select(indicator => indicator.Procedure).OfType<string>().ToHashSet();
        foreach (var procedure in await db.Procedures.Where(p => matrix.Contains(p.Code)).Select(p => p.Id).ToListAsync())
            db.Results.AddRange(schools.Select((school, place) => new SchoolResult
            {
                SchoolId = school, ProcedureId = procedure, Year = year.StartYear, VersionNumber = 1, IsCurrent = true, Participants = 40, Failed = place % 17, Source = ResultSource.Form, RecordedRole = "methodist", RecordedAt = db.Now,
            }));
        await db.SaveAsync("bench.monitoring", CancellationToken.None);
        return (id, year, questions.Count);
    }

    private static async Task<List<TimeSpan>> AskAsync(HttpClient[] people, Func<string> address, int requests)
    {
        var times = new ConcurrentBag<TimeSpan>();
        await Task.WhenAll(people.Select(person => Task.Run(async () =>
        {
            for (var turn = 0; turn < requests / Clients; turn++)
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await person.GetAsync(address());
                await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
                times.Add(Stopwatch.GetElapsedTime(start));
            }
        })));
        return [.. times];
    }
}
