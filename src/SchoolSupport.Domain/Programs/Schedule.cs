using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SchoolSupport.Domain.Programs;

/// <summary>
/// One deadline as the system understands it, beside the words as written. Flat, so that it is stored and printed as plain JSON
/// (<see cref="ScheduleJson"/>). What each kind uses:
/// <list type="table">
/// <item><term>Month, MonthRange, Quarter, QuarterRange, Year, YearRange</term><description>From and To, the first and the last day; a quarter
/// also Quarter and ToQuarter. A range of years may have Every: a report each year instead of one at the end.</description></item>
/// <item><term>MonthList</term><description>Months, the first day of each.</description></item>
/// <item><term>YearList</term><description>Years.</description></item>
/// <item><term>DayRange</term><description>From and To, either may be missing («до 15 марта»); without a year FromMonth, FromDay, ToMonth, ToDay:
/// the days return every year of the programme.</description></item>
/// <item><term>YearWithin, SchoolYearWithin</term><description>From and To when the year is known; else Every, Year or SchoolYear: each one of the
/// programme.</description></item>
/// <item><term>SchoolYearEach</term><description>ToMonth and ToDay of the due date, 30 September when missing.</description></item>
/// <item><term>WholePeriod</term><description>nothing; Every when there is a report more often.</description></item>
/// <item><term>Recurring</term><description>Every; From and To when the years are written; the place inside a year by FromMonth (and ToMonth for a
/// window, FromDay and ToDay for days), by AnchorMonths for separate months, or by Quarter (and ToQuarter); Times when more than once.</description></item>
/// <item><term>MinimumFrequency</term><description>Times in PerYears years.</description></item>
/// <item><term>External</term><description>Owner as written, null when nobody is named; From and To, Every when a window is known.</description></item>
/// <item><term>OnEvent</term><description>Event as written.</description></item>
/// <item><term>Continuous, Inherited, Empty</term><description>nothing.</description></item>
/// </list>
/// Months are 1…12, days 1…31, quarters 1…4 of the calendar year.
/// </summary>
public sealed record Schedule(ScheduleKind Kind)
{
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public IReadOnlyList<DateOnly>? Months { get; init; }
    public IReadOnlyList<int>? Years { get; init; }
    public Recurrence? Every { get; init; }
    public int? FromMonth { get; init; }
    public int? FromDay { get; init; }
    public int? ToMonth { get; init; }
    public int? ToDay { get; init; }
    public IReadOnlyList<int>? AnchorMonths { get; init; }
    public int? Quarter { get; init; }
    public int? ToQuarter { get; init; }
    public int? Times { get; init; }
    public int? PerYears { get; init; }
    public string? Owner { get; init; }
    public string? Event { get; init; }

    /// <summary>The words of the cell that this schedule was read from.</summary>
    public string? Text { get; init; }

    // A list of a record is compared by reference, and two equal readings must be equal.
    public bool Equals(Schedule? other) =>
        other is not null && Scalars.Equals(other.Scalars)
        && Same(Months, other.Months) && Same(Years, other.Years) && Same(AnchorMonths, other.AnchorMonths);

    public override int GetHashCode() => Scalars.GetHashCode();

    private (ScheduleKind, DateOnly?, DateOnly?, Recurrence?, (int?, int?, int?, int?), (int?, int?, int?, int?), string?, string?, string?) Scalars =>
        (Kind, From, To, Every, (FromMonth, FromDay, ToMonth, ToDay), (Quarter, ToQuarter, Times, PerYears), Owner, Event, Text);

    private static bool Same<T>(IReadOnlyList<T>? one, IReadOnlyList<T>? other) =>
        one is null ? other is null : other is not null && one.SequenceEqual(other);
}

/// <summary>Schedules as JSON: camel case, no nulls, kinds by their codes, Russian letters as letters.</summary>
public static class ScheduleJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Write(IReadOnlyList<Schedule> schedules) => JsonSerializer.Serialize(schedules, Options);

    /// <exception cref="JsonException">when the text is not what <see cref="Write"/> gives.</exception>
    public static IReadOnlyList<Schedule> Read(string json) => JsonSerializer.Deserialize<List<Schedule>>(json, Options) ?? [];
}
