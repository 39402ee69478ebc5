using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Indicators;

/// <summary>Reads what indicators and context verdicts are computed from: one round trip, whatever the schools, indicators and periods.</summary>
public sealed class MonitoringReader(DataSources sources, CurrentActor actor)
{
    // A September looks at the list of last October and that at results of the year before it; all is compared with the same a year earlier.
    internal const int YearsBack = 3;

    /// <param name="from">The first year of the periods that will be asked for; <paramref name="to"/> is the last.</param>
    /// <param name="questions">Codes of questions beside those of the risk matrix; answers to others are not read.</param>
    public async Task<MonitoringArchive> ReadAsync(AcademicYear from, AcademicYear to, IEnumerable<string> questions, CancellationToken ct)
    {
        var tenantId = actor.TenantId ?? throw new InvalidOperationException("What is monitored is read for one tenant.");
        var (first, last) = (from.StartYear - YearsBack, to.StartYear);
        await using var connection = await sources.Application.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        MonitoringRows.AppendTo(batch, tenantId, first, last, [.. questions.Concat(MonitoringArchive.QuestionsOfRisk).Distinct()]);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await MonitoringRows.ReadAsync(reader, first, last, ct);
    }
}
