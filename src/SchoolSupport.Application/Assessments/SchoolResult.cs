using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Assessments;

/// <summary>
/// A version of the result of one school at one procedure in one year; exactly one version is current.
/// Counts are those that count: before the retake, without graduates of previous years (domain reference, section 6.1).
/// </summary>
public sealed class SchoolResult : TenantRow
{
    public required Guid SchoolId { get; init; }
    public required Guid ProcedureId { get; init; }
    public required int Year { get; init; }
    public required int VersionNumber { get; init; }
    public bool IsCurrent { get; set; }
    public required int Participants { get; init; }

    /// <summary>Marks «2» or below the minimum; ≤ participants.</summary>
    public required int Failed { get; init; }
    public int? Mark2 { get; init; }
    public int? Mark3 { get; init; }
    public int? Mark4 { get; init; }
    public int? Mark5 { get; init; }
    public bool ByPercent { get; init; }
    public decimal? FailedPercent { get; init; }
    public decimal? MeanMark { get; init; }
    public decimal? MeanScore { get; init; }
    public int[]? ScoreCounts { get; init; }
    public required ResultSource Source { get; init; }
    public Guid? UploadId { get; init; }
    public string? Sheet { get; init; }
    public int? Row { get; init; }
    public int? LastRow { get; init; }
    public string? ColumnLetter { get; init; }
    public string? SchoolText { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedRole { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>ВПР marks against the journal; never used for a verdict.</summary>
public sealed class StoredJournalComparison : TenantRow
{
    public required Guid SchoolId { get; init; }
    public required Guid ProcedureId { get; init; }
    public required int Year { get; init; }
    public required int VersionNumber { get; init; }
    public bool IsCurrent { get; set; }
    public required int Lowered { get; init; }
    public required int Confirmed { get; init; }
    public required int Raised { get; init; }
    public Guid? UploadId { get; init; }
    public string? Sheet { get; init; }
    public int? Row { get; init; }
    public Guid? RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A pseudonymous row of a protocol, kept only when the tenant turned it on.</summary>
public sealed class PupilRow : TenantRow
{
    public required Guid ResultId { get; init; }
    public required int Row { get; init; }
    public required string PupilCode { get; init; }
    public string? ClassName { get; init; }
    public int? Score { get; init; }
    public int? Mark { get; init; }
    public int? JournalMark { get; init; }
}

/// <summary>Someone confirmed that nobody of the school took part: zero participants instead of missing data.</summary>
public sealed class AbsenceConfirmation : TenantRow
{
    public const int ReasonMaxLength = 1000;

    public required Guid SchoolId { get; init; }
    public required Guid ProcedureId { get; init; }
    public required int Year { get; init; }
    public required string Reason { get; init; }
    public Guid? ConfirmedBy { get; init; }
    public required string ConfirmedRole { get; init; }
    public required DateTimeOffset ConfirmedAt { get; init; }
    public Guid? WithdrawnBy { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
}
