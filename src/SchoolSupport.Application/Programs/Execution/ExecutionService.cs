using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Execution;

/// <param name="DoneOn">Required for what is done.</param>
/// <param name="Comment">Required for what does not apply: why.</param>
/// <param name="AskReview">The department wants a second person to confirm its own report.</param>
/// <param name="Version">Of the report that the form was made from; null when there was none.</param>
public sealed record ReportExecution(LineAddress Line, ReportedStatus Progress, DateOnly? DoneOn, string Comment, bool AskReview, uint? Version);

/// <param name="SchoolId">Null: for everybody whom the occurrence asks.</param>
public sealed record CancelOccurrence(Guid ProgramId, Guid MeasureLineId, string Key, Guid? SchoolId, string Reason);

/// <param name="Changed">Reports that somebody changed since they were shown: they still wait.</param>
public sealed record ConfirmedReports(int Confirmed, int Changed);

/// <summary>
/// Reports on occurrences and what the department says of them. A school's word counts when it is confirmed, the department's own at once
/// unless it asks for a second person. Methods answer null or false when the line or report is not there for the actor.
/// </summary>
public sealed class ExecutionService(AppDbContext db, ExecutionReader reader, TenantClock clock)
{
    /// <returns>The report's id.</returns>
    /// <exception cref="PreconditionException">It may not be written now, or something that it needs is missing.</exception>
    public async Task<Guid?> ReportAsync(ReportExecution command, CancellationToken ct)
    {
        if (command.Progress == ReportedStatus.Cancelled)
            throw new ArgumentException("An occurrence is cancelled by CancelAsync.", nameof(command));
        if (await reader.FindLineAsync(command.Line, ct) is not { } found)
            return null;
        await DemandCompleteAsync(command, found, ct);
        var report = await StartAsync(found, command.Version, ct);
        report.Progress = command.Progress;
        report.DoneOn = command.Progress == ReportedStatus.Done ? command.DoneOn : null;
        report.Comment = command.Comment;
        report.ReportedBy = db.Actor.UserId;
        report.ReportedAt = db.Now;
        HandIn(report, command.AskReview);
        await db.SaveAsync("programs.execution-reported", ct);
        return report.Id;
    }

    /// <summary>Takes back what was handed in, before it was answered.</summary>
    public Task<bool> WithdrawAsync(Guid reportId, uint version, CancellationToken ct) => ChangeAsync(reportId, version, "programs.execution-withdrawn", report =>
    {
        Demand(report.Review == ReportReview.Submitted, "Отозвать можно только отчёт, который ждёт подтверждения.");
        Demand(db.Actor.IsSchool || report.SchoolId is null, "Отчёт школы отзывает сама школа; управление может вернуть его с комментарием.");
        report.Review = ReportReview.Draft;
        report.Progress = ReportedStatus.InProgress;
    }, ct);

    public Task<bool> ConfirmAsync(Guid reportId, uint version, CancellationToken ct) => ChangeAsync(reportId, version, "programs.execution-confirmed", Confirm, ct);

    /// <summary>Confirms many at once. A report that changed since it was shown is left as it is.</summary>
    /// <returns>Null when one of them is not there for the actor; then nothing is confirmed.</returns>
    public async Task<ConfirmedReports?> ConfirmAllAsync(IReadOnlyDictionary<Guid, uint> versions, CancellationToken ct)
    {
        var ids = versions.Keys.ToList();
        var reports = await Visible().Where(r => ids.Contains(r.Id)).ToListAsync(ct);
        if (reports.Count != versions.Count)
            return null;
        var ready = reports.Where(r => r.Version == versions[r.Id] && r.Review == ReportReview.Submitted && !IsOwnReport(r)).ToList();
        ready.ForEach(Confirm);
        if (ready.Count > 0)
            await db.SaveAsync("programs.execution-confirmed", ct);
        return new ConfirmedReports(ready.Count, reports.Count - ready.Count);
    }

    /// <summary>Gives a report back with a comment, also one that was already confirmed.</summary>
    public Task<bool> ReturnAsync(Guid reportId, string comment, uint version, CancellationToken ct) => ChangeAsync(reportId, version, "programs.execution-returned", report =>
    {
        Demand(report is { Review: ReportReview.Submitted or ReportReview.Confirmed, Progress: ReportedStatus.Done or ReportedStatus.NotApplicable },
            "Вернуть можно отчёт, который ждёт подтверждения или подтверждён.");
        Answer(report, ReportReview.Returned, comment);
    }, ct);

    /// <summary>The department cancels an occurrence with a reason, wherever it is not done yet.</summary>
    /// <returns>How many lines were cancelled; null when there is no such occurrence for the actor.</returns>
    /// <exception cref="PreconditionException">All of it is done or already cancelled.</exception>
    public async Task<int?> CancelAsync(CancelOccurrence command, CancellationToken ct)
    {
        if (await reader.ReadMeasureAsync(command.ProgramId, command.MeasureLineId, ct) is not var (execution, measure))
            return null;
        var asked = measure.Lines.Where(l => l.Occurrence.Key == command.Key && (command.SchoolId is null || l.SchoolId == command.SchoolId)).ToList();
        if (asked.Count == 0)
            return null;
        var lines = asked.Where(l => l.MayBeCancelled).ToList();
        Demand(lines.Count > 0, "Отменить можно только то, что ещё не выполнено и не отменено.");
        var ids = lines.Select(l => l.Report?.Id).OfType<Guid>().ToList();
        var stored = await db.ExecutionReports.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        foreach (var line in lines)
        {
            var report = line.Report is { Id: var id } ? stored[id] : Add(new FoundLine(execution, measure, line));
            (report.Progress, report.DoneOn) = (ReportedStatus.Cancelled, null);
            Answer(report, ReportReview.Confirmed, command.Reason);
        }
        await db.SaveAsync("programs.execution-cancelled", ct);
        return lines.Count;
    }

