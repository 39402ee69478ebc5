namespace SchoolSupport.Domain.Indicators.Risks;

/// <summary>A line of the risk matrix (domain reference, section 6.3).</summary>
/// <param name="Code">As printed; the five rooms of 1.3 have a code each.</param>
/// <param name="Short">Inside a sentence, not declined.</param>
/// <param name="Name">The official name.</param>
/// <param name="Procedure">Code of the procedure that the share comes from; null when a school answers.</param>
public sealed record RiskIndicator(string Code, string Short, string Name, bool IsAnswer, string? Procedure = null)
{
    public const string Internet = "1.1";
    public const string Computers = "1.2";
    public const string Physics = "1.3-physics";
    public const string Chemistry = "1.3-chemistry";
    public const string Biology = "1.3-biology";
    public const string Geography = "1.3-geography";
    public const string Technology = "1.3-technology";
    public const string Overload = "2.1";
    public const string NoDiploma = "2.2";
    public const string Registry = "3.1";
    public const string SpecialNeeds = "3.2";
    public const string NonNative = "3.3";
    public const string Absence = "3.4";

    /// <summary>Children who belong to any of 3.1–3.4, each once: not printed in the document, an alternative to their sum.</summary>
    public const string AnyGroup = "3-any";
    public const string VprMath4 = "4.1";
    public const string VprMath8 = "4.2";
    public const string VprRussian4 = "4.3";
    public const string VprRussian8 = "4.4";
    public const string Failing = "4.5";

    private const string Laboratory = "Оснащённость кабинета лабораторным оборудованием: ";

    /// <summary>In the order of the matrix.</summary>
    public static readonly IReadOnlyList<RiskIndicator> All =
    [
        new(Internet, "устойчивый доступ в Интернет", "Устойчивый доступ в Интернет", true),
        new(Computers, "компьютерная техника", "Обеспеченность компьютерной техникой", true),
        new(Physics, "оборудование кабинета физики", Laboratory + "физика", true),
        new(Chemistry, "оборудование кабинета химии", Laboratory + "химия", true),
        new(Biology, "оборудование кабинета биологии", Laboratory + "биология", true),
        new(Geography, "оборудование кабинета географии", Laboratory + "география", true),
        new(Technology, "оборудование кабинета технологии", Laboratory + "технология", true),
        new(Overload, "учителя с нагрузкой 36 часов и более", "Доля учителей с нагрузкой 36 часов и более от общего числа учителей", false),
        new(NoDiploma, "учителя без диплома по преподаваемому предмету", "Доля учителей без диплома о переподготовке по преподаваемому предмету", false),
        new(Registry, "дети на различных видах учёта", "Доля детей на различных видах учёта", false),
        new(SpecialNeeds, "дети с ОВЗ", "Доля детей с ограниченными возможностями здоровья в общей численности", false),
        new(NonNative, "дети, для которых русский язык не родной", "Доля детей, для которых русский язык не родной, в общей численности", false),
        new(Absence, "систематически пропускающие занятия", "Доля систематически пропускающих занятия, по данным на октябрь", false),
        new(AnyGroup, "дети хотя бы одной из групп", "Доля детей, входящих хотя бы в одну из групп 3.1–3.4, каждый учтён один раз", false),
        new(VprMath4, "ВПР, математика, 4 класс", "Доля неудовлетворительных результатов, ВПР, математика, 4 класс", false, "vpr-math-4"),
        new(VprMath8, "ВПР, математика, 8 класс", "Доля неудовлетворительных результатов, ВПР, математика, 8 класс", false, "vpr-math-8"),
        new(VprRussian4, "ВПР, русский язык, 4 класс", "Доля неудовлетворительных результатов, ВПР, русский язык, 4 класс", false, "vpr-russian-4"),
        new(VprRussian8, "ВПР, русский язык, 8 класс", "Доля неудовлетворительных результатов, ВПР, русский язык, 8 класс", false, "vpr-russian-8"),
        new(Failing, "неуспевающие", "Доля неуспевающих из общего числа обучающихся", false),
    ];

    /// <summary>Null for a code that is not a line of the matrix.</summary>
    public static RiskIndicator? Find(string code) => All.FirstOrDefault(indicator => indicator.Code == code);
}
