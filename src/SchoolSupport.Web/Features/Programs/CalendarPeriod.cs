using System.Globalization;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Programs;

public enum CalendarView { Month, Quarter, Year }

/// <summary>The month, quarter or year that the calendar shows.</summary>
/// <param name="From">The first day.</param>
public sealed record CalendarPeriod(CalendarView View, DateOnly From)
{
    private static readonly string[] Nominatives =
        ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"];

    private static readonly string[] Romans = ["I", "II", "III", "IV"];

    private int Months => View switch { CalendarView.Month => 1, CalendarView.Quarter => 3, _ => 12 };

    /// <summary>The last day.</summary>
    public DateOnly To => From.AddMonths(Months).AddDays(-1);

    /// <summary>As it stands in the address: «2025-09» for every view.</summary>
    public string At => From.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public CalendarPeriod Previous => this with { From = From.AddMonths(-Months) };
    public CalendarPeriod Next => this with { From = From.AddMonths(Months) };

    public bool Holds(DateOnly day) => day >= From && day <= To;

    public IEnumerable<CalendarPeriod> EachMonth => Enumerable.Range(0, Months).Select(i => new CalendarPeriod(CalendarView.Month, From.AddMonths(i)));

    /// <summary>«Сентябрь 2025 года», «III квартал 2025 года», «2025 год».</summary>
    public string Title => View switch
    {
        CalendarView.Month => $"{char.ToUpperInvariant(MonthName[0])}{MonthName[1..]} {From.Year} года",
        CalendarView.Quarter => $"{Romans[(From.Month - 1) / 3]} квартал {From.Year} года",
        _ => $"{From.Year} год",
    };

    public string MonthName => Nominatives[From.Month - 1];

    /// <summary>The period of a view that holds a day.</summary>
    public static CalendarPeriod Of(CalendarView view, DateOnly day) => new(view, view switch
    {
        CalendarView.Month => new DateOnly(day.Year, day.Month, 1),
        CalendarView.Quarter => new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        _ => new DateOnly(day.Year, 1, 1),
    });

    /// <summary>What the address says; what it does not say or says wrong is the period of today.</summary>
    public static CalendarPeriod Read(string? view, string? at, DateOnly today)
    {
        var kind = view switch { "quarter" => CalendarView.Quarter, "year" => CalendarView.Year, _ => CalendarView.Month };
        var day = DateOnly.TryParseExact(at, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            && read.Year is >= AcademicYear.MinStartYear and <= AcademicYear.MaxStartYear ? read : today;
        return Of(kind, day);
    }
}
