using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Files;
using SchoolSupport.Application.Jobs;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Assessments;

/// <param name="FileName">As the person's computer calls it; folders are cut off.</param>
/// <param name="Replaces">The returned or faulty upload that this file corrects.</param>
public sealed record AddUpload(string FileName, byte[] Content, UploadSource Source, Guid? Replaces = null);

/// <summary>What a person answers about a file that is silent, or corrects.</summary>
public sealed record AnswerUpload(int? Year, string? Procedure, string? Municipality);

/// <summary>
/// Takes files in and moves them on: read → answers → preview → confirmed, or withdrawn. Reading and storing are jobs, so that a
/// restart loses nothing. Methods return null or false when the upload is not there for this person.
/// </summary>
public sealed class UploadService(AppDbContext db, JobQueue jobs, JobSignal signal, FileQuota quota)
{
    /// <summary>The same bytes by the same person within this time are one press of the button too many.</summary>
    private static readonly TimeSpan DoubleSubmit = TimeSpan.FromSeconds(20);

    /// <summary>Keeps the file and asks for its reading.</summary>
    /// <exception cref="PreconditionException">The tenant's space for files is full.</exception>
    public async Task<Guid> AddAsync(AddUpload command, CancellationToken ct)
    {
        var id = await db.InTransactionAsync(async () =>
        {
            var (upload, isNew) = await KeepAsync(command, ct);
            if (isNew)
            {
                jobs.Add(ReadUploadJob.KindName, upload.Id);
                await db.SaveAsync("assessments.upload-added", ct);
            }
            return upload.Id;
        }, ct);
        signal.Ring();
        return id;
    }

    /// <summary>Keeps the file under the next number; the caller saves. Needs a transaction.</summary>
    internal async Task<(Upload Upload, bool IsNew)> KeepAsync(AddUpload command, CancellationToken ct)
    {
        await db.LockAsync("uploads", ct);
        var sha = Convert.ToHexStringLower(SHA256.HashData(command.Content));
        if (await JustSentAsync(sha, ct) is { } same)
            return (same, false);
        await quota.RefuseBeyondAsync(command.Content.Length, ct);
        var upload = new Upload
        {
            Number = await db.Uploads.MaxAsync(u => (int?)u.Number, ct) + 1 ?? 1,
            FileName = UploadedFileName.Clean(command.FileName),
            ByteSize = command.Content.Length,
            Sha256 = sha,
            Source = command.Source,
            Status = UploadStatus.Waiting,
            SchoolId = db.Actor.SchoolId,
            ReplacesId = command.Replaces is { } replaced && await Visible().AnyAsync(u => u.Id == replaced, ct) ? replaced : null,
            UploadedBy = db.Actor.UserId,
            UploadedRole = db.Actor.Role,
            UploadedAt = db.Now,
        };
        db.Uploads.Add(upload);
        db.UploadContents.Add(new UploadContent { UploadId = upload.Id, Content = command.Content });
        return (upload, true);
    }

    /// <summary>Answers what the file does not say, or corrects what was recognised; the file is read again.</summary>
    public Task<bool> AnswerAsync(Guid id, AnswerUpload command, uint version, CancellationToken ct) => ChangeAsync(id, version, async upload =>
    {
        Demand(upload.Status is UploadStatus.NeedsAnswers or UploadStatus.Preview or UploadStatus.Refused, "Файл уже читается, сохранён или отозван: изменить ответы нельзя.");
        var answers = UploadJson.Answers(upload.Answers);
        upload.Answers = UploadJson.Write(answers with
        {
            Year = command.Year ?? answers.Year, Procedure = command.Procedure ?? answers.Procedure, Municipality = command.Municipality ?? answers.Municipality,
        });
        ReadAgain(upload);
        await db.SaveAsync("assessments.upload-answered", ct);
    }, ct);

    /// <summary>Reads the file again: after a failure, or after the catalogue or the register was completed.</summary>
    public Task<bool> ReadAgainAsync(Guid id, uint version, CancellationToken ct) => ChangeAsync(id, version, async upload =>
    {
        Demand(upload.Status is UploadStatus.Failed or UploadStatus.NeedsAnswers or UploadStatus.Preview or UploadStatus.Refused, "Файл уже читается, сохранён или отозван.");
        ReadAgain(upload);
        await db.SaveAsync("assessments.upload-read-again", ct);
    }, ct);

    /// <summary>Gives an upload up before anything of it was stored.</summary>
    public Task<bool> WithdrawAsync(Guid id, uint version, CancellationToken ct) => ChangeAsync(id, version, async upload =>
    {
        Demand(upload.Status is not (UploadStatus.Committing or UploadStatus.Committed or UploadStatus.Returned or UploadStatus.Withdrawn),
            "Результаты из этого файла уже сохранены, возвращены или отозваны: отозвать загрузку нельзя.");
        upload.Status = UploadStatus.Withdrawn;
        await db.SaveAsync("assessments.upload-withdrawn", ct);
    }, ct);

    /// <summary>A person confirms the preview; the job stores. Asked twice it is done once.</summary>
    /// <exception cref="PreconditionException">Errors or unmatched schools stand, or the file is not at its preview.</exception>
    public Task<bool> ConfirmAsync(Guid id, uint version, CancellationToken ct) => ChangeAsync(id, null, async upload =>
    {
        if (upload.Status is UploadStatus.Committing or UploadStatus.Committed)
            return;
        db.ExpectVersion(upload, version);
        Demand(upload.Status == UploadStatus.Preview, "Сохранить можно только проверенный файл.");
        Demand(upload.ErrorCount == 0 && upload.UnmatchedCount == 0, "Сохранить результаты нельзя: в файле есть ошибки или несопоставленные школы.");
        upload.Status = UploadStatus.Committing;
        upload.FailureId = null;
        (upload.Progress, upload.ProgressText) = (0, "Сохранение начинается");
        upload.CommittedBy = db.Actor.UserId;
        jobs.Add(CommitUploadJob.KindName, upload.Id);
        await db.SaveAsync("assessments.upload-confirmed", ct);
    }, ct);

    private async Task<bool> ChangeAsync(Guid id, uint? version, Func<Upload, Task> change, CancellationToken ct)
    {
        if (await Visible().SingleOrDefaultAsync(u => u.Id == id, ct) is not { } upload)
            return false;
        if (version is { } expected)
            db.ExpectVersion(upload, expected);
        await change(upload);
        signal.Ring();
        return true;
    }

    private IQueryable<Upload> Visible() => db.Uploads.VisibleTo(db.Actor);

    private void ReadAgain(Upload upload)
    {
        upload.Status = UploadStatus.Waiting;
        upload.FailureId = null;
        (upload.Progress, upload.ProgressText) = (0, "Файл ждёт чтения");
        jobs.Add(ReadUploadJob.KindName, upload.Id);
    }

    private Task<Upload?> JustSentAsync(string sha, CancellationToken ct)
    {
        var since = db.Now - DoubleSubmit;
        return db.Uploads.FirstOrDefaultAsync(u => u.Sha256 == sha && u.UploadedBy != null && u.UploadedBy == db.Actor.UserId && u.UploadedAt > since
            && (u.Status == UploadStatus.Waiting || u.Status == UploadStatus.Reading || u.Status == UploadStatus.Preview || u.Status == UploadStatus.NeedsAnswers), ct);
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
            throw new PreconditionException(otherwise);
    }
}
