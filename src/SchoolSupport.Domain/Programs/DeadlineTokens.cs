using System.Globalization;
using System.Text.RegularExpressions;

namespace SchoolSupport.Domain.Programs;

internal enum TokenKind { Word, Number, Date, Sign }

/// <summary>A word, a number, a date in figures or a sign of one line.</summary>
/// <param name="Text">In lower case, е for ё.</param>
/// <param name="Start">Where it stands in the line.</param>
/// <param name="Value">The number; of a date its year, 0 when it has none.</param>
/// <param name="Month">Of a date.</param>
/// <param name="Day">Of a date, 0 when it has none: «01.2023».</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End, int Value = 0, int Month = 0, int Day = 0)
{
    public bool Is(string text) => Text == text;
    public bool IsYear => Kind == TokenKind.Number && Text.Length == 4 && Value is >= 1990 and <= 2099;
}

internal static partial class DeadlineTokens
{
    [GeneratedRegex(
        @"(?<iso>(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))" +
        @"|(?<date>(?<![0-9])[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})(?![0-9]))" +
        @"|(?<month>(?<![0-9])[0-9]{1,2}\.[0-9]{4}(?![0-9]))" +
        @"|(?<day>(?<![0-9])[0-9]{1,2}\.[0-9]{1,2}(?![0-9]))" +
        @"|(?<number>[0-9]+)(?:-?(?:ый|ой|ого|ому|ая|ое|го|му|ти|ем|ех|й|е|я|м|х)(?![а-я]))?" +
        @"|(?<word>[а-я]+|[a-z]+)" +
        @"|(?<sign>\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    public static List<Token> Of(string line) =>
        [.. Pattern().Matches(DeadlineText.Lower(line)).Select(Read)];

    private static Token Read(Match match)
    {
        var plain = new Token(TokenKind.Sign, match.Value, match.Index, match.Index + match.Length);
        if (match.Groups["word"].Success)
            return plain with { Kind = TokenKind.Word };
        if (match.Groups["number"] is { Success: true } number)
            return number.Length > 6 ? plain : plain with { Kind = TokenKind.Number, Text = number.Value, Value = Int(number.Value) };
        if (match.Groups["sign"].Success)
            return plain;
        var parts = match.Value.Split('.', '-').Select(Int).ToArray();
        return match switch
        {
            _ when match.Groups["iso"].Success => Date(plain, parts[0], parts[1], parts[2]),
            _ when match.Groups["month"].Success => Date(plain, parts[1], parts[0], 0),
            _ when match.Groups["day"].Success => Date(plain, 0, parts[1], parts[0]),
            _ => Date(plain, parts[2] < 100 ? 2000 + parts[2] : parts[2], parts[1], parts[0]),
        };
    }

    /// <summary>A sign that no reader knows, when there is no such day.</summary>
    private static Token Date(Token plain, int year, int month, int day)
    {
        // A day without a year may be 29 February.
        var exists = year is 0 or (>= 1990 and <= 2099) && month is >= 1 and <= 12 && day <= DateTime.DaysInMonth(year == 0 ? 2000 : year, month);
        return exists && (day > 0 || year > 0) ? plain with { Kind = TokenKind.Date, Value = year, Month = month, Day = day } : plain;
    }

    private static int Int(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
