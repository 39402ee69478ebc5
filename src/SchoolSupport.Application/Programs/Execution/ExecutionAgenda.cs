using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Execution;

/// <summary>One occurrence of a measure or part with all of its lines: what calendars and lists of deadlines show.</summary>
public sealed record Deadline(ProgramExecution Execution, MeasureExecution Measure, PlanPart Part, Occurrence Occurrence, IReadOnlyList<ExecutionLine> Lines)
{
    public MeasureState State { get; } = MeasureStates.Of([.. Lines.Select(l => l.State)]);

    public int DaysOverdue => Lines.Max(l => l.DaysOverdue);
    public int Done => Lines.Count(l => l.State == MeasureState.Done);
    public int Live => Lines.Count(l => l.State is not (MeasureState.Cancelled or MeasureState.NotApplicable));

    /// <summary>Somebody still has to do or report something.</summary>
    public bool IsOpen => Lines.Any(l => !l.IsSettled);

    /// <summary>Schools that are late; empty when it is the department.</summary>
    public IEnumerable<SchoolRef> LateSchools => Schools(l => l.State == MeasureState.Overdue);

    /// <summary>Schools of the lines; empty for the department's own work.</summary>
    public IEnumerable<SchoolRef> AllSchools => Schools(_ => true);

    /// <summary>«2.1. Анализ результатов: приказ» with the part's own title.</summary>
    public string Title => Part.Title is { } part ? $"{Measure.Measure.FullTitle}: {part}" : Measure.Measure.FullTitle;

    /// <summary>When something of it last changed.</summary>
    public DateTimeOffset ChangedAt => Lines.Select(l => l.Report).OfType<ReportFact>().SelectMany(r => new[] { r.ReportedAt, r.ReviewedAt ?? r.ReportedAt })
        .Append(Execution.Program.ApprovedAt).Max();

    /// <summary>All occurrences of a programme that ask somebody, in document order.</summary>
    public static IEnumerable<Deadline> Of(ProgramExecution execution) =>
        from measure in execution.Measures
        from lines in measure.Lines.GroupBy(l => l.Occurrence.Key)
        let first = lines.First()
        select new Deadline(execution, measure, first.Part, first.Occurrence, [.. lines]);

    private IEnumerable<SchoolRef> Schools(Func<ExecutionLine, bool> condition) =>
        Lines.Where(l => l.SchoolId is not null && condition(l)).Select(l => Execution.Schools[l.SchoolId!.Value]);
}

/// <summary>A report with the measure that it is about.</summary>
public sealed record ReportOf(ProgramExecution Execution, MeasureExecution Measure, ReportFact Report)
{
    public SchoolRef? School => Report.SchoolId is { } id ? Execution.Schools[id] : null;
}

/// <summary>What waits for somebody, over all programmes of the actor: for the home page and the digest.</summary>
/// <param name="Overdue">The oldest first.</param>
/// <param name="Soon">Open and due within <see cref="SoonDays"/>, the nearest first.</param>
/// <param name="Waiting">Handed in and not answered, the oldest first.</param>
/// <param name="Returned">To be corrected, the oldest first.</param>
public sealed record ExecutionAgenda(IReadOnlyList<Deadline> Overdue, IReadOnlyList<Deadline> Soon, IReadOnlyList<ReportOf> Waiting, IReadOnlyList<ReportOf> Returned)
{
    /// <summary>From the first reminder on (domain reference, section 8).</summary>
    public const int SoonDays = 30;

    /// <summary>Days before a deadline on which calendars remind.</summary>
    public static readonly IReadOnlyList<int> ReminderDays = [30, 7, 1];

    public bool IsEmpty => Overdue.Count + Soon.Count + Waiting.Count + Returned.Count == 0;

    public static ExecutionAgenda Of(IReadOnlyList<ProgramExecution> executions)
    {
        var deadlines = executions.SelectMany(Deadline.Of).Where(d => d.Occurrence.Due is not null).ToList();
        var reports = from execution in executions
                      from measure in execution.Measures
                      from report in measure.Reports
                      select new ReportOf(execution, measure, report);
        var answered = reports.Where(r => r.Report.Review is ReportReview.Submitted or ReportReview.Returned).ToLookup(r => r.Report.Review);
        return new ExecutionAgenda(
            [.. deadlines.Where(d => d.State == MeasureState.Overdue).OrderBy(d => d.Occurrence.Due)],
            [.. deadlines.Where(d => d.State != MeasureState.Overdue && d.IsOpen && IsSoon(d)).OrderBy(d => d.Occurrence.Due)],
            [.. answered[ReportReview.Submitted].OrderBy(r => r.Report.ReportedAt)],
            [.. answered[ReportReview.Returned].OrderBy(r => r.Report.ReviewedAt)]);
    }

    private static bool IsSoon(Deadline deadline) =>
        deadline.Occurrence.Due >= deadline.Execution.Today && deadline.Occurrence.Due <= deadline.Execution.Today.AddDays(SoonDays);
}
