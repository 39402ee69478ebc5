using System.Globalization;
using Npgsql;

namespace SchoolSupport.Benchmarks;

/// <summary>
/// Processor time of the PostgreSQL server, all its processes together, when it runs on this Linux machine. On a busy
/// machine it says more about the work than the clock does.
/// </summary>
public sealed class ServerProcessorTime(int? postmaster)
{
    private const double TicksPerSecond = 100;

    public static async Task<ServerProcessorTime> OfAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select pg_backend_pid()");
        var backend = (int)(await command.ExecuteScalarAsync())!;
        return new ServerProcessorTime(Stat(backend.ToString(CultureInfo.InvariantCulture)) is { } stat ? (int)stat[1] : null);
    }

    public TimeSpan Now()
    {
        if (postmaster is not { } server || Stat(server.ToString(CultureInfo.InvariantCulture)) is not { } own)
            return TimeSpan.Zero;
        // Own time and that of its ended children, then the living children.
        var ticks = own[11] + own[12] + own[13] + own[14];
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
            if (char.IsAsciiDigit(Path.GetFileName(directory)[0]) && Stat(Path.GetFileName(directory)) is { } child && child[1] == server)
                ticks += child[11] + child[12];
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    // Fields after the name in brackets: state, parent, …; 11 user and 12 system time, 13 and 14 those of children waited for.
    private static long[]? Stat(string process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return [.. line[(line.LastIndexOf(')') + 2)..].Split(' ').Take(15).Select(f => long.TryParse(f, CultureInfo.InvariantCulture, out var n) ? n : 0)];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