    /// <summary>Takes a cancellation back.</summary>
    public Task<bool> ResumeAsync(Guid reportId, uint version, CancellationToken ct) => ChangeAsync(reportId, version, "programs.execution-resumed", report =>
    {
        Demand(report.Progress == ReportedStatus.Cancelled, "Возобновить можно только то, что отменено.");
        report.Progress = ReportedStatus.InProgress;
        Answer(report, ReportReview.Draft, null);
    }, ct);

    /// <summary>The report of a line, ready to be written to: a new one, or the stored one as the form knew it. The caller saves.</summary>
    internal async Task<ExecutionReport> StartAsync(FoundLine found, uint? version, CancellationToken ct)
    {
        Demand(MayWrite(found), WhyNot(found));
        var report = found.Line.Report is null ? Add(found) : await LoadAsync(found.Line.Report.Id, version, ct);
        report.OccurrenceTitle = found.Line.Occurrence.Title;
        report.Due = found.Line.Occurrence.Due;
        return report;
    }

    /// <summary>Whether the actor may write the report of a line now.</summary>
    public bool MayWrite(FoundLine found) =>
        !found.IsFormer && db.Actor.May(Permissions.ExecutionReport) && ReportRules.MayWrite(found.Line.Report?.Standing, IsOwnWord(found.Line));

    public bool MayCancel(FoundLine found) =>
        !found.IsFormer && db.Actor.May(Permissions.ExecutionReview) && found.Line.MayBeCancelled;

    /// <summary>The department speaks of its own work.</summary>
    public bool IsOwnWord(ExecutionLine line) => !db.Actor.IsSchool && line.SchoolId is null;

    private async Task DemandCompleteAsync(ReportExecution command, FoundLine found, CancellationToken ct)
    {
        if (command.Progress == ReportedStatus.Done)
        {
            Demand(command.DoneOn is { } done && done <= await clock.TodayAsync(ct), "Укажите дату выполнения: сегодняшнюю или прошедшую.");
            var missing = found.Measure.MissingFor(found.Line);
            Demand(missing.Count == 0, $"Чтобы отчитаться о выполнении, приложите: {ArtefactWords(missing)}.");
        }
        if (command.Progress == ReportedStatus.NotApplicable)
            Demand(command.Comment.Length > 0, "Напишите, почему мероприятие не применимо.");
    }

    /// <summary>«приказ или распоряжение; протокол».</summary>
    public static string ArtefactWords(IEnumerable<string> codes) => string.Join("; ", codes.Select(code => ArtefactKind.Find(code)?.Name ?? code));

    private void HandIn(ExecutionReport report, bool askReview)
    {
        if (report.Progress == ReportedStatus.InProgress)
            report.Review = ReportReview.Draft;
        else if (db.Actor.IsSchool || askReview)
            report.Review = ReportReview.Submitted;
        else
            Answer(report, ReportReview.Confirmed, null);
    }

    private void Confirm(ExecutionReport report)
    {
        Demand(report.Review == ReportReview.Submitted, "Подтвердить можно только отчёт, который ждёт подтверждения.");
        Demand(!IsOwnReport(report), "Собственный отчёт подтверждает другой сотрудник.");
        Answer(report, ReportReview.Confirmed, null);
    }

    private bool IsOwnReport(ExecutionReport report) => report.ReportedBy is { } author && author == db.Actor.UserId;

    private void Answer(ExecutionReport report, ReportReview review, string? comment)
    {
        report.Review = review;
        report.ReviewComment = comment;
        report.ReviewedBy = db.Actor.UserId;
        report.ReviewedAt = db.Now;
    }

    private ExecutionReport Add(FoundLine found)
    {
        var report = new ExecutionReport
        {
            ProgramId = found.Execution.Program.Id, MeasureLineId = found.Measure.Measure.LineId, OccurrenceKey = found.Line.Occurrence.Key,
            OccurrenceTitle = found.Line.Occurrence.Title, Due = found.Line.Occurrence.Due, SchoolId = found.Line.SchoolId,
            Progress = ReportedStatus.InProgress, ReportedBy = db.Actor.UserId, ReportedAt = db.Now,
        };
        db.ExecutionReports.Add(report);
        return report;
    }

    private async Task<ExecutionReport> LoadAsync(Guid id, uint? version, CancellationToken ct)
    {
        var report = await db.ExecutionReports.SingleAsync(r => r.Id == id, ct);
        // Without a version the form knew of no report: somebody wrote one meanwhile, which the save then finds.
        db.ExpectVersion(report, version ?? 0);
        return report;
    }

    private async Task<bool> ChangeAsync(Guid id, uint version, string operation, Action<ExecutionReport> change, CancellationToken ct)
    {
        if (await Visible().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } report)
            return false;
        db.ExpectVersion(report, version);
        change(report);
        await db.SaveAsync(operation, ct);
        return true;
    }

    private IQueryable<ExecutionReport> Visible() => db.ExecutionReports.VisibleTo(db.Actor);

    private static string WhyNot(FoundLine found) => found switch
    {
        { IsFormer: true } => "Этого срока больше нет в дорожной карте: отчитаться о нём нельзя.",
        { Line.Report.Progress: ReportedStatus.Cancelled } => "Этот срок отменён: отчитаться о нём нельзя.",
        { Line.Waits: true } => "Отчёт ждёт подтверждения. Чтобы изменить его, сначала отзовите.",
        _ => "Отчёт подтверждён. Чтобы изменить его, попросите вернуть отчёт.",
    };

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
            throw new PreconditionException(otherwise);
    }
}
