namespace SchoolSupport.Domain.Schools;

/// <summary>Which schools to offer for a name that fits none for sure, and why.</summary>
internal static class SchoolSuggestions
{
    private const int Most = 5;
    private const int LowestScore = 25;

    public static IEnumerable<(int School, string Why, int Score)> For(
        SchoolIndex index, SchoolName name, bool ofAnotherMunicipality)
    {
        var fitting = index.Fitting(name);
        for (var school = 0; school < index.Count; school++)
        {
            if (fitting.Contains(school))
            {
                yield return ofAnotherMunicipality
                    ? (school, "название совпадает, но указан другой муниципалитет", 60)
                    : (school, "подходит не одна школа", 92);
                continue;
            }
            foreach (var registered in index.NamesOf(school))
                if (Compare(registered, name) is { Score: >= LowestScore } likeness)
                    yield return (school, likeness.Why, likeness.Score);
        }
    }

    /// <summary>The best reason for each school, the best schools first, five at most.</summary>
    public static IReadOnlyList<SchoolSuggestion> Best(
        SchoolIndex index, IEnumerable<(int School, string Why, int Score)> evidence) =>
        evidence.GroupBy(item => item.School)
            .Select(group => group.MaxBy(item => item.Score))
            .Select(item => item with { Score = index.IsClosed(item.School) ? item.Score - 3 : item.Score })
            .OrderByDescending(item => item.Score).ThenBy(item => item.School)
            .Take(Most)
            .Select(item => new SchoolSuggestion(index.Id(item.School), item.Why, item.Score))
            .ToArray();

    private static (string Why, int Score) Compare(SchoolName registered, SchoolName given)
    {
        var sameKind = registered.Kind == given.Kind;
        if (registered.ProperWords.Count > 0 && given.ProperWords.Count > 0)
        {
            var likeness = Likeness(registered.ProperWords, given.ProperWords);
            if (registered.Number != given.Number)
                likeness -= 0.25;
            return likeness switch
            {
                < 0.6 => ("", 0),
                >= 0.999 when sameKind => ("совпадает название, отличаются другие сведения", 90),
                >= 0.999 => ("похожее название, другой вид школы", 75),
                _ when sameKind => ("похожее название", (int)(likeness * 85)),
                _ => ("похожее название, другой вид школы", (int)(likeness * 60)),
            };
        }
        if (registered.Number is not null && registered.Number == given.Number)
            return sameKind ? ("тот же вид и номер, отличаются другие сведения", 88)
                : given.Kind is null ? ("тот же номер, вид школы не указан", 70)
                : ("тот же номер, другой вид школы", 50);
        if (registered.Honorific is not null && registered.Honorific == given.Honorific)
            return ("то же имя", 55);
        if (sameKind && registered.SettlementKey is not null && registered.SettlementKey == given.SettlementKey
            && (registered.Number ?? given.Number) is null)
            return ("тот же вид и населённый пункт", 60);
        if (sameKind && registered.Number is { } a && given.Number is { } b && EditDistance.Within(a, b, 1))
            return ("похожий номер", 30);
        return ("", 0);
    }

    // «пригородная» and «пригородный» are one word with another ending, hence the stems.
    private static double Likeness(IReadOnlyList<string> registered, IReadOnlyList<string> given)
    {
        var a = string.Join(' ', registered.Select(SchoolNameWords.Stem));
        var b = string.Join(' ', given.Select(SchoolNameWords.Stem));
        return 1 - (double)EditDistance.Of(a, b) / Math.Max(a.Length, b.Length);
    }
}
