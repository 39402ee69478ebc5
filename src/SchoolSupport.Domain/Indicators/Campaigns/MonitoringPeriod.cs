using System.Globalization;
using System.Text.RegularExpressions;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Domain.Indicators.Campaigns;

/// <summary>The numbers are stored; do not renumber.</summary>
public enum PeriodKind { Month = 1, Quarter = 2, HalfYear = 3, CalendarYear = 4, AcademicYear = 5 }

/// <summary>What a collection or a value is about, with a key that is stored and typed: «2025-09», «2025-Q3», «2025-H1», «2025», «2024/2025».</summary>
/// <param name="Year">The calendar year, or the year of its September.</param>
/// <param name="Number">1…12, 1…4, 1…2; 1 for whole years.</param>
public readonly partial record struct MonitoringPeriod(PeriodKind Kind, int Year, int Number) : IComparable<MonitoringPeriod>
{
    [GeneratedRegex(@"^(?<year>20[0-9][0-9])(?:-(?<month>0[1-9]|1[0-2])|-Q(?<quarter>[1-4])|-H(?<half>[12]))?$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();

    public static MonitoringPeriod Of(AcademicYear year) => new(PeriodKind.AcademicYear, year.StartYear, 1);

    public static MonitoringPeriod OfMonth(int year, int month) => new(PeriodKind.Month, year, month);

    public static bool TryParse(string? key, out MonitoringPeriod period)
    {
        period = default;
        if (Common.AcademicYear.TryParse(key, out var academic) && key!.Contains('/'))
            period = Of(academic);
        else if (KeyPattern().Match(key ?? "") is { Success: true } match)
        {
            var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
            period = match.Groups["month"].Success ? new(PeriodKind.Month, year, int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture))
                : match.Groups["quarter"].Success ? new(PeriodKind.Quarter, year, match.Groups["quarter"].Value[0] - '0')
                : match.Groups["half"].Success ? new(PeriodKind.HalfYear, year, match.Groups["half"].Value[0] - '0')
                : new(PeriodKind.CalendarYear, year, 1);
        }
        return period != default;
    }

    public string Key => Kind switch
    {
        PeriodKind.Month => string.Create(CultureInfo.InvariantCulture, $"{Year}-{Number:00}"),
        PeriodKind.Quarter => string.Create(CultureInfo.InvariantCulture, $"{Year}-Q{Number}"),
        PeriodKind.HalfYear => string.Create(CultureInfo.InvariantCulture, $"{Year}-H{Number}"),
        PeriodKind.CalendarYear => Year.ToString(CultureInfo.InvariantCulture),
        _ => new AcademicYear(Year).ToString(),
    };

    /// <summary>«сентябрь 2025 года», «III квартал 2025 года», «первое полугодие 2025 года», «2025 год», «2024/2025 учебный год».</summary>
    public string Title => Kind switch
    {
        PeriodKind.Month => $"{MonthWords.Nominative(Number)} {Year} года",
        PeriodKind.Quarter => $"{MonthWords.Roman(Number)} квартал {Year} года",
        PeriodKind.HalfYear => $"{(Number == 1 ? "первое" : "второе")} полугодие {Year} года",
        PeriodKind.CalendarYear => $"{Year} год",
        _ => $"{new AcademicYear(Year)} учебный год",
    };

    public DateOnly FirstDay => Kind switch
    {
        PeriodKind.AcademicYear => new AcademicYear(Year).FirstDay,
        _ => new DateOnly(Year, ((Number - 1) * Months) + 1, 1),
    };

    public DateOnly LastDay => Kind == PeriodKind.AcademicYear ? new AcademicYear(Year).LastDay : FirstDay.AddMonths(Months).AddDays(-1);

    /// <summary>The academic year that its last day lies in.</summary>
    public AcademicYear Academic => Common.AcademicYear.Of(LastDay);

    /// <summary>
    /// The academic year whose results a period looks at: the one that is over, so in September 2025 it is 2024/2025 (domain reference, section 8). From
    /// August on, and for a whole academic year, it is the year itself.
    /// </summary>
    public AcademicYear ResultsYear => Kind == PeriodKind.AcademicYear || LastDay.Month == 8 ? Academic : Academic.Previous;

    /// <summary>
    /// The academic year of the last October list of schools at risk: in September 2025 that of October 2024, from October 2025 on the new one (domain
    /// reference, section 8 and T15).
    /// </summary>
    public AcademicYear RiskListYear => LastDay.Month == 9 ? Academic.Previous : Academic;

    /// <summary>The academic year that what happened «during the year» is counted of: September tells of the one that is over.</summary>
    public AcademicYear YearTold => LastDay.Month == 9 ? Academic.Previous : Academic;

    /// <summary>The same period a year before: what values are compared with.</summary>
    public MonitoringPeriod YearBefore => this with { Year = Year - 1 };

    /// <summary>
    /// The day that a collection of the period speaks of: the day it was opened, kept within the period. What is asked about a whole year in June is not
    /// known in September; and what is asked about September in October is still September's.
    /// </summary>
    public DateOnly DayOf(DateOnly opened)
    {
        var (first, last) = (FirstDay, LastDay);
        return opened < first ? first : opened > last ? last : opened;
    }

    private int Months => Kind switch
    {
        PeriodKind.Month => 1,
        PeriodKind.Quarter => 3,
        PeriodKind.HalfYear => 6,
        _ => 12,
    };

    public int CompareTo(MonitoringPeriod other) =>
        FirstDay != other.FirstDay ? FirstDay.CompareTo(other.FirstDay) : LastDay.CompareTo(other.LastDay);

    public override string ToString() => Key;
}
