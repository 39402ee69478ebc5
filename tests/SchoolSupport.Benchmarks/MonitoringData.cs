using Npgsql;
using NpgsqlTypes;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Benchmarks;

/// <summary>What the country's schools answered: a programme, five closed collections and an approved list in each of the 2 300 departments.</summary>
public static class MonitoringData
{
    private static readonly DateTime At = new(2026, 9, 1, 9, 0, 0, DateTimeKind.Utc);

    private sealed record Collection(string Form, string Period, IReadOnlyList<string> Questions);

    private static readonly Collection[] Collections =
    [
        new("risk-matrix", "2024-10", Numbers("risk-matrix")), new("risk-matrix", "2025-09", Numbers("risk-matrix")), new("teachers-support", "2025-09", Numbers("teachers-support")),
        new("prevention", "2026-01", Numbers("prevention")), new("prevention", "2026-06", Numbers("prevention")),
    ];

    public static long Answers => (long)BigDatabase.Schools * Collections.Sum(collection => collection.Questions.Count);

    public static Guid ProgramId(int tenant) => BigDatabase.Id(11, tenant);

    public static async Task FillAsync(BigDatabase database, AcademicYear listYear)
    {
        Console.WriteLine($"Filling {Answers} answers …");
        await new IdentificationEngine(database.Sources, TimeProvider.System).RunManyAsync(database.TenantIds, listYear, new CurrentActor(), CancellationToken.None);
        await database.ExecuteAsync("update identification_runs set approved_at = now(), approved_role = 'head', approval_document = 'приказ'");
        await using var connection = await database.Owner.OpenConnectionAsync();
        await CopyAsync(connection, "support_programs (tenant_id, id, title, search_text, document_kind, academic_plan, school_term, template_code, created_at)", Programs);
        await CopyAsync(connection, "form_versions (tenant_id, id, code, number, title, content, created_at)", Forms);
        await CopyAsync(connection, "campaigns (tenant_id, id, title, period, state, opens_on, deadline, created_at, closed_at)", Campaigns);
        await CopyAsync(connection, "campaign_forms (tenant_id, id, campaign_id, form_id, sort_order)", Links);
        await CopyAsync(connection, "submissions (tenant_id, id, campaign_id, school_id, state)", Submissions);
        await CopyAsync(connection, "form_answers (tenant_id, id, submission_id, question, state, number, recorded_at)", WriteAnswers);
        await database.ExecuteAsync("vacuum analyze");
    }

    private static IReadOnlyList<string> Numbers(string form) =>
        [.. FormPresets.Find(form)!.Questions.Where(question => question.IsNumeric || question.Kind == QuestionKind.YesNo).Select(question => question.Code)];

