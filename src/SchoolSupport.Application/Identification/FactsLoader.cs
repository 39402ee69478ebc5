using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Identification;

/// <summary>What a list of a year would be made from right now, for the tenant at work. Reads only, in one round trip.</summary>
public sealed class FactsLoader(DataSources sources, CurrentActor actor)
{
    public async Task<IdentificationInputs> LoadAsync(AcademicYear year, CancellationToken ct)
    {
        var tenantId = actor.TenantId ?? throw new InvalidOperationException("Facts are read for one tenant.");
        await using var connection = await sources.Application.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        FactsReader.AppendTo(batch, tenantId, year);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await FactsReader.ReadAsync(reader, tenantId, year, ct);
    }

    /// <summary>The verdicts that a run would give now, by the current method, without storing anything.</summary>
    public async Task<Evaluation> EvaluateAsync(AcademicYear year, CancellationToken ct) =>
        Evaluation.Of(FactsAssembler.Assemble(await LoadAsync(year, ct)));
}
