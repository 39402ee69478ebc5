using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Schools;

/// <summary>Words of register files ↔ what is stored.</summary>
public static class RegisterWords
{
    private static readonly (string Stem, SchoolKind Kind)[] Kinds =
    [
        ("гимнази", SchoolKind.Gymnasium), ("лице", SchoolKind.Lyceum), ("центр", SchoolKind.EducationCentre), ("средн", SchoolKind.Secondary),
        ("основн", SchoolKind.Basic), ("начальн", SchoolKind.Primary), ("ин", SchoolKind.Other), ("друг", SchoolKind.Other),
    ];

    /// <summary>Null when the text is empty or says no kind that is known.</summary>
    public static SchoolKind? Kind(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (SchoolName.Normalize(text).Kind is { } named)
            return named;
        var plain = NaturalKey.Fold(text);
        foreach (var (stem, kind) in Kinds)
            if (plain.Split(' ').Any(word => word.StartsWith(stem, StringComparison.Ordinal)))
                return kind;
        return null;
    }

    /// <summary>«город», «городская», «г. Озёрный» → true; «село», «сельская», «дер. …» → false; else null.</summary>
    public static bool? IsUrban(string? text)
    {
        var plain = NaturalKey.Fold(text ?? "");
        if (plain.StartsWith("гор", StringComparison.Ordinal) || plain is "г" || plain.StartsWith("г.", StringComparison.Ordinal)
            || plain.StartsWith("пгт", StringComparison.Ordinal) || plain.StartsWith("рп", StringComparison.Ordinal) || plain.StartsWith("рабоч", StringComparison.Ordinal))
            return true;
        return plain.Length > 0 && new[] { "сел", "с.", "дер", "д.", "пос", "п.", "стан", "хут", "аул" }.Any(word => plain.StartsWith(word, StringComparison.Ordinal))
            || plain is "с" ? false : null;
    }

    /// <summary>«1–11», «1–9», «10–11», «1–4».</summary>
    public static string Grades(bool basic, bool secondary) => (basic, secondary) switch
    {
        (true, true) => "1–11",
        (true, false) => "1–9",
        (false, true) => "10–11",
        _ => "1–4",
    };

    /// <summary>The fields that an import can change, in words, in the order in which they are shown.</summary>
    public static IReadOnlyList<(string Field, string Value)> Of(SchoolDetails details) =>
    [
        ("полное название", details.FullName),
        ("краткое название", details.ShortName),
        ("ИНН", details.Inn ?? ""),
        ("логин в ФИС ОКО", details.Login ?? ""),
        ("код в регионе", details.Code ?? ""),
        ("вид", SchoolKindFacts.Of(details.Kind).Name),
        ("классы", Grades(details.TeachesBasic, details.TeachesSecondary)),
        ("местность", details.IsUrban ? "городская" : "сельская"),
        ("населённый пункт", details.Settlement),
        ("учащиеся", details.Pupils is { } pupils ? RussianText.Number(pupils) : ""),
        ("дата открытия", details.OpenedOn is { } opened ? RussianText.ShortDate(opened) : ""),
        ("примечание", details.Note),
    ];

    public static IReadOnlyList<(string Field, string Value)> Of(School s) => Of(new SchoolDetails(
        s.FullName, s.ShortName, s.Kind, s.IsUrban, s.Settlement, s.Inn, s.Login, s.Code, s.Pupils, s.TeachesBasic, s.TeachesSecondary, s.OpenedOn, s.Note));
}
