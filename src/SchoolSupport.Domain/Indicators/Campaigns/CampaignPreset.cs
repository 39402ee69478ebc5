using System.Globalization;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Campaigns;

/// <summary>Who is asked.</summary>
public enum CampaignAudience { AllSchools = 1, Groups = 2, Department = 3 }

/// <summary>A time of the year at which a campaign is held.</summary>
/// <param name="Opens">«09-01», month and day.</param>
/// <param name="Deadline">«09-15», the last day, in the same academic year.</param>
public sealed record CampaignRound(string Opens, string Deadline);

/// <summary>A campaign of the calendar, ready to be started (domain reference, section 8).</summary>
/// <param name="Forms">Codes of preset forms.</param>
/// <param name="Groups">Codes of groups, for <see cref="CampaignAudience.Groups"/>.</param>
/// <param name="Period">What its data are about, reckoned from the day of opening.</param>
/// <param name="Templates">Codes of the programme templates whose indicators it feeds.</param>
public sealed record CampaignPreset(
    string Code, string Title, IReadOnlyList<string> Forms, CampaignAudience Audience, PeriodKind Period,
    IReadOnlyList<CampaignRound> Rounds, string Instruction, IReadOnlyList<string> Templates, IReadOnlyList<string>? Groups = null)
{
    public static readonly IReadOnlyList<CampaignPreset> All = PresetData.Read<IReadOnlyList<CampaignPreset>>("campaigns");

    /// <summary>The preset with a code, or null.</summary>
    public static CampaignPreset? Find(string code) => All.FirstOrDefault(preset => preset.Code == code);

    /// <summary>Everything the calendar has for an academic year, by day of opening.</summary>
    public static IReadOnlyList<PlannedCampaign> CalendarOf(AcademicYear year) =>
        [.. All.SelectMany(preset => preset.In(year)).OrderBy(planned => planned.Opens).ThenBy(planned => planned.Deadline)];

    public IEnumerable<PlannedCampaign> In(AcademicYear year) => Rounds.Select(round =>
    {
        var opens = Day(round.Opens, year);
        return new PlannedCampaign(this, PeriodOf(opens), opens, Day(round.Deadline, year));
    });

    private MonitoringPeriod PeriodOf(DateOnly day) => Period switch
    {
        PeriodKind.Month => MonitoringPeriod.OfMonth(day.Year, day.Month),
        PeriodKind.Quarter => new(PeriodKind.Quarter, day.Year, ((day.Month - 1) / 3) + 1),
        PeriodKind.HalfYear => new(PeriodKind.HalfYear, day.Year, day.Month <= 6 ? 1 : 2),
        PeriodKind.CalendarYear => new(PeriodKind.CalendarYear, day.Year, 1),
        _ => MonitoringPeriod.Of(AcademicYear.Of(day)),
    };

    private static DateOnly Day(string monthAndDay, AcademicYear year)
    {
        var month = int.Parse(monthAndDay.AsSpan(0, 2), CultureInfo.InvariantCulture);
        return new DateOnly(month >= 9 ? year.StartYear : year.StartYear + 1, month, int.Parse(monthAndDay.AsSpan(3), CultureInfo.InvariantCulture));
    }
}

/// <summary>A campaign of the calendar in a certain year, not yet started.</summary>
public sealed record PlannedCampaign(CampaignPreset Preset, MonitoringPeriod Period, DateOnly Opens, DateOnly Deadline)
{
    /// <summary>«Мониторинг школ с низкими результатами, сентябрь 2025 года».</summary>
    public string Title => $"{Preset.Title}, {Period.Title}";
}
