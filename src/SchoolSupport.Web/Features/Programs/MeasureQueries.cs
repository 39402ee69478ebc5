using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>One measure with all of its terms and schools.</summary>
public sealed class MeasureQueries(ExecutionReader reader, CurrentActor actor)
{
    public static readonly string[] Sorts = ["plan"];

    /// <summary>Null when the measure is not there for this person.</summary>
    public async Task<MeasureExecutionPage?> PageAsync(Guid program, Guid lineId, ListState list, CancellationToken ct)
    {
        if (await reader.ReadMeasureAsync(program, lineId, ct) is not var (execution, measure))
            return null;
        var school = Guid.TryParse(list.Filter("school"), out var id) ? id : (Guid?)null;
        var state = StateWords.Find(list.Filter("state"));
        var fitting = measure.Lines.Where(l => school is null || l.SchoolId == school).ToList();
        var shown = fitting.Where(l => state is null || l.State == state).ToList();
        return new MeasureExecutionPage(list, execution.Program, measure.Measure, measure.State, measure.Done, measure.Live, actor.IsSchool,
            [.. measure.Measure.Artefacts.Select(code => ArtefactKind.Find(code)?.Name ?? code)],
            [.. StateWords.All.Select(s => new StateCount(s.Code, s.State, s.Words, fitting.Count(l => l.State == s.State))).Where(s => s.Count > 0)],
            school is { } chosen && execution.Schools.TryGetValue(chosen, out var name) ? StateWords.School(name) : null,
            shown.Count, Terms(execution, measure, shown.Skip(list.Skip).Take(list.Size)), [.. measure.Former.Select(l => Row(execution, measure, l))],
            actor.May(Permissions.ExecutionReview));
    }

    /// <summary>What a cancellation would touch; null when there is no such term, or nothing of it is left to cancel.</summary>
    public async Task<CancelPage?> CancelAsync(Guid program, Guid lineId, CancelForm form, CancellationToken ct)
    {
        if (await reader.ReadMeasureAsync(program, lineId, ct) is not var (execution, measure))
            return null;
        var lines = measure.Lines.Where(l => l.Occurrence.Key == form.Key && (form.School is null || l.SchoolId == form.School) && l.MayBeCancelled).ToList();
        return lines.Count == 0 ? null : new CancelPage(form, program, measure.Measure, lines[0].Occurrence.Title, Whom(execution, lines), lines.Count);
    }

    private static string Whom(ProgramExecution execution, List<ExecutionLine> lines) => lines switch
    {
        [{ SchoolId: null }] => "для управления",
        [{ SchoolId: { } only }] => $"для школы «{StateWords.School(execution.Schools[only])}»",
        _ => $"для всех, кто ещё не выполнил: {RussianText.Count(lines.Count, "школа", "школы", "школ")}",
    };

    private static List<TermGroup> Terms(ProgramExecution execution, MeasureExecution measure, IEnumerable<ExecutionLine> lines)
    {
        var program = execution.Program.Id;
        return
        [
            .. from line in lines
               group line by line.Occurrence.Key into term
               let first = term.First()
               select new TermGroup(first.Part.Title, first.Occurrence.Title, first.Occurrence.Due, [.. term.Select(l => Row(execution, measure, l))],
                   ExecutionLinks.Cancel(new LineAddress(program, measure.Measure.LineId, term.Key, null))),
        ];
    }

    private static LineRow Row(ProgramExecution execution, MeasureExecution measure, ExecutionLine line) => new(
        ExecutionLinks.Report(new LineAddress(execution.Program.Id, measure.Measure.LineId, line.Occurrence.Key, line.SchoolId)),
        line.SchoolId is { } id ? StateWords.School(execution.Schools[id]) : "Управление", line.Grades, line.Occurrence.Title, line.State, StateWords.Of(line),
        line.Report?.DoneOn, line.Report?.Comment ?? "", line.Report?.ReviewComment, line.Evidence);
}

/// <param name="Artefacts">Documents that must be there, in words.</param>
/// <param name="School">The chosen school, in words.</param>
/// <param name="Total">Lines that fit the conditions.</param>
/// <param name="Former">Reports on terms that the version in force has no longer.</param>
public sealed record MeasureExecutionPage(
    ListState List, ProgramInForce Program, PlanMeasure Measure, MeasureState State, int Done, int Live, bool IsSchool, IReadOnlyList<string> Artefacts,
    IReadOnlyList<StateCount> States, string? School, int Total, IReadOnlyList<TermGroup> Terms, IReadOnlyList<LineRow> Former, bool MayReview);

/// <param name="Part">Title of a sub-item.</param>
/// <param name="CancelLink">Cancels the term for everybody whom it asks.</param>
public sealed record TermGroup(string? Part, string Title, DateOnly? Due, IReadOnlyList<LineRow> Rows, string CancelLink)
{
    public string Heading => Part is null ? Title : $"{Part}: {Title}";

    /// <summary>The due day, unless the words of the term already are that day.</summary>
    public string? DueWords => Due is { } due ? $"до {RussianText.ShortDate(due)}" : null;

    public bool MayCancel => Rows.Any(r => r.State is not (MeasureState.Done or MeasureState.Cancelled));
}

public sealed record LineRow(
    string Link, string Who, string? Grades, string Term, MeasureState State, string StateWords, DateOnly? DoneOn, string Comment, string? ReviewComment,
    IReadOnlyList<EvidenceFact> Evidence);

/// <param name="Who">For whom the term is cancelled, in words.</param>
public sealed record CancelPage(CancelForm Form, Guid Program, PlanMeasure Measure, string Term, string Who, int Lines);