    private static async Task CopyAsync(NpgsqlConnection connection, string target, Action<NpgsqlBinaryImporter> write)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {target} from stdin (format binary)");
        copy.Timeout = TimeSpan.FromMinutes(10);
        write(copy);
        await copy.CompleteAsync();
    }

    private static Guid FormId(int tenant, string form) => BigDatabase.Id(12, (tenant * 10) + Array.FindIndex(Collections, collection => collection.Form == form));

    private static Guid CampaignId(int tenant, int collection) => BigDatabase.Id(13, (tenant * 10) + collection);

    private static Guid SubmissionId(int school, int collection) => BigDatabase.Id(14, ((long)school * 10) + collection);

    private static void Programs(NpgsqlBinaryImporter copy)
    {
        for (var tenant = 0; tenant < BigDatabase.Tenants; tenant++)
        {
            copy.StartRow();
            copy.Write(BigDatabase.TenantId(tenant));
            copy.Write(ProgramId(tenant));
            foreach (var text in (string[])["Программа поддержки школ", "программа поддержки школ", "programme"])
                copy.Write(text);
            copy.Write(false);
            copy.Write("ОО");
            copy.Write("three-directions");
            copy.Write(At, NpgsqlDbType.TimestampTz);
        }
    }

    private static void Forms(NpgsqlBinaryImporter copy)
    {
        for (var tenant = 0; tenant < BigDatabase.Tenants; tenant++)
            foreach (var form in Collections.Select(collection => collection.Form).Distinct())
            {
                copy.StartRow();
                copy.Write(BigDatabase.TenantId(tenant));
                copy.Write(FormId(tenant, form));
                copy.Write(form);
                copy.Write(1);
                copy.Write(FormPresets.Find(form)!.Title);
                copy.Write(ProgramJson.Write(FormPresets.Find(form)!), NpgsqlDbType.Jsonb);
                copy.Write(At, NpgsqlDbType.TimestampTz);
            }
    }

    private static void Campaigns(NpgsqlBinaryImporter copy)
    {
        for (var tenant = 0; tenant < BigDatabase.Tenants; tenant++)
            for (var i = 0; i < Collections.Length; i++)
            {
                copy.StartRow();
                copy.Write(BigDatabase.TenantId(tenant));
                copy.Write(CampaignId(tenant, i));
                copy.Write($"Сбор, {Collections[i].Period}");
                copy.Write(Collections[i].Period);
                copy.Write((short)3);
                copy.Write(new DateOnly(2024, 9, 1));
                copy.Write(new DateOnly(2026, 6, 20));
                copy.Write(At, NpgsqlDbType.TimestampTz);
                copy.Write(At, NpgsqlDbType.TimestampTz);
            }
    }

    private static void Links(NpgsqlBinaryImporter copy)
    {
        for (var tenant = 0; tenant < BigDatabase.Tenants; tenant++)
            for (var i = 0; i < Collections.Length; i++)
            {
                copy.StartRow();
                copy.Write(BigDatabase.TenantId(tenant));
                copy.Write(BigDatabase.Id(15, (tenant * 10) + i));
                copy.Write(CampaignId(tenant, i));
                copy.Write(FormId(tenant, Collections[i].Form));
                copy.Write(0);
            }
    }

    private static void Submissions(NpgsqlBinaryImporter copy) => EachSchool((tenant, school) =>
    {
        for (var i = 0; i < Collections.Length; i++)
        {
            copy.StartRow();
            copy.Write(BigDatabase.TenantId(tenant));
            copy.Write(SubmissionId(school, i));
            copy.Write(CampaignId(tenant, i));
            copy.Write(BigDatabase.SchoolId(school));
            copy.Write((short)4);
        }
    });

    private static void WriteAnswers(NpgsqlBinaryImporter copy)
    {
        var number = 0L;
        EachSchool((tenant, school) =>
        {
            for (var i = 0; i < Collections.Length; i++)
                foreach (var question in Collections[i].Questions)
                {
                    copy.StartRow();
                    copy.Write(BigDatabase.TenantId(tenant));
                    copy.Write(BigDatabase.Id(16, ++number));
                    copy.Write(SubmissionId(school, i));
                    copy.Write(question);
                    copy.Write((short)1);
                    copy.Write(Value(question, number));
                    copy.Write(At, NpgsqlDbType.TimestampTz);
                }
        });
    }

    // Wholes are larger than any of their parts; a yes and a no here and there.
    private static decimal Value(string question, long number) => question switch
    {
        "pupils" or "pupils-year-end" => 400 + (number % 200),
        "teachers" => 30 + (number % 10),
        "struggling" => 20,
        _ => FormPresets.Question(question)!.Kind == QuestionKind.YesNo ? (number % 7 == 0 ? 0 : 1) : number * 2_654_435_761 % 12,
    };

    private static void EachSchool(Action<int, int> write)
    {
        var school = 0;
        for (var tenant = 0; tenant < BigDatabase.Tenants; tenant++)
            for (var n = 0; n < BigDatabase.SchoolsOf(tenant); n++)
                write(tenant, school++);
    }
}
