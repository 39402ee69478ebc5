using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Application.Assessments;

public enum UploadStatus
{
    /// <summary>The file is kept; a job will read it.</summary>
    Waiting = 0,
    Reading = 1,
    /// <summary>The file does not say the year, the procedure or the municipality.</summary>
    NeedsAnswers = 2,
    /// <summary>Read; a person looks at findings, matching and differences.</summary>
    Preview = 3,
    /// <summary>A person confirmed; a job stores.</summary>
    Committing = 4,
    Committed = 5,
    /// <summary>The file cannot be read at all; the findings say why.</summary>
    Refused = 6,
    /// <summary>The department returned a school's delivery with a comment.</summary>
    Returned = 7,
    Withdrawn = 8,
    /// <summary>The system failed; <see cref="Upload.FailureId"/> is in the log; it can be tried again.</summary>
    Failed = 9,
}

public enum UploadSource { Department = 0, School = 1, CommandLine = 2 }

public enum ResultSource { File = 0, Form = 1 }

public enum SchoolMatchBasis { None = 0, Login = 1, Inn = 2, Code = 3, Alias = 4, Name = 5, Person = 6, OwnSchool = 7 }

/// <summary>A file as it came, what was read of it and what became of it.</summary>
public sealed class Upload : TenantRow
{
    public const int CommentMaxLength = 2000;

    public required int Number { get; init; }
    public required string FileName { get; init; }
    public required long ByteSize { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the bytes.</summary>
    public required string Sha256 { get; init; }
    public required UploadSource Source { get; init; }
    public UploadStatus Status { get; set; }

    /// <summary>Set when a school's people uploaded: only rows of this school may be stored.</summary>
    public Guid? SchoolId { get; init; }
    public ResultsFileKind Kind { get; set; }

    /// <summary>Start year, when the file is of one year.</summary>
    public int? Year { get; set; }

    /// <summary>What a person answered: JSON of <c>UploadAnswers</c>.</summary>
    public string Answers { get; set; } = "{}";

    /// <summary>What was recognised, for the preview: JSON of <c>UploadFacts</c>.</summary>
    public string? Facts { get; set; }

    /// <summary>JSON list of findings.</summary>
    public string Findings { get; set; } = "[]";
    public int RowCount { get; set; }
    public int UnmatchedCount { get; set; }
    public int ErrorCount { get; set; }
    public int WarningCount { get; set; }

    /// <summary>0…100.</summary>
    public int Progress { get; set; }
    public string ProgressText { get; set; } = "";
    public Guid? UploadedBy { get; init; }
    public required string UploadedRole { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
    public Guid? CommittedBy { get; set; }
    public DateTimeOffset? CommittedAt { get; set; }
    public Guid? ReturnedBy { get; set; }
    public DateTimeOffset? ReturnedAt { get; set; }
    public string? ReturnComment { get; set; }

    /// <summary>The returned or faulty upload that this one corrects.</summary>
    public Guid? ReplacesId { get; init; }
    public string? FailureId { get; set; }
}

public sealed class UploadContent
{
    public required Guid UploadId { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>One school × procedure × year of a file, with its place in the file and the school it was matched to.</summary>
public sealed class UploadRow : TenantRow
{
    public required Guid UploadId { get; set; }
    public required int Ordinal { get; init; }
    public required string Sheet { get; init; }
    public required int Row { get; init; }
    public int? LastRow { get; init; }
    public string? ColumnLetter { get; init; }
    public required string SchoolText { get; init; }
    public string? SchoolLogin { get; init; }
    public string? SchoolInn { get; init; }
    public required string ProcedureCode { get; init; }
    public required int Year { get; init; }
    public int? Participants { get; init; }
    public int? Failed { get; init; }
    public int? Mark2 { get; init; }
    public int? Mark3 { get; init; }
    public int? Mark4 { get; init; }
    public int? Mark5 { get; init; }
    public bool ByPercent { get; init; }
    public decimal? FailedPercent { get; init; }
    public decimal? MeanMark { get; init; }
    public decimal? MeanScore { get; init; }
    public int[]? ScoreCounts { get; init; }
    public int? JournalLowered { get; init; }
    public int? JournalConfirmed { get; init; }
    public int? JournalRaised { get; init; }
    public Guid? SchoolId { get; set; }
    public SchoolMatchBasis MatchBasis { get; set; }

    /// <summary>A person said that this row is not of our schools.</summary>
    public bool IsSkipped { get; set; }

    /// <summary>How the file names the school: its text, or the login or ИНН where there is no text.</summary>
    public string Label => SchoolText.Length > 0 ? SchoolText : SchoolLogin ?? SchoolInn ?? "";
    public bool IsUnmatched => SchoolId is null && !IsSkipped;

    /// <summary>It holds numbers of a result (and not only a comparison with the journal, or nothing).</summary>
    public bool HasCounts => Participants is not null && Failed is not null;
    public bool HasJournal => JournalLowered is not null && JournalConfirmed is not null && JournalRaised is not null;

    /// <summary>JSON list of suggested school ids with the reason, best first.</summary>
    public string Suggestions { get; set; } = "[]";
}
