using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Reports;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Reports.Fulfilment;

/// <summary>Who attached and who answered, by role: papers and pages name no persons.</summary>
/// <param name="Attached">Role of who attached, by evidence.</param>
/// <param name="Reviewed">Role of who answered, by report.</param>
public sealed record EvidenceRoles(IReadOnlyDictionary<Guid, string> Attached, IReadOnlyDictionary<Guid, string> Reviewed)
{
    public static readonly EvidenceRoles None = new(new Dictionary<Guid, string>(), new Dictionary<Guid, string>());
}

/// <summary>Counts a programme's execution for a report. Pure: rows, states and today come from <see cref="ProgramExecution"/>.</summary>
public sealed class FulfilmentComputation
{
    public const string Department = "Управление";
    public const string NoResponsible = "Ответственный не указан";
    public const string NoSection = "Вне разделов";

    private readonly ProgramExecution execution;
    private readonly ReportPeriod period;
    private readonly EvidenceRoles roles;
    private readonly TimeZoneInfo zone;

    /// <summary>Terms due in the period, in document order.</summary>
    private readonly List<Term> due;

    private FulfilmentComputation(ProgramExecution execution, ReportPeriod period, EvidenceRoles roles, TimeZoneInfo zone)
    {
        (this.execution, this.period, this.roles, this.zone) = (execution, period, roles, zone);
        due = [.. AllTerms().Where(t => t.Line.Occurrence.Due is { } day && period.Holds(day))];
    }

    private sealed record Term(MeasureExecution Of, ExecutionLine Line)
    {
        public PlanMeasure Measure => Of.Measure;

        /// <summary>«2.1. Анализ результатов: приказ» with the part's own title.</summary>
        public string Title => Line.Part.Title is { } part ? $"{Measure.FullTitle}: {part}" : Measure.FullTitle;
    }

    /// <param name="zone">The tenant's, for the days of documents.</param>
    /// <param name="onlySchool">The reader's own school, when one school's terms are all that was read.</param>
    public static FulfilmentReport Of(ProgramExecution execution, ReportPeriod period, EvidenceRoles roles, TimeZoneInfo zone, Guid? onlySchool = null) =>
        new FulfilmentComputation(execution, period, roles, zone).Report(onlySchool);

    private FulfilmentReport Report(Guid? onlySchool)
    {
        var undated = UndatedTerms();
        return new FulfilmentReport(
            execution.Program, period, execution.Today, Tally(due), Tally(due.Where(t => t.Line.Occurrence.Due < execution.Today)), due.Select(t => t.Measure.LineId).Distinct().Count(),
            [.. BySection()], onlySchool is null ? [.. BySchool()] : [], [.. ByResponsible()], [.. ByPart()], [.. ByMeasure()],
            Overdue(due), Overdue(AllTerms().Where(t => t.Line.Occurrence.Due < period.From)), [.. Undated(undated)], [.. Evidence(undated)])
        {
            OnlySchool = onlySchool is { } id && execution.Schools.TryGetValue(id, out var school) ? NaturalKey.Title(school.ShortName) : null,
        };
    }

    private IEnumerable<Term> AllTerms() => execution.Measures.SelectMany(m => m.Lines.Select(line => new Term(m, line)));

    private static FulfilmentTally Tally(IEnumerable<Term> terms) => FulfilmentTally.Of(terms.Select(t => t.Line));

    private IEnumerable<FulfilmentRow> BySection()
    {
        var several = execution.Plan.Measures.Select(m => m.RoadmapLineId).Distinct().Skip(1).Any();
        var under = several ? 1 : 0;
        foreach (var roadmap in execution.Plan.Measures.GroupBy(m => m.RoadmapLineId))
        {
            var terms = due.Where(t => t.Measure.RoadmapLineId == roadmap.Key).ToList();
            var sections = execution.Plan.Sections.Where(s => s.RoadmapLineId == roadmap.Key).ToList();
            if (terms.Count == 0)
                continue;
            if (several || sections.Count == 0)
                yield return new FulfilmentRow(roadmap.First().Roadmap, 1, Tally(terms), null);
            foreach (var section in sections)
                if (terms.Where(t => execution.Plan.StandsIn(t.Measure, section.LineId)).ToList() is { Count: > 0 } own)
                    yield return new FulfilmentRow(section.FullTitle, section.Depth + under, Tally(own), new FulfilmentTarget.Section(section.LineId));
            if (sections.Count > 0 && terms.Where(t => t.Measure.SectionLineId is null).ToList() is { Count: > 0 } outside)
                yield return new FulfilmentRow(NoSection, 1 + under, Tally(outside), null);
        }
    }

