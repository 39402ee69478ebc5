using System.Globalization;
using System.Runtime.InteropServices;

namespace SchoolSupport.Benchmarks;

/// <summary>Prints figures as Markdown tables with the machine's data, and puts them into README.md when asked, in place of older ones of the same title.</summary>
public sealed class Report(bool record)
{
    private readonly StringWriter text = new(CultureInfo.InvariantCulture);
    private bool failed;

    public static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0} MB");

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.000} s");

    public static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");

    public static string Ratio(TimeSpan ours, TimeSpan bare) => string.Create(CultureInfo.InvariantCulture, $"{ours / bare:0.00} ×");

    /// <summary>A table under a heading with the time and the machine's load.</summary>
    public void Table(string title, string postgres, string[] head, IEnumerable<string[]> rows)
    {
        var part = new StringWriter(CultureInfo.InvariantCulture);
        part.WriteLine();
        part.WriteLine($"### {title}: {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC");
        part.WriteLine();
        part.WriteLine($"{Machine()}, {postgres}; load of the machine in the last minute when it ended: {Load()}.");
        part.WriteLine();
        part.WriteLine($"| {string.Join(" | ", head)} |");
        part.WriteLine($"|{string.Concat(head.Select(_ => " --- |"))}");
        foreach (var row in rows)
            part.WriteLine($"| {string.Join(" | ", row)} |");
        Console.Write(part);
        text.Write(part);
    }

    /// <summary>Pieces of work beside each other, the last of them ours.</summary>
    public void Comparison(string title, string postgres, IReadOnlyDictionary<string, Sample[]> samples)
    {
        var ours = samples.Values.Last();
        Table(title, postgres, [$"work (medians of {ours.Length})", "time", "ours to it", "processor time", "ours to it", "peak working set", "peak managed heap"],
            samples.Select(s => (string[])
            [
                s.Key, Seconds(s.Value.MedianTime()), Ratio(ours.MedianTime(), s.Value.MedianTime()),
                Seconds(s.Value.MedianProcessor()), Ratio(ours.MedianProcessor(), s.Value.MedianProcessor()),
                Megabytes(s.Value.Peak()), Megabytes(s.Value.PeakHeap()),
            ]));
    }

    /// <summary>One line about a limit; a limit that does not hold makes the program end with code 1.</summary>
    public void Limit(string what, bool holds, string measured)
    {
        var line = $"- {(holds ? "holds" : "**DOES NOT HOLD**")}: {what} — {measured}";
        failed |= !holds;
        Console.WriteLine(line);
        text.WriteLine();
        text.WriteLine(line);
    }

    public int Finish()
    {
        if (record)
            Record(Path.Combine(Root(), "tests", "SchoolSupport.Benchmarks", "README.md"));
        return failed ? 1 : 0;
    }

    private void Record(string file)
    {
        var measured = Sections(text.ToString());
        var kept = Sections(File.ReadAllText(file)).Where(old => measured.All(section => TitleOf(section) != TitleOf(old)));
        File.WriteAllText(file, string.Join("\n### ", kept.Concat(measured.Where(section => section.Trim().Length > 0)).Select(section => section.TrimEnd() + "\n")));
    }

    private static string[] Sections(string markdown) => markdown.ReplaceLineEndings("\n").Split("\n### ");

    // What stands before the first heading has no date and so a title of its own.
    private static string TitleOf(string section) => section.Split('\n')[0].Split(": 20")[0];

    public static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "SchoolSupport.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The benchmarks run inside of a checkout.");
    }

    private static string Machine()
    {
        var processor = Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        return $"{Environment.ProcessorCount} cores ({processor}), {Megabytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)} of memory, "
            + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string? Line(string file, string name) =>
        !File.Exists(file) ? null : File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':')[1].Trim();
}
