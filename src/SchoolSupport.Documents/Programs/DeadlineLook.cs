using System.Text.RegularExpressions;

namespace SchoolSupport.Documents.Programs;

/// <summary>Whether words look like a term; what they mean is the parser's business.</summary>
internal static partial class DeadlineLook
{
    private const int LongestTerm = 160;

    public static bool IsTerm(string text) => text.Length is > 0 and <= LongestTerm && Term().IsMatch(text);

    /// <summary>The words of a new term, not the second half of the line above: «Март 2022», «(а) Июнь», but not «года» or «– август 2023».</summary>
    public static bool BeginsTerm(string line) => line.Length is > 0 and <= LongestTerm && Beginning().IsMatch(line);

    /// <summary>The next line is a term of its own, not the second half of the one above («декабрь» and «2021»).</summary>
    public static bool IsAnotherTerm(string above, string next) =>
        above.Length > 0 && above[^1] is not (',' or '-' or '–') && IsTerm(above) && BeginsTerm(next)
        && !(char.IsAsciiDigit(next[0]) && !Year().IsMatch(above));

    [GeneratedRegex(@"20\d\d")]
    private static partial Regex Year();

    /// <summary>The heading of a column that holds one end of a term.</summary>
    public static bool IsBeginOrEnd(string heading) => BeginOrEnd().IsMatch(heading);

    /// <summary>A sign in a column of its own: «+», «х», «✓».</summary>
    public static bool IsMark(string text) => text.Length is > 0 and <= 2 && !text.Any(char.IsAsciiDigit);

    [GeneratedRegex(@"начал|оконч|заверш", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BeginOrEnd();

    private const string Month = "январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр";

    [GeneratedRegex($@"(?<!\p{{L}})(?:{Month})\w{{0,3}}(?!\p{{L}})|(?<!\d)20\d\d(?!\d)|квартал|полугод|триместр|четверт|ежегодн|ежемесячн|ежекварт|еженед|ежедн|постоянн|в течение|по (?:отдельному |утвержд\w+ )?(?:план|график|мере|распис|итог|соглас|необход|запрос)|в соответствии с|весь период|всего периода|учебн\w+ год|\d раз|раз в|(?<!\p{{L}})до \d|\d\d?\.\d\d?(?:\.\d{{2,4}})?|каникул|в срок", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Term();

    [GeneratedRegex($@"^\W?(?:\w\)\s*)?(?:(?:{Month})\w{{0,3}}(?!\p{{L}})|20\d\d|[1-4IV]{{1,3}}(?:\s?[-–]\s?[1-4IV]{{1,3}})?\s*(?:-?й\s)?(?:квартал|полугод)|еже\w+|постоянно|в течение|по (?:план|график|мере|распис|итог|согл)|в соответствии|весь период|\d+ раз|не (?:реже|менее)|до \d|до конца|\d\d?\.\d\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();
}
