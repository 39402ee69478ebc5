using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SchoolSupport.Domain.Programs;

public enum ResponsibleKind
{
    /// <summary>An organisation or a body under its own name, or a role; as written.</summary>
    Named,
    /// <summary>A generic group, «руководители ОО»: it resolves to the schools that take part.</summary>
    Group,
    /// <summary>The name of a private person stands in it: to be replaced with a role.</summary>
    Person,
}

public enum ResponsibleGroup { Schools, Heads, DeputyHeads, Teachers, ClassTeachers, Experts }

/// <summary>One of those who are responsible.</summary>
/// <param name="Text">As written, without the definition of a short name.</param>
/// <param name="Group">Of a generic group, which; null for the others.</param>
/// <param name="ShortName">«Комитет образования» of «… (далее – Комитет образования)»; null when none is given.</param>
public sealed record ResponsibleParty(string Text, ResponsibleKind Kind = ResponsibleKind.Named, ResponsibleGroup? Group = null, string? ShortName = null);

/// <summary>
/// Splits the words of a responsible cell (domain reference, section 3.5): by commas and semicolons outside of quotes and brackets, by lines, and
/// between names of persons that nothing separates. Pure and total.
/// </summary>
public static partial class ResponsibleText
{
    private const int MaxLength = 10_000;
    private const string Schools = @"(?:оо|оу|шк(?:ол)?\w*(?:-участни\w+)?|(?:обще)?образовательн\w+\s+(?:организаци\w+|учреждени\w+))(?:\s+(?:района|округа|города|муниципалитета|участни\w+|проекта|программы))*";

    private static readonly (ResponsibleGroup Group, Regex Words)[] Groups =
    [
        (ResponsibleGroup.Schools, Whole($@"(?:все\s+)?{Schools}")),
        (ResponsibleGroup.Heads, Whole($@"(?:руководител[ьи]|директора?|администраци[яи])\s+{Schools}|руководители|директора")),
        (ResponsibleGroup.DeputyHeads, Whole($@"заместител[ьи]\s+(?:директор(?:а|ов)|руководител(?:я|ей))(?:\s+по\s+(?:увр|ур|вр|нмр|учебно\S*(?:\s+\S+)?\s+работе))?(?:\s+{Schools})?|завучи(?:\s+{Schools})?")),
        (ResponsibleGroup.ClassTeachers, Whole($@"классные\s+руководители(?:\s+{Schools})?")),
        (ResponsibleGroup.Teachers, Whole($@"(?:педагоги|учителя|учителя-предметники|педагогические\s+(?:работники|коллективы?))(?:\s+{Schools})?")),
        (ResponsibleGroup.Experts, Whole("эксперты")),
    ];

