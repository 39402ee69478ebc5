using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Execution;

/// <summary>Everything about one programme's execution that the reader may see, as of one day.</summary>
/// <param name="Measures">In document order; for a school's people only those with lines of their school.</param>
/// <param name="Schools">Those that are asked or reported, by id.</param>
/// <param name="Today">The tenant's today, by which the states are.</param>
public sealed record ProgramExecution(
    ProgramInForce Program, ExecutionPlan Plan, IReadOnlyList<MeasureExecution> Measures, IReadOnlyDictionary<Guid, SchoolRef> Schools, DateOnly Today)
{
    public MeasureExecution? Find(Guid lineId) => Measures.FirstOrDefault(m => m.Measure.LineId == lineId);
}

/// <param name="Place">Among the schools that were read, «№ 2» before «№ 10».</param>
/// <param name="ClosedOn">First day on which the school no longer exists.</param>
public sealed record SchoolRef(Guid Id, string ShortName, int Place, DateOnly? ClosedOn);

/// <param name="Lines">Parts and occurrences in order, schools by name.</param>
/// <param name="Former">Reports on terms that this version no longer has; they do not count.</param>
public sealed record MeasureExecution(PlanMeasure Measure, IReadOnlyList<ExecutionLine> Lines, IReadOnlyList<ExecutionLine> Former)
{
    public MeasureState State { get; } = MeasureStates.Of([.. Lines.Select(l => l.State)]);

    public int Done => Lines.Count(l => l.State == MeasureState.Done);

    /// <summary>What counts at all: neither cancelled nor not applicable.</summary>
    public int Live => Lines.Count(l => l.State is not (MeasureState.Cancelled or MeasureState.NotApplicable));

    /// <summary>The same measure with some of its lines; its state is then theirs.</summary>
    public MeasureExecution With(Func<ExecutionLine, bool> condition) => new(Measure, [.. Lines.Where(condition)], Former);

    /// <summary>The line of a term, also of one that this version no longer has.</summary>
    public ExecutionLine? Find(string key, Guid? school) =>
        Lines.Concat(Former).FirstOrDefault(l => l.Occurrence.Key == key && l.SchoolId == school);

    /// <summary>Reports on present and former terms.</summary>
    public IEnumerable<ReportFact> Reports => Lines.Concat(Former).Select(l => l.Report).OfType<ReportFact>();

    /// <summary>
    /// Codes of documents that a line still lacks. The parts of a composite measure yield them together, so they are asked of the last part
    /// that is reported.
    /// </summary>
    public IReadOnlyList<string> MissingFor(ExecutionLine line)
    {
        var others = Measure.IsComposite ? Lines.Where(l => l.SchoolId == line.SchoolId && l.Part != line.Part).ToList() : [];
        return others.Any(l => !l.IsSettled) ? [] : ReportRules.Missing(Measure.Artefacts, others.Append(line).SelectMany(l => l.Evidence).Select(e => e.Kind));
    }
}

/// <summary>One occurrence for the department, or for one school.</summary>
/// <param name="SchoolId">Null: the department's own.</param>
/// <param name="Grades">Grades that it concerns at this school, as written.</param>
/// <param name="Evidence">Empty when the reader was not asked for it.</param>
public sealed record ExecutionLine(
    PlanPart Part, Occurrence Occurrence, Guid? SchoolId, string? Grades, ReportFact? Report, IReadOnlyList<EvidenceFact> Evidence, MeasureState State, int DaysOverdue)
{
    public bool Waits => Report?.Review == ReportReview.Submitted;
    public bool IsReturned => Report?.Review == ReportReview.Returned;

    /// <summary>It is neither done nor cancelled already.</summary>
    public bool MayBeCancelled => State is not (MeasureState.Done or MeasureState.Cancelled);

    /// <summary>Nothing more is expected of whoever reports.</summary>
    public bool IsSettled => Waits || State is MeasureState.Done or MeasureState.Cancelled or MeasureState.NotApplicable;
}

/// <summary>A report as it is read; <see cref="Comment"/> is empty when details were not asked for.</summary>
public sealed record ReportFact(
    Guid Id, uint Version, Guid ProgramId, Guid MeasureLineId, string Key, string Title, DateOnly? Due, Guid? SchoolId, ReportedStatus Progress, ReportReview Review,
    DateOnly? DoneOn, string Comment, Guid? ReportedBy, DateTimeOffset ReportedAt, string? ReviewComment, DateTimeOffset? ReviewedAt)
{
    public ReportStanding Standing => new(Progress, Review);
}

/// <param name="Kind">A code of <see cref="ArtefactKind"/> or «other».</param>
/// <param name="Url">Set for a link; else it is a file.</param>
public sealed record EvidenceFact(Guid Id, Guid ReportId, string Kind, string Title, string? Url, string? FileName, long? ByteSize, DateTimeOffset CreatedAt);

/// <summary>Which line of a programme's execution is meant.</summary>
/// <param name="SchoolId">Null: the department's own line; a school's people always mean their own.</param>
public sealed record LineAddress(Guid ProgramId, Guid MeasureLineId, string Key, Guid? SchoolId);

/// <summary>A line with all around it.</summary>
public sealed record FoundLine(ProgramExecution Execution, MeasureExecution Measure, ExecutionLine Line)
{
    /// <summary>The version in force has this term no longer.</summary>
    public bool IsFormer => Measure.Former.Contains(Line);

    public SchoolRef? School => Line.SchoolId is { } id ? Execution.Schools[id] : null;
}
