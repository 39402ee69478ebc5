using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Benchmarks;

/// <summary>
/// The paper «Список ШНОР» of 40 schools as a PDF, from the database to its bytes, with a browser not yet started and with a
/// running one: a list as departments have them, and the longest that there can be.
/// </summary>
public static class PdfBenchmark
{
    private const int Schools = 40;
    private const int Repetitions = 9;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly AcademicYear Year = new(2024);

    /// <summary>Two low results of nine a year, every third school has a third one.</summary>
    private const string SomeLow = "p.sort_order / 10 in (s.n % 7 + 1, s.n % 7 + 2, case when s.n % 3 = 0 then s.n % 7 + 3 end)";

    public static async Task RunAsync(Report report)
    {
        Console.WriteLine($"PDF of {Schools} schools:");
        await using var database = await SmallDatabase.CreateAsync("bench_pdf", Schools);
        var server = await ServerProcessorTime.OfAsync(database.Owner);
        await FillAsync(database, SomeLow);
        var cold = await Measure.OnceAsync(() => PrintAsync(database));
        var usual = await WarmAsync(database, server, "PDF, warm");
        var pages = await PagesAsync(database);
        await FillAsync(database, "true");
        var longest = await WarmAsync(database, server, "PDF, warm, every result low");
        report.Table($"PDF of a list of {Schools} schools, from the database to its bytes", database.PostgresVersion, ["work", "time", "processor time, browser not included"],
        [
            [$"two or three low results a year in each school, {pages} pages: cold (first use of everything, browser started)", Report.Seconds(cold.Time), Report.Seconds(cold.Processor)],
            [$"the same, warm, median of {Repetitions}", Report.Seconds(usual.MedianTime()), Report.Seconds(usual.MedianProcessor())],
            ["the same, warm, slowest", Report.Seconds(usual.Max(s => s.Time)), ""],
            [$"all 18 results low in every school, {await PagesAsync(database)} pages: warm, median of {Repetitions}", Report.Seconds(longest.MedianTime()), Report.Seconds(longest.MedianProcessor())],
        ]);
        report.Limit("a warm PDF takes less than 1 s", usual.MedianTime() < Limit, Report.Seconds(usual.MedianTime()));
    }

    private static async Task<Sample[]> WarmAsync(SmallDatabase database, ServerProcessorTime server, string name)
    {
        // The runtime has not optimised our own code before it ran some dozen times.
        for (var i = 0; i < Repetitions; i++)
            await PrintAsync(database);
        return (await Measure.InTurnsAsync(Repetitions, server, () => Task.CompletedTask, (name, () => PrintAsync(database)))).Values.Single();
    }

    private static async Task FillAsync(SmallDatabase database, string isLow)
    {
        await database.ExecuteAsync($"""
            truncate results, identification_runs, verdicts, pupil_rows;
            insert into results (tenant_id, id, school_id, procedure_id, year, version, is_current, participants, failed, source, recorded_role, recorded_at)
            select s.tenant_id, gen_random_uuid(), s.id, p.id, y, 1, true, 40, case when {isLow} then 13 else 5 end, 1, 'methodist', now()
            from (select *, row_number() over (order by id) as n from schools) s cross join procedures p
              cross join generate_series({Year.StartYear - 1}, {Year.StartYear}) y where p.sort_order <= 90
            """);
        await using var scope = database.Scope();
        await scope.ServiceProvider.GetRequiredService<IdentificationEngine>().RunAsync(
            database.TenantId, Year, scope.ServiceProvider.GetRequiredService<Application.Tenants.CurrentActor>(), CancellationToken.None);
    }

    private static async Task<byte[]> PrintAsync(SmallDatabase database)
    {
        await using var scope = database.Scope();
        var request = new ReportRequest(ReportKind.LowResults, Year, ReportEdition.Internal);
        var file = await scope.ServiceProvider.GetRequiredService<ReportService>().WriteAsync(request, ReportFormat.Pdf, CancellationToken.None);
        return file is { Content.Length: > 10_000 } ? file.Content : throw new InvalidOperationException("No paper was printed.");
    }

    /// <summary>The page objects of the file; its objects are not packed into streams.</summary>
    private static async Task<int> PagesAsync(SmallDatabase database) =>
        Encoding.Latin1.GetString(await PrintAsync(database)).Split("/Type /Page\n").Length - 1;
}
