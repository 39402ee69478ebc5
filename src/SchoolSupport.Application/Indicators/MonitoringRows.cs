using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>
/// Reads what a tenant's indicators are computed from in one round trip, or for several tenants one after another on the same connection. Each tenant's
/// statements follow the setting that opens its rows, and name the tenant once more.
/// </summary>
internal static class MonitoringRows
{
    private const string SetTenant = $"select set_config('{DataSources.TenantSetting}', $1, false)";

    // Two computations of a tenant one after the other: the later one must not store what it read before the first.
    private const string SetAndLock = $"{SetTenant}, pg_advisory_xact_lock(hashtextextended($1 || ':indicator-values', 0))";

    private static readonly string[] OfTenant =
    [
        "select id, short_name, teaches_basic, teaches_secondary, is_urban, pupils, opened_on, closed_on from schools where tenant_id = $1 order by sort_name, id",
        "select school_id, group_code, from_date, to_date from school_groups where tenant_id = $1",
        "select program_id, school_id, from_date, to_date from program_participants where tenant_id = $1",
        "select id, code, family, grade from procedures where tenant_id = $1",
        "select number, parameters from context_rule_sets where tenant_id = $1 order by number desc limit 1",
        FixedRiskLists.Method,
    ];

    private static readonly string[] OfYears =
    [
        FixedRiskLists.Newest,
        FixedRiskLists.Schools,
        """
        select school_id, procedure_id, year, participants, failed, mark2, mark3, mark4, mark5, by_percent, failed_percent
        from results where tenant_id = $1 and is_current and year between $2 and $3
        """,
        "select procedure_id, year from procedure_years where tenant_id = $1 and not was_held and year between $2 and $3",
        "select school_id, procedure_id, year from absence_confirmations where tenant_id = $1 and withdrawn_at is null and year between $2 and $3",
        """
        with newest as (select distinct on (year) id, year from identification_runs
          where tenant_id = $1 and approved_at is not null and year between $2 - 1 and $3 order by year, number desc)
        select n.year, v.school_id, v.verdict, coalesce(v.stable_low, v.criterion_two) from newest n left join verdicts v on v.tenant_id = $1 and v.run_id = n.id
        """,
        "select school_id, year, is_included, decided_at from manual_decisions where tenant_id = $1 and withdrawn_at is null and year between $2 - 1 and $3",
        """
        select l.year, e.school_id from federal_lists l left join federal_list_entries e on e.tenant_id = $1 and e.list_id = l.id and e.school_id is not null
        where l.tenant_id = $1 and l.is_current and l.year between $2 - 1 and $3
        """,
        // A period begins with its year; one of an academic year lies in that year or the next.
        """
        select id, title, period, opens_on, array(select f.code from campaign_forms l join form_versions f on f.tenant_id = $1 and f.id = l.form_id
          where l.tenant_id = $1 and l.campaign_id = c.id)
        from campaigns c where tenant_id = $1 and state in (2, 3) and left(period, 4)::integer between $2 and $3 + 1
        """,
        """
        select s.id, s.campaign_id, s.school_id, s.state, jsonb_array_length(s.classes) from submissions s
        join campaigns c on c.tenant_id = $1 and c.id = s.campaign_id and c.state in (2, 3) and left(c.period, 4)::integer between $2 and $3 + 1
        where s.tenant_id = $1 and s.left_on is null and s.state in (2, 4)
        """,
    ];

    // Questions are keys of one value: looked up in it a row costs a few comparisons, where an array of a hundred would be gone through for each, and an
    // index on the question would be searched a hundred times in each submission. What is known of a submission is sent once, not with each of its answers.
    private const string Answers = """
        select a.submission_id, a.question, a.class_name, a.state, a.number, a.text from submissions s
        join campaigns c on c.tenant_id = $1 and c.id = s.campaign_id and c.state in (2, 3) and left(c.period, 4)::integer between $2 and $3 + 1
        join form_answers a on a.tenant_id = $1 and a.submission_id = s.id
        where s.tenant_id = $1 and s.left_on is null and s.state in (2, 4) and a.state <> 0 and $4 ? a.question
        """;

