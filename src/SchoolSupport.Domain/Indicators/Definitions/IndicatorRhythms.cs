using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>For which periods an indicator has values.</summary>
public static class IndicatorRhythms
{
    /// <summary>The periods of an academic year, in order.</summary>
    public static IReadOnlyList<MonitoringPeriod> PeriodsIn(this IndicatorRhythm rhythm, AcademicYear year) => rhythm switch
    {
        IndicatorRhythm.YearSeptember => [MonitoringPeriod.OfMonth(year.StartYear, 9)],
        IndicatorRhythm.YearAugust => [MonitoringPeriod.OfMonth(year.StartYear + 1, 8)],
        IndicatorRhythm.HalfYear => [MonitoringPeriod.OfMonth(year.StartYear + 1, 1), MonitoringPeriod.OfMonth(year.StartYear + 1, 6)],
        _ => [MonitoringPeriod.Of(year)],
    };

    /// <summary>«раз в год, в сентябре».</summary>
    public static string Words(this IndicatorRhythm rhythm) => rhythm switch
    {
        IndicatorRhythm.Once => "один раз",
        IndicatorRhythm.Year => "раз в год",
        IndicatorRhythm.YearSeptember => "раз в год, в сентябре",
        IndicatorRhythm.YearAugust => "раз в год, в августе",
        IndicatorRhythm.YearAfterExams => "раз в год, после экзаменов",
        IndicatorRhythm.HalfYear => "два раза в год, в январе и июне",
        _ => "постоянно",
    };
}
