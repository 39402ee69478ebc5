using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>The execution of one programme: by sections, or as a matrix of measures and schools.</summary>
public sealed class ExecutionQueries(AppDbContext db, ExecutionReader reader, CurrentActor actor)
{
    public static readonly string[] Sorts = ["plan"];

    /// <summary>Null when nothing of the programme is in force for this person.</summary>
    public async Task<ExecutionPage?> PageAsync(Guid id, ListState list, CancellationToken ct)
    {
        if (await reader.ReadAsync(id, ct) is not { } execution)
            return null;
        var filter = ExecutionFilter.Of(list);
        var fitting = execution.Measures.Select(m => filter.Apply(execution.Plan, m)).OfType<MeasureExecution>().ToList();
        var shown = filter.State is { } state ? fitting.Where(m => m.State == state).ToList() : fitting;
        var isMatrix = !actor.IsSchool && list.Filter("view") == "matrix";
        return new ExecutionPage(list, filter, execution.Program, isMatrix, actor.IsSchool, fitting.Count, shown.Count,
            [.. StateWords.All.Select(s => new StateCount(s.Code, s.State, s.Words, fitting.Count(m => m.State == s.State)))],
            isMatrix ? [] : Groups(execution, shown), isMatrix ? Matrix(execution, [.. shown.Skip(list.Skip).Take(list.Size)]) : null,
            Sections(execution), Responsibles(execution), Schools(execution),
            execution.Measures.Sum(m => m.Lines.Count(l => l.Waits)), actor.May(Permissions.ExecutionReview));
    }

    /// <summary>The title of a programme of which nothing is in force yet; null when there is no such programme for this person.</summary>
    public Task<string?> TitleAsync(Guid id, CancellationToken ct) => db.SupportPrograms.AsNoTracking().VisibleTo(db)
        .Where(p => p.Id == id).Select(p => p.Title).SingleOrDefaultAsync(ct);

    private static List<ExecutionGroup> Groups(ProgramExecution execution, List<MeasureExecution> measures)
    {
        var groups = new List<ExecutionGroup>();
        var hasRoadmaps = execution.Plan.Measures.Select(m => m.RoadmapLineId).Distinct().Skip(1).Any();
        foreach (var measure in measures)
        {
            var section = execution.Plan.SectionOf(measure.Measure);
            if (groups.Count == 0 || groups[^1].Section?.LineId != section?.LineId || groups[^1].RoadmapLineId != measure.Measure.RoadmapLineId)
                groups.Add(new ExecutionGroup(section, measure.Measure.RoadmapLineId,
                    hasRoadmaps && groups.All(g => g.RoadmapLineId != measure.Measure.RoadmapLineId) ? measure.Measure.Roadmap : null, []));
            groups[^1].Rows.Add(Row(execution, measure));
        }
        return groups;
    }

    private static ExecutionRow Row(ProgramExecution execution, MeasureExecution measure)
    {
        var open = measure.Lines.Where(l => !l.IsSettled && l.Occurrence.Due is not null).Select(l => l.Occurrence.Due).Min();
        var plan = measure.Measure;
        return new ExecutionRow(ExecutionLinks.Measure(execution.Program.Id, plan.LineId), plan.Code, plan.Title, plan.DeadlineText ?? measure.Lines.FirstOrDefault()?.Occurrence.Title ?? "",
            open, string.Join(", ", plan.Responsibles), measure.State, measure.Lines.Count == 0 ? 0 : measure.Lines.Max(l => l.DaysOverdue), measure.Done, measure.Live,
            measure.Lines.Count(l => l.Waits), measure.Lines.Sum(l => l.Evidence.Count), plan.NeedsAnswer, measure.Lines.Count == 0);
    }

