using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Files;

/// <summary>Everything that a tenant keeps as files, results, registers and evidence alike, has one limit.</summary>
public sealed class FileQuota(AppDbContext db, IOptions<UploadOptions> options)
{
    /// <summary>What one file may weigh, bytes; also all files of one form together, since it is the limit of a request.</summary>
    public long MaxFileBytes => options.Value.Limits.MaxFileBytes;

    /// <param name="more">Bytes to be kept besides.</param>
    /// <exception cref="PreconditionException">They do not fit.</exception>
    public async Task RefuseBeyondAsync(long more, CancellationToken ct)
    {
        var used = await db.Uploads.SumAsync(u => u.ByteSize, ct) + await db.SchoolImportFiles.SumAsync(f => (long)f.Content.Length, ct)
            + await db.ExecutionEvidence.Where(e => e.RemovedAt == null).SumAsync(e => e.ByteSize ?? 0, ct);
        if (used + more > options.Value.TenantQuotaBytes)
            throw new PreconditionException("Место для файлов закончилось: файл не загружен. Обратитесь к администратору платформы.");
    }
}
