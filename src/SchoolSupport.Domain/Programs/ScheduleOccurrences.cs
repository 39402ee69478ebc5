using System.Globalization;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Programs;

/// <summary>
/// The times that a schedule asks for. Dates that are written win, also outside of the programme; where none are written, the programme's
/// days bound them, and each occurrence is cut to them. What has neither gives one occurrence without a due date.
/// </summary>
public static class ScheduleOccurrences
{
    private const string OpenKey = "open";
    private static readonly DateOnly Earliest = new(AcademicYear.MinStartYear, 1, 1);
    private static readonly DateOnly Latest = new(AcademicYear.MaxStartYear, 12, 31);

    /// <summary>All occurrences of a measure, in the order of the cell; a key that two schedules share gets a number: «2022-03», «2022-03#2».</summary>
    public static IReadOnlyList<Occurrence> Occurrences(this IReadOnlyList<Schedule> schedules, ProgramPeriod period)
    {
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = new List<Occurrence>();
        foreach (var occurrence in schedules.SelectMany(schedule => schedule.Occurrences(period)))
        {
            var count = used[occurrence.Key] = used.GetValueOrDefault(occurrence.Key) + 1;
            all.Add(count == 1 ? occurrence : occurrence with { Key = Invariant($"{occurrence.Key}#{count}") });
        }
        return all;
    }

    /// <summary>The occurrences of one schedule by date. An inherited one has none of its own: those of the row above serve.</summary>
    public static IReadOnlyList<Occurrence> Occurrences(this Schedule schedule, ProgramPeriod period) => schedule.Kind switch
    {
        ScheduleKind.Inherited => [],
        ScheduleKind.MonthList when schedule.Months is { } months => [.. months.Select(OfMonth)],
        ScheduleKind.YearList when schedule.Years is { } years => [.. years.Select(OfYear)],
        ScheduleKind.Continuous when schedule.Every is null => [Open(schedule, period)],
        ScheduleKind.Continuous => [.. Repeated(schedule, period).Select(note => note with { Due = null })],
        ScheduleKind.OnEvent or ScheduleKind.Empty => [Open(schedule, period)],
        ScheduleKind.MinimumFrequency when schedule.PerYears is null or 1 => Repeated(schedule with { Every = Recurrence.Year, Times = null }, period),
        ScheduleKind.MinimumFrequency => [Open(schedule, period)],
        ScheduleKind.Recurring or ScheduleKind.SchoolYearEach or ScheduleKind.SchoolYearWithin => Repeated(schedule, period),
        ScheduleKind.YearWithin when schedule.From is null => Repeated(schedule, period),
        ScheduleKind.WholePeriod when schedule.Every is null => [Whole(schedule, period)],
        ScheduleKind.DayRange when schedule.From is null && schedule.To is null => Repeated(schedule, period),
        _ when schedule.Every is not null => Repeated(schedule, period),
        _ => Single(schedule, period),
    };

    private static Occurrence OfMonth(DateOnly month) =>
        new(Key(month), First(month), Last(month), MonthWords.Months(month, month));

