using System.Globalization;
using System.Text.RegularExpressions;

namespace SchoolSupport.Domain.Programs;

/// <summary>Moves the years that words and schedules name, for a plan that is made from that of another year. Pure and total.</summary>
public static partial class YearShift
{
    /// <summary>A calendar year, or an academic one written with two digits: «2024», «2024/25».</summary>
    [GeneratedRegex(@"(?<!\d)(?<year>20\d\d)(?:(?<sign>[/–-])(?<next>\d\d)(?!\d))?(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    /// <summary>Every year from 2000 to 2099 in the text, moved: «январь 2024 года» → «январь 2025 года», «2024/25» → «2025/26».</summary>
    public static string Text(string text, int by) => Year().Replace(text, match =>
    {
        var year = Number(match.Groups["year"].Value);
        if (!match.Groups["next"].Success)
            return Words(year + by);
        var next = Number(match.Groups["next"].Value);
        // «2024-12» is a month of a year, «2024-25» two years.
        return next == (year + 1) % 100
            ? $"{Words(year + by)}{match.Groups["sign"].Value}{(next + by + 100) % 100:00}"
            : $"{Words(year + by)}{match.Groups["sign"].Value}{match.Groups["next"].Value}";
    });

    /// <summary>A term that begins and ends with these years, another end given to it: «2024–2026 годы», «2024, 2025, 2026 годы».</summary>
    public static string Span(string text, int from, int to, int newTo)
    {
        if (to == newTo || to <= from || newTo < from || !text.Contains(Words(from), StringComparison.Ordinal))
            return text;
        var list = string.Join(@"\s*,\s*", Enumerable.Range(from, to - from + 1).Select(Words));
        var range = Regex.Replace(text, $@"(?<!\d){from}(?<dash>\s*[-–—]\s*){to}(?!\d)", match => $"{Words(from)}{match.Groups["dash"].Value}{Words(newTo)}", RegexOptions.CultureInvariant);
        return Regex.Replace(range, $@"(?<!\d){list}(?!\d)", string.Join(", ", Enumerable.Range(from, newTo - from + 1).Select(Words)), RegexOptions.CultureInvariant);
    }

    /// <summary>Years from 2000 to 2099 that a text names.</summary>
    public static IEnumerable<int> In(string text) => Year().Matches(text).Select(match => Number(match.Groups["year"].Value));

    public static Schedule Schedule(Schedule schedule, int by) => schedule with
    {
        From = schedule.From?.AddYears(by),
        To = EndOfMonthKept(schedule.To, by),
        Months = schedule.Months is { } months ? [.. months.Select(m => m.AddYears(by))] : null,
        Years = schedule.Years is { } years ? [.. years.Select(y => y + by)] : null,
        Text = schedule.Text is { } text ? Text(text, by) : null,
    };

    // The last day of February stays the last one: 28.02.2023 → 29.02.2024.
    private static DateOnly? EndOfMonthKept(DateOnly? day, int by)
    {
        if (day is not { } date)
            return null;
        var moved = date.AddYears(by);
        return date.Day == DateTime.DaysInMonth(date.Year, date.Month) ? new DateOnly(moved.Year, moved.Month, DateTime.DaysInMonth(moved.Year, moved.Month)) : moved;
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Words(int year) => year.ToString(CultureInfo.InvariantCulture);
}
