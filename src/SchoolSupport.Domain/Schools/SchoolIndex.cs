namespace SchoolSupport.Domain.Schools;

/// <summary>The register prepared for looking up; schools are numbered in the order given.</summary>
internal sealed class SchoolIndex
{
    /// <summary>Two schools claim the same key: it says nothing.</summary>
    private const int Ambiguous = -1;

    private readonly IReadOnlyList<RegisteredSchool> _schools;
    private readonly SchoolName[][] _names;
    private readonly Dictionary<string, int> _logins = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _inns = [];
    private readonly Dictionary<string, int> _codes = [];
    private readonly Dictionary<string, int> _aliases = [];
    private readonly Dictionary<string, int> _wholeNames = [];
    private readonly Dictionary<string, List<(int School, SchoolName Name)>> _loose = [];

    public SchoolIndex(IReadOnlyList<RegisteredSchool> schools)
    {
        _schools = schools;
        _names = new SchoolName[schools.Count][];
        for (var i = 0; i < schools.Count; i++)
            Add(i, schools[i]);
    }

    public int Count => _schools.Count;

    public Guid Id(int school) => _schools[school].Id;

    public bool IsClosed(int school) => _schools[school].Closed;

    public IReadOnlyList<SchoolName> NamesOf(int school) => _names[school];

    public int? ByLogin(string? login) => Get(_logins, login?.Trim());

    public int? ByInn(string? inn) => Get(_inns, Digits(inn));

    public int? ByCode(string? code) => Get(_codes, Digits(code));

    public int? ByAlias(SchoolName name) => Get(_aliases, name.Key);

    public int? ByWholeName(SchoolName name) =>
        name.LegalForm is null ? null : Get(_wholeNames, $"{name.LegalForm}|{name.Key}");

    /// <summary>Schools that the name can mean: kind, number and proper words agree, nothing else contradicts.</summary>
    public List<int> Fitting(SchoolName name)
    {
        var fits = new List<int>();
        if (!_loose.TryGetValue(name.LooseKey, out var entries))
            return fits;
        foreach (var (school, registered) in entries)
            if (!fits.Contains(school) && Fits(registered, name))
                fits.Add(school);
        return fits;
    }

    /// <summary>One side may be silent; if both speak they must say the same.</summary>
    public static bool Compatible(string? registered, string? given) =>
        registered is null || given is null || registered == given;

    private static bool Fits(SchoolName registered, SchoolName given)
    {
        if (!Compatible(registered.SettlementKey, given.SettlementKey) || !Compatible(registered.Honorific, given.Honorific)
            || !Compatible(Founder(registered), Founder(given)))
            return false;
        // «СОШ с. Лесное»: without a number and a name of its own the place or the honorific is the name.
        return given.Number is not null || given.ProperWords.Count > 0
            || (given.SettlementKey ?? given.Honorific) is not null
                && given.SettlementKey == registered.SettlementKey && given.Honorific == registered.Honorific;
    }

    // МБОУ becomes МАОУ and stays the same school; a state or a private school of the same name is another one.
    private static string? Founder(SchoolName name) => name.LegalForm switch
    {
        null => null,
        ['м', ..] => "м",
        ['ч', ..] or ['н', ..] or ['а', ..] => "ч",
        _ => "г",
    };

    private void Add(int school, RegisteredSchool registered)
    {
        Set(_logins, registered.Login?.Trim(), school);
        Set(_inns, Digits(registered.Inn), school);
        Set(_codes, Digits(registered.Code), school);
        var names = new List<SchoolName>();
        foreach (var text in new[] { registered.FullName, registered.ShortName })
        {
            var name = SchoolName.Normalize(text);
            if (name.IsEmpty)
                continue;
            names.Add(name);
            if (!_loose.TryGetValue(name.LooseKey, out var entries))
                _loose[name.LooseKey] = entries = [];
            entries.Add((school, name));
            if (name.LegalForm is not null)
                Set(_wholeNames, $"{name.LegalForm}|{name.Key}", school);
        }
        foreach (var text in registered.Aliases)
        {
            var alias = SchoolName.Normalize(text);
            Set(_codes, alias.Code, school);
            if (alias.IsEmpty)
                continue;
            Set(_aliases, alias.Key, school);
            names.Add(alias);
        }
        _names[school] = names.ToArray();
    }

    private static void Set(Dictionary<string, int> index, string? key, int school)
    {
        if (string.IsNullOrEmpty(key))
            return;
        if (!index.TryAdd(key, school) && index[key] != school)
            index[key] = Ambiguous;
    }

    private static int? Get(Dictionary<string, int> index, string? key) =>
        !string.IsNullOrEmpty(key) && index.TryGetValue(key, out var school) && school != Ambiguous ? school : null;

    private static string? Digits(string? text) => text is null ? null : string.Concat(text.Where(char.IsAsciiDigit));
}
