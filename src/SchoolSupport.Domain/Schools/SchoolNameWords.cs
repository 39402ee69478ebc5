namespace SchoolSupport.Domain.Schools;

/// <summary>The words that school names are made of, besides the proper ones. All in lower case, е for ё.</summary>
internal static class SchoolNameWords
{
    private const string LatinLookAlikes = "abcehkmoptxyu";
    private const string CyrillicTwins = "авсенкмортхуи";

    public static readonly HashSet<string> LegalForms =
    [
        "мбоу", "маоу", "мкоу", "моу", "мобу", "моау", "моку", "гбоу", "гаоу", "гкоу", "гоу", "огбоу", "обоу",
        "чоу", "ноу", "ночу", "чоо", "ано", "аноо", "фгкоу", "фгбоу", "мбу", "мау", "мку",
    ];

    /// <summary>Letters of an abbreviated legal form by the full words, long ones first.</summary>
    private static readonly (string Word, string Letter)[] LegalWords =
    [
        ("общеобразовательное", "о"), ("негосударственное", "н"), ("государственное", "г"), ("образовательное", "о"),
        ("муниципальное", "м"), ("учреждение", "у"), ("автономное", "а"), ("бюджетное", "б"), ("казенное", "к"),
        ("областное", "о"), ("частное", "ч"),
    ];

    public static readonly Dictionary<string, SchoolKind> Kinds = new()
    {
        ["сош"] = SchoolKind.Secondary, ["сш"] = SchoolKind.Secondary,
        ["оош"] = SchoolKind.Basic, ["ош"] = SchoolKind.Basic,
        ["нош"] = SchoolKind.Primary, ["нш"] = SchoolKind.Primary,
        ["гимназия"] = SchoolKind.Gymnasium, ["лицей"] = SchoolKind.Lyceum, ["цо"] = SchoolKind.EducationCentre,
    };

    public static readonly Dictionary<string, SchoolKind> KindAdjectives = new()
    {
        ["средняя"] = SchoolKind.Secondary, ["основная"] = SchoolKind.Basic, ["начальная"] = SchoolKind.Primary,
    };

    /// <summary>Types of settlements as written → one spelling.</summary>
    public static readonly Dictionary<string, string> SettlementTypes = new()
    {
        ["г"] = "г", ["гор"] = "г", ["город"] = "г", ["города"] = "г",
        ["п"] = "п", ["пос"] = "п", ["поселок"] = "п", ["поселка"] = "п", ["пгт"] = "п", ["рп"] = "п",
        ["с"] = "с", ["село"] = "с", ["села"] = "с",
        ["д"] = "д", ["дер"] = "д", ["деревня"] = "д", ["деревни"] = "д",
        ["ст"] = "ст", ["станица"] = "ст", ["станицы"] = "ст", ["х"] = "х", ["хутор"] = "х", ["хутора"] = "х",
        ["аул"] = "аул", ["аула"] = "аул",
    };

    private static readonly HashSet<string> Months =
    [
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ];

    private static readonly string[] Endings =
    [
        "ого", "его", "ому", "ему", "ыми", "ими", "ая", "яя", "ое", "ее", "ой", "ей", "ый", "ий", "ые", "ие", "ым", "им",
        "а", "о", "е", "я", "ь", "ы", "и", "у", "й",
    ];

    public static bool IsNumberSign(string token) => token is "№" or "n" or "no" or "номер";

    public static bool IsHonorificMark(string token) => token is "им" or "имени";

    /// <summary>A word after digits that makes them part of a name: «8 марта», «50 лет Победы».</summary>
    public static bool JoinsDigits(string token) => Months.Contains(token) || token is "лет" or "летия" or "летие" or "го" or "й";

    /// <summary>The letter that a full word of the legal form stands for, typos forgiven; null for any other word.</summary>
    public static string? LegalLetter(string token)
    {
        if (token.Length < 7)
            return null;
        // «средняя общеобразовательная» belongs to the kind, «муниципального округа» to the place.
        if (token.EndsWith("ая", StringComparison.Ordinal) || token.EndsWith("ого", StringComparison.Ordinal))
            return null;
        foreach (var (word, letter) in LegalWords)
            if (Near(token, word))
                return letter;
        return null;
    }

    /// <summary>«общеобразовательная» of «средняя общеобразовательная школа», typos forgiven.</summary>
    public static bool IsGeneralEducation(string token) =>
        token.Length > 14 && (EditDistance.Within(token, "общеобразовательная", 2) || EditDistance.Within(token, "образовательная", 2));

    public static bool IsMunicipal(string token) =>
        token.StartsWith("муницип", StringComparison.Ordinal) || token.StartsWith("городск", StringComparison.Ordinal);

    /// <summary>The word that ends the name of a municipality or a region: района (also райна), округа, области.</summary>
    public static bool EndsMunicipality(string token) =>
        token is "район" or "округ" or "рна" or "область" or "края" or "край" or "республики"
        || (token.Length >= 4 && token[..2] is "ра" or "ок" or "об"
            && (EditDistance.Within(token, "района", 1) || EditDistance.Within(token, "округа", 1) || EditDistance.Within(token, "области", 1)));

    public static bool IsAdjective(string token) =>
        token.Length > 4 && (token.EndsWith("ого", StringComparison.Ordinal) || token.EndsWith("его", StringComparison.Ordinal)
            || token.EndsWith("ий", StringComparison.Ordinal) || token.EndsWith("ый", StringComparison.Ordinal)
            || token.EndsWith("ой", StringComparison.Ordinal));

    /// <summary>The word without its ending: one place in any case, «озерного» and «озерный».</summary>
    public static string Stem(string word)
    {
        foreach (var ending in Endings)
            if (word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length];
        return word;
    }

    /// <summary>Latin letters typed for Cyrillic ones, in a word that is Cyrillic otherwise or a known abbreviation.</summary>
    public static string WithoutLatin(string token)
    {
        if (!token.Any(char.IsAsciiLetterLower))
            return token;
        var twin = string.Create(token.Length, token, (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                var at = LatinLookAlikes.IndexOf(source[i]);
                target[i] = at < 0 ? source[i] : CyrillicTwins[at];
            }
        });
        return token.Any(c => c > 'z') || LegalForms.Contains(twin) || Kinds.ContainsKey(twin) || SettlementTypes.ContainsKey(twin) ? twin : token;
    }

    private static bool Near(string token, string word) =>
        EditDistance.Within(token, word, word.Length >= 9 ? 2 : 1);
}
