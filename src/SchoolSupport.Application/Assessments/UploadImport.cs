using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Assessments;

/// <summary>A whole upload in one go, for the command line: looked at, and stored only when nothing forbids it.</summary>
public sealed class UploadImport(AppDbContext db, UploadService uploads, UploadReading reading, UploadCommit commit)
{
    /// <param name="store">Without it nothing is written.</param>
    /// <returns>What was found, and the receipt when it was stored.</returns>
    public async Task<(InterpretedUpload Found, UploadReceipt? Receipt)> ImportAsync(
        string fileName, byte[] content, UploadAnswers answers, bool store, CancellationToken ct)
    {
        var found = await reading.LookAsync(content, fileName, answers, withPupils: store, ct);
        if (!store || !found.CanCommit)
            return (found, null);
        var receipt = await db.InTransactionAsync(async () =>
        {
            var (upload, _) = await uploads.KeepAsync(new AddUpload(fileName, content, UploadSource.CommandLine), ct);
            upload.Answers = UploadJson.Write(answers);
            await db.SaveAsync("assessments.upload-added", ct);
            foreach (var row in found.Rows)
                row.UploadId = upload.Id;
            await reading.StoreAsync(upload.Id, found, null, ct);
            upload.Status = UploadStatus.Committing;
            await db.SaveAsync("assessments.upload-confirmed", ct);
            return await commit.CommitAsync(upload.Id, UploadReading.PupilsOf(found.Reading), ct);
        }, ct);
        return (found, receipt);
    }
}
