using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Application.Assessments;

/// <summary>Rows of uploads in bulk: one statement whatever their number.</summary>
internal static class UploadRows
{
    private static readonly JsonSerializerOptions Columns = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Replaces the rows of an upload.</summary>
    public static async Task ReplaceAsync(AppDbContext db, Guid uploadId, IReadOnlyList<UploadRow> rows, CancellationToken ct)
    {
        await db.UploadRows.Where(r => r.UploadId == uploadId).ExecuteDeleteAsync(ct);
        var json = new JsonArray();
        foreach (var row in rows)
        {
            var node = JsonSerializer.SerializeToNode(row, Columns)!;
            node["suggestions"] = JsonNode.Parse(row.Suggestions);
            json.Add(node);
        }
        var text = json.ToJsonString();
        await db.Database.ExecuteSqlAsync($"""
            insert into upload_rows
            select (json_populate_recordset(json_populate_record(null::upload_rows, json_build_object('tenant_id', app_tenant())), {text}::json)).*
            """, ct);
    }

    /// <summary>Replaces the pseudonymous pupil rows of results. Row-level security forbids COPY, hence arrays.</summary>
    public static async Task<int> ReplacePupilsAsync(
        AppDbContext db, IReadOnlyList<(Guid ResultId, IReadOnlyList<ReadPupilRow> Pupils)> results, CancellationToken ct)
    {
        var ids = results.Select(r => r.ResultId).ToList();
        await db.PupilRows.Where(p => ids.Contains(p.ResultId)).ExecuteDeleteAsync(ct);
        var rows = results.SelectMany(r => r.Pupils.Select(pupil => (r.ResultId, Pupil: pupil))).ToList();
        var (keys, owners, numbers) = (rows.Select(_ => Guid.CreateVersion7()).ToArray(), rows.Select(r => r.ResultId).ToArray(), rows.Select(r => r.Pupil.Row).ToArray());
        var (codes, classes) = (rows.Select(r => r.Pupil.PupilCode).ToArray(), rows.Select(r => r.Pupil.ClassName).ToArray());
        var (scores, marks, journal) = (rows.Select(r => r.Pupil.Score).ToArray(), rows.Select(r => r.Pupil.Mark).ToArray(), rows.Select(r => r.Pupil.JournalMark).ToArray());
        return await db.Database.ExecuteSqlAsync($"""
            insert into pupil_rows (tenant_id, id, result_id, row, pupil_code, class_name, score, mark, journal_mark)
            select app_tenant(), t.* from unnest({keys}, {owners}, {numbers}, {codes}, {classes}, {scores}, {marks}, {journal}) t
            """, ct);
    }
}