    private static Occurrence OfYear(int year) =>
        new(Invariant($"{year}"), new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), MonthWords.Years(year, year));

    private static Occurrence Open(Schedule schedule, ProgramPeriod period) =>
        new(OpenKey, schedule.From ?? period.From, null, ScheduleText.Words(schedule));

    private static Occurrence Whole(Schedule schedule, ProgramPeriod period) =>
        new("period", period.From, period.To, ScheduleText.Words(schedule));

    private static IReadOnlyList<Occurrence> Single(Schedule schedule, ProgramPeriod period)
    {
        if (schedule.From is null && schedule.To is null)
            return [Open(schedule, period)];
        var from = schedule.From ?? Begin(schedule.To!.Value, period.From);
        // «С 1 сентября» goes on to the end of the programme.
        var due = schedule.To ?? (period.To >= from ? period.To : null);
        return due < from ? [] : [new Occurrence(DatedKey(schedule), from, due, ScheduleText.Words(schedule with { Owner = null }))];
    }

    /// <summary>«До 15 марта» begins with the programme, or with the year when that is later or unknown.</summary>
    private static DateOnly Begin(DateOnly to, DateOnly? period)
    {
        var year = new DateOnly(to.Year, 1, 1);
        return period > year && period <= to ? period.Value : year;
    }

    private static string DatedKey(Schedule schedule)
    {
        if (schedule is not { From: { } from, To: { } to })
            return schedule.To is { } end ? Invariant($"..{end:yyyy-MM-dd}") : Invariant($"{schedule.From:yyyy-MM-dd}..");
        return schedule.Kind switch
        {
            ScheduleKind.Month => Key(from),
            ScheduleKind.MonthRange => $"{Key(from)}..{Key(to)}",
            ScheduleKind.Quarter => QuarterKey(from),
            ScheduleKind.QuarterRange => $"{QuarterKey(from)}..{QuarterKey(to)}",
            ScheduleKind.Year or ScheduleKind.YearWithin when from.Year == to.Year => Invariant($"{from.Year}"),
            ScheduleKind.YearWithin when AcademicYear.Of(from) == AcademicYear.Of(to) => AcademicYear.Of(from).ToString(),
            ScheduleKind.YearRange or ScheduleKind.YearWithin => Invariant($"{from.Year}..{to.Year}"),
            _ => from == to ? Invariant($"{from:yyyy-MM-dd}") : Invariant($"{from:yyyy-MM-dd}..{to:yyyy-MM-dd}"),
        };
    }

    private static IReadOnlyList<Occurrence> Repeated(Schedule schedule, ProgramPeriod period)
    {
        if ((schedule.From ?? period.From) is not { } from || (schedule.To ?? period.To) is not { } to)
            return [Open(schedule, period)];
        var (lower, upper) = (from < Earliest ? Earliest : from, to > Latest ? Latest : to);
        var cells = Cells(schedule, lower, upper)
            .Where(cell => cell.From <= upper && cell.Due >= lower)
            .Select(cell => cell with { From = cell.From < lower ? lower : cell.From, Due = cell.Due > upper ? upper : cell.Due });
        if (schedule is not { Kind: ScheduleKind.Recurring, Times: > 1 and { } times })
            return [.. cells];
        return [.. cells.SelectMany(cell => Enumerable.Range(1, times).Select(i =>
            cell with { Key = Invariant($"{cell.Key}.{i}"), Title = $"{cell.Title}, {i}-й раз из {times}" }))];
    }

    private static IEnumerable<Occurrence> Cells(Schedule schedule, DateOnly lower, DateOnly upper)
    {
        // A window may begin in December of the year before, and an academic year in its September.
        var years = Enumerable.Range(lower.Year - 1, Math.Max(0, upper.Year - lower.Year + 2));
        return schedule switch
        {
            { Kind: ScheduleKind.SchoolYearEach } => years.Select(year => SchoolYearBegin(year, schedule.ToMonth ?? 9, schedule.ToDay ?? 30)),
            { Kind: ScheduleKind.SchoolYearWithin } => years.Select(year => SchoolYear(year, new DateOnly(year + 1, 5, 31))),
            { Every: Recurrence.SchoolYear } => years.Select(year => SchoolYear(year, new AcademicYear(year).LastDay)),
            { Every: Recurrence.Week } => Weeks(lower, upper),
            _ => years.SelectMany(year => OfYear(schedule, year)),
        };
    }

    private static Occurrence SchoolYear(int year, DateOnly due) =>
        new(new AcademicYear(year).ToString(), new AcademicYear(year).FirstDay, due, $"{new AcademicYear(year)} учебный год");

    /// <summary>A plan for an academic year is due by a day of its autumn, or of the summer before it.</summary>
    private static Occurrence SchoolYearBegin(int year, int month, int day)
    {
        var due = DayOf(year, month, day);
        var first = new AcademicYear(year).FirstDay;
        return SchoolYear(year, due) with { From = due < first ? First(due) : first };
    }

    private static IEnumerable<Occurrence> Weeks(DateOnly lower, DateOnly upper)
    {
        for (var monday = lower.AddDays(-(((int)lower.DayOfWeek + 6) % 7)); monday <= upper; monday = monday.AddDays(7))
        {
            var week = ISOWeek.GetWeekOfYear(monday.ToDateTime(TimeOnly.MinValue));
            var year = ISOWeek.GetYear(monday.ToDateTime(TimeOnly.MinValue));
            yield return new Occurrence(Invariant($"{year}-W{week:00}"), monday, monday.AddDays(6), $"неделя {MonthWords.Days(monday, monday.AddDays(6))}");
        }
    }

    private static IEnumerable<Occurrence> OfYear(Schedule schedule, int year) => schedule switch
    {
        { AnchorMonths: { } months } => months.Select(month => OfMonth(new DateOnly(year, month, 1))),
        { Quarter: { } quarter } => [OfQuarters(year, quarter, schedule.ToQuarter ?? quarter)],
        { Every: Recurrence.Month, FromDay: not null } or { Every: Recurrence.Month, ToDay: not null } => Enumerable.Range(1, 12).Select(month => OfMonthDays(schedule, year, month)),
        { FromDay: not null } or { ToDay: not null } => [OfDays(schedule, year)],
        { Every: Recurrence.Month, FromMonth: { } first, ToMonth: { } last } =>
            Enumerable.Range(1, 12).Where(month => first <= last ? month >= first && month <= last : month >= first || month <= last).Select(month => OfMonth(new DateOnly(year, month, 1))),
        { FromMonth: { } month } => [OfMonths(year, month, schedule.ToMonth ?? month)],
        { Every: Recurrence.Month } => Enumerable.Range(1, 12).Select(month => OfMonth(new DateOnly(year, month, 1))),
        { Every: Recurrence.Quarter } => Enumerable.Range(1, 4).Select(quarter => OfQuarters(year, quarter, quarter)),
        { Every: Recurrence.HalfYear } => Enumerable.Range(1, 2).Select(half => OfHalf(year, half)),
        _ => [OfYear(year)],
    };

    private static Occurrence OfMonths(int year, int month, int toMonth)
    {
        var from = new DateOnly(year, month, 1);
        // A window whose last month stands before its first ends in the next year.
        var to = Last(new DateOnly(toMonth < month ? year + 1 : year, toMonth, 1));
        return new Occurrence(month == toMonth ? Key(from) : $"{Key(from)}..{Key(to)}", from, to, MonthWords.Months(from, to));
    }

    private static Occurrence OfQuarters(int year, int quarter, int toQuarter)
    {
        var from = new DateOnly(year, (quarter * 3) - 2, 1);
        var to = Last(new DateOnly(toQuarter < quarter ? year + 1 : year, toQuarter * 3, 1));
        return new Occurrence(quarter == toQuarter ? QuarterKey(from) : $"{QuarterKey(from)}..{QuarterKey(to)}", from, to, MonthWords.Quarters(from, to));
    }

    private static Occurrence OfHalf(int year, int half) =>
        new(Invariant($"{year}-H{half}"), new DateOnly(year, half == 1 ? 1 : 7, 1), new DateOnly(year, half == 1 ? 6 : 12, half == 1 ? 30 : 31),
            $"{MonthWords.Roman(half)} полугодие {year} года");

    private static Occurrence OfDays(Schedule schedule, int year)
    {
        var from = schedule is { FromMonth: { } month, FromDay: { } day } ? DayOf(year, month, day) : new DateOnly(year, 1, 1);
        var to = schedule is { ToMonth: { } toMonth, ToDay: { } toDay } ? DayOf(year, toMonth, toDay) : new DateOnly(year, 12, 31);
        if (to < from)
            to = to.AddYears(1);
        var dated = new Schedule(ScheduleKind.DayRange) { From = schedule.FromDay is null ? null : from, To = schedule.ToDay is null ? null : to };
        return new Occurrence(DatedKey(dated), from, to, ScheduleText.Words(dated));
    }

    /// <summary>«До 5 числа каждого месяца».</summary>
    private static Occurrence OfMonthDays(Schedule schedule, int year, int month)
    {
        var whole = OfMonth(new DateOnly(year, month, 1));
        var days = whole with { From = DayOf(year, month, schedule.FromDay ?? 1), Due = DayOf(year, month, schedule.ToDay ?? 31) };
        return days with { Title = MonthWords.Days(days.From!.Value, days.Due!.Value) };
    }

    /// <summary>29 February of an ordinary year is its 28th.</summary>
    private static DateOnly DayOf(int year, int month, int day) => new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));

    private static DateOnly First(DateOnly date) => new(date.Year, date.Month, 1);
    private static DateOnly Last(DateOnly date) => new(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month));
    private static string Key(DateOnly month) => Invariant($"{month:yyyy-MM}");
    private static string QuarterKey(DateOnly date) => Invariant($"{date.Year}-Q{MonthWords.QuarterOf(date)}");
    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
