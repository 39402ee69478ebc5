using SchoolSupport.Benchmarks;

// Run by hand: dotnet run -c Release --project tests/SchoolSupport.Benchmarks -- all [--record]
string[] known = ["identification", "import", "pages", "pdf", "roadmap", "indicators", "monitoring"];
var asked = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToHashSet();
if (asked.Count == 0 || !asked.IsSubsetOf([.. known, "all"]))
{
    Console.Error.WriteLine($"usage: {string.Join('|', known)}|all … [--record]   (--record adds the figures to README.md)");
    return 2;
}

bool Asked(string name) => asked.Contains("all") || asked.Contains(name);
var report = new Report(args.Contains("--record"));
if (Asked("import"))
    await ImportBenchmark.RunAsync(report);
if (Asked("pdf"))
    await PdfBenchmark.RunAsync(report);
if (Asked("roadmap"))
    await RoadmapBenchmark.RunAsync(report);
if (Asked("monitoring"))
    await MonitoringBenchmark.RunAsync(report);
if (Asked("identification") || Asked("pages") || Asked("indicators"))
{
    await using var database = await BigDatabase.CreateAsync();
    if (Asked("identification"))
        await IdentificationBenchmark.RunAsync(database, report);
    if (Asked("pages"))
        await PagesBenchmark.RunAsync(database, report);
    // Last: it fills the same database with much that the others do not know.
    if (Asked("indicators"))
        await IndicatorBenchmark.RunAsync(database, report);
}
return report.Finish();
