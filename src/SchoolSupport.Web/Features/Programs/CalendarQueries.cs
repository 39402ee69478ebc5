using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>Deadlines of all programmes by month, quarter or year; what is overdue comes first, whatever the period.</summary>
public sealed class CalendarQueries(ExecutionReader reader, CurrentActor actor, TenantClock clock)
{
    public static readonly string[] Sorts = ["due"];

    /// <summary>Overdue deadlines shown before they are asked for as a whole.</summary>
    private const int OverdueShown = 10;

    public async Task<CalendarPage> PageAsync(ListState list, CancellationToken ct)
    {
        var today = await clock.TodayAsync(ct);
        var executions = await reader.ReadAllAsync(ct);
        var period = CalendarPeriod.Read(list.Filter("view"), list.Filter("at"), today);
        var filter = new CalendarFilter(Id(list, "program"), Id(list, "section"), list.Filter("responsible"), actor.SchoolId ?? Id(list, "school"));
        var deadlines = executions.Where(e => filter.Program is null || e.Program.Id == filter.Program).SelectMany(Deadline.Of).Select(filter.Apply).OfType<Deadline>().ToList();
        var due = deadlines.Where(d => d.Occurrence.Due is { } day && period.Holds(day)).OrderBy(d => d.Occurrence.Due).ToList();
        var overdue = deadlines.Where(d => d.State == MeasureState.Overdue).OrderBy(d => d.Occurrence.Due).ToList();
        var all = list.Filter("overdue") == "all";
        return new CalendarPage(list, period, filter, today, actor.IsSchool, overdue.Count, [.. (all ? overdue : overdue.Take(OverdueShown)).Select(Item)],
            due.Count, period.View == CalendarView.Month ? Days(due) : [], period.View == CalendarView.Month ? [] : Rows(due, period),
            [.. deadlines.Where(d => d.IsOpen && GoesOn(d, period)).OrderBy(d => d.Occurrence.Due ?? DateOnly.MaxValue).Select(Item)],
            [.. executions.Select(e => new Option(e.Program.Id.ToString(), e.Program.Title))], Sections(executions, filter), Responsibles(executions), Schools(executions));
    }

    /// <summary>It may be worked on in the period, and is due later or not at all.</summary>
    private static bool GoesOn(Deadline deadline, CalendarPeriod period) =>
        (deadline.Occurrence.Due is not { } due || due > period.To) && (deadline.Occurrence.From is not { } from || from <= period.To);

    private List<CalendarDay> Days(List<Deadline> due) =>
        [.. due.GroupBy(d => d.Occurrence.Due!.Value).Select(day => new CalendarDay(day.Key, [.. day.Select(Item)]))];

    private List<CalendarRow> Rows(List<Deadline> due, CalendarPeriod period) =>
        [.. from deadline in due
            group deadline by (deadline.Measure, deadline.Part) into row
            let first = Item(row.First())
            select new CalendarRow(first.Title, first.Program, ExecutionLinks.Measure(row.First().Execution.Program.Id, row.Key.Measure.Measure.LineId),
                [.. period.EachMonth.Select(month => (IReadOnlyList<DeadlineItem>)[.. row.Where(d => month.Holds(d.Occurrence.Due!.Value)).Select(Item)])])];

    private DeadlineItem Item(Deadline deadline) => DeadlineItem.Of(deadline, actor.SchoolId);

    private static List<Option> Sections(IReadOnlyList<ProgramExecution> executions, CalendarFilter filter) =>
        executions.FirstOrDefault(e => e.Program.Id == filter.Program) is { } execution
            ? [.. execution.Plan.Sections.Select(s => new Option(s.LineId.ToString(), s.FullTitle))] : [];

    private static List<Option> Responsibles(IReadOnlyList<ProgramExecution> executions) =>
        [.. executions.SelectMany(e => e.Measures).SelectMany(m => m.Measure.Responsibles).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.CurrentCulture)
            .Select(r => new Option(r, r))];

    private List<Option> Schools(IReadOnlyList<ProgramExecution> executions) => actor.IsSchool ? [] :
        [.. executions.SelectMany(e => e.Measures.SelectMany(m => m.Lines).Select(l => l.SchoolId).OfType<Guid>().Distinct().Select(id => e.Schools[id]))
            .DistinctBy(s => s.Id).OrderBy(s => s.Place).Select(s => new Option(s.Id.ToString(), StateWords.School(s)))];

    private static Guid? Id(ListState list, string name) => Guid.TryParse(list.Filter(name), out var id) ? id : null;
}

/// <param name="Section">Line of a section of the chosen programme.</param>
public sealed record CalendarFilter(Guid? Program, Guid? Section, string? Responsible, Guid? School)
{
    /// <summary>The deadline with the lines that fit; null when it does not.</summary>
    public Deadline? Apply(Deadline deadline)
    {
        if (Section is { } section && !deadline.Execution.Plan.StandsIn(deadline.Measure.Measure, section))
            return null;
        if (Responsible is { } responsible && !deadline.Measure.Measure.Responsibles.Any(r => string.Equals(r, responsible, StringComparison.OrdinalIgnoreCase)))
            return null;
        if (School is null)
            return deadline;
        var lines = deadline.Lines.Where(l => l.SchoolId == School).ToList();
        return lines.Count == 0 ? null : new Deadline(deadline.Execution, deadline.Measure, deadline.Part, deadline.Occurrence, lines);
    }
}

/// <param name="Total">Deadlines of the period.</param>
/// <param name="Days">For a month: by day.</param>
/// <param name="Rows">For a quarter or year: measures by month.</param>
/// <param name="GoingOn">Open, and due after the period or without a due date.</param>
public sealed record CalendarPage(
    ListState List, CalendarPeriod Period, CalendarFilter Filter, DateOnly Today, bool IsSchool, int OverdueTotal, IReadOnlyList<DeadlineItem> Overdue, int Total,
    IReadOnlyList<CalendarDay> Days, IReadOnlyList<CalendarRow> Rows, IReadOnlyList<DeadlineItem> GoingOn,
    IReadOnlyList<Option> Programs, IReadOnlyList<Option> Sections, IReadOnlyList<Option> Responsibles, IReadOnlyList<Option> Schools)
{
    private static readonly string[] WeekDays = ["воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"];

    /// <summary>The address of another period or view with the same conditions.</summary>
    public string Address(CalendarPeriod period) => period.View == Period.View ? List.With("at", period.At) : List.With("view", ViewCode(period.View));

    public static string ViewCode(CalendarView view) => view switch { CalendarView.Quarter => "quarter", CalendarView.Year => "year", _ => "month" };

    public static string WeekDay(DateOnly day) => WeekDays[(int)day.DayOfWeek];

    /// <summary>Weeks from Monday with the days of the month; null beside them.</summary>
    public IEnumerable<DateOnly?[]> Weeks()
    {
        var monday = Period.From.AddDays(-(((int)Period.From.DayOfWeek + 6) % 7));
        for (; monday <= Period.To; monday = monday.AddDays(7))
            yield return [.. Enumerable.Range(0, 7).Select(i => monday.AddDays(i)).Select(day => Period.Holds(day) ? day : (DateOnly?)null)];
    }

    public int CountOf(DateOnly day) => Days.FirstOrDefault(d => d.Day == day)?.Items.Count ?? 0;
}

public sealed record CalendarDay(DateOnly Day, IReadOnlyList<DeadlineItem> Items);

/// <param name="Months">Deadlines by month of the period.</param>
public sealed record CalendarRow(string Title, string Program, string Link, IReadOnlyList<IReadOnlyList<DeadlineItem>> Months);
