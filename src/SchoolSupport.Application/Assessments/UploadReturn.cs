using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Assessments;

/// <summary>What returning did to stored results.</summary>
/// <param name="Restored">Results that are again as in the version before.</param>
/// <param name="Removed">Results that had no version before: there is no data now.</param>
public sealed record ReturnedDelivery(int Restored, int Removed);

/// <summary>
/// The department gives a school's delivery back with a comment. What was already stored from it is taken back: the version before
/// becomes current again; the returned version stays readable.
/// </summary>
public sealed class UploadReturn(AppDbContext db, ResultVersions versions)
{
    /// <returns>Null when the upload is not there for this person.</returns>
    /// <exception cref="PreconditionException">It is no delivery of a school, or it is neither at its preview nor stored.</exception>
    public async Task<ReturnedDelivery?> ReturnAsync(Guid uploadId, string comment, uint version, CancellationToken ct) => await db.InTransactionAsync(async () =>
    {
        if (await db.Uploads.VisibleTo(db.Actor).SingleOrDefaultAsync(u => u.Id == uploadId, ct) is not { } upload)
            return null;
        db.ExpectVersion(upload, version);
        if (upload.SchoolId is null)
            throw new PreconditionException("Вернуть можно только загрузку школы.");
        if (upload.Status is not (UploadStatus.Preview or UploadStatus.Committed))
            throw new PreconditionException("Вернуть можно загрузку, которая проверяется или сохранена.");
        var wasStored = upload.Status == UploadStatus.Committed;
        upload.Status = UploadStatus.Returned;
        upload.ReturnedBy = db.Actor.UserId;
        upload.ReturnedAt = db.Now;
        upload.ReturnComment = comment;
        await db.SaveAsync("assessments.upload-returned", ct);
        var (restored, removed) = wasStored ? await versions.TakeBackAsync(uploadId, "assessments.upload-returned", ct) : (0, 0);
        return new ReturnedDelivery(restored, removed);
    }, ct);
}