    private static ExecutionMatrix Matrix(ProgramExecution execution, List<MeasureExecution> measures)
    {
        var columns = measures.SelectMany(m => m.Lines).Select(l => l.SchoolId).Distinct()
            .OrderBy(id => id is null ? -1 : execution.Schools[id.Value].Place)
            .Select(id => new MatrixColumn(id, id is null ? "Управление" : StateWords.School(execution.Schools[id.Value]))).ToList();
        return new ExecutionMatrix(columns, [.. measures.Select(m =>
        {
            var link = ExecutionLinks.Measure(execution.Program.Id, m.Measure.LineId);
            var lines = m.Lines.ToLookup(l => l.SchoolId);
            return new MatrixRow(link, m.Measure.Code, m.Measure.Title, [.. columns.Select(c => Cell([.. lines[c.School]], link, c.School))]);
        })]);
    }

    private static MatrixCell? Cell(List<ExecutionLine> lines, string link, Guid? school) => lines.Count == 0 ? null : new MatrixCell(
        MeasureStates.Of([.. lines.Select(l => l.State)]), lines.Count(l => l.State == MeasureState.Done), lines.Count, school is null ? link : $"{link}?school={school}");

    private static List<Option> Sections(ProgramExecution execution) =>
        [.. execution.Plan.Sections.Select(s => new Option(s.LineId.ToString(), s.FullTitle))];

    private static List<Option> Responsibles(ProgramExecution execution) =>
        [.. execution.Measures.SelectMany(m => m.Measure.Responsibles).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.CurrentCulture).Select(r => new Option(r, r))];

    private List<Option> Schools(ProgramExecution execution) => actor.IsSchool ? [] :
        [.. execution.Measures.SelectMany(m => m.Lines).Select(l => l.SchoolId).OfType<Guid>().Distinct().Select(id => execution.Schools[id]).OrderBy(s => s.Place)
            .Select(s => new Option(s.Id.ToString(), StateWords.School(s)))];
}

public sealed record StateCount(string Code, MeasureState State, string Words, int Count);

/// <param name="Total">Measures that fit all conditions but the state.</param>
/// <param name="Waiting">Reports that wait for confirmation, of the whole programme.</param>
public sealed record ExecutionPage(
    ListState List, ExecutionFilter Filter, ProgramInForce Program, bool IsMatrix, bool IsSchool, int Total, int Shown, IReadOnlyList<StateCount> States,
    IReadOnlyList<ExecutionGroup> Groups, ExecutionMatrix? Matrix, IReadOnlyList<Option> Sections, IReadOnlyList<Option> Responsibles, IReadOnlyList<Option> Schools,
    int Waiting, bool MayReview)
{
    public int Done => States.Single(s => s.State == MeasureState.Done).Count;

    /// <summary>What counts at all.</summary>
    public int Live => Total - States.Where(s => s.State is MeasureState.Cancelled or MeasureState.NotApplicable).Sum(s => s.Count);
}

/// <param name="Section">Null: measures that stand in no section.</param>
/// <param name="Roadmap">Its title, before the first group of a roadmap when the programme has several.</param>
public sealed record ExecutionGroup(PlanSection? Section, Guid RoadmapLineId, string? Roadmap, List<ExecutionRow> Rows);

/// <param name="Due">The nearest open one.</param>
/// <param name="Done">Lines that are done, of <paramref name="Live"/>.</param>
/// <param name="AsksNobody">It is for schools, and none takes part.</param>
public sealed record ExecutionRow(
    string Link, string? Code, string Title, string Term, DateOnly? Due, string Responsibles, MeasureState State, int DaysOverdue, int Done, int Live, int Waiting,
    int Evidence, bool NeedsAnswer, bool AsksNobody);

public sealed record ExecutionMatrix(IReadOnlyList<MatrixColumn> Columns, IReadOnlyList<MatrixRow> Rows);

/// <param name="School">Null: the department's own work.</param>
public sealed record MatrixColumn(Guid? School, string Title);

/// <param name="Cells">By column; null where nothing is asked.</param>
public sealed record MatrixRow(string Link, string? Code, string Title, IReadOnlyList<MatrixCell?> Cells);

public sealed record MatrixCell(MeasureState State, int Done, int Total, string Link);