    [GeneratedRegex(@"</?[a-z][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s*\(\s*далее(?:\s+по\s+тексту)?\s*[-–—]?\s*(?<name>[^()]*)\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    /// <summary>«Иванов И.И.», «И.И. Иванов», «Иванова Анна Ивановна»; «им. А.С. Пушкина» is the name of a school.</summary>
    [GeneratedRegex(
        @"(?<!(?:им\.|имени)\s*)(?<![\p{L}.])(?:" +
        @"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ](?:\.|(?![\p{L}])))?" +
        @"|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?" +
        @"|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вна|чна)(?:[ауеом]{1,2}|ой|ем)?" +
        @")(?![\p{L}])", RegexOptions.CultureInvariant)]
    private static partial Regex Person();

    /// <summary>The responsible ones in the order of the cell, each once; empty for an empty cell.</summary>
    public static IReadOnlyList<ResponsibleParty> Split(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        if (text.Length > MaxLength)
            return [new ResponsibleParty(text.Trim())];
        return [.. Lines(Plain(text)).SelectMany(Pieces).SelectMany(Persons).Select(Party)
            .Where(party => party.Text.Length > 0)
            .DistinctBy(party => DeadlineText.Lower(party.Text))];
    }

    /// <summary>The text with something instead of each name of a person; one without such names stays as written.</summary>
    /// <param name="instead">Empty: the name is left out, and of the commas around it one stays.</param>
    public static string WithoutPersons(string text, string instead)
    {
        if (text.Length > MaxLength || !Person().IsMatch(text))
            return text;
        var replaced = Person().Replace(text, instead);
        if (instead.Length > 0)
            return replaced;
        var lines = replaced.Split('\n').Select(line => string.Join(", ", line.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(part => part.Any(char.IsLetterOrDigit))));
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }

    /// <summary>Names of persons as they stand in a text; «им. А.С. Пушкина» is no person.</summary>
    public static IReadOnlyList<string> PersonsIn(string text) => text.Length > MaxLength ? [] : [.. Person().Matches(text).Select(match => match.Value)];

    private static string Plain(string text)
    {
        var lines = WebUtility.HtmlDecode(Tag().Replace(text, "\n")).Split('\n', '\r', '\v', '\f');
        return string.Join('\n', lines.Select(line => string.Join(' ', line.Split([' ', '\u00A0', '\t'], StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Length > 0));
    }

    /// <summary>The lines, those torn in the middle of a name glued.</summary>
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            if (lines.Count > 0 && Continues(lines[^1], line))
                lines[^1] += " " + line;
            else
                lines.Add(line);
        }
        return lines;
    }

    private static bool Continues(string above, string below)
    {
        if (above.EndsWith(',') || above.EndsWith(';'))
            return false;
        var open = above.Count(c => c == '«') > above.Count(c => c == '»') && below.Contains('»', StringComparison.Ordinal);
        // «Управление / образования» is one name, «Методическая служба / руководители ОО» two; «Руководители / ОО» are those of the schools.
        return open || (char.IsLower(below[0]) && GroupOf(below.Split(',')[0]) is null)
            || (above.Split(' ').Length == 1 && GroupOf(above) is not (null or ResponsibleGroup.Schools) && GroupOf(below.Split(',')[0]) == ResponsibleGroup.Schools);
    }

    private static IEnumerable<string> Pieces(string line)
    {
        var piece = new StringBuilder();
        var closing = new Stack<char>();
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (closing.Count > 0 && c == closing.Peek())
                closing.Pop();
            // A quote that is never closed opens nothing.
            else if (Closing(c) is { } close && line.IndexOf(close, i + 1) > i)
                closing.Push(close);
            if (closing.Count == 0 && c is ',' or ';')
            {
                yield return piece.ToString();
                piece.Clear();
            }
            else
                piece.Append(c);
        }
        yield return piece.ToString();
    }

    private static char? Closing(char c) => c switch { '«' => '»', '„' => '“', '“' => '”', '(' => ')', '"' => '"', _ => null };

    /// <summary>«Иванов И.И. Петрова А.А» are two; «методист Иванова И.И.» stays one.</summary>
    private static IEnumerable<string> Persons(string piece)
    {
        var found = Person().Matches(piece);
        var rest = Person().Replace(piece, "").Trim(' ', '.', '-', '–').Replace(" и ", "", StringComparison.Ordinal);
        return found.Count > 1 && rest is "" or "и" ? found.Select(person => person.Value) : [piece];
    }

    private static ResponsibleParty Party(string piece)
    {
        var definition = Definition().Match(piece);
        var shortName = definition.Success && definition.Groups["name"].Value.Trim(' ', '«', '»', '"', '.') is { Length: > 0 } name ? name : null;
        var bare = Definition().Replace(piece, "").Trim(' ', ',', ';', ':');
        if (Person().IsMatch(bare))
            return new ResponsibleParty(bare, ResponsibleKind.Person, null, shortName);
        bare = bare.TrimEnd('.', ' ');
        return GroupOf(bare) is { } group
            ? new ResponsibleParty(bare, ResponsibleKind.Group, group, shortName)
            : new ResponsibleParty(bare, ResponsibleKind.Named, null, shortName);
    }

    private static ResponsibleGroup? GroupOf(string text)
    {
        var words = DeadlineText.Lower(text.Trim(' ', '.', ',', ';'));
        foreach (var (group, pattern) in Groups)
            if (pattern.IsMatch(words))
                return group;
        return null;
    }

    private static Regex Whole(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.Compiled, TimeSpan.FromSeconds(1));
}
