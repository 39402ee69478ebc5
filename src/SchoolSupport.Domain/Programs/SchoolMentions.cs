using System.Text.RegularExpressions;

namespace SchoolSupport.Domain.Programs;

/// <summary>
/// Finds schools named in running text, declined or not, without a register. Words for all schools («ОО», «школы») name none.
/// Which school of the register is meant is another question: see <see cref="Schools.SchoolMatcher"/>.
/// </summary>
public static partial class SchoolMentions
{
    // Longer texts than any cell of a plan are looked at in part, so that a hostile file costs little.
    private const int LongestText = 100_000;
    private const int MostMentions = 200;

    private static readonly string[] Endings =
        ["ого", "его", "ому", "ему", "ыми", "ими", "ая", "яя", "ую", "юю", "ой", "ей", "ою", "ых", "их", "ый", "ий", "ия", "ии", "ию", "а", "я", "ы", "и", "у", "ю", "е", "ь", "й"];

    /// <summary>Schools of the texts in their order, each once, as written at the first mention.</summary>
    public static IReadOnlyList<string> In(params IEnumerable<string?> texts)
    {
        var found = new List<string>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (string.IsNullOrEmpty(text))
                continue;
            var plain = text.Length > LongestText ? text[..LongestText] : text;
            foreach (var mention in Mentions(WhiteSpace().Replace(plain, " ")))
                if (found.Count < MostMentions && keys.Add(KeyOf(mention)))
                    found.Add(mention);
        }
        return found;
    }

    private static IEnumerable<string> Mentions(string text)
    {
        foreach (Match match in Mention().Matches(text))
        {
            var names = match.Groups["adjective"].Success || match.Groups["number"].Success || match.Groups["own"].Success
                || (match.Groups["place"].Success && match.Groups["kind"].Success);
            if (names && !Generic().IsMatch(match.Value))
                yield return match.Value.Trim();
        }
    }

    /// <summary>One school in any case and spelling: stems of its words, without the legal form.</summary>
    private static string KeyOf(string mention)
    {
        var words = Word().Matches(LegalFormWords().Replace(mention, " ").ToLowerInvariant().Replace('ё', 'е'));
        return string.Join(' ', words.Select(word => Stem(word.Value)));
    }

    private static string Stem(string word)
    {
        if (word.Length < 5 || char.IsAsciiDigit(word[0]))
            return word;
        var ending = Array.Find(Endings, e => word.EndsWith(e, StringComparison.Ordinal));
        return ending is null ? word : word[..^ending.Length];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    // The legal form, then a name in quotes or without, then the place: every part may be missing, but not all that tells a school.
    [GeneratedRegex("""
        (?<![А-Яа-яЁё0-9])
        (?:
          (?<legal>(?:М|Г|Ч|Н|ОГ|Ф|ФГ)(?:Б|А|К)?О(?:Б|А|К)?У|АНОО|[Мм]униципальн\w{2,3}\s(?:(?:бюджетн|автономн|казенн|казённ)\w{2,3}\s)?(?:обще)?образовательн\w{2,3}\sучреждени\w{1,2})
          \s?(?<quote>[«"„“]\s?)?
          (?:(?<adjective>[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё][а-яё]+)?(?:ая|ой|ую|яя|ей|ою))\s)?
          (?:(?<kind>СОШ|ООШ|НОШ|ОСОШ|СШ|ОШ|СОШИ|[Гг]имнази\w{1,3}|[Лл]ице[йяюе]\w{0,2}|(?:[Сс]редн\w{2,3}|[Оо]сновн\w{2,3}|[Нн]ачальн\w{2,3})\s(?:(?:обще)?образовательн\w{2,3}\s)?школ\w{1,2}|школ\w{1,2})(?![А-Яа-яЁё])|(?<own>[А-ЯЁ]{1,8}ОШ)(?![А-Яа-яЁё]))
          |
          (?:(?<adjective>[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё][а-яё]+)?(?:ая|ой|ую|яя|ей|ою))\s)?
          (?<kind>СОШ|ООШ|НОШ|ОСОШ|СОШИ)(?![А-Яа-яЁё])
          |
          (?<kind>СШ|[Гг]имнази\w{1,3}|[Лл]ице[йяюе]\w{0,2}|[Шш]кол[аыуе]|[Шш]колой)(?=\s?[№N])
        )
        (?:\s?(?:№|N)\s?(?<number>\d{1,4})(?!\d))?
        (?(quote)\s?(?<place>(?:г|п|с|д|ст|пос|дер|пгт|рп)\.\s?(?:[А-ЯЁ][а-яё]+(?:ый|ий|ой|ая|ое|ые|ие|ого)\s)?[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё][а-яё]+)*)?\s?[»"“”])?
        (?:,?\s?(?<place>(?:(?:г|п|с|д|ст|пос|дер|пгт|рп)\.|города|села|поселка|посёлка|деревни)\s?(?:[А-ЯЁ][а-яё]+(?:ый|ий|ой|ая|ое|ые|ие|ого)\s)?[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё][а-яё]+)*))?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Mention();

    [GeneratedRegex(@"^(?:Муниципальн|Кажд|Данн|Друг|Вс|Люб|Сильн|Слаб|Лучш|Базов|Опорн|Пилотн|Сетев|Общеобразовательн)\w{1,4}\s(?:СОШ|ООШ|НОШ)$")]
    private static partial Regex Generic();

    [GeneratedRegex(@"^(?:(?:М|Г|Ч|Н|ОГ|Ф|ФГ)(?:Б|А|К)?О(?:Б|А|К)?У|АНОО|[Мм]униципальн.*?учреждени\w{1,2})(?![А-Яа-яЁё])")]
    private static partial Regex LegalFormWords();

    [GeneratedRegex(@"[а-я]+|[0-9]+")]
    private static partial Regex Word();
}
