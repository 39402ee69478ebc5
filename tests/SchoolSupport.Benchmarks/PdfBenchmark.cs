using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Benchmarks;

/// <summary>The paper «Список ШНОР» of 40 schools as a PDF, from the database to its bytes, with a browser not yet started and with a running one.</summary>
public static class PdfBenchmark
{
    private const int Schools = 40;
    private const int Repetitions = 9;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly AcademicYear Year = new(2024);

    public static async Task RunAsync(Report report)
    {
        Console.WriteLine($"PDF of {Schools} schools:");
        await using var database = await SmallDatabase.CreateAsync("bench_pdf", Schools);
        await database.ExecuteAsync($"""
            insert into results (tenant_id, id, school_id, procedure_id, year, version, is_current, participants, failed, source, recorded_role, recorded_at)
            select s.tenant_id, gen_random_uuid(), s.id, p.id, y, 1, true, 40, 13, 1, 'methodist', now()
            from schools s cross join procedures p cross join generate_series({Year.StartYear - 1}, {Year.StartYear}) y where p.sort_order <= 90
            """);
        await using (var scope = database.Scope())
            await scope.ServiceProvider.GetRequiredService<IdentificationEngine>().RunAsync(
                database.TenantId, Year, scope.ServiceProvider.GetRequiredService<Application.Tenants.CurrentActor>(), CancellationToken.None);
        var cold = await Measure.OnceAsync(() => PrintAsync(database));
        var warm = await Measure.InTurnsAsync(Repetitions, await ServerProcessorTime.OfAsync(database.Owner), () => Task.CompletedTask, ("PDF, warm", () => PrintAsync(database)));
        var samples = warm.Values.Single();
        report.Table($"PDF of a list of {Schools} schools, from the database to its bytes", database.PostgresVersion, ["work", "time"],
        [
            ["cold (first use of everything, browser started)", Report.Seconds(cold.Time)],
            [$"warm, median of {Repetitions}", Report.Seconds(samples.MedianTime())],
            ["warm, slowest", Report.Seconds(samples.Max(s => s.Time))],
        ]);
        report.Limit("a warm PDF takes less than 1 s", samples.MedianTime() < Limit, Report.Seconds(samples.MedianTime()));
    }

    private static async Task PrintAsync(SmallDatabase database)
    {
        await using var scope = database.Scope();
        var request = new ReportRequest(ReportKind.LowResults, Year, ReportEdition.Internal);
        var file = await scope.ServiceProvider.GetRequiredService<ReportService>().WriteAsync(request, ReportFormat.Pdf, CancellationToken.None);
        if (file is not { Content.Length: > 10_000 })
            throw new InvalidOperationException("No paper was printed.");
    }
}
