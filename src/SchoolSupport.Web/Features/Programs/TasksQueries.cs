using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>What the reader's own organisation has to do: a school's lines, or the department's own.</summary>
public sealed class TasksQueries(ExecutionReader reader, CurrentActor actor)
{
    public const string OpenTasks = "open";
    public static readonly string[] Sorts = ["due"];

    /// <summary>Words of the address → what they choose.</summary>
    private static readonly (string Code, string Words, Func<ExecutionLine, bool> Holds)[] Shows =
    [
        (OpenTasks, "Нужно сделать", l => !l.IsSettled),
        ("waiting", "Ждут подтверждения", l => l.Waits),
        ("done", "Выполнено", l => l.State == MeasureState.Done),
        ("other", "Отменено и не применимо", l => l.State is MeasureState.Cancelled or MeasureState.NotApplicable),
    ];

    public async Task<TasksPage> PageAsync(ListState list, CancellationToken ct)
    {
        var executions = await reader.ReadAllAsync(ct);
        var lines = (from execution in executions
                     from measure in execution.Measures
                     from line in measure.Lines
                     where line.SchoolId == actor.SchoolId
                     select (Execution: execution, Measure: measure, Line: line)).ToList();
        var show = Shows.FirstOrDefault(s => s.Code == list.Filter("show")) is { Code: not null } chosen ? chosen : Shows[0];
        var program = Guid.TryParse(list.Filter("program"), out var id) ? id : (Guid?)null;
        var ofProgram = lines.Where(l => program is null || l.Execution.Program.Id == program).ToList();
        var shown = ofProgram.Where(l => show.Holds(l.Line)).OrderByDescending(l => l.Line.IsReturned).ThenBy(l => l.Line.Occurrence.Due ?? DateOnly.MaxValue).ToList();
        return new TasksPage(list, actor.IsSchool, show.Code, shown.Count, [.. shown.Skip(list.Skip).Take(list.Size).Select(l => Row(l.Execution, l.Measure, l.Line))],
            [.. Shows.Select(s => new TaskShow(s.Code, s.Words, ofProgram.Count(l => s.Holds(l.Line))))],
            [.. executions.Select(e => new Option(e.Program.Id.ToString(), e.Program.Title))]);
    }

    private static TaskRow Row(ProgramExecution execution, MeasureExecution measure, ExecutionLine line) => new(
        ExecutionLinks.Report(new LineAddress(execution.Program.Id, measure.Measure.LineId, line.Occurrence.Key, line.SchoolId)),
        line.Part.Title is { } part ? $"{measure.Measure.FullTitle}: {part}" : measure.Measure.FullTitle, execution.Program.Title, line.Occurrence.Title, line.Occurrence.Due,
        line.State, StateWords.Of(line), line.Occurrence.Due is { } due && !line.IsSettled && due >= execution.Today ? StateWords.In(due.DayNumber - execution.Today.DayNumber) : null,
        line.IsReturned ? line.Report!.ReviewComment : null, line.IsSettled ? "Открыть" : "Отчитаться");
}

public sealed record TaskShow(string Code, string Words, int Count);

/// <param name="Show">Which of <paramref name="Shows"/> is chosen.</param>
public sealed record TasksPage(
    ListState List, bool IsSchool, string Show, int Total, IReadOnlyList<TaskRow> Rows, IReadOnlyList<TaskShow> Shows, IReadOnlyList<Option> Programs);

/// <param name="In">«через 7 дней», for what is still to be done.</param>
/// <param name="Comment">What came back with the report.</param>
public sealed record TaskRow(
    string Link, string Title, string Program, string Term, DateOnly? Due, MeasureState State, string StateWords, string? In, string? Comment, string Action);
