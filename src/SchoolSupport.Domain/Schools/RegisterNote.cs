using System.Globalization;
using System.Text.RegularExpressions;

namespace SchoolSupport.Domain.Schools;

/// <summary>
/// What the note of a register says about reorganisation: «реорганизована 01.09.2024: присоединена к МБОУ „ЦО“»,
/// «до 01.09.2024 — МБОУ „Пригородная СОШ“», «закрыта с 1 сентября 2023 г.». What it does not say is null.
/// </summary>
/// <param name="ClosedOn">First day on which the school no longer exists.</param>
/// <param name="IsYearOnly">Only a year was given: the first of September of it is taken.</param>
/// <param name="Successor">The school that this one was joined to, as written.</param>
/// <param name="Absorbed">The school that was joined to this one, as written.</param>
/// <param name="FormerName">The name that this school had before.</param>
public sealed partial record RegisterNote(DateOnly? ClosedOn, bool IsYearOnly, string? Successor, string? Absorbed, string? FormerName)
{
    private static readonly string[] Months =
        ["январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"];

    /// <summary>Never throws; an empty note says nothing.</summary>
    public static RegisterNote Parse(string? note)
    {
        var text = (note ?? "").Replace('\u00A0', ' ');
        var (closedOn, yearOnly) = ClosingDate(text);
        return new RegisterNote(closedOn, yearOnly, Name(SuccessorWords(), text), Name(AbsorbedWords(), text), Name(FormerWords(), text));
    }

    // The date that stands in the same clause as the word of closing: «до 01.09.2020 — …; закрыта 01.09.2024».
    private static (DateOnly?, bool) ClosingDate(string text)
    {
        foreach (var clause in Clauses(text).Where(clause => ClosingWords().IsMatch(clause)))
        {
            if (DayOf(clause) is { } day)
                return (day, false);
            if (YearWord().Match(clause) is { Success: true } year)
                return (new DateOnly(int.Parse(year.Groups[1].ValueSpan, CultureInfo.InvariantCulture), 9, 1), true);
        }
        return (null, false);
    }

    private static DateOnly? DayOf(string clause)
    {
        if (NumericDate().Match(clause) is { Success: true } numeric)
            return Day(numeric.Groups[1].Value, int.Parse(numeric.Groups[2].ValueSpan, CultureInfo.InvariantCulture), numeric.Groups[3].Value);
        if (WordDate().Match(clause) is not { Success: true } words)
            return null;
        var month = Array.FindIndex(Months, stem => words.Groups[2].Value.StartsWith(stem, StringComparison.OrdinalIgnoreCase)) + 1;
        return Day(words.Groups[1].Value, month, words.Groups[3].Value);
    }

    private static DateOnly? Day(string day, int month, string year) =>
        DateOnly.TryParseExact($"{day}.{month}.{year}", "d.M.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static IEnumerable<string> Clauses(string text) => text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Name(Regex words, string text)
    {
        foreach (var clause in Clauses(text))
            if (words.Match(clause) is { Success: true } match && Cut(clause[(match.Index + match.Length)..]) is { Length: > 2 } name)
                return name;
        return null;
    }

    // The name goes on until a comma or a date that stands outside of quotes.
    private static string Cut(string rest)
    {
        var depth = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] is '«' or '„' or '“')
                depth++;
            else if (rest[i] is '»' or '”')
                depth--;
            else if (depth <= 0 && (rest[i] is ',' or '(' || (rest[i] == '.' && i == rest.Length - 1)))
                return rest[..i].Trim();
        }
        var tail = TrailingDate().Match(rest);
        return (tail.Success ? rest[..tail.Index] : rest).Trim().TrimEnd('.');
    }

    [GeneratedRegex(@"закрыт|ликвидир|реорганизован|присоединен\w*\s+к\b|присоединён\w*\s+к\b|прекра[тщ]|вошла в состав", RegexOptions.IgnoreCase)]
    private static partial Regex ClosingWords();

    [GeneratedRegex(@"(?:присоедин[её]н\w*\s+к|вошл\w+ в состав|правопреемни\w+\s*[:—–-]?)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex SuccessorWords();

    [GeneratedRegex(@"присоедин[её]н\w*\s+(?!к\s)", RegexOptions.IgnoreCase)]
    private static partial Regex AbsorbedWords();

    [GeneratedRegex(@"(?:^|\s)(?:до\s+\d{1,2}\.\d{1,2}\.\d{4}(?:\s*г\.)?\s*[:—–-]|прежнее (?:название|наименование)\s*[:—–-]|ранее\s*[:—–-]?|бывш\w+\s*[:—–-]?|переименован\w* из)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex FormerWords();

    [GeneratedRegex(@"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")]
    private static partial Regex NumericDate();

    [GeneratedRegex(@"(?<!\d)(\d{1,2})\s+(январ\w+|феврал\w+|март\w*|апрел\w+|ма[яй]|июн\w+|июл\w+|август\w*|сентябр\w+|октябр\w+|ноябр\w+|декабр\w+)\s+(\d{4})", RegexOptions.IgnoreCase)]
    private static partial Regex WordDate();

    [GeneratedRegex(@"(?<!\d)(20\d\d)(?!\d)")]
    private static partial Regex YearWord();

    [GeneratedRegex(@"\s+(?:с\s+)?\d{1,2}\.\d{1,2}\.\d{4}.*$")]
    private static partial Regex TrailingDate();
}
