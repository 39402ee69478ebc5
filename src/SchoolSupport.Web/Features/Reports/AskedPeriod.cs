using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Reports;

/// <summary>The period that an address asks for.</summary>
/// <param name="Period">Null: none is asked for, or what is asked for cannot be taken.</param>
/// <param name="Problem">Why it cannot be taken; null when it can, or when nothing is asked for.</param>
public sealed record AskedPeriod(ReportPeriod? Period, string? Problem)
{
    /// <summary>A longer period is a slip of the pen: no programme goes on for so long.</summary>
    private const int MostYears = 20;

    public static AskedPeriod Read(string? from, string? to)
    {
        if (string.IsNullOrWhiteSpace(from) && string.IsNullOrWhiteSpace(to))
            return new AskedPeriod(null, null);
        if (!RussianModelBinding.TryReadDate(from ?? "", out var first) || !RussianModelBinding.TryReadDate(to ?? "", out var last))
            return new AskedPeriod(null, "Укажите обе даты в виде ДД.ММ.ГГГГ, например 01.09.2025.");
        if (last < first)
            return new AskedPeriod(null, "Период заканчивается раньше, чем начинается. Поменяйте даты местами.");
        if (first.Year < AcademicYear.MinStartYear || last.Year > AcademicYear.MaxStartYear || last > first.AddYears(MostYears))
            return new AskedPeriod(null, $"Укажите период не длиннее {MostYears} лет, между {AcademicYear.MinStartYear} и {AcademicYear.MaxStartYear} годами.");
        return new AskedPeriod(new ReportPeriod(first, last), null);
    }
}