    private IEnumerable<FulfilmentRow> BySchool() =>
        from term in due
        group term by term.Line.SchoolId into school
        orderby school.Key is { } id ? execution.Schools[id].Place : -1
        select new FulfilmentRow(Executor(school.Key), 0, Tally(school), school.Key is { } key ? new FulfilmentTarget.School(key) : null);

    private IEnumerable<FulfilmentRow> ByResponsible() =>
        from term in due
        from name in term.Measure.Responsibles.DefaultIfEmpty(NoResponsible).Distinct(StringComparer.OrdinalIgnoreCase)
        group term by name.ToLower(RussianText.Culture) into party
        let name = party.First().Measure.Responsibles.FirstOrDefault(r => string.Equals(r, party.Key, StringComparison.OrdinalIgnoreCase))
        orderby name is null, party.Key
        select new FulfilmentRow(name ?? NoResponsible, 0, Tally(party), name is null ? null : new FulfilmentTarget.Responsible(name));

    private IEnumerable<FulfilmentRow> ByPart() => period.Parts().Select(part =>
        new FulfilmentRow(part.Title, 0, Tally(due.Where(t => part.Period.Holds(t.Line.Occurrence.Due!.Value))), null));

    private IEnumerable<FulfilmentRow> ByMeasure() =>
        from term in due
        group term by term.Measure.LineId into measure
        select new FulfilmentRow(measure.First().Measure.FullTitle, 0, Tally(measure), new FulfilmentTarget.Measure(measure.Key));

    private List<OverdueTerm> Overdue(IEnumerable<Term> terms) =>
        [.. from term in terms
            where term.Line.State == MeasureState.Overdue
            orderby term.Line.Occurrence.Due
            select new OverdueTerm(term.Title, term.Line.Occurrence.Title, term.Line.Occurrence.Due!.Value, term.Line.DaysOverdue,
                string.Join("; ", term.Measure.Responsibles), Executor(term.Line.SchoolId), term.Line.IsReturned, Address(term))];

    /// <summary>
    /// Terms without a last day that go on in the period: begun by its end, and not followed before its beginning by the next one of the same
    /// part («постоянно, отчёт ежемесячно»).
    /// </summary>
    private List<Term> UndatedTerms() =>
        [.. AllTerms().Where(t => t.Line.Occurrence is { Due: null } own && (own.From is not { } from || from <= period.To)
            && !t.Line.Part.Occurrences.Any(next => next.Due is null && next.From > own.From && next.From <= period.From))];

    private IEnumerable<UndatedMeasure> Undated(List<Term> terms) =>
        from term in terms
        group term by (term.Measure.LineId, Part: term.Line.Part.LineId) into row
        let first = row.First()
        let measure = first.Measure
        select new UndatedMeasure(first.Title, measure.DeadlineText is { Length: > 0 } words ? words : first.Line.Occurrence.Title, measure.NeedsAnswer,
            string.Join("; ", measure.Responsibles), Tally(row), row.Sum(t => t.Line.Evidence.Count), measure.LineId);

    /// <summary>Of the terms of the period, whenever attached; of terms without a day, what was attached in the period.</summary>
    private IEnumerable<EvidenceLine> Evidence(List<Term> undated) =>
        from term in due.Concat(undated)
        from fact in term.Line.Evidence
        let day = DayOf(fact.CreatedAt)
        where term.Line.Occurrence.Due is not null || period.Holds(day)
        select new EvidenceLine(term.Title, term.Line.Occurrence.Title, Executor(term.Line.SchoolId), ArtefactKind.Find(fact.Kind)?.Name ?? "другой документ", fact,
            roles.Attached.TryGetValue(fact.Id, out var role) ? Roles.Label(role) : "", day, ReviewOf(term.Line.Report!), Address(term));

    private string ReviewOf(ReportFact report) => report switch
    {
        { Review: ReportReview.Submitted } => "ждёт подтверждения",
        { Review: ReportReview.Returned } => "возвращено",
        { Review: ReportReview.Draft } => "отчёт не отправлен",
        { Progress: ReportedStatus.Cancelled } => "срок отменён",
        _ => string.Join(", ", new[]
        {
            roles.Reviewed.TryGetValue(report.Id, out var role) ? Roles.Label(role) : "подтверждено",
            report.ReviewedAt is { } at ? RussianText.ShortDate(DayOf(at)) : "",
        }.Where(part => part.Length > 0)),
    };

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private string Executor(Guid? school) => school is { } id ? NaturalKey.Title(execution.Schools[id].ShortName) : Department;

    private LineAddress Address(Term term) => new(execution.Program.Id, term.Measure.LineId, term.Line.Occurrence.Key, term.Line.SchoolId);
}
