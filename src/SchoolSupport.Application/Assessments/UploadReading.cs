using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Documents.Assessments;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Assessments;

/// <summary>Reads kept files into rows and findings. Running twice gives the same.</summary>
public sealed class UploadReading(AppDbContext db, ReadingReferenceLoader references, IOptions<UploadOptions> options)
{
    private const int ProgressOfOpening = 3;
    private const int ProgressOfRows = 80;
    private const int ProgressOfMatching = 85;

    /// <summary>Rows at which the bar has gone two thirds of the way: how many there are is known only at the end.</summary>
    private const double RowsOfTwoThirds = 30_000;
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(400);

    /// <summary>Reads the upload and stores what was found. Does nothing when it was withdrawn or already read.</summary>
    public async Task ReadAsync(Guid uploadId, CancellationToken ct)
    {
        var upload = await db.Uploads.AsNoTracking().SingleOrDefaultAsync(u => u.Id == uploadId, ct);
        if (upload is not { Status: UploadStatus.Waiting or UploadStatus.Reading })
            return;
        await SayAsync(uploadId, ProgressOfOpening, "Открываем файл", ct);
        var content = await db.UploadContents.AsNoTracking().Where(c => c.UploadId == uploadId).Select(c => c.Content).SingleAsync(ct);
        var answers = UploadJson.Answers(upload.Answers);
        var reference = await references.LoadAsync(answers, ct);
        var reading = await ReadWithProgressAsync(uploadId, content, upload.FileName, reference, answers, ct);
        await SayAsync(uploadId, ProgressOfMatching, "Сопоставляем школы", ct);
        var interpreted = UploadInterpreter.Interpret(reading, reference, answers, uploadId, upload.SchoolId, await LastYearAsync(reading, reference, ct));
        var earlier = await EarlierAsync(upload, ct);
        await db.InTransactionAsync(() => StoreAsync(uploadId, interpreted, earlier, ct), ct);
    }

    /// <summary>Reads bytes that are not kept: the command line's look before storing.</summary>
    /// <param name="withPupils">Hand out the pupils too, for a tenant that keeps them: they are stored at once.</param>
    public async Task<InterpretedUpload> LookAsync(byte[] content, string fileName, UploadAnswers answers, bool withPupils, CancellationToken ct)
    {
        var reference = await references.LoadAsync(answers, ct);
        var context = reference.ContextFor(answers);
        var reading = new ResultsReader(options.Value.Limits).Read(content, fileName, context with { KeepPupils = context.KeepPupils && withPupils }, ct);
        return UploadInterpreter.Interpret(reading, reference, answers, Guid.Empty, db.Actor.SchoolId, await LastYearAsync(reading, reference, ct));
    }

    /// <summary>The pseudonymous pupils of a file, by the place of their row; only for a tenant that keeps them.</summary>
    internal async Task<IReadOnlyDictionary<PupilsPlace, IReadOnlyList<ReadPupilRow>>> PupilsAsync(Upload upload, CancellationToken ct)
    {
        var content = await db.UploadContents.AsNoTracking().Where(c => c.UploadId == upload.Id).Select(c => c.Content).SingleAsync(ct);
        var answers = UploadJson.Answers(upload.Answers);
        var reference = await references.LoadAsync(answers, ct);
        var reading = new ResultsReader(options.Value.Limits).Read(content, upload.FileName, reference.ContextFor(answers), ct);
        return PupilsOf(reading);
    }

    internal static IReadOnlyDictionary<PupilsPlace, IReadOnlyList<ReadPupilRow>> PupilsOf(ResultsReading reading) =>
        reading.Rows.Where(r => r.Pupils is { Count: > 0 }).ToDictionary(r => new PupilsPlace(r.Sheet, r.Row, r.ProcedureCode), r => r.Pupils!);

    /// <summary>Puts what was found into the upload; the caller has a transaction.</summary>
    internal async Task<bool> StoreAsync(Guid uploadId, InterpretedUpload interpreted, Upload? earlier, CancellationToken ct)
    {
        var upload = await db.Uploads.SingleOrDefaultAsync(u => u.Id == uploadId, ct);
        if (upload is not { Status: UploadStatus.Waiting or UploadStatus.Reading })
            return false;
        Fill(upload, interpreted, earlier);
        await db.SaveAsync("assessments.upload-read", ct);
        await UploadRows.ReplaceAsync(db, uploadId, interpreted.Rows, ct);
        return true;
    }

    private static void Fill(Upload upload, InterpretedUpload interpreted, Upload? earlier)
    {
        var reading = interpreted.Reading;
        upload.Status = interpreted.Status;
        upload.Kind = reading.Kind;
        upload.Year = reading.Year?.StartYear ?? SingleYear(interpreted.Rows);
        upload.Facts = UploadJson.Write(new UploadFacts(
            reading.YearSource, reading.ProcedureCodes, reading.Questions, reading.TotalRows, reading.SkippedRows, interpreted.OtherSchoolsRows,
            reading.ColumnsRead, reading.ColumnsIgnored, reading.Municipalities, Labels(interpreted.Rows, _ => true), Labels(interpreted.Rows, r => r.SchoolId is not null)));
        upload.RowCount = interpreted.Rows.Count;
        SetFindings(upload, earlier is null ? interpreted.Findings : [.. interpreted.Findings, SameBytes(earlier)], interpreted.Rows);
        (upload.Progress, upload.ProgressText) = (100, "Файл прочитан");
    }

