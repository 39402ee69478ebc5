namespace SchoolSupport.Domain.Assessments;

/// <summary>Which schools a procedure is for, by the grades that they teach (domain reference, section 4.1).</summary>
public static class TaughtGrades
{
    /// <summary>In the place of a result that nobody expects of the school.</summary>
    public const string NotHeld = "не проводится";

    /// <summary>Whether a school that teaches these grades is expected to have a result.</summary>
    /// <param name="grade">The grade tested, when the procedure has one.</param>
    public static bool Cover(ExamFamily family, int? grade, bool teachesBasic, bool teachesSecondary) => (family, grade) switch
    {
        (ExamFamily.Ege, _) or (_, >= 10) => teachesSecondary,
        (ExamFamily.Oge, _) or (_, >= 5) => teachesBasic,
        _ => true,
    };

    /// <summary>In the place of a result that the school's grades do not give: «нет ЕГЭ», «не проводится».</summary>
    public static string Lacking(ExamFamily family) => family == ExamFamily.Ege ? "нет ЕГЭ" : NotHeld;
}
