using Npgsql;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Indicators.Risks;

/// <summary>The risk method in force and the fixed lists of several years, as indicators look at them. A school's facts are read only when they are asked for.</summary>
internal sealed class FixedRiskLists
{
    /// <summary>The method in force; $1 is the tenant.</summary>
    public const string Method = "select number, parameters from risk_rule_sets where tenant_id = $1 order by number desc limit 1";

    /// <summary>The newest fixed list of each year from $2 to $3.</summary>
    public const string Newest =
        "select distinct on (year) id, year, rules from risk_runs where tenant_id = $1 and year between $2 and $3 order by year, number desc";

    /// <summary>Their schools.</summary>
    public const string Schools = """
        with newest as (select distinct on (year) id, year from risk_runs where tenant_id = $1 and year between $2 and $3 order by year, number desc)
        select n.year, s.school_id, s.facts, s.is_risk, s.sections from risk_run_schools s join newest n on n.id = s.run_id where s.tenant_id = $1
        """;

    private sealed record Row(int Year, Guid School, string Facts, short IsRisk, short[] Sections);

    private readonly RiskRuleSet _inForce;
    private readonly Dictionary<int, RiskRuleSet> _rules;
    private readonly Dictionary<(int, Guid), Row> _schools;
    private readonly Dictionary<(int, Guid), RiskVerdict?> _found = [];

    private FixedRiskLists(RiskRuleSet inForce, Dictionary<int, RiskRuleSet> rules, IEnumerable<Row> schools) =>
        (_inForce, _rules, _schools) = (inForce, rules, schools.ToDictionary(row => (row.Year, row.School)));

    public bool IsFixed(AcademicYear year) => _rules.ContainsKey(year.StartYear);

    /// <summary>What a year is judged by: the method of its fixed list, else the one in force.</summary>
    public RiskRuleSet RulesOf(AcademicYear year) => _rules.GetValueOrDefault(year.StartYear, _inForce);

    /// <summary>Null for a school that is not on the fixed list.</summary>
    public RiskVerdict? Find(AcademicYear year, Guid school)
    {
        var key = (year.StartYear, school);
        if (!_found.TryGetValue(key, out var verdict))
            _found[key] = verdict = _schools.TryGetValue(key, out var row) ? FrozenVerdict.Read(RulesOf(year), ProgramJson.Read<RiskFacts>(row.Facts), row.IsRisk, row.Sections) : null;
        return verdict;
    }

    /// <summary>The answers of the three statements, in their order.</summary>
    public static async Task<FixedRiskLists> ReadAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        var method = await MonitoringRows.ListAsync(reader, row => StoredRiskRules.Read(row.GetString(1), row.GetInt32(0)), ct);
        var rules = await MonitoringRows.ListAsync(reader, row => (Year: row.GetInt32(1), Rules: ProgramJson.ReadShared<RiskRuleSet>(row.GetString(2))), ct);
        var schools = await MonitoringRows.ListAsync(reader, row => new Row(row.GetInt32(0), row.GetGuid(1), row.GetString(2), row.GetInt16(3), row.GetFieldValue<short[]>(4)), ct);
        return new FixedRiskLists(method.FirstOrDefault() ?? RiskRuleSet.Standard, rules.ToDictionary(one => one.Year, one => one.Rules), schools);
    }
}
