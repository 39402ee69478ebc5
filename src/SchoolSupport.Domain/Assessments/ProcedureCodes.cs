namespace SchoolSupport.Domain.Assessments;

public enum ExamFamily
{
    /// <summary>ВПР: the low mark is «2».</summary>
    Vpr = 1,
    /// <summary>ОГЭ: below the minimum before the retake.</summary>
    Oge = 2,
    /// <summary>ЕГЭ: below the minimum before the retake, without graduates of previous years.</summary>
    Ege = 3,
    /// <summary>КДР, district works, trial exams and others, never among the nine.</summary>
    Other = 4,
}

/// <summary>Stable codes of the nine procedures of identification (domain reference, section 5.1).</summary>
public static class ProcedureCodes
{
    public const string VprMath5 = "vpr-math-5";
    public const string VprMath6 = "vpr-math-6";
    public const string VprRussian5 = "vpr-russian-5";
    public const string VprRussian6 = "vpr-russian-6";
    public const string OgeMath = "oge-math";
    public const string OgeRussian = "oge-russian";
    public const string EgeMathBase = "ege-math-base";
    public const string EgeMathProfile = "ege-math-profile";
    public const string EgeRussian = "ege-russian";

    /// <summary>The exact list of 5.1, in the order in which pages and papers print it.</summary>
    public static readonly IReadOnlyList<string> Nine =
    [
        VprMath5, VprMath6, VprRussian5, VprRussian6, OgeMath, OgeRussian, EgeMathBase, EgeMathProfile, EgeRussian,
    ];
}
