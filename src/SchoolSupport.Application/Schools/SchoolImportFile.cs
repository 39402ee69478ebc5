using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Schools;

/// <summary>A register workbook as it came: kept from the upload to the confirmation, and afterwards as the source.</summary>
public sealed class SchoolImportFile : TenantRow
{
    public const int FileNameMaxLength = 255;

    public required string FileName { get; init; }
    public required byte[] Content { get; init; }
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CommittedAt { get; set; }
    public int RowCount { get; set; }
    public int CreatedCount { get; set; }
    public int ChangedCount { get; set; }
    public int SameCount { get; set; }

    /// <summary>Schools of the file that are closed.</summary>
    public int ClosedCount { get; set; }
}
