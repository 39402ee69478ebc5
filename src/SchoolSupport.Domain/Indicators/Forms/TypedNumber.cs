using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>What was typed into a field for a number.</summary>
public enum TypedKind
{
    Empty = 1,
    Number = 2,
    /// <summary>A number with a percent sign.</summary>
    Percent = 3,
    /// <summary>«н/п», «не применимо».</summary>
    NotApplicable = 4,
    /// <summary>«н/д», «нет данных».</summary>
    NoData = 5,
    /// <summary>«-», «нет»: zero, or nothing known? Never guessed.</summary>
    ZeroOrNothing = 6,
    Unreadable = 7,
}

/// <summary>
/// Reads numbers as people type them in Russian: decimal comma or point, spaces of any kind between thousands, a unit behind, a minus of any kind.
/// What could be two things is left unread and asked about. Total: any text gives a reading.
/// </summary>
/// <param name="Value">0 unless it is a number or a percentage.</param>
/// <param name="Problem">Russian, why it was not read; empty when it was.</param>
public readonly partial record struct TypedNumber(TypedKind Kind, decimal Value, string Problem)
{
    private const int LongestNumber = 15;

    private static readonly HashSet<string> NotApplicableWords = ["н/п", "нп", "не применимо", "неприменимо", "не прим", "n/a"];
    private static readonly HashSet<string> NoDataWords = ["н/д", "нд", "нет данных", "не известно", "неизвестно", "?"];
    private static readonly HashSet<string> NothingWords = ["-", "--", "нет", "не было", "отсутствует", "отсутствуют", "ничего"];

    [GeneratedRegex(@"^(?<sign>[+-]?) ?(?<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]*)(?:[.,](?<part>[0-9]*))? ?(?<tail>%|[а-яёa-z]+\.?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"[0-9] ?(?:-|/|:| из ) ?[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex TwoNumbers();

    [GeneratedRegex(@"^(?:[~≈<>≤≥]|около|более|менее|примерно|больше|меньше|до|от)", RegexOptions.CultureInvariant)]
    private static partial Regex NotExact();

    /// <param name="unit">The unit of the question, which may be typed behind the number, also abbreviated.</param>
    public static TypedNumber Read(string? text, string unit = "")
    {
        var plain = Plain(text);
        if (plain.Length == 0)
            return new(TypedKind.Empty, 0, "");
        var word = plain.TrimEnd('.');
        if (NotApplicableWords.Contains(word))
            return new(TypedKind.NotApplicable, 0, "");
        if (NoDataWords.Contains(word))
            return new(TypedKind.NoData, 0, "");
        if (NothingWords.Contains(word))
            return new(TypedKind.ZeroOrNothing, 0, "");
        if (word is "ноль" or "нуль")
            return new(TypedKind.Number, 0, "");
        if (plain[0] == '=')
            return Unread("Это формула. Введите число");
        if (NotExact().IsMatch(plain))
            return Unread("Нужно точное число");
        return Number().Match(plain) is { Success: true } match && (match.Groups["whole"].Length > 0 || match.Groups["part"].Length > 0)
            ? Take(match, unit)
            : Unread(TwoNumbers().IsMatch(plain) ? "Нужно одно число, а здесь два"
                : plain.Any(char.IsAsciiDigit) ? "Не удалось прочитать число. Уберите лишние знаки и пробелы"
                : "Нужно число");
    }

    private static TypedNumber Take(Match match, string unit)
    {
        var tail = match.Groups["tail"].Value;
        if (tail.Length > 0 && tail != "%" && !IsUnit(tail.TrimEnd('.'), unit))
            return Unread($"Лишнее после числа: «{tail}»");
        var digits = match.Groups["whole"].Value.Replace(" ", "");
        var part = match.Groups["part"].Value;
        if (digits.Length + part.Length > LongestNumber)
            return Unread("Число слишком длинное");
        var value = decimal.Parse($"{match.Groups["sign"].Value}{(digits.Length == 0 ? "0" : digits)}.{part}0", NumberStyles.Number, CultureInfo.InvariantCulture);
        return new(tail == "%" ? TypedKind.Percent : TypedKind.Number, value, "");
    }

    // «чел.» for «человек», «ставок» for «ставки»: the beginning is the same.
    private static bool IsUnit(string typed, string unit)
    {
        var known = unit.ToLowerInvariant();
        var same = 0;
        while (same < typed.Length && same < known.Length && typed[same] == known[same])
            same++;
        return same > 0 && same >= Math.Min(typed.Length, 3);
    }

    private static TypedNumber Unread(string problem) => new(TypedKind.Unreadable, 0, problem);

    /// <summary>Lower case, one kind of space, one kind of minus, nothing around.</summary>
    private static string Plain(string? text)
    {
        var result = new StringBuilder();
        foreach (var c in (text ?? "").Trim())
        {
            // U+2009 and its like count as white space; the zero-width ones come with copied text and say nothing.
            if (c is '\u200B' or '\uFEFF' or '\u00AD')
                continue;
            if (char.IsWhiteSpace(c) || c == '\'')
            {
                if (result.Length > 0 && result[^1] != ' ')
                    result.Append(' ');
            }
            else
                result.Append(c is '−' or '–' or '—' or '‑' ? '-' : char.ToLowerInvariant(c));
        }
        return result.ToString().Trim();
    }
}
