namespace SchoolSupport.Benchmarks;
public static class PagesBenchmark { public static Task RunAsync(BigDatabase database, Report report) => Task.CompletedTask; }
