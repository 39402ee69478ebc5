namespace SchoolSupport.Domain.Schools;

/// <summary>A group that a school can belong to for some time (domain reference, section 4.2). Codes are stored.</summary>
/// <param name="BasisHint">What the membership usually rests on.</param>
public sealed record SchoolGroupKind(string Code, string Name, string BasisHint)
{
    public static readonly IReadOnlyList<SchoolGroupKind> All =
    [
        new("SHNOR_MUN", "школы с низкими результатами, решение муниципалитета", "приказ"),
        new(InAdverseConditions, "школы в неблагоприятных социальных условиях", "приказ, индекс социального благополучия или удалённость"),
        new("RISK", "рисковые школы", "решение или мониторинг"),
        new("STABLE_LOW", "школы с устойчиво низкими результатами", "результаты за три года"),
        new("TREND_DOWN", "школы с отрицательной динамикой", "динамика результатов"),
        new("DEPR_URBAN", "городские школы со сложным контингентом", "классификация"),
        new("DEPR_RURAL", "сельские школы со сложным контингентом", "классификация"),
        new("SMALL_RURAL", "сельские малокомплектные школы", "классификация"),
        new("RESILIENT", "резильентные школы", "решение"),
        new("EFFECTIVE", "школы в эффективном режиме", "решение"),
        new("LEADER", "школы с высокими результатами (тьюторы, ведущие школы)", "приказ или список"),
        new("SITE_MUN", "муниципальные стажировочные площадки", "приказ"),
        new("SITE_REG", "региональные стажировочные площадки", "решение региона"),
        new("PILOT", "пилотные школы проекта", "приказ"),
    ];

    /// <summary>Schools in adverse social conditions (ШНСУ).</summary>
    public const string InAdverseConditions = "SHNSU";

    /// <summary>Groups whose schools are in adverse social conditions: the group itself and the classes that a department divides it into (domain reference, 6.4).</summary>
    public static readonly IReadOnlyList<string> Adverse = [InAdverseConditions, "DEPR_URBAN", "DEPR_RURAL", "SMALL_RURAL"];

    /// <summary>The group with a code, or null.</summary>
    public static SchoolGroupKind? Find(string? code) => All.FirstOrDefault(group => group.Code == code);
}
