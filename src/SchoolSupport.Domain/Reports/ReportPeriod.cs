using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Domain.Reports;

public enum ReportPeriodKind { Custom, Quarter, HalfYear, AcademicYear }

/// <summary>The days that a report is about, both included.</summary>
public sealed record ReportPeriod
{
    private const int MonthsInQuarter = 3;
    private const int MonthsInHalfYear = 6;
    private const int MonthsInYear = 12;

    /// <summary>Up to so many months a period is divided into months; up to <see cref="MostMonthsByQuarter"/> into quarters; then into years.</summary>
    private const int MostMonthsByMonth = 12;
    private const int MostMonthsByQuarter = 36;

    /// <exception cref="ArgumentException">The period ends before it begins.</exception>
    public ReportPeriod(DateOnly from, DateOnly to)
    {
        if (to < from)
            throw new ArgumentException($"The period ends on {to}, before it begins on {from}.", nameof(to));
        (From, To) = (from, to);
    }

    public DateOnly From { get; }
    public DateOnly To { get; }

    public ReportPeriodKind Kind =>
        this == Quarter(From) ? ReportPeriodKind.Quarter
        : this == HalfYear(From) ? ReportPeriodKind.HalfYear
        : this == OfYear(AcademicYear.Of(From)) ? ReportPeriodKind.AcademicYear
        : ReportPeriodKind.Custom;

    public bool Holds(DateOnly day) => day >= From && day <= To;

    /// <summary>«IV квартал 2026 года», «II полугодие 2026 года», «2026/2027 учебный год»; else the days.</summary>
    public string Title => Kind switch
    {
        ReportPeriodKind.Quarter => MonthWords.Quarters(From, From),
        ReportPeriodKind.HalfYear => $"{MonthWords.Roman(From.Month == 1 ? 1 : 2)} полугодие {From.Year} года",
        ReportPeriodKind.AcademicYear => $"{AcademicYear.Of(From)} учебный год",
        _ => Days,
    };

    /// <summary>The title as it stands after «за»: «IV квартал 2026 года», «период с 15 сентября по 31 декабря 2026 года».</summary>
    public string Accusative => Kind == ReportPeriodKind.Custom ? $"период {Days}" : Title;

    /// <summary>«с 1 октября по 31 декабря 2026 года».</summary>
    public string Days => MonthWords.Days(From, To);

    /// <summary>The same kind of period before this one; null for days of one's own choice.</summary>
    public ReportPeriod? Previous => Neighbour(From.AddDays(-1));

    /// <summary>The same kind of period after this one; null for days of one's own choice.</summary>
    public ReportPeriod? Next => Neighbour(To.AddDays(1));

    /// <summary>The calendar quarter, the half of the calendar year or the academic year that holds a day.</summary>
    public static ReportPeriod Of(ReportPeriodKind kind, DateOnly day) => kind switch
    {
        ReportPeriodKind.Quarter => Quarter(day),
        ReportPeriodKind.HalfYear => HalfYear(day),
        ReportPeriodKind.AcademicYear => OfYear(AcademicYear.Of(day)),
        _ => new ReportPeriod(day, day),
    };

    /// <summary>
    /// What is reported on when nobody says: the quarter of today, of a programme that is over its last quarter, of one that is to come its first.
    /// </summary>
    /// <param name="begin">First day of the programme; null when it has none.</param>
    /// <param name="end">Last day of the programme; null when it has none.</param>
    public static ReportPeriod Usual(DateOnly today, DateOnly? begin, DateOnly? end) =>
        Quarter(end < today ? end.Value : begin > today ? begin.Value : today);

    /// <summary>Months, quarters or calendar years, by the period's length; the first and the last are cut to it.</summary>
    public IReadOnlyList<ReportPart> Parts()
    {
        var step = Step;
        var parts = new List<ReportPart>();
        for (var first = Begin(From, step); first <= To; first = first.AddMonths(step))
        {
            var whole = new ReportPeriod(first, first.AddMonths(step).AddDays(-1));
            var part = new ReportPeriod(first < From ? From : first, whole.To > To ? To : whole.To);
            parts.Add(new ReportPart(part, part == whole ? Words(whole, step) : DaysOrMonths(part)));
        }
        return parts;
    }

    /// <summary>What <see cref="Parts"/> are: «По месяцам», «По кварталам», «По годам».</summary>
    public string PartsTitle => Step switch { 1 => "По месяцам", MonthsInQuarter => "По кварталам", _ => "По годам" };

    private int Step
    {
        get
        {
            var months = ((To.Year - From.Year) * MonthsInYear) + To.Month - From.Month + 1;
            return months <= MostMonthsByMonth ? 1 : months <= MostMonthsByQuarter ? MonthsInQuarter : MonthsInYear;
        }
    }

    private static string Words(ReportPeriod part, int step) => step switch
    {
        1 => MonthWords.Months(part.From, part.To), MonthsInQuarter => MonthWords.Quarters(part.From, part.To), _ => MonthWords.Years(part.From.Year, part.To.Year),
    };

    private static string DaysOrMonths(ReportPeriod part) =>
        part.From.Day == 1 && part.To.AddDays(1).Day == 1 ? MonthWords.Months(part.From, part.To) : part.Days;

    private ReportPeriod? Neighbour(DateOnly day) => Kind == ReportPeriodKind.Custom ? null : Of(Kind, day);

    private static ReportPeriod Quarter(DateOnly day) => Months(Begin(day, MonthsInQuarter), MonthsInQuarter);

    private static ReportPeriod HalfYear(DateOnly day) => Months(Begin(day, MonthsInHalfYear), MonthsInHalfYear);

    private static ReportPeriod OfYear(AcademicYear year) => new(year.FirstDay, year.LastDay);

    private static ReportPeriod Months(DateOnly first, int months) => new(first, first.AddMonths(months).AddDays(-1));

    /// <summary>First day of the calendar month, quarter, half-year or year that holds a day.</summary>
    private static DateOnly Begin(DateOnly day, int months) => new(day.Year, ((day.Month - 1) / months * months) + 1, 1);
}

/// <param name="Title">«октябрь 2026 года», or the days when it is cut.</param>
public sealed record ReportPart(ReportPeriod Period, string Title);
