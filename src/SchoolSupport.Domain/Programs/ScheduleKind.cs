using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SchoolSupport.Domain.Programs;

/// <summary>
/// The kinds of deadlines (domain reference, section 3.4). Several terms of one cell are several schedules in a list, hence no kind for them.
/// In JSON a kind is its code, <see cref="ScheduleCodes"/>.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleKind>))]
public enum ScheduleKind
{
    /// <summary>No deadline could be read, or none is written.</summary>
    [JsonStringEnumMemberName("EMPTY")] Empty,
    [JsonStringEnumMemberName("MONTH")] Month,
    [JsonStringEnumMemberName("MONTH_RANGE")] MonthRange,
    [JsonStringEnumMemberName("MONTH_LIST")] MonthList,
    [JsonStringEnumMemberName("YEAR")] Year,
    [JsonStringEnumMemberName("YEAR_RANGE")] YearRange,
    [JsonStringEnumMemberName("YEAR_LIST")] YearList,
    /// <summary>«На каждый учебный год»: at the beginning of each academic year.</summary>
    [JsonStringEnumMemberName("SCHOOL_YEAR_EACH")] SchoolYearEach,
    /// <summary>«В течение учебного года»: while there are lessons.</summary>
    [JsonStringEnumMemberName("SCHOOL_YEAR_WITHIN")] SchoolYearWithin,
    [JsonStringEnumMemberName("YEAR_WITHIN")] YearWithin,
    [JsonStringEnumMemberName("WHOLE_PERIOD")] WholePeriod,
    [JsonStringEnumMemberName("QUARTER")] Quarter,
    [JsonStringEnumMemberName("QUARTER_RANGE")] QuarterRange,
    [JsonStringEnumMemberName("RECUR")] Recurring,
    /// <summary>At least so many times in so many years, counted for each person.</summary>
    [JsonStringEnumMemberName("MIN_FREQ")] MinimumFrequency,
    /// <summary>By somebody's schedule or plan; its dates are entered when they are known.</summary>
    [JsonStringEnumMemberName("EXTERNAL")] External,
    /// <summary>«Постоянно»: no due date, never overdue.</summary>
    [JsonStringEnumMemberName("CONTINUOUS")] Continuous,
    /// <summary>«По мере формирования отчёта»: no due date, never overdue.</summary>
    [JsonStringEnumMemberName("ON_EVENT")] OnEvent,
    [JsonStringEnumMemberName("DAY_RANGE")] DayRange,
    /// <summary>The cell is empty because the row above serves this one too.</summary>
    [JsonStringEnumMemberName("INHERIT")] Inherited,
}

/// <summary>How often something returns.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Recurrence>))]
public enum Recurrence
{
    [JsonStringEnumMemberName("WEEK")] Week,
    [JsonStringEnumMemberName("MONTH")] Month,
    [JsonStringEnumMemberName("QUARTER")] Quarter,
    [JsonStringEnumMemberName("HALF_YEAR")] HalfYear,
    [JsonStringEnumMemberName("YEAR")] Year,
    /// <summary>1 September – 31 August.</summary>
    [JsonStringEnumMemberName("SCHOOL_YEAR")] SchoolYear,
}

/// <summary>The codes of the kinds as the command line prints them, both ways.</summary>
public static class ScheduleCodes
{
    private static readonly Dictionary<ScheduleKind, string> Codes = new()
    {
        [ScheduleKind.Empty] = "EMPTY",
        [ScheduleKind.Month] = "MONTH",
        [ScheduleKind.MonthRange] = "MONTH_RANGE",
        [ScheduleKind.MonthList] = "MONTH_LIST",
        [ScheduleKind.Year] = "YEAR",
        [ScheduleKind.YearRange] = "YEAR_RANGE",
        [ScheduleKind.YearList] = "YEAR_LIST",
        [ScheduleKind.SchoolYearEach] = "SCHOOL_YEAR_EACH",
        [ScheduleKind.SchoolYearWithin] = "SCHOOL_YEAR_WITHIN",
        [ScheduleKind.YearWithin] = "YEAR_WITHIN",
        [ScheduleKind.WholePeriod] = "WHOLE_PERIOD",
        [ScheduleKind.Quarter] = "QUARTER",
        [ScheduleKind.QuarterRange] = "QUARTER_RANGE",
        [ScheduleKind.Recurring] = "RECUR",
        [ScheduleKind.MinimumFrequency] = "MIN_FREQ",
        [ScheduleKind.External] = "EXTERNAL",
        [ScheduleKind.Continuous] = "CONTINUOUS",
        [ScheduleKind.OnEvent] = "ON_EVENT",
        [ScheduleKind.DayRange] = "DAY_RANGE",
        [ScheduleKind.Inherited] = "INHERIT",
    };

    private static readonly Dictionary<string, ScheduleKind> Kinds = Codes.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(ScheduleKind kind) => Codes[kind];

    /// <summary>False for a code that is none, also in another case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? code, out ScheduleKind kind)
    {
        kind = default;
        return code is not null && Kinds.TryGetValue(code, out kind);
    }
}
