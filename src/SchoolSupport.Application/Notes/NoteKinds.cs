using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Notes;

/// <summary>The analytical notes of the domain reference, section 9.1. The numbers are stored; do not renumber.</summary>
public enum NoteKind
{
    /// <summary>Monitoring of schools with low results, in September.</summary>
    LowResults = 1,
    /// <summary>The list of schools at risk with deficits and recommendations, after the October run.</summary>
    RiskList = 2,
    /// <summary>Work with schools at risk and its effectiveness, in September.</summary>
    RiskMonitoring = 3,
    /// <summary>Prevention of failure, in January and June.</summary>
    Prevention = 4,
    /// <summary>Effectiveness of the measures taken, in the first days of June.</summary>
    Effectiveness = 5,
}

/// <summary>What a kind of note is called, and about which periods it is written.</summary>
/// <param name="Code">In addresses and on the command line.</param>
/// <param name="Title">«Мониторинг рисковых школ».</param>
/// <param name="When">«раз в год, в сентябре».</param>
/// <param name="Lines">Of the title on paper, after «АНАЛИТИЧЕСКАЯ СПРАВКА».</param>
/// <param name="Months">Months of its periods; empty for whole academic years.</param>
public sealed record NoteKindWords(NoteKind Kind, string Code, string Title, string When, IReadOnlyList<string> Lines, IReadOnlyList<int> Months);

public static class NoteKinds
{
    public static readonly IReadOnlyList<NoteKindWords> All =
    [
        new(NoteKind.LowResults, "shnor-monitoring", "Мониторинг школ с низкими результатами", "раз в год, в сентябре",
            ["по результатам мониторинга школ", "с низкими образовательными результатами"], [9]),
        new(NoteKind.RiskList, "risk-list", "Перечень рисковых школ", "раз в год, после октябрьского выявления",
            ["по результатам выявления рисковых школ:", "дефициты и адресные рекомендации"], []),
        new(NoteKind.RiskMonitoring, "risk-monitoring", "Мониторинг работы с рисковыми школами", "раз в год, в сентябре",
            ["по результатам мониторинга работы", "с рисковыми школами"], [9]),
        new(NoteKind.Prevention, "prevention", "Профилактика учебной неуспешности", "два раза в год, в январе и июне",
            ["по результатам мониторинга профилактики", "учебной неуспешности"], [1, 6]),
        new(NoteKind.Effectiveness, "effectiveness", "Эффективность принятых мер", "раз в год, 1–10 июня",
            ["об эффективности мер, принятых", "в течение учебного года"], [6]),
    ];

    public static NoteKindWords Of(NoteKind kind) => All.First(words => words.Kind == kind);

    /// <summary>Null for a code that is none.</summary>
    public static NoteKind? Find(string? code) => All.Where(words => words.Code == code).Select(words => (NoteKind?)words.Kind).FirstOrDefault();

    /// <summary>Periods of an academic year that a note of the kind is about.</summary>
    public static IReadOnlyList<MonitoringPeriod> PeriodsIn(NoteKind kind, AcademicYear year) => Of(kind).Months is { Count: > 0 } months
        ? [.. months.Select(month => MonitoringPeriod.OfMonth(month >= 9 ? year.StartYear : year.StartYear + 1, month)).Order()]
        : [MonitoringPeriod.Of(year)];

    /// <summary>The period that somebody means: «2024-10» of a list of schools at risk is its academic year. Null when no such note is about it.</summary>
    public static MonitoringPeriod? Period(NoteKind kind, string? key)
    {
        if (!MonitoringPeriod.TryParse(key, out var period))
            return null;
        if (Of(kind).Months.Count == 0 && period is { Kind: PeriodKind.Month, Number: 10 })
            period = MonitoringPeriod.Of(period.Academic);
        return PeriodsIn(kind, period.Academic).Contains(period) ? period : null;
    }

    /// <summary>Periods that have begun, newest first.</summary>
    public static IEnumerable<MonitoringPeriod> Begun(NoteKind kind, DateOnly today, int years)
    {
        var last = AcademicYear.Of(today).StartYear;
        return Enumerable.Range(last - years + 1, years).SelectMany(year => PeriodsIn(kind, new AcademicYear(year)))
            .Where(period => period.FirstDay <= today).OrderDescending();
    }

    /// <summary>The last line of the title: «сентябрь 2025 г.», «2024/2025 учебный год».</summary>
    public static string PeriodLine(MonitoringPeriod period) => period.Kind == PeriodKind.Month
        ? $"({MonthWords.Nominative(period.Number)} {period.Year} г.)" : $"({period.Title})";
}
