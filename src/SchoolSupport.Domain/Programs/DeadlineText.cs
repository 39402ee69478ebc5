using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SchoolSupport.Domain.Programs;

/// <summary>A cell's words made ready for reading: no markup, one kind of space and dash, lines apart. Letters stay as they were.</summary>
internal static partial class DeadlineText
{
    /// <summary>A cell longer than this is prose, not a deadline.</summary>
    public const int MaxLength = 1_000;

    // Latin first, then Greek, which text recognition puts into capitals.
    private const string LookAlikes = "ABCEHKMOPTXYaceopxyΑΒΕΗΚΜΟΡΤΧΠ";
    private const string CyrillicTwins = "АВСЕНКМОРТХУасеорхуАВЕНКМОРТХП";
    private const string Dashes = "‐‑‒–—―−­";

    [GeneratedRegex(@"<\s*(?:br|/?p|/?li|/?div|/?tr|/?ul|/?ol)\b[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BlockTag();

    [GeneratedRegex(@"</?[a-z][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    // «а)», «(б)», «1)» before the term of a sub-item; the brackets of «(сентябрь)» are none.
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])\(?[\p{L}\p{Nd}]\)\s*", RegexOptions.CultureInvariant)]
    private static partial Regex ItemLabel();

    [GeneratedRegex(@"^\s*[-•·*▪●]\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"[\p{L}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"[ ]{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    /// <param name="AfterBlank">A blank line stands before: two terms, never one torn apart.</param>
    internal readonly record struct Line(string Text, bool AfterBlank);

    /// <summary>The lines that say something; items «а) … б) …» of one line apart, their labels and bullets off.</summary>
    public static List<Line> Lines(string cell)
    {
        var plain = Plain(cell).Split('\n');
        var bullets = plain.Count(line => line.Trim().Length > 0) is > 1 and var filled && plain.Count(line => Bullet().IsMatch(line)) == filled;
        var lines = new List<Line>();
        var blank = false;
        foreach (var raw in plain)
        {
            var line = (bullets ? Bullet().Replace(raw, "") : raw).Trim();
            if (line.Length == 0)
            {
                blank = lines.Count > 0;
                continue;
            }
            foreach (var item in Items(line))
                lines.Add(new Line(item, blank));
            blank = false;
        }
        return lines;
    }

    /// <summary>The same letters in one case, ё as е, of the same length: positions in it are positions in the text.</summary>
    public static string Lower(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = char.ToLowerInvariant(source[i]) is var c && c == 'ё' ? 'е' : c;
    });

    private static IEnumerable<string> Items(string line)
    {
        var labels = ItemLabel().Matches(line);
        if (labels.Count == 0)
            return [line];
        var pieces = ItemLabel().Split(line).Select(piece => piece.Trim(' ', ';', ',')).Where(piece => piece.Length > 0).ToList();
        return labels[0].Index == 0 || labels.Count > 1 ? pieces : [line];
    }

    private static string Plain(string cell)
    {
        var text = WebUtility.HtmlDecode(Tag().Replace(BlockTag().Replace(cell, "\n"), ""));
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\r' or '\n' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029')
                result.Append('\n');
            else if (char.IsWhiteSpace(c))
                result.Append(' ');
            else if (c != '\u00AD' && Dashes.Contains(c, StringComparison.Ordinal))
                result.Append('-');
            else if (!IsInvisible(c))
                result.Append(c is 'І' or 'і' or 'Ι' ? 'I' : c);
        }
        return Spaces().Replace(Word().Replace(result.ToString(), word => Cyrillic(word.Value)), " ");
    }

    // Soft hyphens, zero-width characters and marks of direction, which copying from Word brings along.
    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Control;

    /// <summary>Foreign letters that look like Cyrillic ones, in a word that is Cyrillic otherwise, that is known with them, or that is one such letter.</summary>
    private static string Cyrillic(string word)
    {
        if (!word.Any(IsForeign) || (word.Length > 1 && word.All(IsForeign) && !DeadlineWords.IsKnown(Lower(Twin(word)))))
            return word;
        return Twin(word);
    }

    private static bool IsForeign(char c) => char.IsAsciiLetter(c) || LookAlikes.Contains(c, StringComparison.Ordinal);

    private static string Twin(string word) => string.Concat(word.Select(c =>
        LookAlikes.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? CyrillicTwins[i] : c));
}
