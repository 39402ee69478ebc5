using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Domain.Reports;

/// <summary>
/// How sentences and wide tables name a procedure. Neither form is ever declined: sentences put them after a colon or a dash.
/// </summary>
public static class ProcedureWords
{
    private static readonly Dictionary<string, (string Text, string Short)> Known = new()
    {
        [ProcedureCodes.VprMath5] = ("ВПР по математике в 5 классе", "ВПР, матем., 5 кл."),
        [ProcedureCodes.VprMath6] = ("ВПР по математике в 6 классе", "ВПР, матем., 6 кл."),
        [ProcedureCodes.VprRussian5] = ("ВПР по русскому языку в 5 классе", "ВПР, рус. яз., 5 кл."),
        [ProcedureCodes.VprRussian6] = ("ВПР по русскому языку в 6 классе", "ВПР, рус. яз., 6 кл."),
        [ProcedureCodes.OgeMath] = ("ОГЭ по математике", "ОГЭ, матем."),
        [ProcedureCodes.OgeRussian] = ("ОГЭ по русскому языку", "ОГЭ, рус. яз."),
        [ProcedureCodes.EgeMathBase] = ("ЕГЭ по математике (базовый уровень)", "ЕГЭ, матем. (база)"),
        [ProcedureCodes.EgeMathProfile] = ("ЕГЭ по математике (профильный уровень)", "ЕГЭ, матем. (профиль)"),
        [ProcedureCodes.EgeRussian] = ("ЕГЭ по русскому языку", "ЕГЭ, рус. яз."),
    };

    /// <summary>«ОГЭ по математике»; a procedure outside the nine keeps its title.</summary>
    public static string InText(string code, string title) => Known.TryGetValue(code, out var words) ? words.Text : title;

    /// <summary>«ОГЭ, матем.», for the heads of wide appendices.</summary>
    public static string InHead(string code, string title) => Known.TryGetValue(code, out var words) ? words.Short : title;
}
