using System.Text;

namespace SchoolSupport.Domain.Common;

public static partial class RussianText
{
    private static readonly string[] GlueForward = ["г.", "им.", "п.", "ст.", "д.", "пос."];

    /// <summary>
    /// Puts no-break spaces where a line must not be torn: after №, «г.» and «им.», after words of one or two letters,
    /// before a dash, before «%», after «порог», inside «7 из 20» and «2025 г.». Idempotent.
    /// </summary>
    public static string Nbsp(string text)
    {
        if (!text.Contains(' '))
            return text;
        var result = new StringBuilder(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != ' ')
                continue;
            var before = WordBefore(text, i);
            var after = WordAfter(text, i);
            if (after.StartsWith('%'))
                result[i] = NarrowNoBreakSpace;
            else if (Glued(before, after, text, i))
                result[i] = NoBreakSpace;
        }
        return result.ToString();
    }

    /// <summary>The same text for paper, whose typeface has no U+202F.</summary>
    public static string Paper(string text) => text.Replace(NarrowNoBreakSpace, NoBreakSpace);

    private static bool Glued(ReadOnlySpan<char> before, ReadOnlySpan<char> after, string text, int space)
    {
        if (before.IsEmpty || after.IsEmpty)
            return false;
        if (after is "—" or "–" or "-" || before.EndsWith("№") || IsShortWord(before))
            return true;
        if (char.IsAsciiDigit(before[^1]))
        {
            // «2025 г.» is a year, «№ 3 г. Озёрного» a town.
            if (after.StartsWith("г.") && before.Length >= 4)
                return true;
            var next = space + 1 + after.Length;
            return after is "из" && next < text.Length && !WordAfter(text, next).IsEmpty
                && char.IsAsciiDigit(WordAfter(text, next)[0]);
        }
        // «порог 4», «Порог 30 %»: the number is the threshold's name.
        if (char.IsAsciiDigit(after[0]) && before.TrimStart("«„\"(").Equals("порог", StringComparison.OrdinalIgnoreCase))
            return true;
        foreach (var word in GlueForward)
            if (before.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static bool IsShortWord(ReadOnlySpan<char> word)
    {
        word = word.TrimStart("«„\"(");
        return word.Length is 1 or 2 && IsCyrillic(word[0]) && (word.Length == 1 || (IsCyrillic(word[1]) && char.IsLower(word[1])));
    }

    private static bool IsCyrillic(char c) => c is >= 'А' and <= 'я' or 'Ё' or 'ё';

    private static ReadOnlySpan<char> WordBefore(string text, int space)
    {
        var start = space;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]))
            start--;
        return text.AsSpan(start, space - start);
    }

    private static ReadOnlySpan<char> WordAfter(string text, int space)
    {
        var end = space + 1;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        return text.AsSpan(space + 1, end - space - 1);
    }
}