    /// <summary>Findings with their counts, the gravest first.</summary>
    internal static void SetFindings(Upload upload, IEnumerable<Finding> findings, IReadOnlyList<UploadRow> rows)
    {
        var ordered = findings.OrderBy(f => f.Severity).ToList();
        upload.Findings = UploadJson.Write(ordered);
        upload.ErrorCount = ordered.Count(f => f.Severity == FindingSeverity.Error);
        upload.WarningCount = ordered.Count(f => f.Severity == FindingSeverity.Warning);
        upload.UnmatchedCount = Labels(rows, r => r.IsUnmatched);
    }

    internal async Task<Func<(Guid School, string Procedure, int Year), StoredCounts?>> LastYearAsync(
        IEnumerable<int> years, ReadingReference reference, CancellationToken ct)
    {
        var before = years.Distinct().Select(year => year - 1).ToList();
        var codes = reference.Procedures.Values.ToDictionary(p => p.Id, p => p.Code);
        var stored = (await db.Results.AsNoTracking().Where(r => r.IsCurrent && before.Contains(r.Year))
                .Select(r => new { r.SchoolId, r.ProcedureId, r.Year, r.Participants, r.Failed }).ToListAsync(ct))
            .ToDictionary(r => (r.SchoolId, codes[r.ProcedureId], r.Year), r => new StoredCounts(r.Participants, r.Failed));
        return key => stored.TryGetValue(key, out var counts) ? counts : null;
    }

    private Task<Func<(Guid, string, int), StoredCounts?>> LastYearAsync(ResultsReading reading, ReadingReference reference, CancellationToken ct) =>
        LastYearAsync(reading.Rows.Select(r => r.Year.StartYear), reference, ct);

    private async Task<ResultsReading> ReadWithProgressAsync(
        Guid uploadId, byte[] content, string fileName, ReadingReference reference, UploadAnswers answers, CancellationToken ct)
    {
        var rows = 0;
        // Pupils are taken only when storing: a preview needs the counts.
        var context = reference.ContextFor(answers, read => Volatile.Write(ref rows, read)) with { KeepPupils = false };
        var reading = Task.Run(() => new ResultsReader(options.Value.Limits).Read(content, fileName, context, ct), ct);
        var said = 0;
        while (await Task.WhenAny(reading, Task.Delay(ProgressEvery, ct)) != reading)
        {
            ct.ThrowIfCancellationRequested();
            var now = Volatile.Read(ref rows);
            if (now == said)
                continue;
            said = now;
            var share = 1 - Math.Exp(-now / RowsOfTwoThirds);
            await SayAsync(uploadId, ProgressOfOpening + (int)(share * (ProgressOfRows - ProgressOfOpening)), $"Прочитано строк: {RussianText.Number(now)}", ct);
        }
        return await reading;
    }

    private Task SayAsync(Guid uploadId, int progress, string text, CancellationToken ct) =>
        db.Uploads.Where(u => u.Id == uploadId && (u.Status == UploadStatus.Waiting || u.Status == UploadStatus.Reading))
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Status, UploadStatus.Reading).SetProperty(u => u.Progress, progress).SetProperty(u => u.ProgressText, text), ct);

    private Task<Upload?> EarlierAsync(Upload upload, CancellationToken ct) =>
        db.Uploads.AsNoTracking().VisibleTo(upload.SchoolId)
            .Where(u => u.Sha256 == upload.Sha256 && u.Number < upload.Number && u.Status != UploadStatus.Withdrawn && u.Status != UploadStatus.Failed)
            .OrderByDescending(u => u.Number).FirstOrDefaultAsync(ct);

    private static Finding SameBytes(Upload earlier) => new(FindingSeverity.Warning, UploadFindingCodes.SameBytes,
        $"Этот же файл уже загружали: загрузка №{RussianText.NoBreakSpace}{earlier.Number} от {RussianText.ShortDate(DateOnly.FromDateTime(earlier.UploadedAt.UtcDateTime))}.",
        Found: earlier.Id.ToString(), Action: "Если сохранять второй раз не нужно, отзовите эту загрузку.");

    private static int? SingleYear(IReadOnlyList<UploadRow> rows) =>
        rows.Count > 0 && rows.All(r => r.Year == rows[0].Year) && rows[0].Year > 0 ? rows[0].Year : null;

    private static int Labels(IReadOnlyList<UploadRow> rows, Func<UploadRow, bool> condition) =>
        rows.Where(condition).Select(r => r.Label).Distinct().Count();
}

/// <summary>Where a school's pupils stand in a file: its first row, for one procedure.</summary>
internal readonly record struct PupilsPlace(string Sheet, int Row, string Procedure);
