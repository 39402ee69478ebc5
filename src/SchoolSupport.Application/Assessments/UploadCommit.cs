using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Application.Assessments;

/// <summary>
/// Stores a confirmed upload in one transaction: versions of results, comparisons with the journal, pupils. Killed in the
/// middle it has stored nothing and is run again; run twice it stores once.
/// </summary>
public sealed class UploadCommit(AppDbContext db, ResultVersions versions, UploadReading reading, TenantClock clock)
{
    private const string Operation = "assessments.results-stored";

    /// <returns>The receipt; null when there was nothing to store, because the upload is stored already or was not confirmed.</returns>
    public Task<UploadReceipt?> CommitAsync(Guid uploadId, CancellationToken ct) => CommitAsync(uploadId, null, ct);

    /// <param name="read">The pupils when the file was read in the same operation; null to read it again.</param>
    internal Task<UploadReceipt?> CommitAsync(Guid uploadId, IReadOnlyDictionary<PupilsPlace, IReadOnlyList<ReadPupilRow>>? read, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        await db.LockAsync("uploads", ct);
        var upload = await db.Uploads.SingleOrDefaultAsync(u => u.Id == uploadId, ct);
        if (upload is not { Status: UploadStatus.Committing })
            return null;
        var rows = await db.UploadRows.AsNoTracking().Where(r => r.UploadId == uploadId && r.SchoolId != null && !r.IsSkipped)
            .OrderBy(r => r.Ordinal).ToListAsync(ct);
        var receipt = await StoreAsync(upload, rows, read, ct);
        upload.Status = UploadStatus.Committed;
        upload.CommittedAt = db.Now;
        (upload.Progress, upload.ProgressText) = (100, "Результаты сохранены");
        upload.Facts = UploadJson.Write(UploadJson.Facts(upload.Facts)! with { Receipt = receipt });
        await db.SaveAsync(Operation, ct);
        return receipt;
    }, ct);

    private async Task<UploadReceipt?> StoreAsync(
        Upload upload, IReadOnlyList<UploadRow> rows, IReadOnlyDictionary<PupilsPlace, IReadOnlyList<ReadPupilRow>>? read, CancellationToken ct)
    {
        var codes = rows.Select(r => r.ProcedureCode).Distinct().ToList();
        var procedures = await db.Procedures.AsNoTracking().Where(p => codes.Contains(p.Code)).ToDictionaryAsync(p => p.Code, p => p.Id, ct);
        var counted = Once(rows.Where(r => r.HasCounts)).ToList();
        var outcomes = await versions.StoreAsync(
            counted.Select(row => (Values(row, procedures[row.ProcedureCode]), Place(row, upload.Id))).ToList(), Operation, ct);
        var comparisons = await StoreComparisonsAsync(upload, Once(rows.Where(r => r.HasJournal)).ToList(), procedures, ct);
        var pupils = await StorePupilsAsync(upload, counted, procedures, outcomes, read, ct);
        return new UploadReceipt(Count(VersionChange.Added), Count(VersionChange.Changed), Count(VersionChange.Enriched), Count(VersionChange.Same), comparisons, pupils);

        int Count(VersionChange change) => outcomes.Count(o => o.Change == change);
    }

    /// <summary>The same school told twice with equal numbers counts once; different numbers never come here.</summary>
    private static IEnumerable<UploadRow> Once(IEnumerable<UploadRow> rows) => rows.DistinctBy(r => (r.SchoolId, r.ProcedureCode, r.Year));

    /// <summary>The numbers of a matched row that has counts.</summary>
    public static ResultValues Values(UploadRow row, Guid procedureId)
    {
        var marksAdd = row.Mark2 + row.Mark3 + row.Mark4 + row.Mark5 == row.Participants;
        return new ResultValues(row.SchoolId!.Value, procedureId, row.Year, row.Participants!.Value, row.Failed!.Value,
            marksAdd ? row.Mark2 : null, marksAdd ? row.Mark3 : null, marksAdd ? row.Mark4 : null, marksAdd ? row.Mark5 : null,
            row.ByPercent, row.FailedPercent, row.MeanMark, row.MeanScore, row.ScoreCounts);
    }

    private static ResultPlace Place(UploadRow row, Guid uploadId) =>
        new(ResultSource.File, uploadId, row.Sheet, row.Row, row.LastRow, row.ColumnLetter, row.Label);

    private async Task<int> StoreComparisonsAsync(Upload upload, IReadOnlyList<UploadRow> rows, Dictionary<string, Guid> procedures, CancellationToken ct)
    {
        if (rows.Count == 0)
            return 0;
        var years = rows.Select(r => r.Year).Distinct().ToList();
        var stored = (await db.JournalComparisons.Where(c => years.Contains(c.Year)).ToListAsync(ct)).ToLookup(c => (c.SchoolId, c.ProcedureId, c.Year));
        var added = new List<StoredJournalComparison>();
        foreach (var row in rows)
        {
            var versionsOfRow = stored[(row.SchoolId!.Value, procedures[row.ProcedureCode], row.Year)].ToList();
            var current = versionsOfRow.SingleOrDefault(c => c.IsCurrent);
            if (current is not null && (current.Lowered, current.Confirmed, current.Raised) == (row.JournalLowered, row.JournalConfirmed, row.JournalRaised))
                continue;
            current?.IsCurrent = false;
            added.Add(Comparison(row, upload, procedures[row.ProcedureCode], versionsOfRow.Count == 0 ? 1 : versionsOfRow.Max(c => c.VersionNumber) + 1));
        }
        await db.SaveAsync(Operation, ct);
        db.JournalComparisons.AddRange(added);
        await db.SaveAsync(Operation, ct);
        return rows.Count;
    }

    private StoredJournalComparison Comparison(UploadRow row, Upload upload, Guid procedureId, int version) => new()
    {
        SchoolId = row.SchoolId!.Value,
        ProcedureId = procedureId,
        Year = row.Year,
        VersionNumber = version,
        IsCurrent = true,
        Lowered = row.JournalLowered!.Value,
        Confirmed = row.JournalConfirmed!.Value,
        Raised = row.JournalRaised!.Value,
        UploadId = upload.Id,
        Sheet = row.Sheet,
        Row = row.Row,
        RecordedBy = upload.CommittedBy,
        RecordedAt = db.Now,
    };

    private async Task<int> StorePupilsAsync(
        Upload upload, IReadOnlyList<UploadRow> rows, Dictionary<string, Guid> procedures, IReadOnlyList<VersionOutcome> outcomes,
        IReadOnlyDictionary<PupilsPlace, IReadOnlyList<ReadPupilRow>>? read, CancellationToken ct)
    {
        if (upload.Kind != ResultsFileKind.VprProtocol || !(await clock.TenantAsync(ct)).KeepPupilRows)
            return 0;
        var pupils = read ?? await reading.PupilsAsync(upload, ct);
        var results = outcomes.ToDictionary(o => o.Key, o => o.ResultId);
        var found = from row in rows
                    let place = new PupilsPlace(row.Sheet, row.Row, row.ProcedureCode)
                    where pupils.ContainsKey(place)
                    select (results[(row.SchoolId!.Value, procedures[row.ProcedureCode], row.Year)], pupils[place]);
        return await UploadRows.ReplacePupilsAsync(db, found.ToList(), ct);
    }
}
