using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Files;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Documents.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Execution;

/// <summary>A file, or a link, but not both.</summary>
/// <param name="Kind">A code of <see cref="ArtefactKind"/> or <see cref="OtherKind"/>.</param>
/// <param name="Title">Empty: the file's name or the link's host.</param>
public sealed record NewEvidence(string Kind, string Title, string? Url, string? FileName, byte[]? Content)
{
    public const string OtherKind = "other";
}

public sealed record EvidenceFile(string FileName, byte[] Content);

/// <summary>Files and links that prove work. They belong to a report: who may not see the report does not see them, and they change only while it may be written.</summary>
public sealed class EvidenceService(AppDbContext db, ExecutionReader reader, ExecutionService execution, FileQuota quota, IOptions<EvidenceOptions> options)
{
    /// <summary>What forbids taking this, in Russian; null when nothing does.</summary>
    public string? Refusal(NewEvidence item)
    {
        if (item.Kind != NewEvidence.OtherKind && ArtefactKind.Find(item.Kind) is null)
            return "Выберите вид документа из списка.";
        if (item.Url is { } url)
            return IsWebAddress(url) ? null : "Введите ссылку целиком, с «https://» в начале.";
        return EvidenceFormat.Refusal(UploadedFileName.Clean(item.FileName), item.Content, quota.MaxFileBytes, out _);
    }

    /// <summary>Attaches to the report of a line; a line without one gets a report «в работе».</summary>
    /// <param name="version">Of the report that the form was made from; null when there was none.</param>
    /// <returns>The report's version afterwards; null when there is no such line for the actor.</returns>
    /// <exception cref="PreconditionException">Something is not taken, the space is full, or the report may not be written now.</exception>
    public async Task<uint?> AddAsync(LineAddress line, IReadOnlyList<NewEvidence> items, uint? version, CancellationToken ct)
    {
        if (items.Select(Refusal).OfType<string>().FirstOrDefault() is { } refusal)
            throw new PreconditionException(refusal);
        return await db.InTransactionAsync(async () =>
        {
            await db.LockAsync("evidence", ct);
            if (await reader.FindLineAsync(line, ct) is not { } found)
                return (uint?)null;
            await DemandRoomAsync(found.Line, items, ct);
            var report = await execution.StartAsync(found, version, ct);
            // The report changes with its evidence, so that nobody confirms what they have not seen.
            report.ReportedAt = db.Now;
            foreach (var item in items)
                Add(report.Id, item);
            await db.SaveAsync("programs.evidence-added", ct);
            return report.Version;
        }, ct);
    }

    /// <summary>Takes a file or link away; the bytes are gone, that it was there stays in the history.</summary>
    /// <exception cref="PreconditionException">The report may not be written now.</exception>
    public async Task<LineAddress?> RemoveAsync(Guid id, CancellationToken ct)
    {
        var found = await (from evidence in db.ExecutionEvidence
                           join report in db.ExecutionReports.VisibleTo(db.Actor) on evidence.ReportId equals report.Id
                           where evidence.Id == id && evidence.RemovedAt == null
                           select new { evidence, report }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var isOwnWord = !db.Actor.IsSchool && found.report.SchoolId is null;
        if (!ReportRules.MayWrite(new ReportStanding(found.report.Progress, found.report.Review), isOwnWord))
            throw new PreconditionException("Отчёт уже отправлен: убрать документ нельзя. Отзовите отчёт или попросите вернуть его.");
        found.evidence.RemovedAt = db.Now;
        found.report.ReportedAt = db.Now;
        await db.InTransactionAsync(async () =>
        {
            await db.EvidenceContents.Where(c => c.EvidenceId == id).ExecuteDeleteAsync(ct);
            return await db.SaveAsync("programs.evidence-removed", ct);
        }, ct);
        return new LineAddress(found.report.ProgramId, found.report.MeasureLineId, found.report.OccurrenceKey, found.report.SchoolId);
    }

    /// <summary>Null for a link, for what is removed and for what the actor may not see.</summary>
    public Task<EvidenceFile?> OpenAsync(Guid id, CancellationToken ct) => (
        from evidence in db.ExecutionEvidence.AsNoTracking()
        join report in db.ExecutionReports.VisibleTo(db.Actor) on evidence.ReportId equals report.Id
        join content in db.EvidenceContents on evidence.Id equals content.EvidenceId
        where evidence.Id == id && evidence.RemovedAt == null
        select new EvidenceFile(evidence.FileName!, content.Content)).SingleOrDefaultAsync(ct);

    private async Task DemandRoomAsync(ExecutionLine line, IReadOnlyList<NewEvidence> items, CancellationToken ct)
    {
        if (line.Evidence.Count + items.Count > options.Value.MostOfReport)
            throw new PreconditionException($"К одному отчёту можно приложить не больше {options.Value.MostOfReport} документов.");
        await quota.RefuseBeyondAsync(items.Sum(i => i.Content?.LongLength ?? 0), ct);
    }

    private void Add(Guid reportId, NewEvidence item)
    {
        var name = item.Content is null ? null : UploadedFileName.Clean(item.FileName);
        var title = item.Title.Trim() is { Length: > 0 } given ? given : name ?? new Uri(item.Url!).Host;
        EvidenceFormat? format = null;
        if (item.Content is { } bytes)
            EvidenceFormat.Refusal(name!, bytes, quota.MaxFileBytes, out format);
        var evidence = new ExecutionEvidence
        {
            ReportId = reportId, Kind = item.Kind, Title = title.Length > ExecutionEvidence.TitleMaxLength ? title[..ExecutionEvidence.TitleMaxLength] : title,
            Url = item.Content is null ? item.Url : null, FileName = name, ContentType = format?.ContentType, ByteSize = item.Content?.LongLength,
            Sha256 = item.Content is null ? null : Convert.ToHexStringLower(SHA256.HashData(item.Content)), CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        db.ExecutionEvidence.Add(evidence);
        if (item.Content is { } content)
            db.EvidenceContents.Add(new EvidenceContent { EvidenceId = evidence.Id, Content = content });
    }

    private static bool IsWebAddress(string text) =>
        text.Length <= ExecutionEvidence.UrlMaxLength && Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Host.Length: > 0 };
}
