using Microsoft.Extensions.Caching.Memory;
using SchoolSupport.Application.Audit;

namespace SchoolSupport.Application.Programs;

/// <summary>
/// The tables of versions as they were last read, given to everyone of the tenant until anything of it changes: the rows of a roadmap are the same for
/// all who look at it, whatever they filter by. What a person may see is decided where the version is found, before this is asked.
/// </summary>
public sealed class KeptTables(HistoryWatch history) : IDisposable
{
    /// <summary>All tables together; a measure with its texts takes a few kilobytes.</summary>
    private const int MostMeasures = 20_000;
    private static readonly TimeSpan UnaskedFor = TimeSpan.FromMinutes(10);
    private readonly MemoryCache tables = new(new MemoryCacheOptions { SizeLimit = MostMeasures });

    private sealed record Kept(string Snapshot, IReadOnlyList<RoadmapTree> Tables);

    /// <param name="tenantId">Whose reader it is: the tables are kept under it.</param>
    public async Task<IReadOnlyList<RoadmapTree>> ReadAsync(Guid tenantId, Guid versionId, ProgramTreeReader reader, CancellationToken ct)
    {
        var key = (tenantId, versionId);
        var kept = tables.Get<Kept>(key);
        // Asked before anything is read, so tables are never newer in the books than their content.
        var moment = await history.LookAsync(tenantId, kept?.Snapshot, ct);
        if (kept is not null && !moment.HasGrown)
            return kept.Tables;
        var read = await reader.ReadTablesAsync(versionId, ct);
        tables.Set(key, new Kept(moment.Snapshot, read), new MemoryCacheEntryOptions { Size = 1 + read.Sum(t => t.Rows.Count), SlidingExpiration = UnaskedFor });
        return read;
    }

    public void Dispose() => tables.Dispose();
}
