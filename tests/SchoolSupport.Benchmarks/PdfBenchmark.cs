namespace SchoolSupport.Benchmarks;
public static class PdfBenchmark { public static Task RunAsync(Report report) => Task.CompletedTask; }
