using System.Text.RegularExpressions;

namespace SchoolSupport.Domain.Programs;

/// <summary>Recurrences that the title of a measure hides: «Ежемесячное проведение …». Suggested to a person, never set.</summary>
internal static partial class DeadlineHints
{
    [GeneratedRegex(@"(?<!\w)(?:(?<week>еженедельн\w*)|(?<month>ежемесячн\w*)|(?<quarter>ежеквартальн\w*)|(?<year>ежегодн\w*))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Adjective();

    [GeneratedRegex(@"(?<!\w)по\s+итогам\s+(?:(?:каждого|каждой|учебн\w+|триместр\w*|четверт\w*|полугоди\w*|квартал\w*|год\w*)(?:[\s,()]|(?<=\s)и\s)*)+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Outcomes();

    [GeneratedRegex(@"(?<!\w)не\s+(?:менее|реже)\s+(?:чем\s+)?(?<times>[0-9]{1,2})(?:\s+раза?)?\s+(?:в|за)\s+(?:(?<years>[0-9]{1,2})\s+)?(?:учебный\s+)?(?:год\w*|лет)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AtLeast();

    public static IReadOnlyList<DeadlineHint> Of(DeadlineContext context, IReadOnlyList<Schedule> read)
    {
        if (context.Title is not { Length: > 0 and <= 10_000 } title)
            return [];
        return [.. Found(DeadlineText.Lower(title), title, read)
            .Where(hint => !read.Any(schedule => schedule.Kind == hint.Schedule.Kind && schedule.Every == hint.Schedule.Every))
            .DistinctBy(hint => (hint.Schedule.Kind, hint.Schedule.Every, hint.Schedule.Times))];
    }

    private static IEnumerable<DeadlineHint> Found(string lower, string title, IReadOnlyList<Schedule> read)
    {
        foreach (Match match in Adjective().Matches(lower))
            yield return Hint(title, match, Placed(new Schedule(ScheduleKind.Recurring) { Every = Every(match) }, read));
        foreach (Match match in Outcomes().Matches(lower))
            yield return Hint(title, match, OfOutcomes(match.Value));
        foreach (Match match in AtLeast().Matches(lower))
            yield return Hint(title, match, new Schedule(ScheduleKind.MinimumFrequency)
            {
                Times = Number(match.Groups["times"]),
                PerYears = match.Groups["years"].Success ? Number(match.Groups["years"]) : 1,
            });
    }

    private static Recurrence Every(Match match) =>
        match.Groups["week"].Success ? Recurrence.Week
        : match.Groups["month"].Success ? Recurrence.Month
        : match.Groups["quarter"].Success ? Recurrence.Quarter
        : Recurrence.Year;

    /// <summary>«Ежегодная Неделя» with the deadline «Ноябрь 2022» is held each November.</summary>
    private static Schedule Placed(Schedule schedule, IReadOnlyList<Schedule> read) =>
        schedule.Every == Recurrence.Year && read is [{ Kind: ScheduleKind.Month, From: { } from }] ? schedule with { FromMonth = from.Month } : schedule;

    private static Schedule OfOutcomes(string words) =>
        words.Contains("триместр", StringComparison.Ordinal) || words.Contains("четверт", StringComparison.Ordinal) || words.Contains("квартал", StringComparison.Ordinal)
            ? new Schedule(ScheduleKind.Recurring) { Every = Recurrence.Quarter }
            : words.Contains("полугоди", StringComparison.Ordinal)
                ? new Schedule(ScheduleKind.Recurring) { Every = Recurrence.HalfYear, AnchorMonths = [1, 6] }
                : new Schedule(ScheduleKind.Recurring) { Every = Recurrence.Year, FromMonth = 6 };

    private static DeadlineHint Hint(string title, Match match, Schedule schedule)
    {
        var quote = title.Substring(match.Index, match.Length).Trim(' ', ',', '(', '\n', '\t');
        return new DeadlineHint(schedule, quote, $"В названии сказано «{quote}». Вести так: {ScheduleText.Words(schedule)}?");
    }

    private static int Number(Group group) => int.Parse(group.Value, System.Globalization.CultureInfo.InvariantCulture);
}
