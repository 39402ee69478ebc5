using System.Globalization;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Domain.Tests.Programs;

/// <summary>The contexts of the five documents, schedules in short, and comparison of readings.</summary>
internal static class DeadlineCase
{
    /// <summary>2020–2022, no plan for a year.</summary>
    public static readonly DeadlineContext Bok = new(Day(2020, 1, 1), Day(2022, 12, 31));
    /// <summary>The prevention measures: the whole programme, reporting by academic years.</summary>
    public static readonly DeadlineContext NorA = new(Day(2022, 1, 1), Day(2024, 12, 31), AcademicPlan: true);
    /// <summary>The plan for calendar 2023.</summary>
    public static readonly DeadlineContext NorB = new(Day(2022, 1, 1), Day(2024, 12, 31), PlanYear: 2023);
    public static readonly DeadlineContext Per = new(Day(2021, 1, 1), Day(2024, 12, 31), PlanYear: 2021);
    public static readonly DeadlineContext Kol = new(Day(2022, 1, 1), Day(2022, 12, 31), PlanYear: 2022);
    /// <summary>No term in the passport; an order of June 2018.</summary>
    public static readonly DeadlineContext Sol = new(Day(2018, 1, 1), Day(2020, 12, 31), OrderYear: 2018);

    public static DateOnly Day(int year, int month, int day) => new(year, month, day);

    public static DateOnly Last(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));

    public static Schedule Month(int year, int month) => new(ScheduleKind.Month) { From = Day(year, month, 1), To = Last(year, month) };

    public static Schedule Months(int year, int from, int toYear, int to) => new(ScheduleKind.MonthRange) { From = Day(year, from, 1), To = Last(toYear, to) };

    public static Schedule Months(int year, int from, int to) => Months(year, from, year, to);

    public static Schedule MonthList(params (int Year, int Month)[] months) => new(ScheduleKind.MonthList) { Months = [.. months.Select(m => Day(m.Year, m.Month, 1))] };

    public static Schedule Year(int year) => new(ScheduleKind.Year) { From = Day(year, 1, 1), To = Day(year, 12, 31) };

    public static Schedule YearRange(int from, int to) => new(ScheduleKind.YearRange) { From = Day(from, 1, 1), To = Day(to, 12, 31) };

    public static Schedule Days(DateOnly? from, DateOnly? to) => new(ScheduleKind.DayRange) { From = from, To = to };

    public static Schedule Quarter(int year, int quarter) => new(ScheduleKind.Quarter)
    {
        From = Day(year, (quarter * 3) - 2, 1), To = Last(year, quarter * 3), Quarter = quarter,
    };

    public static Schedule External(string? owner) => new(ScheduleKind.External) { Owner = owner };

    public static Schedule Every(Recurrence every) => new(ScheduleKind.Recurring) { Every = every };

    public static Schedule Yearly(int month, int? toMonth = null) => new(ScheduleKind.Recurring) { Every = Recurrence.Year, FromMonth = month, ToMonth = toMonth };

    public static Schedule InYears(this Schedule schedule, int from, int to) => schedule with { From = Day(from, 1, 1), To = Day(to, 12, 31) };

    public static Schedule[] Plain(IReadOnlyList<Schedule> schedules) => [.. schedules.Select(schedule => schedule with { Text = null })];

    /// <summary>Reads without a question, exactly these schedules.</summary>
    public static DeadlineReading Clean(string text, DeadlineContext context, params Schedule[] expected)
    {
        var reading = DeadlineParser.Read(text, context);
        Assert.Equal(expected, Plain(reading.Schedules));
        Assert.Empty(reading.Questions);
        Assert.Empty(reading.Alternatives);
        Assert.Equal(text, reading.Text);
        return reading;
    }

    /// <summary>Reads these schedules by default, with a question of this code.</summary>
    public static DeadlineReading Asked(string code, string text, DeadlineContext context, params Schedule[] expected)
    {
        var reading = DeadlineParser.Read(text, context);
        Assert.Equal(expected, Plain(reading.Schedules));
        Assert.Contains(code, reading.Questions.Select(question => question.Code));
        Assert.True(reading.NeedsClarifying);
        return reading;
    }

    /// <summary>«key from..due» of each occurrence, «-» for an unknown day.</summary>
    public static string[] Occurrences(DeadlineReading reading, DeadlineContext context) =>
        [.. reading.Schedules.Occurrences(context.Period).Select(o => $"{o.Key} {Text(o.From)}..{Text(o.Due)}")];

    private static string Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";
}
