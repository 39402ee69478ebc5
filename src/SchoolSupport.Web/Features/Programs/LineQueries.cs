using Microsoft.AspNetCore.Mvc.Rendering;
using SchoolSupport.Application.Files;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Tenants;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>The page of one line: what is asked, the report, its documents, what the department says, and what happened before.</summary>
public sealed class LineQueries(ExecutionReader reader, ExecutionService execution, HistoryQueries history, CurrentActor actor, FileQuota files)
{
    private const int HistoryShown = 30;

    public Task<FoundLine?> FindAsync(LineAddress address, CancellationToken ct) => reader.FindLineAsync(address, ct);

    public async Task<LinePage> PageAsync(FoundLine found, string? done, CancellationToken ct, ReportForm? posted = null, GiveBackForm? givenBack = null)
    {
        var (line, report) = (found.Line, found.Line.Report);
        var missing = found.Measure.MissingFor(line);
        var form = posted ?? FormOf(report);
        (form.Key, form.School) = (line.Occurrence.Key, line.SchoolId);
        form.Items = [.. missing.Select(code => new AttachedForm { Kind = code })];
        return new LinePage(found, form, givenBack ?? new GiveBackForm(), missing, done)
        {
            MayWrite = execution.MayWrite(found),
            MayCancel = execution.MayCancel(found),
            MayWithdraw = line.Waits && actor.May(Permissions.ExecutionReport) && (actor.IsSchool || line.SchoolId is null),
            MayConfirm = line.Waits && actor.May(Permissions.ExecutionReview) && report!.ReportedBy != actor.UserId,
            MayReturn = actor.May(Permissions.ExecutionReview)
                && report is { Review: ReportReview.Submitted or ReportReview.Confirmed, Progress: ReportedStatus.Done or ReportedStatus.NotApplicable },
            MayResume = actor.May(Permissions.ExecutionReview) && report?.Progress == ReportedStatus.Cancelled,
            IsSchool = actor.IsSchool,
            IsOwnWord = execution.IsOwnWord(line),
            FileLimit = RussianText.Size(files.MaxFileBytes),
            History = report is null ? [] : await history.OfRowAsync("execution_reports", report.Id, HistoryShown, ct),
        };
    }

    private static ReportForm FormOf(ReportFact? report) => new()
    {
        Version = report?.Version, DoneOn = report?.DoneOn, Comment = report?.Comment,
        Status = report switch
        {
            null => null,
            { Progress: ReportedStatus.Done } => ReportForm.Done,
            { Progress: ReportedStatus.NotApplicable } => ReportForm.NotApplicable,
            _ => ReportForm.InWork,
        },
    };
}

/// <param name="Missing">Codes of documents that must still be attached.</param>
/// <param name="Done">What was just done, a word of the address.</param>
public sealed record LinePage(FoundLine Found, ReportForm Form, GiveBackForm GiveBack, IReadOnlyList<string> Missing, string? Done)
{
    public required bool MayWrite { get; init; }
    public required bool MayCancel { get; init; }
    public required bool MayWithdraw { get; init; }
    public required bool MayConfirm { get; init; }
    public required bool MayReturn { get; init; }
    public required bool MayResume { get; init; }
    public required bool IsSchool { get; init; }
    public required bool IsOwnWord { get; init; }
    public required string FileLimit { get; init; }
    public required IReadOnlyList<HistoryRow> History { get; init; }

    public ExecutionLine Line => Found.Line;
    public PlanMeasure Measure => Found.Measure.Measure;
    public ReportFact? Report => Found.Line.Report;

    /// <summary>Of the report, for the forms that stand only where there is one.</summary>
    public Guid ReportId => Report!.Id;
    public uint Version => Report!.Version;

    public LineAddress Address => new(Found.Execution.Program.Id, Measure.LineId, Line.Occurrence.Key, Line.SchoolId);

    public string? School => Found.School is { } school ? StateWords.School(school) : null;

    public string Title => Line.Part.Title is { } part ? $"{Measure.FullTitle}: {part}" : Measure.FullTitle;

    public SelectListItem[] Statuses =>
    [
        new("Выполнено", ReportForm.Done), new("В работе", ReportForm.InWork), new(IsSchool ? "Не применимо к нашей школе" : "Не применимо", ReportForm.NotApplicable),
    ];

    public SelectListItem[] Kinds => [.. ArtefactKind.All.Select(k => new SelectListItem(k.Name, k.Code)), new("другой документ", NewEvidence.OtherKind)];

    public static string KindName(string code) => ArtefactKind.Find(code)?.Name ?? "другой документ";

    /// <summary>What was just done, in words; null for nothing.</summary>
    public string? Receipt => Done switch
    {
        "sent" => "Отчёт отправлен. Он ждёт подтверждения управления.",
        "saved" => "Сохранено.",
        "kept" => "Документы сохранены. Исправьте остальное и отправьте отчёт.",
        "withdrawn" => "Отчёт отозван: его можно изменить и отправить снова.",
        "confirmed" => "Отчёт подтверждён.",
        "returned" => "Отчёт возвращён с комментарием.",
        "cancelled" => "Срок отменён.",
        "resumed" => "Срок снова действует.",
        "removed" => "Документ убран.",
        _ => null,
    };
}
