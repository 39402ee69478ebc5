using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>Reads one upload for its page. Null when it is not there for this person.</summary>
public sealed class UploadPageQueries(AppDbContext db, TenantClock clock, UploadVerdicts verdicts)
{
    private const int RowsAtFirst = 100;
    private const int RowsAtMost = 5_000;

    public async Task<UploadPage?> PageAsync(Guid id, bool allRows, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        if (await db.Uploads.AsNoTracking().VisibleTo(db.Actor).SingleOrDefaultAsync(u => u.Id == id, ct) is not { } upload)
            return null;
        var schools = await db.Schools.AsNoTracking().OrderBy(s => s.SortName).Select(s => new { s.Id, s.ShortName, s.FullName, s.ClosedOn, s.Code }).ToListAsync(ct);
        var names = schools.ToDictionary(s => s.Id, s => UploadWords.School(s.ShortName));
        var procedures = await db.Procedures.AsNoTracking().OrderBy(p => p.SortOrder).Select(p => new { p.Code, p.Name }).ToListAsync(ct);
        var titles = procedures.ToDictionary(p => p.Code, p => p.Name);
        var page = Head(upload, tenant, titles, names);
        if (upload.Status != UploadStatus.Preview)
            return page;
        var rows = await RowsAsync(id, ct);
        return page with
        {
            UnmatchedSchools = Unmatched(rows.Select(r => r.Row), titles, schools.ToDictionary(s => s.Id, s => Describe(names[s.Id], s.FullName, s.Code, s.ClosedOn))),
            Schools = upload.SchoolId is { } own ? [.. schools.Where(s => s.Id == own).Select(s => (s.Id, names[s.Id]))] : [.. schools.Select(s => (s.Id, names[s.Id]))],
            Differences = Differences(rows, names, titles, allRows),
            ShowsAllRows = allRows,
            Verdicts = db.Actor.May(Permissions.IdentificationView) ? await verdicts.ChangesAsync(id, ct) : [],
        };
    }

    private UploadPage Head(Upload upload, Tenant tenant, Dictionary<string, string> titles, Dictionary<Guid, string> names)
    {
        var facts = UploadJson.Facts(upload.Facts);
        return new UploadPage(
            upload.Id, upload.Number, upload.Version, upload.Status, upload.FileName, RussianText.Size(upload.ByteSize), upload.Kind.Label(),
            UploadWords.Year(upload.Year), facts?.YearSource, [.. (facts?.ProcedureCodes ?? []).Select(code => titles.GetValueOrDefault(code, code))],
            facts, UploadJson.Findings(upload.Findings), upload.ErrorCount, upload.WarningCount, upload.UnmatchedCount, upload.Progress, upload.ProgressText,
            Roles.Label(upload.UploadedRole), LocalTime.Of(upload.UploadedAt, tenant), upload.SchoolId is { } school ? names[school] : null,
            upload.CommittedAt is { } stored ? LocalTime.Of(stored, tenant) : null,
            upload.ReturnComment, upload.ReturnedAt is { } returned ? LocalTime.Of(returned, tenant) : null, upload.FailureId, upload.ReplacesId,
            db.Actor.May(Permissions.ResultsUpload),
            upload is { SchoolId: not null, Status: UploadStatus.Preview or UploadStatus.Committed } && db.Actor.May(Permissions.ResultsReturn));
    }

    private sealed record RowAndStored(UploadRow Row, SchoolResult? Stored);

    private async Task<List<RowAndStored>> RowsAsync(Guid id, CancellationToken ct) => await (
        from row in db.UploadRows.AsNoTracking()
        where row.UploadId == id && !row.IsSkipped
        join procedure in db.Procedures on row.ProcedureCode equals procedure.Code into known
        from procedure in known.DefaultIfEmpty()
        from stored in db.Results.AsNoTracking()
            .Where(r => r.IsCurrent && r.SchoolId == row.SchoolId && r.Year == row.Year && procedure != null && r.ProcedureId == procedure.Id).DefaultIfEmpty()
        orderby row.Ordinal
        select new RowAndStored(row, stored)).ToListAsync(ct);

    private static List<UnmatchedSchool> Unmatched(IEnumerable<UploadRow> rows, Dictionary<string, string> titles, Dictionary<Guid, (string Name, string About)> schools) =>
    [
        .. from row in rows
           where row.IsUnmatched
           group row by row.Label into same
           let first = same.First()
           select new UnmatchedSchool(
               same.Key, first.SchoolLogin,
               string.Join("; ", same.GroupBy(r => r.Sheet).Select(g => $"лист «{g.Key}», {RussianText.Plural(g.Select(r => r.Row).Distinct().Count(), "строка", "строки", "строки")} {string.Join(", ", g.Select(r => r.Row).Distinct().Take(10))}")),
               [.. same.Take(12).Select(r => (titles.GetValueOrDefault(r.ProcedureCode, r.ProcedureCode), Numbers(r)))],
               [.. UploadJson.Suggestions(first.Suggestions).Where(s => schools.ContainsKey(s.SchoolId))
                   .Select(s => new SchoolChoice(s.SchoolId, schools[s.SchoolId].Name, $"{Capital(s.Why)}. {schools[s.SchoolId].About}"))]),
    ];

    private static (string Name, string About) Describe(string name, string fullName, string? code, DateOnly? closed)
    {
        var about = closed is { } day ? $"Закрыта {RussianText.ShortDate(day)}." : fullName;
        return (name, code is null ? about : $"{about} Код {code}.");
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Numbers(UploadRow row) =>
        row.HasCounts ? $"{RussianText.Count(row.Participants!.Value, "участник", "участника", "участников")}, не справились — {RussianText.Number(row.Failed!.Value)}"
        : row.HasJournal ? "сравнение с журналом" : "нет чисел";

    private static UploadDifferences Differences(IReadOnlyList<RowAndStored> rows, Dictionary<Guid, string> names, Dictionary<string, string> titles, bool all)
    {
        var told = rows.Where(r => r.Row is { SchoolId: not null, HasCounts: true } && r.Row.Failed <= r.Row.Participants)
            .DistinctBy(r => (r.Row.SchoolId, r.Row.ProcedureCode, r.Row.Year))
            .Select(r => Difference(r, names, titles)).ToList();
        var changed = told.Where(d => d.Change == VersionChange.Changed).ToList();
        var shown = all ? told : changed.Count > 0 ? changed : told.Where(d => d.Change == VersionChange.Added).ToList();
        return new UploadDifferences(
            told.Count(d => d.Change == VersionChange.Added), changed.Count, told.Count(d => d.Change == VersionChange.Enriched), told.Count(d => d.Change == VersionChange.Same),
            rows.Count(r => r.Row is { SchoolId: not null, HasJournal: true }), [.. shown.Take(all ? RowsAtMost : RowsAtFirst)]);
    }

    private static DifferenceRow Difference(RowAndStored pair, Dictionary<Guid, string> names, Dictionary<string, string> titles)
    {
        var (row, stored) = pair;
        var (_, change) = ResultVersions.Merge(stored, UploadCommit.Values(row, stored?.ProcedureId ?? Guid.Empty));
        return new DifferenceRow(row.SchoolId!.Value, names[row.SchoolId.Value], titles.GetValueOrDefault(row.ProcedureCode, row.ProcedureCode), UploadWords.Year(row.Year),
            change, stored is null ? null : (stored.Failed, stored.Participants), (row.Failed!.Value, row.Participants!.Value), stored?.VersionNumber);
    }
}
