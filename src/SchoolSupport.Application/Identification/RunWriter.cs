using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using SchoolSupport.Application.Audit;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Identification;

/// <summary>A run to be stored.</summary>
public sealed record NewRun(Guid Id, IdentificationInputs Inputs, FactsOfYear Facts, IReadOnlyList<LowResultsVerdict> Verdicts);

/// <summary>
/// Stores runs with their verdicts and their history. COPY does not pass row-level security, so verdicts go as arrays
/// of columns, some hundred schools a statement; the statements of several tenants can share a transaction and a round trip.
/// </summary>
internal static class RunWriter
{
    /// <summary>Slices of arrays with nulls are found by walking them, so a statement must stay small.</summary>
    private const int SchoolsInStatement = 100;

    private const string SetTenant = $"select set_config('{DataSources.TenantSetting}', $1, false)";

    // The lock makes runs of one tenant take their numbers one after another.
    private const string Lock = "select from tenants where id = $1 for no key update";

    private const string InsertRun = """
        insert into identification_runs (tenant_id, id, number, year, rule_set_id, school_count, included_count,
          insufficient_count, inputs_hash, created_by, created_role, created_at)
        select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11
        from identification_runs where tenant_id = $1
        returning number
        """;

    private const string InsertHistory = """
        insert into audit_entries (id, tenant_id, at, user_id, user_role, operation, reason, entity, entity_id, kind, changes, request_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    private const string InsertVerdicts = """
        insert into verdicts (tenant_id, run_id, school_id, school_name, school_kind, verdict, criterion_one, criterion_two,
          low_current, low_previous, missing_current, missing_previous, margin, notes, states, participants, failed, percents, result_ids, stable_low)
        select $1, $2, s.school_id, s.school_name, s.school_kind, s.verdict, s.criterion_one, s.criterion_two,
          s.low_current, s.low_previous, s.missing_current, s.missing_previous, s.margin, s.notes,
          ($17::smallint[])[(n - 1) * $16 + 1 : n * $16], ($18::integer[])[(n - 1) * $16 + 1 : n * $16],
          ($19::integer[])[(n - 1) * $16 + 1 : n * $16], ($20::numeric[])[(n - 1) * $16 + 1 : n * $16],
          ($21::uuid[])[(n - 1) * $16 + 1 : n * $16], s.stable_low
        from unnest($3::uuid[], $4::text[], $5::smallint[], $6::smallint[], $7::smallint[], $8::smallint[], $9::smallint[],
          $10::smallint[], $11::smallint[], $12::smallint[], $13::integer[], $14::text[], $22::smallint[]) with ordinality
          as s(school_id, school_name, school_kind, verdict, criterion_one, criterion_two, low_current, low_previous,
            missing_current, missing_previous, margin, notes, stable_low, n)
        where n <= $15
        """;

    /// <summary>Adds the statements of one run. The second answer of each run (after the tenant's setting) is its number.</summary>
    public static void AppendTo(NpgsqlBatch batch, NewRun run, CurrentActor actor, DateTimeOffset now)
    {
        var tenantId = run.Inputs.TenantId;
        Add(batch, SetTenant, (NpgsqlDbType.Text, tenantId.ToString()));
        Add(batch, Lock, (NpgsqlDbType.Uuid, tenantId));
        Add(batch, InsertRun,
            (NpgsqlDbType.Uuid, tenantId), (NpgsqlDbType.Uuid, run.Id), (NpgsqlDbType.Integer, run.Facts.Year.StartYear),
            (NpgsqlDbType.Uuid, run.Inputs.RuleSet.Id), (NpgsqlDbType.Integer, run.Verdicts.Count),
            (NpgsqlDbType.Integer, run.Verdicts.Count(v => v.Verdict == Verdict.Included)),
            (NpgsqlDbType.Integer, run.Verdicts.Count(v => v.Verdict == Verdict.InsufficientData)),
            (NpgsqlDbType.Text, run.Facts.InputsHash), (NpgsqlDbType.Uuid, actor.UserId), (NpgsqlDbType.Text, actor.Role),
            (NpgsqlDbType.TimestampTz, now));
        for (var from = 0; from < run.Verdicts.Count; from += SchoolsInStatement)
            AddVerdicts(batch, run, from, Math.Min(SchoolsInStatement, run.Verdicts.Count - from));
        AddHistory(batch, run, AuditTrail.Entry(actor, now, "identification.run-stored", "identification_runs", run.Id.ToString(),
            ChangeKind.Event, JsonSerializer.Serialize(new
            {
                Year = new[] { null, run.Facts.Year.ToString() },
                SchoolCount = new int?[] { null, run.Verdicts.Count },
            })), tenantId);
    }

    private static void AddHistory(NpgsqlBatch batch, NewRun run, AuditEntry entry, Guid tenantId) => Add(batch, InsertHistory,
        (NpgsqlDbType.Uuid, entry.Id), (NpgsqlDbType.Uuid, tenantId), (NpgsqlDbType.TimestampTz, entry.At), (NpgsqlDbType.Uuid, entry.UserId),
        (NpgsqlDbType.Text, entry.UserRole), (NpgsqlDbType.Text, entry.Operation), (NpgsqlDbType.Text, entry.Reason),
        (NpgsqlDbType.Text, entry.Entity), (NpgsqlDbType.Text, entry.EntityId), (NpgsqlDbType.Smallint, (short)entry.Kind),
        (NpgsqlDbType.Jsonb, entry.Changes), (NpgsqlDbType.Text, entry.RequestId));

    private static void AddVerdicts(NpgsqlBatch batch, NewRun run, int from, int count)
    {
        var width = 2 * run.Facts.Rules.Procedures.Count;
        var columns = new VerdictColumns(count, width);
        for (var i = 0; i < count; i++)
            columns.Set(i, run.Facts.Schools[from + i], run.Verdicts[from + i], run.Facts.Rules.StableLow(run.Verdicts[from + i]));
        Add(batch, InsertVerdicts,
            (NpgsqlDbType.Uuid, run.Inputs.TenantId), (NpgsqlDbType.Uuid, run.Id),
            (NpgsqlDbType.Array | NpgsqlDbType.Uuid, columns.SchoolIds), (NpgsqlDbType.Array | NpgsqlDbType.Text, columns.Names),
            (NpgsqlDbType.Array | NpgsqlDbType.Smallint, columns.Kinds), (NpgsqlDbType.Array | NpgsqlDbType.Smallint, columns.Verdicts),
            (NpgsqlDbType.Array | NpgsqlDbType.Smallint, columns.CriteriaOne), (NpgsqlDbType.Array | NpgsqlDbType.Smallint, columns.CriteriaTwo),
            (NpgsqlDbType.Array | NpgsqlDbType.Smallint, columns.LowCurrent), (NpgsqlDbType.Array | NpgsqlDbType.Smallint, columns.LowPrevious),
            (NpgsqlDbType.Array | NpgsqlDbType.Smallint, columns.MissingCurrent), (NpgsqlDbType.Array | NpgsqlDbType.Smallint, columns.MissingPrevious),
            (NpgsqlDbType.Array | NpgsqlDbType.Integer, columns.Margins), (NpgsqlDbType.Array | NpgsqlDbType.Text, columns.Notes),
            (NpgsqlDbType.Integer, count), (NpgsqlDbType.Integer, width),
            (NpgsqlDbType.Array | NpgsqlDbType.Smallint, columns.States), (NpgsqlDbType.Array | NpgsqlDbType.Integer, columns.Participants),
            (NpgsqlDbType.Array | NpgsqlDbType.Integer, columns.Failed), (NpgsqlDbType.Array | NpgsqlDbType.Numeric, columns.PercentsOrNull),
            (NpgsqlDbType.Array | NpgsqlDbType.Uuid, columns.ResultIds), (NpgsqlDbType.Array | NpgsqlDbType.Smallint, columns.Stable));
    }

    private static void Add(NpgsqlBatch batch, string text, params (NpgsqlDbType Type, object? Value)[] parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var (type, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
        batch.BatchCommands.Add(command);
    }

    /// <summary>The verdicts of some schools, column by column.</summary>
    private sealed class VerdictColumns(int count, int width)
    {
        private readonly decimal?[] percents = new decimal?[count * width];
        private bool hasPercents;

        public Guid[] SchoolIds { get; } = new Guid[count];
        public string[] Names { get; } = new string[count];
        public short[] Kinds { get; } = new short[count];
        public short[] Verdicts { get; } = new short[count];
        public short[] CriteriaOne { get; } = new short[count];
        public short[] CriteriaTwo { get; } = new short[count];
        public short[] Stable { get; } = new short[count];
        public short[] LowCurrent { get; } = new short[count];
        public short[] LowPrevious { get; } = new short[count];
        public short[] MissingCurrent { get; } = new short[count];
        public short[] MissingPrevious { get; } = new short[count];
        public int?[] Margins { get; } = new int?[count];
        public string[] Notes { get; } = new string[count];
        public short[] States { get; } = new short[count * width];
        public int[] Participants { get; } = new int[count * width];
        public int[] Failed { get; } = new int[count * width];
        public Guid?[] ResultIds { get; } = new Guid?[count * width];
        public decimal?[]? PercentsOrNull => hasPercents ? percents : null;

        public void Set(int i, FactsOfSchool school, LowResultsVerdict verdict, Ternary stable)
        {
            SchoolIds[i] = school.School.Id;
            Names[i] = school.School.ShortName;
            Kinds[i] = (short)school.School.Kind;
            Verdicts[i] = (short)verdict.Verdict;
            CriteriaOne[i] = (short)verdict.Criterion1;
            CriteriaTwo[i] = (short)verdict.Criterion2;
            Stable[i] = (short)stable;
            LowCurrent[i] = (short)verdict.Current.LowCount;
            LowPrevious[i] = (short)verdict.Previous.LowCount;
            MissingCurrent[i] = (short)verdict.Current.MissingCount;
            MissingPrevious[i] = (short)verdict.Previous.MissingCount;
            Margins[i] = verdict.Margin?.Pupils;
            Notes[i] = school.Notes;
            Fill(i * width, school.Facts.Current.Procedures);
            Fill(i * width + width / 2, school.Facts.Previous.Procedures);
            school.ResultIds.CopyTo(ResultIds, i * width);
        }

        private void Fill(int at, ProcedureFact[] facts)
        {
            foreach (ref readonly var fact in facts.AsSpan())
            {
                States[at] = (short)fact.State;
                Participants[at] = fact.Participants;
                Failed[at] = fact.Failed;
                percents[at] = fact.OnlyPercent;
                hasPercents |= fact.OnlyPercent is not null;
                at++;
            }
        }
    }
}
