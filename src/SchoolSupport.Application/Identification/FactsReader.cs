using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Identification;

/// <summary>
/// Reads what a list is made from in one round trip for a tenant, or for several tenants one after another on the same
/// connection. Each tenant's statements follow the setting that opens its rows, and name the tenant once more.
/// </summary>
public static class FactsReader
{
    private const string SetTenant = $"select set_config('{DataSources.TenantSetting}', $1, false)";

    private const string RuleSet = "select id, version, name, parameters from rule_sets where tenant_id = $1 and is_current";

    private const string Schools = """
        select id, short_name, kind, teaches_basic, teaches_secondary, opened_on, closed_on, successor_id, count_with_successor
        from schools where tenant_id = $1 order by sort_name, id
        """;

    private const string Procedures = """
        select p.id, p.code, p.name, p.family, p.grade, coalesce(now.was_held, true), coalesce(before.was_held, true)
        from procedures p
        left join procedure_years now on now.tenant_id = p.tenant_id and now.procedure_id = p.id and now.year = $2
        left join procedure_years before on before.tenant_id = p.tenant_id and before.procedure_id = p.id and before.year = $2 - 1
        where p.tenant_id = $1
        """;

    private const string Results = """
        select id, school_id, procedure_id, year, participants, failed, by_percent, failed_percent
        from results where tenant_id = $1 and year in ($2, $2 - 1) and is_current
        """;

    private const string Absences = """
        select school_id, procedure_id, year from absence_confirmations
        where tenant_id = $1 and year in ($2, $2 - 1) and withdrawn_at is null
        """;

    private const string LatestRun = """
        select id, number, rule_set_id, inputs_hash, created_at, approved_at is not null
        from identification_runs where tenant_id = $1 and year = $2 order by number desc limit 1
        """;

    private static readonly ConcurrentDictionary<string, LowResultsRuleSet> RememberedRules = new();

    /// <summary>Adds the statements of one tenant; <see cref="ReadAsync"/> reads their answers in the same order.</summary>
    public static void AppendTo(NpgsqlBatch batch, Guid tenantId, AcademicYear year)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SetTenant) { Parameters = { new NpgsqlParameter<string> { TypedValue = tenantId.ToString() } } });
        foreach (var text in (string[])[RuleSet, Schools])
            batch.BatchCommands.Add(new NpgsqlBatchCommand(text) { Parameters = { Uuid(tenantId) } });
        foreach (var text in (string[])[Procedures, Results, Absences, LatestRun])
            batch.BatchCommands.Add(new NpgsqlBatchCommand(text) { Parameters = { Uuid(tenantId), new NpgsqlParameter<int> { TypedValue = year.StartYear } } });
    }

    /// <summary>The answers of one tenant's statements, from the place where the reader stands; leaves it at the next tenant's.</summary>
    public static async Task<IdentificationInputs> ReadAsync(NpgsqlDataReader reader, Guid tenantId, AcademicYear year, CancellationToken ct)
    {
        await reader.NextResultAsync(ct);
        var ruleSet = await reader.ReadAsync(ct) ? RuleSetOf(reader)
            : throw new PreconditionException("У муниципалитета нет действующей методики");
        await reader.NextResultAsync(ct);
        var schools = new List<InputSchool>();
        while (await reader.ReadAsync(ct))
            schools.Add(SchoolOf(reader));
        await reader.NextResultAsync(ct);
        var procedures = new List<InputProcedure>();
        while (await reader.ReadAsync(ct))
            procedures.Add(ProcedureOf(reader));
        await reader.NextResultAsync(ct);
        var results = new List<InputResult>(schools.Count * procedures.Count);
        while (await reader.ReadAsync(ct))
            results.Add(ResultOf(reader));
        await reader.NextResultAsync(ct);
        var absences = new List<InputAbsence>();
        while (await reader.ReadAsync(ct))
            absences.Add(new InputAbsence(reader.GetGuid(0), reader.GetGuid(1), reader.GetInt32(2)));
        await reader.NextResultAsync(ct);
        var latest = await reader.ReadAsync(ct) ? RunOf(reader, year) : null;
        await reader.NextResultAsync(ct);
        return new IdentificationInputs(tenantId, year, ruleSet, schools, procedures, results, absences, latest);
    }

    /// <summary>The stored parameters under their stored name and number.</summary>
    public static LowResultsRuleSet RulesOf(string parameters, int version, string name) =>
        RememberedRules.GetOrAdd(parameters, text => JsonSerializer.Deserialize<LowResultsRuleSet>(text)!) with { Version = version, Name = name };

    private static NpgsqlParameter<Guid> Uuid(Guid value) => new() { NpgsqlDbType = NpgsqlDbType.Uuid, TypedValue = value };

    private static RuleSetInput RuleSetOf(NpgsqlDataReader row) =>
        new(row.GetGuid(0), RulesOf(row.GetString(3), row.GetInt32(1), row.GetString(2)));

    private static InputSchool SchoolOf(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), (SchoolKind)row.GetInt16(2), row.GetBoolean(3), row.GetBoolean(4),
        row.IsDBNull(5) ? null : row.GetFieldValue<DateOnly>(5), row.IsDBNull(6) ? null : row.GetFieldValue<DateOnly>(6),
        row.IsDBNull(7) ? null : row.GetGuid(7), row.GetBoolean(8));

    private static InputProcedure ProcedureOf(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), (ExamFamily)row.GetInt16(3),
        row.IsDBNull(4) ? null : row.GetInt32(4), row.GetBoolean(5), row.GetBoolean(6));

    // A percentage is compared only where it is all there is: with participants the counts made from it are exact enough to name pupils.
    private static InputResult ResultOf(NpgsqlDataReader row)
    {
        var participants = row.GetInt32(4);
        decimal? onlyPercent = participants == 0 && row.GetBoolean(6) && !row.IsDBNull(7) && row.GetDecimal(7) > 0 ? row.GetDecimal(7) : null;
        return new InputResult(row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetInt32(3), participants, row.GetInt32(5), onlyPercent);
    }

    private static RunHead RunOf(NpgsqlDataReader row, AcademicYear year) =>
        new(row.GetGuid(0), row.GetInt32(1), year, row.GetGuid(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetBoolean(5));
}
