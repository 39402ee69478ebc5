using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Programs;

/// <summary>A schedule in Russian words, to stand beside the words as written. Spaces are plain: pages glue them.</summary>
public static class ScheduleText
{
    private const string EveryYear = "каждый год";

    /// <summary>The schedules one after another: «январь 2021 года; сентябрь 2021 года».</summary>
    public static string Words(IReadOnlyList<Schedule> schedules) => string.Join("; ", schedules.Select(Words));

    public static string Words(Schedule schedule) => schedule switch
    {
        { Kind: ScheduleKind.Month or ScheduleKind.MonthRange, From: { } from, To: { } to } => MonthWords.Months(from, to),
        { Kind: ScheduleKind.Quarter or ScheduleKind.QuarterRange, From: { } from, To: { } to } => MonthWords.Quarters(from, to),
        { Kind: ScheduleKind.Year, From: { } from, To: { } to } => MonthWords.Years(from.Year, to.Year),
        { Kind: ScheduleKind.YearRange, From: { } from, To: { } to } => $"{MonthWords.Years(from.Year, to.Year)}, {Reports(schedule.Every)}",
        { Kind: ScheduleKind.MonthList, Months: { Count: > 0 } months } => MonthList(months),
        { Kind: ScheduleKind.YearList, Years: { Count: > 0 } years } => $"{MonthWords.And([.. years.Select(year => $"{year}")])} годы, {EveryYear}",
        { Kind: ScheduleKind.DayRange } => Days(schedule),
        { Kind: ScheduleKind.YearWithin } => YearWithin(schedule),
        { Kind: ScheduleKind.SchoolYearWithin } => SchoolYearWithin(schedule),
        { Kind: ScheduleKind.SchoolYearEach } => $"к каждому учебному году, до {MonthWords.Day(schedule.ToDay ?? 30, schedule.ToMonth ?? 9)}",
        { Kind: ScheduleKind.WholePeriod } => $"весь срок программы, {Reports(schedule.Every)}",
        { Kind: ScheduleKind.Recurring } => Recurring(schedule),
        { Kind: ScheduleKind.MinimumFrequency } => MinimumFrequency(schedule.Times ?? 1, schedule.PerYears ?? 1),
        { Kind: ScheduleKind.External } => External(schedule),
        { Kind: ScheduleKind.Continuous } => Join("постоянно, без срока", ", ", Bounds(schedule)),
        { Kind: ScheduleKind.OnEvent } => Join(schedule.Event ?? "по событию", ", ", Bounds(schedule)),
        { Kind: ScheduleKind.Inherited } => "как в строке выше",
        _ => "срок не указан",
    };

    private static string Reports(Recurrence? every) => every switch
    {
        null => "без перерыва",
        Recurrence.Week => "отчёт каждую неделю",
        Recurrence.Month => "отчёт раз в месяц",
        Recurrence.Quarter => "отчёт раз в квартал",
        Recurrence.HalfYear => "отчёт раз в полугодие",
        Recurrence.SchoolYear => "отчёт раз в учебный год",
        _ => "отчёт раз в год",
    };

    private static string MonthList(IReadOnlyList<DateOnly> months) =>
        months.All(month => month.Year == months[0].Year)
            ? $"{MonthWords.And([.. months.Select(month => MonthWords.Nominative(month.Month))])} {months[0].Year} года"
            : MonthWords.And([.. months.Select(month => MonthWords.Months(month, month))]);

    private static string Days(Schedule schedule) => schedule switch
    {
        { From: { } from, To: { } to } => MonthWords.Days(from, to),
        { To: { } to } => $"до {MonthWords.Day(to)}",
        { From: { } from } => $"с {MonthWords.Day(from)}",
        _ => $"{EveryYear} {DaysOfYear(schedule)}",
    };

    private static string DaysOfYear(Schedule schedule) => schedule switch
    {
        { FromMonth: { } fromMonth, FromDay: { } fromDay, ToMonth: { } toMonth, ToDay: { } toDay } when (fromMonth, fromDay) == (toMonth, toDay) =>
            MonthWords.Day(toDay, toMonth),
        { FromMonth: { } fromMonth, FromDay: { } fromDay, ToMonth: { } toMonth, ToDay: { } toDay } =>
            fromMonth == toMonth ? $"с {fromDay} по {MonthWords.Day(toDay, toMonth)}" : $"с {MonthWords.Day(fromDay, fromMonth)} по {MonthWords.Day(toDay, toMonth)}",
        { FromMonth: null, FromDay: { } fromDay, ToMonth: null, ToDay: { } toDay } => fromDay == toDay ? $"{toDay} числа" : $"с {fromDay} по {toDay} число",
        { ToMonth: null, ToDay: { } toDay } => $"до {toDay} числа",
        { ToMonth: { } toMonth, ToDay: { } toDay } => $"до {MonthWords.Day(toDay, toMonth)}",
        { FromMonth: { } fromMonth, FromDay: { } fromDay } => $"с {MonthWords.Day(fromDay, fromMonth)}",
        _ => "",
    };

