using System.Diagnostics;

namespace SchoolSupport.Benchmarks;

/// <summary>What one piece of work took.</summary>
/// <param name="Processor">Processor time of this process, and of the database server when that is known.</param>
/// <param name="Peak">Highest working set of this process while it ran, bytes.</param>
/// <param name="PeakHeap">Highest size of the managed heap, bytes.</param>
public sealed record Sample(TimeSpan Time, TimeSpan Processor, long Peak, long PeakHeap);

/// <summary>Times pieces of work one after another in turns, so that a busy minute of the machine falls on all of them alike.</summary>
public static class Measure
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(25);

    /// <param name="prepare">Puts the database back before each piece; not timed.</param>
    public static async Task<IReadOnlyDictionary<string, Sample[]>> InTurnsAsync(
        int repetitions, ServerProcessorTime server, Func<Task> prepare, params (string Name, Func<Task> Work)[] pieces)
    {
        var samples = pieces.ToDictionary(p => p.Name, _ => new List<Sample>());
        for (var i = -1; i < repetitions; i++)
        {
            foreach (var (name, work) in pieces)
            {
                await prepare();
                var sample = await OnceAsync(work, server);
                Console.WriteLine($"  {(i < 0 ? "warm-up" : $"{i + 1} of {repetitions}"),-8} {name,-44} {sample.Time.TotalSeconds,8:0.000} s, processor {sample.Processor.TotalSeconds,7:0.00} s"
                    + $"  working set {Report.Megabytes(sample.Peak)}, heap {Report.Megabytes(sample.PeakHeap)}");
                if (i >= 0)
                    samples[name].Add(sample);
            }
        }
        return samples.ToDictionary(s => s.Key, s => s.Value.ToArray());
    }

    public static async Task<Sample> OnceAsync(Func<Task> work, ServerProcessorTime? server = null)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var over = new CancellationTokenSource();
        var peaks = WatchAsync(over.Token);
        var processor = Processor(server);
        var watch = Stopwatch.StartNew();
        await work();
        var time = watch.Elapsed;
        processor = Processor(server) - processor;
        await over.CancelAsync();
        var (peak, heap) = await peaks;
        return new Sample(time, processor, peak, heap);
    }

    public static TimeSpan MedianTime(this IReadOnlyList<Sample> samples) => Percentile(samples.Select(s => s.Time).Order().ToArray(), 0.5);

    public static TimeSpan MedianProcessor(this IReadOnlyList<Sample> samples) => Percentile(samples.Select(s => s.Processor).Order().ToArray(), 0.5);

    public static long Peak(this IReadOnlyList<Sample> samples) => samples.Max(s => s.Peak);

    public static long PeakHeap(this IReadOnlyList<Sample> samples) => samples.Max(s => s.PeakHeap);

    /// <param name="ordered">In ascending order.</param>
    public static TimeSpan Percentile(IReadOnlyList<TimeSpan> ordered, double share) =>
        ordered[Math.Min(ordered.Count - 1, (int)(ordered.Count * share))];

    private static TimeSpan Processor(ServerProcessorTime? server)
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime + (server?.Now() ?? TimeSpan.Zero);
    }

    // A thread of its own: a busy thread pool would leave the sampler waiting exactly when the memory is highest.
    private static Task<(long Peak, long Heap)> WatchAsync(CancellationToken over) => Task.Factory.StartNew(() =>
    {
        var (peak, heap) = (0L, 0L);
        do
        {
            peak = Math.Max(peak, Environment.WorkingSet);
            heap = Math.Max(heap, GC.GetTotalMemory(forceFullCollection: false));
        }
        while (!over.WaitHandle.WaitOne(SampleEvery));
        return (peak, heap);
    }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
