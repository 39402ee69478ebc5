using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Tests.Identification;

/// <summary>Short ways to write the facts of a case.</summary>
internal static class Facts
{
    public static readonly AcademicYear T1 = new(2024);
    public static readonly LowResultsRuleSet Rules = LowResultsRuleSet.Standard;

    public static int Index(string code) => ProcedureCodes.Nine.ToList().IndexOf(code);

    /// <summary>A year in which everything not named is reported as 0 of 40.</summary>
    public static ProcedureFact[] Year(params (string Code, ProcedureFact Fact)[] named) =>
        YearOf(ProcedureFact.Of(0, 40), named);

    public static ProcedureFact[] YearOf(ProcedureFact others, params (string Code, ProcedureFact Fact)[] named)
    {
        var year = Enumerable.Repeat(others, ProcedureCodes.Nine.Count).ToArray();
        foreach (var (code, fact) in named)
            year[Index(code)] = fact;
        return year;
    }

    public static ProcedureFact Of(int failed, int participants) => ProcedureFact.Of(failed, participants);

    public static SchoolFacts School(ProcedureFact[] previous, ProcedureFact[] current) =>
        new(new YearFacts(T1, current), new YearFacts(T1.Previous, previous));

    public static LowResultsVerdict Evaluate(ProcedureFact[] previous, ProcedureFact[] current) =>
        Rules.Evaluate(School(previous, current));

    /// <summary>Titles as pages print them.</summary>
    public static string Title(string code) => code switch
    {
        ProcedureCodes.VprMath5 => "ВПР, математика, 5 класс",
        ProcedureCodes.VprMath6 => "ВПР, математика, 6 класс",
        ProcedureCodes.VprRussian5 => "ВПР, русский язык, 5 класс",
        ProcedureCodes.VprRussian6 => "ВПР, русский язык, 6 класс",
        ProcedureCodes.OgeMath => "ОГЭ, математика",
        ProcedureCodes.OgeRussian => "ОГЭ, русский язык",
        ProcedureCodes.EgeMathBase => "ЕГЭ, математика базовая",
        ProcedureCodes.EgeMathProfile => "ЕГЭ, математика профильная",
        ProcedureCodes.EgeRussian => "ЕГЭ, русский язык",
        _ => throw new ArgumentException(code),
    };

    /// <summary>The text with ordinary spaces, to compare words.</summary>
    public static string Plain(string text) =>
        text.Replace(RussianText.NoBreakSpace, ' ').Replace(RussianText.NarrowNoBreakSpace, ' ');
}
