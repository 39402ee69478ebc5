using Npgsql;
using NpgsqlTypes;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Application.Indicators;

/// <summary>Which value.</summary>
internal readonly record struct ValueKey(Guid Program, string Code, string Line, string Period);

/// <summary>A value as it is stored: exact fractions as text.</summary>
/// <param name="Missing">Keys of schools, in order, as the database writes an array: «{…,…}».</param>
internal readonly record struct ValueRow(int Year, short Source, string? Value, string? Numerator, string? Denominator, string? Base, string Missing)
{
    public static ValueRow Of(in ComputedIndicator one) => new(
        one.Period.Academic.StartYear, (short)one.Value.Source, one.Value.Value?.ToString(), one.Value.Numerator?.ToString(), one.Value.Denominator?.ToString(), one.Value.Base?.ToString(),
        one.Value.Missing.Count == 0 ? "{}" : $"{{{string.Join(',', one.Value.Missing.Select(key => key.Length == 0 ? Guid.Empty : Guid.ParseExact(key, "N")).Order())}}}");
}

/// <summary>All that a tenant's indicators are computed from, and what is stored of them.</summary>
internal sealed record IndicatorInputs(
    MonitoringArchive Archive, string TimeZone, IReadOnlyList<(Guid Id, string? Template)> Programs, ILookup<Guid, NewestIndicator> Own, IReadOnlyDictionary<ValueKey, ValueRow> Stored)
{
    public IReadOnlyDictionary<ValueKey, ValueRow> Compute(AcademicYear from, AcademicYear to, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);
        var values = new Dictionary<ValueKey, ValueRow>();
        foreach (var (id, template) in Programs)
            foreach (var one in IndicatorComputation.Of(id, IndicatorDefinitions.Merge(template, Own[id]), Archive, from, to, today, withFactors: false))
                values[new ValueKey(id, one.Definition.Code, one.Line.Part, one.Period.Key)] = ValueRow.Of(one);
        return values;
    }
}

/// <summary>Reads the inputs of indicators of one tenant after another on the same connection.</summary>
internal static class IndicatorRows
{
    private const string Programs = """
        select t.time_zone, p.id, p.template_code from tenants t
        left join support_programs p on p.tenant_id = $1 and p.school_id is null and p.removed_at is null where t.id = $1
        """;

    private const string Definitions = """
        select distinct on (program_id, code) program_id, code, number, content, is_withdrawn from indicator_definitions
        where tenant_id = $1 order by program_id, code, number desc
        """;

    private const string Values = """
        select program_id, code, line, period, year, source, value, numerator, denominator, base, missing::text
        from indicator_values where tenant_id = $1 and year between $2 and $3
        """;

    // What any preset asks for, and what departments ask for themselves, is read for all tenants alike, so that the statement stays the same.
    private static readonly string[] PresetQuestions =
        [.. IndicatorDefinitions.Questions(IndicatorPresets.All.Select(preset => preset.Definition)).Concat(MonitoringArchive.QuestionsOfRisk).Distinct()];

    /// <summary>Adds the statements of one tenant; <see cref="ReadAsync"/> reads their answers in the same order.</summary>
    public static void AppendTo(NpgsqlBatch batch, Guid tenantId, AcademicYear from, AcademicYear to)
    {
        MonitoringRows.AppendTo(batch, tenantId, from.StartYear - MonitoringReader.YearsBack, to.StartYear, PresetQuestions, locks: true);
        Add(batch, Programs, tenantId);
        Add(batch, Definitions, tenantId);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Values)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { NpgsqlDbType = NpgsqlDbType.Uuid, TypedValue = tenantId },
                new NpgsqlParameter<int> { TypedValue = from.StartYear }, new NpgsqlParameter<int> { TypedValue = to.StartYear },
            },
        });
    }

    /// <summary>The answers of one tenant's statements, from its lock on; leaves the reader behind the last of them.</summary>
    public static async Task<IndicatorInputs> ReadAsync(NpgsqlDataReader reader, AcademicYear from, AcademicYear to, CancellationToken ct)
    {
        var archive = await MonitoringRows.ReadAsync(reader, from.StartYear - MonitoringReader.YearsBack, to.StartYear, ct);
        var programs = await MonitoringRows.ListAsync(reader, row => (Zone: row.GetString(0), Id: row.IsDBNull(1) ? default(Guid?) : row.GetGuid(1), Template: Text(row, 2)), ct);
        var own = await MonitoringRows.ListAsync(reader, row => (Program: row.GetGuid(0), Newest: new NewestIndicator(row.GetString(1),
            row.GetBoolean(4) ? null : ProgramJson.Read<IndicatorDefinition>(row.GetString(3)) with { Version = row.GetInt32(2) })), ct);
        var stored = await MonitoringRows.ListAsync(reader, row => (
            Key: new ValueKey(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3)),
            Row: new ValueRow(row.GetInt32(4), row.GetInt16(5), Text(row, 6), Text(row, 7), Text(row, 8), Text(row, 9), row.GetString(10))), ct);
        return new IndicatorInputs(archive, programs[0].Zone, [.. programs.Where(one => one.Id is not null).Select(one => (one.Id!.Value, one.Template))], own.ToLookup(one => one.Program, one => one.Newest), stored.ToDictionary(one => one.Key, one => one.Row));
    }

    private static void Add(NpgsqlBatch batch, string text, Guid tenantId) =>
        batch.BatchCommands.Add(new NpgsqlBatchCommand(text) { Parameters = { new NpgsqlParameter<Guid> { NpgsqlDbType = NpgsqlDbType.Uuid, TypedValue = tenantId } } });

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
