using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Jobs;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Assessments;

/// <summary>Reads a kept file in the background.</summary>
public sealed class ReadUploadJob(AppDbContext db, UploadReading reading) : IJobHandler
{
    public const string KindName = "read-upload";

    public string Kind => KindName;

    public Task RunAsync(Guid subjectId, string payload, CancellationToken ct) => reading.ReadAsync(subjectId, ct);

    public async Task FailAsync(Guid subjectId, string failureId, CancellationToken ct)
    {
        if (await db.Uploads.SingleOrDefaultAsync(u => u.Id == subjectId, ct) is not { Status: UploadStatus.Waiting or UploadStatus.Reading } upload)
            return;
        (upload.Status, upload.FailureId) = (UploadStatus.Failed, failureId);
        await db.SaveAsync("assessments.upload-reading-failed", ct);
    }
}

/// <summary>Stores a confirmed upload in the background.</summary>
public sealed class CommitUploadJob(AppDbContext db, UploadCommit commit) : IJobHandler
{
    public const string KindName = "commit-upload";

    public string Kind => KindName;

    public Task RunAsync(Guid subjectId, string payload, CancellationToken ct) => commit.CommitAsync(subjectId, ct);

    /// <summary>Nothing was stored: the preview is back, with the number of the failure, and can be confirmed again.</summary>
    public async Task FailAsync(Guid subjectId, string failureId, CancellationToken ct)
    {
        if (await db.Uploads.SingleOrDefaultAsync(u => u.Id == subjectId, ct) is not { Status: UploadStatus.Committing } upload)
            return;
        (upload.Status, upload.FailureId, upload.CommittedBy) = (UploadStatus.Preview, failureId, null);
        await db.SaveAsync("assessments.upload-commit-failed", ct);
    }
}
