using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>What was said of one occurrence of a measure, by the department or by one school.</summary>
public sealed class ExecutionReport : TenantRow
{
    public const int CommentMaxLength = 4000;

    public required Guid ProgramId { get; init; }
    public required Guid MeasureLineId { get; init; }

    /// <summary>Key of the occurrence, such as «2022-01» or «2022-Q3»; of a sub-item with its line id before it.</summary>
    public required string OccurrenceKey { get; init; }

    /// <summary>The term in words when it was last reported: a later version may have another one.</summary>
    public required string OccurrenceTitle { get; set; }
    public DateOnly? Due { get; set; }

    /// <summary>Null: the department's own report.</summary>
    public Guid? SchoolId { get; init; }
    public ReportedStatus Progress { get; set; }
    public ReportReview Review { get; set; }
    public DateOnly? DoneOn { get; set; }
    public string Comment { get; set; } = "";
    public Guid? ReportedBy { get; set; }
    public required DateTimeOffset ReportedAt { get; set; }
    public Guid? ReviewedBy { get; set; }
    public DateTimeOffset? ReviewedAt { get; set; }
    public string? ReviewComment { get; set; }
}

/// <summary>A document or a link that proves the work.</summary>
public sealed class ExecutionEvidence : TenantRow
{
    public const int TitleMaxLength = 300;
    public const int UrlMaxLength = 1000;

    public required Guid ReportId { get; init; }

    /// <summary>A code of <see cref="ArtefactKind"/>, or «other».</summary>
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public string? Url { get; init; }
    public string? FileName { get; init; }
    public string? ContentType { get; init; }
    public long? ByteSize { get; init; }
    public string? Sha256 { get; init; }
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RemovedAt { get; set; }
}

public sealed class EvidenceContent
{
    public required Guid EvidenceId { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>A calendar link that works without signing in and can be revoked.</summary>
public sealed class CalendarFeed : TenantRow
{
    public required Guid UserId { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the secret in the link.</summary>
    public required string SecretHash { get; init; }
    public required string Title { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }
    public DateTimeOffset? LastReadAt { get; set; }
}

/// <summary>A person's wish to get the digest.</summary>
public sealed class DigestSubscription : TenantRow
{
    public required Guid UserId { get; init; }
    public required string Address { get; set; }

    /// <summary>1 Monday … 7 Sunday; 0 every day.</summary>
    public short Weekday { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}
