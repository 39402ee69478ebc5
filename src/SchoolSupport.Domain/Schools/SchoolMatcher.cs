using System.Collections.Concurrent;

namespace SchoolSupport.Domain.Schools;

/// <summary>
/// Finds the school of the register that a row of a file means (formats reference, section 3).
/// Never guesses: without a sure match it gives suggestions. Built once for a register; safe to use from several threads.
/// </summary>
public sealed class SchoolMatcher
{
    /// <summary>A file of a hundred thousand rows holds few spellings; a file of nonsense may not fill the memory.</summary>
    private const int MostRemembered = 20_000;

    private readonly SchoolIndex _index;
    private readonly string[] _municipalityStems;
    private readonly ConcurrentDictionary<(string Text, string? Login, string? Inn, string? Code), SchoolMatch> _answers = new();

    /// <param name="municipalityNames">Names of this municipality; a row that names another one is never matched by its name.
    /// Empty: what municipality a name speaks of is not looked at.</param>
    public SchoolMatcher(IReadOnlyList<RegisteredSchool> schools, IReadOnlyList<string>? municipalityNames = null)
    {
        _index = new SchoolIndex(schools);
        _municipalityStems = (municipalityNames ?? [])
            .SelectMany(name => name.ToLowerInvariant().Replace('ё', 'е').Split(' '))
            .Select(SchoolNameWords.Stem).Distinct().ToArray();
    }

    /// <param name="schoolText">The name as the file has it; a leading code is read from it.</param>
    /// <param name="code">The regional code when it stands in a column of its own.</param>
    public SchoolMatch Match(string? schoolText, string? login = null, string? inn = null, string? code = null)
    {
        var key = (schoolText ?? "", login, inn, code);
        if (_answers.TryGetValue(key, out var known))
            return known;
        var match = Find(SchoolName.Normalize(schoolText), login, inn, code);
        if (_answers.Count < MostRemembered)
            _answers.TryAdd(key, match);
        return match;
    }

    private SchoolMatch Find(SchoolName name, string? login, string? inn, string? code)
    {
        var byLogin = _index.ByLogin(login);
        var byInn = _index.ByInn(inn);
        var byCode = _index.ByCode(code ?? name.Code);
        var (byName, basis) = ByName(name);

        if ((byLogin ?? byInn) is { } sure)
        {
            var contradicted = (byLogin is not null && byInn is not null && byLogin != byInn)
                || (byName is { } named && named != sure);
            return contradicted
                ? Unsure(name, byLogin, byInn, byCode, byName)
                : new SchoolMatch(_index.Id(sure), byLogin is not null ? MatchBasis.Login : MatchBasis.Inn, []);
        }
        if (byCode is { } coded)
            return name.IsEmpty || byName == coded || (byName is null && NamesAlmost(name, coded))
                ? new SchoolMatch(_index.Id(coded), MatchBasis.Code, [])
                : Unsure(name, byLogin, byInn, byCode, byName);
        return byName is { } found
            ? new SchoolMatch(_index.Id(found), basis, [])
            : Unsure(name, null, null, null, null);
    }

    /// <summary>The only school that the name fits, or null.</summary>
    private (int? School, MatchBasis? Basis) ByName(SchoolName name)
    {
        if (name.IsEmpty || NamesAnotherMunicipality(name))
            return (null, null);
        if (_index.ByAlias(name) is { } alias)
            return (alias, MatchBasis.Alias);
        var fits = _index.Fitting(name);
        if (fits.Count == 1)
            return (fits[0], MatchBasis.Name);
        // The registered official name, word for word with its legal form, is no guess even where a longer name fits too.
        return fits.Count > 1 && _index.ByWholeName(name) is { } whole ? (whole, MatchBasis.Name) : (null, null);
    }

    private bool NamesAnotherMunicipality(SchoolName name) =>
        name.Municipality is { } municipality && _municipalityStems.Length > 0
        && !_municipalityStems.Contains(SchoolNameWords.Stem(municipality));

    /// <summary>A name with a slip of the pen beside a code that is known: together they are sure.</summary>
    private bool NamesAlmost(SchoolName name, int school) =>
        !NamesAnotherMunicipality(name) && _index.NamesOf(school).Any(registered =>
            registered.Kind == name.Kind && registered.Number == name.Number
            && (registered.ProperWords.Count > 0 || registered.Number is not null)
            && registered.ProperWords.Count == name.ProperWords.Count
            && EditDistance.Within(string.Join(' ', registered.ProperWords), string.Join(' ', name.ProperWords), 2)
            && SchoolIndex.Compatible(registered.SettlementKey, name.SettlementKey)
            && SchoolIndex.Compatible(registered.Honorific, name.Honorific));

    private SchoolMatch Unsure(SchoolName name, int? byLogin, int? byInn, int? byCode, int? byName)
    {
        var evidence = new List<(int School, string Why, int Score)>();
        if (byLogin is { } login)
            evidence.Add((login, "совпадает логин, но не остальное", 98));
        if (byInn is { } inn)
            evidence.Add((inn, "совпадает ИНН, но не остальное", 97));
        if (byCode is { } code)
            evidence.Add((code, "совпадает код организации, но не название", 96));
        if (byName is { } named)
            evidence.Add((named, "совпадает название, но не код, логин или ИНН", 95));
        if (!name.IsEmpty)
            evidence.AddRange(SchoolSuggestions.For(_index, name, NamesAnotherMunicipality(name)));
        return new SchoolMatch(null, null, SchoolSuggestions.Best(_index, evidence));
    }
}