    private static string YearWithin(Schedule schedule) => schedule switch
    {
        { From: { } from, To: { } to } when from.Year == to.Year => $"в течение {to.Year} года",
        { From: { } from, To: { } to } when AcademicYear.Of(from) == AcademicYear.Of(to) => $"в течение {AcademicYear.Of(from)} учебного года",
        { From: { } from, To: { } to } => $"в течение {from.Year} – {to.Year} годов",
        { Every: Recurrence.SchoolYear } => "в течение каждого учебного года",
        _ => "в течение каждого года",
    };

    private static string SchoolYearWithin(Schedule schedule) => schedule switch
    {
        { From: { } from, To: { } to } when AcademicYear.Of(from) == AcademicYear.Of(to) => $"в течение {AcademicYear.Of(from)} учебного года",
        { From: { } from, To: { } to } => $"в учебное время {MonthWords.Days(from, to)}",
        _ => "в течение каждого учебного года",
    };

    private static string Recurring(Schedule schedule)
    {
        var rhythm = schedule switch
        {
            { Times: > 1 and { } times } => $"{RussianText.Number(times)} {RussianText.Plural(times, "раз", "раза", "раз")} {Per(schedule.Every)}",
            { Every: Recurrence.Week } => "каждую неделю",
            { Every: Recurrence.Month } => "каждый месяц",
            { Every: Recurrence.Quarter } => "каждый квартал",
            { Every: Recurrence.HalfYear } => "каждое полугодие",
            { Every: Recurrence.SchoolYear } => "каждый учебный год",
            _ => EveryYear,
        };
        return Join(Join(rhythm, " ", Place(schedule)), ", ", Bounds(schedule));
    }

    private static string Per(Recurrence? every) => every switch
    {
        Recurrence.Week => "в неделю",
        Recurrence.Month => "в месяц",
        Recurrence.Quarter => "в квартал",
        Recurrence.HalfYear => "в полугодие",
        Recurrence.SchoolYear => "в учебный год",
        _ => "в год",
    };

    /// <summary>Where in the year: «в апреле», «с мая по июнь», «в I квартале», «до 1 сентября».</summary>
    private static string Place(Schedule schedule) => schedule switch
    {
        { AnchorMonths: { Count: > 0 } months } => $"в {MonthWords.And([.. months.Select(MonthWords.Prepositional)])}",
        { Quarter: { } first, ToQuarter: { } last } when last != first => $"в {MonthWords.Roman(first)} – {MonthWords.Roman(last)} кварталах",
        { Quarter: { } quarter } => $"в{(quarter == 2 ? "о" : "")} {MonthWords.Roman(quarter)} квартале",
        { ToDay: not null } or { FromDay: not null } => DaysOfYear(schedule),
        { FromMonth: { } first, ToMonth: { } last } when last != first => $"с {MonthWords.Genitive(first)} по {MonthWords.Nominative(last)}",
        { FromMonth: { } month } => $"в {MonthWords.Prepositional(month)}",
        _ => "",
    };

    private static string Bounds(Schedule schedule) => schedule switch
    {
        { From: { Month: 1, Day: 1 } from, To: { Month: 12, Day: 31 } to } => MonthWords.Years(from.Year, to.Year),
        { From: { } from, To: { } to } => MonthWords.Days(from, to),
        { To: { } to } => $"до {MonthWords.Day(to)}",
        { From: { } from } => $"с {MonthWords.Day(from)}",
        _ => "",
    };

    private static string MinimumFrequency(int times, int years)
    {
        var span = years == 1 ? "год" : $"{years} {RussianText.Plural(years, "год", "года", "лет")}";
        return $"не менее {times} {RussianText.Plural(times, "раза", "раз", "раз")} в {span}";
    }

    private static string External(Schedule schedule)
    {
        var owner = schedule.Owner is null ? "по графику, чей – не сказано" : $"по графику (плану) {schedule.Owner}";
        var window = schedule.Every is null ? Bounds(schedule) : Recurring(schedule with { Owner = null });
        return Join(owner, ", ", window);
    }

    private static string Join(string first, string between, string second) => second.Length == 0 ? first : first + between + second;
}
