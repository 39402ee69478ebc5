using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Execution;

/// <summary>What was read of one programme's execution.</summary>
/// <param name="Reports">By line of the measure.</param>
/// <param name="Evidence">By report.</param>
internal sealed record ExecutionFacts(
    IReadOnlyList<ParticipantFact> Participants, IReadOnlyDictionary<Guid, SchoolRef> Schools, ILookup<Guid, ReportFact> Reports, ILookup<Guid, EvidenceFact> Evidence);

/// <param name="To">The last day; null: still.</param>
internal sealed record ParticipantFact(Guid ProgramId, Guid SchoolId, string GroupCode, DateOnly From, DateOnly? To);

/// <summary>Puts the plan and what was reported together: who is asked when, and where each stands. Pure: the day comes from outside.</summary>
/// <param name="ownSchool">Only lines of this school; null: all.</param>
internal sealed class ExecutionBoard(ProgramInForce program, ExecutionPlan plan, ExecutionFacts facts, Guid? ownSchool, DateOnly today)
{
    private readonly Dictionary<(DateOnly, string?), IReadOnlyList<Guid>> participantsAt = [];

    public ProgramExecution Build() => new(program, plan,
        [.. plan.Measures.Select(Measure).Where(m => ownSchool is null || m.Lines.Count > 0 || m.Former.Count > 0)], facts.Schools, today);

    private MeasureExecution Measure(PlanMeasure measure)
    {
        var reports = facts.Reports[measure.LineId].ToDictionary(r => (r.Key, r.SchoolId));
        var lines = new List<ExecutionLine>();
        foreach (var part in measure.Parts)
            foreach (var occurrence in part.Occurrences)
                foreach (var school in Asked(measure, part, occurrence, reports.Values))
                    if (ownSchool is null || school == ownSchool)
                        lines.Add(Line(measure, part, occurrence, school, reports.GetValueOrDefault((occurrence.Key, school))));
        var shown = lines.Select(l => (l.Occurrence.Key, l.SchoolId)).ToHashSet();
        var former = reports.Values.Where(r => !shown.Contains((r.Key, r.SchoolId)) && (ownSchool is null || r.SchoolId == ownSchool));
        return new MeasureExecution(measure, lines, [.. former.OrderBy(r => r.Due).ThenBy(r => r.Id).Select(r => Former(measure, r))]);
    }

    /// <summary>The version has the term no longer; what was said of it stays.</summary>
    private ExecutionLine Former(PlanMeasure measure, ReportFact report)
    {
        var part = measure.Parts.FirstOrDefault(p => p.LineId is { } id && report.Key.StartsWith($"{id:N}:", StringComparison.Ordinal)) ?? measure.Parts[0];
        return Line(measure, part, new Occurrence(report.Key, null, report.Due, report.Title), report.SchoolId, report);
    }

    private ExecutionLine Line(PlanMeasure measure, PlanPart part, Occurrence occurrence, Guid? school, ReportFact? report)
    {
        var state = ReportRules.StateOf(occurrence, report?.Standing, measure.CancelledReason is not null, today);
        var late = state == MeasureState.Overdue ? today.DayNumber - occurrence.Due!.Value.DayNumber : 0;
        var grades = school is { } id && measure.Schools.GetValueOrDefault(id) is { Length: > 0 } own ? own : measure.Grades;
        return new ExecutionLine(part, occurrence, school, grades, report, report is null ? [] : [.. facts.Evidence[report.Id]], state, late);
    }

    /// <summary>The department itself (null), or the schools; one that reported stays, also when it takes part no longer.</summary>
    private IEnumerable<Guid?> Asked(PlanMeasure measure, PlanPart part, Occurrence occurrence, IReadOnlyCollection<ReportFact> reports)
    {
        if (program.SchoolId is { } only)
            return [only];
        var scope = ScopeOf(measure, part);
        if (scope == SchoolScope.None)
            return [null];
        var date = DateOf(occurrence);
        var asked = scope == SchoolScope.Listed
            ? measure.Schools.Keys.Where(id => ExistsAt(id, date))
            : ParticipantsAt(date, scope == SchoolScope.Group ? measure.GroupCode : null);
        var reported = reports.Where(r => r.SchoolId is not null && r.Key == occurrence.Key).Select(r => r.SchoolId!.Value);
        return asked.Union(reported).OrderBy(id => facts.Schools[id].Place).Select(id => (Guid?)id);
    }

    /// <summary>A part that names its level belongs to it, whatever the row around it is for.</summary>
    private static SchoolScope ScopeOf(PlanMeasure measure, PlanPart part) => part.Level switch
    {
        MeasureLevel.Municipal or MeasureLevel.Methodical => SchoolScope.None,
        MeasureLevel.School when measure.Scope == SchoolScope.None => SchoolScope.Participants,
        _ => measure.Scope,
    };

    /// <summary>The day on which a school must take part to be asked: the last one; without it today, inside of the programme.</summary>
    private DateOnly DateOf(Occurrence occurrence)
    {
        if (occurrence.Due is { } due)
            return due;
        var day = program.PeriodTo is { } end && end < today ? end : today;
        return occurrence.From is { } from && from > day ? from : day;
    }

    private IReadOnlyList<Guid> ParticipantsAt(DateOnly date, string? group)
    {
        if (!participantsAt.TryGetValue((date, group), out var found))
            participantsAt[(date, group)] = found =
            [
                .. facts.Participants.Where(p => p.From <= date && (p.To is not { } to || to >= date) && (group is null || p.GroupCode == group) && ExistsAt(p.SchoolId, date))
                    .Select(p => p.SchoolId).Distinct(),
            ];
        return found;
    }

    private bool ExistsAt(Guid school, DateOnly date) => facts.Schools[school].ClosedOn is not { } closed || closed > date;
}
