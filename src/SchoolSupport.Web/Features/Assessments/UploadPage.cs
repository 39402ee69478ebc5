using SchoolSupport.Application.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>One upload at whatever step it is.</summary>
/// <param name="Version">Concurrency token of the forms on the page.</param>
/// <param name="School">Whose delivery it is; null for the department's own uploads.</param>
public sealed record UploadPage(
    Guid Id, int Number, uint Version, UploadStatus Status, string FileName, string Size, string Kind, string Year, string? YearSource,
    IReadOnlyList<string> Procedures, UploadFacts? Facts, IReadOnlyList<Finding> Findings, int Errors, int Warnings, int Unmatched,
    int Progress, string ProgressText, string Who, string When, string? School, string? StoredAt,
    string? ReturnComment, string? ReturnedAt, string? FailureId, Guid? ReplacesId, bool MayUpload, bool MayReturn)
{
    public bool IsWorking => Status is UploadStatus.Waiting or UploadStatus.Reading or UploadStatus.Committing;
    public bool IsBlocked => Errors > 0 || Unmatched > 0;
    public (MarkKind Kind, string Words) Mark => UploadWords.Mark(Status, Errors, Unmatched);

    /// <summary>1…4: file, what is in it, check, stored.</summary>
    public int Step => Status switch
    {
        UploadStatus.NeedsAnswers or UploadStatus.Refused => 2,
        UploadStatus.Waiting or UploadStatus.Reading or UploadStatus.Failed => 2,
        UploadStatus.Preview => 3,
        _ => 4,
    };

    /// <summary>The upload with the same bytes, when there is one.</summary>
    public Guid? EarlierId =>
        Findings.FirstOrDefault(f => f.Code == UploadFindingCodes.SameBytes) is { Found: { } id } && Guid.TryParse(id, out var earlier) ? earlier : null;

    public string Title => Status switch
    {
        UploadStatus.Waiting or UploadStatus.Reading => "Загрузка результатов: чтение файла",
        UploadStatus.NeedsAnswers or UploadStatus.Refused => "Загрузка результатов: что в файле",
        UploadStatus.Preview => "Загрузка результатов: проверка файла",
        UploadStatus.Committing => "Загрузка результатов: сохранение",
        _ => $"Загрузка {UploadWords.Number(Number)}",
    };

    public IReadOnlyList<UnmatchedSchool> UnmatchedSchools { get; init; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Schools { get; init; } = [];
    public UploadDifferences Differences { get; init; } = UploadDifferences.None;
    public bool ShowsAllRows { get; init; }

    /// <summary>Empty as well for people who may not see verdicts.</summary>
    public IReadOnlyList<VerdictChangeByUpload> Verdicts { get; init; } = [];
}

/// <summary>A name of the file that waits for a person.</summary>
public sealed record UnmatchedSchool(
    string Label, string? Login, string Places, IReadOnlyList<(string Procedure, string Numbers)> Results, IReadOnlyList<SchoolChoice> Suggestions);

public sealed record SchoolChoice(Guid Id, string Name, string Why);

/// <summary>What storing would change; counts of rows by kind, and the rows to show.</summary>
public sealed record UploadDifferences(int Added, int Changed, int Enriched, int Same, int Comparisons, IReadOnlyList<DifferenceRow> Rows)
{
    public static readonly UploadDifferences None = new(0, 0, 0, 0, 0, []);
    public int Total => Added + Changed + Enriched + Same;
}

/// <summary>One school and procedure: stored now and after.</summary>
public sealed record DifferenceRow(
    Guid SchoolId, string School, string Procedure, string Year, VersionChange Change, (int Failed, int Of)? Before, (int Failed, int Of) After, int? Version)
{
    public string Words => Change switch
    {
        VersionChange.Added => "новый результат",
        VersionChange.Changed => $"изменится, версия{RussianText.NoBreakSpace}{Version + 1}",
        VersionChange.Enriched => "числа прежние, добавятся отметки или баллы",
        _ => "без изменений",
    };
}
