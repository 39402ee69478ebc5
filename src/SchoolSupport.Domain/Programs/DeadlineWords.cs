using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Domain.Programs;

/// <summary>The words that deadlines are made of. All in lower case, е for ё.</summary>
internal static class DeadlineWords
{
    private static readonly (string Stem, string[] Endings, string[] Short)[] MonthForms =
    [
        ("январ", ["ь", "я", "е", "ю", "ем"], ["янв"]),
        ("феврал", ["ь", "я", "е", "ю", "ем"], ["фев", "февр"]),
        ("март", ["", "а", "е", "у", "ом"], ["мар"]),
        ("апрел", ["ь", "я", "е", "ю", "ем"], ["апр"]),
        ("ма", ["й", "я", "е", "ю", "ем"], []),
        ("июн", ["ь", "я", "е", "ю", "ем"], ["июн"]),
        ("июл", ["ь", "я", "е", "ю", "ем"], ["июл"]),
        ("август", ["", "а", "е", "у", "ом"], ["авг"]),
        ("сентябр", ["ь", "я", "е", "ю", "ем"], ["сен", "сент"]),
        ("октябр", ["ь", "я", "е", "ю", "ем"], ["окт"]),
        ("ноябр", ["ь", "я", "е", "ю", "ем"], ["ноя", "нояб"]),
        ("декабр", ["ь", "я", "е", "ю", "ем"], ["дек"]),
    ];

    private static readonly Dictionary<string, int> Months = MonthForms
        .SelectMany((month, i) => month.Endings.Select(ending => (Word: month.Stem + ending, Month: i + 1)))
        .ToDictionary(pair => pair.Word, pair => pair.Month);

    private static readonly Dictionary<string, int> ShortMonths = MonthForms
        .SelectMany((month, i) => month.Short.Select(word => (Word: word, Month: i + 1)))
        .ToDictionary(pair => pair.Word, pair => pair.Month);

    private static readonly Dictionary<string, int> Numerals = new()
    {
        ["i"] = 1, ["ii"] = 2, ["iii"] = 3, ["iv"] = 4,
        ["один"] = 1, ["одного"] = 1, ["одна"] = 1, ["одно"] = 1, ["одну"] = 1, ["единожды"] = 1,
        ["два"] = 2, ["двух"] = 2, ["две"] = 2, ["дважды"] = 2, ["три"] = 3, ["трех"] = 3, ["трижды"] = 3,
        ["четыре"] = 4, ["четырех"] = 4, ["пять"] = 5, ["пяти"] = 5,
        ["перв"] = 1, ["втор"] = 2, ["трет"] = 3, ["четверт"] = 4,
    };

    private static readonly string[] OrdinalEndings = ["ый", "ой", "ий", "ое", "ье", "ая", "ья", "ую", "ью", "ого", "ьего", "ом", "ьем", "ому", "ей", "ьей"];

    private static readonly Dictionary<string, Recurrence> Adverbs = new()
    {
        ["еженедельно"] = Recurrence.Week, ["понедельно"] = Recurrence.Week,
        ["ежемесячно"] = Recurrence.Month, ["помесячно"] = Recurrence.Month,
        ["ежеквартально"] = Recurrence.Quarter, ["поквартально"] = Recurrence.Quarter,
        ["ежегодно"] = Recurrence.Year, ["каждогодно"] = Recurrence.Year,
    };

    /// <summary>Words that say nothing of when: case words around dates and the words of a column's heading.</summary>
    private static readonly HashSet<string> Noise =
    [
        "в", "во", "на", "за", "срок", "сроки", "период", "периоде", "месяц", "месяца", "месяце", "месяцев", "месяцы", "включительно",
        "исполнения", "реализации", "проведения", "выполнения", "календарного", "календарный", "текущего", "начиная",
    ];

    /// <summary>What stands after «периода», «срока»: «реализации муниципальной программы».</summary>
    private static readonly HashSet<string> ProgrammeWords =
    [
        "реализации", "действия", "выполнения", "исполнения", "программы", "плана", "проекта", "дорожной", "карты", "муниципальной",
        "мероприятий", "программ", "комплекса", "мер", "настоящей", "настоящего", "данной", "поддержки",
    ];