    /// <summary>Adds the statements of one tenant; <see cref="ReadAsync"/> reads their answers in the same order.</summary>
    /// <param name="first">The first year of results and answers; lists go back one more.</param>
    /// <param name="locks">Nobody else computes the tenant's indicators until the transaction ends.</param>
    public static void AppendTo(NpgsqlBatch batch, Guid tenantId, int first, int last, string[] questions, bool locks = false)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand(locks ? SetAndLock : SetTenant) { Parameters = { new NpgsqlParameter<string> { TypedValue = tenantId.ToString() } } });
        foreach (var text in OfTenant)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(text) { Parameters = { Uuid(tenantId) } });
        foreach (var text in OfYears)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(text) { Parameters = { Uuid(tenantId), Whole(first), Whole(last) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Answers)
        {
            Parameters = { Uuid(tenantId), Whole(first), Whole(last), new NpgsqlParameter<string> { NpgsqlDbType = NpgsqlDbType.Jsonb, TypedValue = JsonSerializer.Serialize(questions.ToDictionary(question => question, _ => 0)) } },
        });
    }

    /// <summary>The answers of one tenant's statements, from the place where the reader stands; leaves it behind the last of them.</summary>
    public static async Task<MonitoringArchive> ReadAsync(NpgsqlDataReader reader, int first, int last, CancellationToken ct)
    {
        var schools = await ListAsync(reader, SchoolOf, ct);
        var groups = await ListAsync(reader, row => new GroupSpan(row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), Day(row, 3)), ct);
        var participants = await ListAsync(reader, row => new ParticipantSpan(row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<DateOnly>(2), Day(row, 3)), ct);
        var procedures = await ListAsync(reader, row => new KnownProcedure(row.GetGuid(0), row.GetString(1), (ExamFamily)row.GetInt16(2), Int(row, 3)), ct);
        var rules = await ListAsync(reader, row => StoredContextRules.Read(row.GetString(1), row.GetInt32(0)), ct);
        var risks = await FixedRiskLists.ReadAsync(reader, ct);
        var results = await ListAsync(reader, ResultOf, ct);
        var notHeld = await ListAsync(reader, row => (row.GetGuid(0), row.GetInt32(1)), ct);
        var absences = await ListAsync(reader, row => (row.GetGuid(0), row.GetGuid(1), row.GetInt32(2)), ct);
        var lists = await ListsAsync(reader, ct);
        var decisions = await ListAsync(reader, row => new ListDecision(row.GetGuid(0), row.GetInt32(1), row.GetBoolean(2), row.GetFieldValue<DateTimeOffset>(3)), ct);
        var federal = (await ListAsync(reader, row => (Year: row.GetInt32(0), School: row.IsDBNull(1) ? Guid.Empty : row.GetGuid(1)), ct))
            .GroupBy(entry => entry.Year).ToDictionary(list => list.Key, IReadOnlySet<Guid> (list) => list.Select(entry => entry.School).ToHashSet());
        var campaigns = (await ListAsync(reader, CampaignOf, ct)).OfType<OpenedCampaign>().Where(c => c.Year.StartYear >= first && c.Year.StartYear <= last);
        var submissions = await ListAsync(reader, row => new CountedSubmission(
            row.GetGuid(0), row.GetGuid(1), row.IsDBNull(2) ? Guid.Empty : row.GetGuid(2), row.GetInt16(3) == (short)SubmissionState.Accepted, row.GetInt32(4)), ct);
        var answers = new MonitoringAnswers(campaigns, submissions);
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
            answers.Add(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), AnswerOf(reader));
        return new MonitoringArchive(schools, groups, participants, new MonitoringResults(procedures, results, notHeld.ToHashSet(), absences.ToHashSet()),
            answers, new MonitoringLists(lists, decisions, federal), rules.FirstOrDefault() ?? ContextRuleSet.Standard, risks);
    }

    /// <summary>Verdicts of approved lists by list year; a list without schools is a list all the same.</summary>
    private static async Task<Dictionary<int, IReadOnlyDictionary<Guid, ListedVerdict>>> ListsAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        var lists = new Dictionary<int, Dictionary<Guid, ListedVerdict>>();
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (!lists.TryGetValue(reader.GetInt32(0), out var list))
                lists[reader.GetInt32(0)] = list = [];
            if (!reader.IsDBNull(1))
                list.Add(reader.GetGuid(1), new ListedVerdict((Verdict)reader.GetInt16(2), (Ternary)reader.GetInt16(3)));
        }
        return lists.ToDictionary(list => list.Key, IReadOnlyDictionary<Guid, ListedVerdict> (list) => list.Value);
    }

    /// <summary>All rows of the next answer.</summary>
    internal static async Task<List<TRow>> ListAsync<TRow>(NpgsqlDataReader reader, Func<NpgsqlDataReader, TRow> take, CancellationToken ct)
    {
        await reader.NextResultAsync(ct);
        var rows = new List<TRow>();
        while (await reader.ReadAsync(ct))
            rows.Add(take(reader));
        return rows;
    }

    private static MonitoredSchool SchoolOf(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4), Int(row, 5), Day(row, 6), Day(row, 7));

    // As identification takes it: a percentage only where it is all there is, counts made from it are exact enough otherwise.
    private static CurrentResult ResultOf(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), Int(row, 5), Int(row, 6), Int(row, 7), Int(row, 8),
        row.GetInt32(3) == 0 && row.GetBoolean(9) && !row.IsDBNull(10) && row.GetDecimal(10) > 0 ? row.GetDecimal(10) : null);

    private static OpenedCampaign? CampaignOf(NpgsqlDataReader row) => MonitoringPeriod.TryParse(row.GetString(2), out var period)
        ? new OpenedCampaign(row.GetGuid(0), row.GetString(1), period, row.GetFieldValue<DateOnly>(3), row.GetFieldValue<string[]>(4)) : null;

    private static Answer AnswerOf(NpgsqlDataReader row) => new(
        (AnswerState)row.GetInt16(3), row.IsDBNull(4) ? null : Trimmed(row.GetDecimal(4)), row.IsDBNull(5) ? null : row.GetString(5));

    // The column keeps six decimals; 12 must come back as 12.
    private static decimal Trimmed(decimal number) => decimal.IsInteger(number) ? decimal.Truncate(number) : number / 1.000000000000000000000000000m;

    private static DateOnly? Day(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    private static int? Int(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    private static NpgsqlParameter<Guid> Uuid(Guid value) => new() { NpgsqlDbType = NpgsqlDbType.Uuid, TypedValue = value };

    private static NpgsqlParameter<int> Whole(int value) => new() { NpgsqlDbType = NpgsqlDbType.Integer, TypedValue = value };
}
