using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Domain.Indicators.Risks;

/// <summary>A measure that usually helps against a deficit; ready to become a row of a roadmap.</summary>
/// <param name="Code">Stable, Latin.</param>
/// <param name="Deficits">Codes of <see cref="Deficit"/>.</param>
/// <param name="Term">Words that <see cref="DeadlineParser"/> understands without a question.</param>
/// <param name="Artefact">Code of <see cref="ArtefactKind"/> that it must yield; null for none.</param>
public sealed record TypicalMeasure(
    string Code, IReadOnlyList<string> Deficits, string Title, string Result, MeasureLevel Level, string Responsible, string Term, string? Artefact)
{
    /// <summary>Our own wording, after the measures and artefacts of the five documents (domain reference, sections 3.7 and 9).</summary>
    public static readonly IReadOnlyList<TypicalMeasure> All = PresetData.Read<IReadOnlyList<TypicalMeasure>>("typical-measures");

    /// <summary>Those that help against a deficit, the school's own first.</summary>
    public static IReadOnlyList<TypicalMeasure> Against(string deficit) =>
        [.. All.Where(measure => measure.Deficits.Contains(deficit, StringComparer.Ordinal)).OrderByDescending(measure => measure.Level)];
}

/// <summary>Something lacking at a school to which measures are linked: a line of the risk matrix, or one that notes name beside it.</summary>
/// <param name="Code">A code of <see cref="RiskIndicator"/>, or of those below.</param>
/// <param name="Name">What is lacking, as recommendations name it.</param>
public sealed record Deficit(string Code, string Name)
{
    public const string LowVpr = "low-vpr";
    public const string LowExams = "low-exams";
    public const string TeachersSubject = "teachers-subject";
    public const string TeachersMethodical = "teachers-methodical";
    public const string TeachersPsychological = "teachers-psychological";

    public static readonly IReadOnlyList<Deficit> All =
    [
        new(RiskIndicator.Internet, "нет устойчивого доступа в Интернет"),
        new(RiskIndicator.Computers, "не хватает компьютерной техники"),
        new(RiskIndicator.Physics, "не хватает оборудования кабинета физики"),
        new(RiskIndicator.Chemistry, "не хватает оборудования кабинета химии"),
        new(RiskIndicator.Biology, "не хватает оборудования кабинета биологии"),
        new(RiskIndicator.Geography, "не хватает оборудования кабинета географии"),
        new(RiskIndicator.Technology, "не хватает оборудования кабинета технологии"),
        new(RiskIndicator.Overload, "учителя работают с нагрузкой 36 часов и более"),
        new(RiskIndicator.NoDiploma, "предмет ведут учителя без профильного образования или переподготовки"),
        new(RiskIndicator.Registry, "дети состоят на различных видах учёта"),
        new(RiskIndicator.SpecialNeeds, "дети с ограниченными возможностями здоровья нуждаются в сопровождении"),
        new(RiskIndicator.NonNative, "для части детей русский язык не родной"),
        new(RiskIndicator.Absence, "часть детей систематически пропускает занятия"),
        new(RiskIndicator.AnyGroup, "контингент сложный по нескольким признакам"),
        new(RiskIndicator.VprMath4, "доля отметок «2» по математике в 4 классе"),
        new(RiskIndicator.VprMath8, "доля отметок «2» по математике в 8 классе"),
        new(RiskIndicator.VprRussian4, "доля отметок «2» по русскому языку в 4 классе"),
        new(RiskIndicator.VprRussian8, "доля отметок «2» по русскому языку в 8 классе"),
        new(RiskIndicator.Failing, "часть обучающихся не успевает"),
        new(LowVpr, "низкий результат ВПР"),
        new(LowExams, "низкий результат ОГЭ или ЕГЭ"),
        new(TeachersSubject, "предметные дефициты педагогов"),
        new(TeachersMethodical, "методические дефициты педагогов"),
        new(TeachersPsychological, "психолого-педагогические дефициты педагогов"),
    ];

    /// <summary>Null for a code that is not in the list.</summary>
    public static Deficit? Find(string code) => All.FirstOrDefault(deficit => deficit.Code == code);
}
