using System.Text;

namespace SchoolSupport.Domain.Schools;

/// <summary>How a school's name is shown in lists, sorted and searched: the one place of these three.</summary>
public static class NaturalKey
{
    /// <summary>The name as lists show it, without the legal form: «Зелёноборская СОШ» of «МБОУ „Зелёноборская СОШ“».</summary>
    public static string Title(string shortName)
    {
        var text = shortName.Trim();
        var space = text.IndexOfAny([' ', '\u00A0']);
        if (space > 0 && SchoolNameWords.LegalForms.Contains(text[..space].ToLowerInvariant()))
            text = text[(space + 1)..].Trim();
        return WithoutOuterQuotes(text);
    }

    /// <summary>What lists are sorted by, under a collation that compares numbers as numbers: the title in lower case, ё = е, without quotes.</summary>
    public static string SortName(string shortName) => Fold(Title(shortName));

    /// <summary>What the search field looks through; compared with the words of <see cref="SearchWords"/>.</summary>
    public static string SearchText(params IEnumerable<string?> parts) =>
        string.Join(' ', parts.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => Fold(part!)).Distinct());

    /// <summary>The words of a search; a text fits when it holds every one of them.</summary>
    public static string[] SearchWords(string? query) =>
        Fold(query ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Lower case, ё = е, no quotes, single spaces, «№2» for «№ 2».</summary>
    public static string Fold(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            if (c is '«' or '»' or '"' or '„' or '“' or '”')
                continue;
            if (char.IsWhiteSpace(c))
            {
                if (result.Length > 0 && result[^1] is not (' ' or '№'))
                    result.Append(' ');
                continue;
            }
            result.Append(c == 'ё' ? 'е' : c);
        }
        return result.ToString().TrimEnd();
    }

    // «ЦО «Пригородный» is written with one closing quote for two opening ones, hence the count and not a pair.
    private static string WithoutOuterQuotes(string text)
    {
        if (text.Length < 2 || !IsOpening(text, 0))
            return text;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsOpening(text, i))
                depth++;
            else if (IsClosing(text, i) && --depth == 0)
                return i == text.Length - 1 ? text[1..^1].Trim() : text;
        }
        return text[1..].Trim();
    }

    private static bool IsOpening(string text, int i) => text[i] is '«' or '„' or '“' || (text[i] == '"' && (i == 0 || char.IsWhiteSpace(text[i - 1])));

    private static bool IsClosing(string text, int i) => text[i] is '»' or '”' || (text[i] == '"' && !IsOpening(text, i));
}
