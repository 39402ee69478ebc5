namespace SchoolSupport.Domain.Schools;

/// <summary>Kind of a school; it decides which procedures apply. The numbers are stored; do not renumber.</summary>
public enum SchoolKind
{
    /// <summary>Начальная школа (НОШ).</summary>
    Primary = 1,
    /// <summary>Основная школа (ООШ).</summary>
    Basic = 2,
    /// <summary>Средняя школа (СОШ).</summary>
    Secondary = 3,
    Gymnasium = 4,
    Lyceum = 5,
    /// <summary>Центр образования (ЦО).</summary>
    EducationCentre = 6,
    Other = 7,
}

/// <summary>What a kind of school is called and what it teaches unless its card says otherwise.</summary>
/// <param name="Name">«основная школа».</param>
/// <param name="Short">«ООШ», as in the short official name.</param>
/// <param name="TeachesGrades5To9">ВПР of 5 and 6 and ОГЭ are expected.</param>
/// <param name="TeachesGrades10To11">ЕГЭ is expected.</param>
public sealed record SchoolKindFacts(
    SchoolKind Kind, string Name, string Short, bool TeachesGrades5To9, bool TeachesGrades10To11)
{
    public static readonly IReadOnlyList<SchoolKindFacts> All =
    [
        new(SchoolKind.Primary, "начальная школа", "НОШ", false, false),
        new(SchoolKind.Basic, "основная школа", "ООШ", true, false),
        new(SchoolKind.Secondary, "средняя школа", "СОШ", true, true),
        new(SchoolKind.Gymnasium, "гимназия", "Гимназия", true, true),
        new(SchoolKind.Lyceum, "лицей", "Лицей", true, true),
        new(SchoolKind.EducationCentre, "центр образования", "ЦО", true, true),
        // An unfamiliar kind is expected to report everything: a gap is seen and corrected, a silence is not.
        new(SchoolKind.Other, "иная организация", "иная", true, true),
    ];

    public static SchoolKindFacts Of(SchoolKind kind) => All.First(facts => facts.Kind == kind);
}
