using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Reports.Fulfilment;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Tests.Reports;

/// <summary>A programme's execution written down by hand, with numbers that a person can count. Today is 22 November 2026.</summary>
internal static class FulfilmentSample
{
    public static readonly DateOnly Today = new(2026, 11, 22);
    public static readonly ReportPeriod FourthQuarter = ReportPeriod.Of(ReportPeriodKind.Quarter, Today);
    public static readonly Guid Birch = Guid.CreateVersion7();
    public static readonly Guid Spring = Guid.CreateVersion7();
    public static readonly Guid File = Guid.CreateVersion7();
    public static readonly Guid LateFile = Guid.CreateVersion7();

    private static readonly Guid Program = Guid.CreateVersion7();
    private static readonly Guid Roadmap = Guid.CreateVersion7();
    private static readonly PlanSection Organisation = new(Guid.CreateVersion7(), null, "1", "Организация", 1, Roadmap, "Дорожная карта");
    private static readonly PlanSection Orders = new(Guid.CreateVersion7(), Organisation.LineId, "1.1", "Приказы", 2, Roadmap, "Дорожная карта");
    private static readonly PlanSection Teachers = new(Guid.CreateVersion7(), null, "2", "Педагоги", 1, Roadmap, "Дорожная карта");

    /// <summary>
    /// Plans of both schools by 31 October (done; late) and 31 December (waits; not begun); an order of the department by 30 September (late) and
    /// 15 November (returned, late); courses of both schools by 31 December (in progress; not applicable); a cancelled seminar by 1 December; a
    /// term of the next January; advice without a day, with a document; notes of July, October and November.
    /// </summary>
    public static ProgramExecution Execution() => Execution(
    [
        Measure("1.", "Планы школ", Organisation, ["Директора ОО", "Методист"], [Until(10, 31), Until(12, 31)],
            (0, Birch, MeasureState.Done, Report(ReportReview.Confirmed)), (0, Spring, MeasureState.Overdue, null),
            (1, Birch, MeasureState.InProgress, Report(ReportReview.Submitted)), (1, Spring, MeasureState.NotStarted, null)),
        Measure("2.", "Приказ", Orders, ["методист"], [Until(9, 30), Until(11, 15)],
            (0, null, MeasureState.Overdue, null), (1, null, MeasureState.Overdue, Report(ReportReview.Returned))),
        Measure("3.", "Курсы", Teachers, ["Директора ОО"], [Until(12, 31)],
            (0, Birch, MeasureState.InProgress, Report(ReportReview.Draft)), (0, Spring, MeasureState.NotApplicable, Report(ReportReview.Confirmed))),
        Measure("4.", "Семинар", Teachers, [], [Until(12, 1), new Occurrence("2027", null, new DateOnly(2027, 1, 15), "январь 2027 года")],
            (0, null, MeasureState.Cancelled, Report(ReportReview.Confirmed)), (1, null, MeasureState.NotStarted, null)),
        Measure("5.", "Консультации", Teachers, ["Методист"], [new Occurrence("open", new DateOnly(2026, 1, 1), null, "постоянно")],
            (0, null, MeasureState.InProgress, Report(ReportReview.Draft))),
        Measure("6.", "Сводки", Teachers, ["Методист"], [Note(7), Note(10), Note(11)],
            (0, null, MeasureState.NotStarted, null), (1, null, MeasureState.Done, Report(ReportReview.Confirmed)), (2, null, MeasureState.NotStarted, null)),
    ]);

    public static ProgramExecution Execution(IReadOnlyList<MeasureExecution> measures) => new(
        new ProgramInForce(Program, "Программа «Рядом»", null, new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31), "ОО", Guid.CreateVersion7(), 3, DateTimeOffset.UnixEpoch),
        new ExecutionPlan([Organisation, Orders, Teachers], [.. measures.Select(m => m.Measure)]), measures,
        new Dictionary<Guid, SchoolRef> { [Spring] = new(Spring, "МБОУ «Ключевская ООШ»", 1, null), [Birch] = new(Birch, "МБОУ «Берёзовская СОШ»", 0, null) }, Today);

    public static FulfilmentReport Make(ProgramExecution execution, ReportPeriod? period = null, EvidenceRoles? roles = null) =>
        FulfilmentComputation.Of(execution, period ?? FourthQuarter, roles ?? EvidenceRoles.None, TimeZoneInfo.Utc);

    private static MeasureExecution Measure(
        string code, string title, PlanSection section, string[] responsibles, Occurrence[] occurrences, params (int Occurrence, Guid? School, MeasureState State, ReportFact? Report)[] lines)
    {
        var part = new PlanPart(null, null, null, occurrences);
        var measure = new PlanMeasure
        {
            LineId = Guid.CreateVersion7(), RoadmapLineId = Roadmap, Roadmap = "Дорожная карта", SectionLineId = section.LineId, Code = code, Title = title,
            Responsibles = responsibles, Parts = [part],
        };
        return new MeasureExecution(measure, [.. lines.Select(line => Line(part, occurrences[line.Occurrence], line.School, line.State, line.Report))], []);
    }

    private static ExecutionLine Line(PlanPart part, Occurrence occurrence, Guid? school, MeasureState state, ReportFact? report) => new(
        part, occurrence, school, null, report, report is { Review: ReportReview.Draft } && occurrence.Due is null ? Documents(report.Id) : [], state,
        state == MeasureState.Overdue ? Today.DayNumber - occurrence.Due!.Value.DayNumber : 0);

    /// <summary>One of the period, one of before it.</summary>
    private static EvidenceFact[] Documents(Guid report) =>
    [
        new(File, report, "note", "Справка", null, "справка.pdf", 10, new DateTimeOffset(2026, 10, 5, 12, 0, 0, TimeSpan.Zero)),
        new(LateFile, report, "other", "Журнал", "https://example.org/journal", null, null, new DateTimeOffset(2026, 9, 5, 12, 0, 0, TimeSpan.Zero)),
    ];

    private static ReportFact Report(ReportReview review) => new(Guid.CreateVersion7(), 1, Program, Guid.Empty, "", "", null, null, ReportedStatus.Done, review, null, "", null,
        DateTimeOffset.UnixEpoch, null, null);

    private static Occurrence Until(int month, int day) => new($"..2026-{month:00}-{day:00}", null, new DateOnly(2026, month, day), $"до {day}.{month}");

    private static Occurrence Note(int month) => new($"2026-{month:00}", new DateOnly(2026, month, 1), null, $"месяц {month}");
}