    private static readonly HashSet<string> YearForms = ["год", "года", "году", "годы", "годов", "годах", "годам", "годом", "г", "гг"];
    private static readonly string[] Weekdays = ["понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен"];

    public static bool IsKnown(string word) => word.Length == 1 || MonthOf(word) is not null || Adverbs.ContainsKey(word) || Noise.Contains(word) || YearForms.Contains(word);
    public static bool IsNoise(string word) => Noise.Contains(word);
    public static bool IsProgrammeWord(string word) => ProgrammeWords.Contains(word);
    public static bool IsYearWord(string word) => YearForms.Contains(word);
    public static bool IsSchoolWord(string word) => word is "уч" || word.StartsWith("учебн", StringComparison.Ordinal);
    public static bool IsShortMonth(string word) => ShortMonths.ContainsKey(word);

    public static bool IsWeekday(string word) =>
        word.Length <= 13 && Weekdays.Any(day => word.StartsWith(day, StringComparison.Ordinal) && word.Length - day.Length <= 3);

    /// <summary>A month or a numbered quarter or half-year begins here.</summary>
    public static bool OpensUnit(Token token, Token next) =>
        MonthOf(token.Text) is not null || IsQuarter(token.Text)
        || ((token.Kind == TokenKind.Number || NumberOf(token.Text) is not null) && (IsQuarter(next.Text) || IsHalfYear(next.Text) || MonthOf(next.Text) is not null));

    /// <summary>A word with which a date may begin after a name.</summary>
    public static bool OpensDate(string word) =>
        word is "в" or "на" or "с" or "до" || AdverbOf(word) is not null || MonthOf(word) is not null;

    public static bool IsQuarter(string word) => word.StartsWith("квартал", StringComparison.Ordinal) || word is "кв";
    public static bool IsHalfYear(string word) => word.StartsWith("полугоди", StringComparison.Ordinal) || word is "полгода";
    public static bool IsTerm(string word) => word.StartsWith("четверт", StringComparison.Ordinal) || word.StartsWith("триместр", StringComparison.Ordinal);
    public static bool IsDecade(string word) => word is "декада" or "декаде" or "декаду" or "декады";

    /// <summary>1…12 for a month in any case or shortened, null for another word.</summary>
    public static int? MonthOf(string word) =>
        Months.TryGetValue(word, out var month) || ShortMonths.TryGetValue(word, out month) ? month : null;

    /// <summary>The month that a word with one slip of the pen means; null when it may be none or two.</summary>
    public static int? MonthWithSlip(string word)
    {
        // «Июнь» and «июль», «марта» and «карта» are one letter apart, so short words are not guessed.
        if (word.Length < 5)
            return null;
        var near = Months.Where(pair => pair.Key.Length >= 6 && EditDistance.Within(word, pair.Key, 1)).Select(pair => pair.Value).Distinct().Take(2).ToList();
        return near.Count == 1 ? near[0] : null;
    }

    /// <summary>A number written as a word, also an ordinal or a Roman one to IV.</summary>
    public static int? NumberOf(string word)
    {
        if (Numerals.TryGetValue(word, out var number))
            return number;
        foreach (var ending in OrdinalEndings)
            if (word.EndsWith(ending, StringComparison.Ordinal) && Numerals.TryGetValue(word[..^ending.Length], out number))
                return number;
        return null;
    }

    public static Recurrence? AdverbOf(string word) => Adverbs.TryGetValue(word, out var every) ? every : null;

    /// <summary>«Год», «квартал», «месяц» … after «в» or «каждый».</summary>
    public static Recurrence? SpanOf(string word) =>
        IsYearWord(word) || word is "лет" ? Recurrence.Year
        : IsQuarter(word) ? Recurrence.Quarter
        : IsHalfYear(word) ? Recurrence.HalfYear
        : word is "мес" || word.StartsWith("месяц", StringComparison.Ordinal) ? Recurrence.Month
        : word.StartsWith("недел", StringComparison.Ordinal) ? Recurrence.Week
        : null;
}
