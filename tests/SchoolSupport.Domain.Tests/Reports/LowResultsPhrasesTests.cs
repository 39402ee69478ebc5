using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Domain.Tests.Reports;

public sealed class LowResultsPhrasesTests
{
    private static readonly AcademicYear Year = new(2024);

    private static LowResultsPhrases Phrases(string term = "ОО", LowResultsRuleSet? rules = null) =>
        new(rules ?? LowResultsRuleSet.Standard, Year, SchoolTerm.Of(term), code => code);

    private static string Plain(string? text) => (text ?? "").Replace('\u00A0', ' ').Replace('\u202F', ' ');

    [Theory]
    [InlineData("ОО", 1, "В Список включена 1 организация из 13, действовавших в 2024/2025 учебном году (таблица 1): 1 — по критерию 1. Организации приведены")]
    [InlineData("ОО", 2, "В Список включены 2 организации из 13, действовавших в 2024/2025 учебном году (таблица 1): 2 — по критерию 1. Организации приведены")]
    [InlineData("ОО", 5, "В Список включено 5 организаций из 13, действовавших в 2024/2025 учебном году (таблица 1): 5 — по критерию 1. Организации приведены")]
    [InlineData("ОО", 11, "В Список включено 11 организаций из 13")]
    [InlineData("ОО", 21, "В Список включена 21 организация из 13")]
    [InlineData("ОУ", 1, "В Список включено 1 учреждение из 13, действовавших в 2024/2025 учебном году (таблица 1): 1 — по критерию 1. Учреждения приведены")]
    [InlineData("ОУ", 2, "В Список включены 2 учреждения из 13")]
    [InlineData("ОУ", 5, "В Список включено 5 учреждений из 13")]
    public void Included_Counts_TakeTheirForms(string term, int count, string expected) =>
        Assert.StartsWith(expected, Plain(Phrases(term).Included((count, 0, 0, 0), 13)));

    [Theory]
    [InlineData("ОО", "Организаций, соответствующих критериям, не выявлено. Проверены результаты за 2024/2025 учебный год: 13 организаций.")]
    [InlineData("ОУ", "Учреждений, соответствующих критериям, не выявлено. Проверены результаты за 2024/2025 учебный год: 13 учреждений.")]
    public void Included_None_SaysSo(string term, string expected) =>
        Assert.Equal(expected, Plain(Phrases(term).Included((0, 0, 0, 0), 13)));

    [Fact]
    public void Included_EveryWay_IsCounted() => Assert.Contains(
        "включено 10 организаций из 40, действовавших в 2024/2025 учебном году (таблица 1): 1 — по критерию 1, 2 — по критерию 2, 3 — по обоим критериям, 4 — по решению муниципалитета.",
        Plain(Phrases().Included((1, 2, 3, 4), 40)));

    [Fact]
    public void Criteria_StandardRules_NameCountsAndYears() => Assert.Equal(
        "Организация включается в Список, если выполнен хотя бы один критерий. "
        + "Критерий 1: в 2024/2025 учебном году низкие результаты получены не менее чем по двум процедурам. "
        + "Критерий 2: в каждом из двух учебных лет — 2024/2025 и 2023/2024 — низкий результат получен хотя бы по одной процедуре. "
        + "Если данных недостаточно, чтобы подтвердить или отклонить критерий, организация в Список не включается и указывается в нём отдельно.",
        Plain(Phrases().Criteria()));

    [Fact]
    public void Definition_OtherRules_AreThoseOfTheRuleSet()
    {
        var rules = LowResultsRuleSet.Standard with
        {
            ThresholdPercent = 27.5m, ProceduresForOneYear = 1, ProceduresForTwoYears = 3, Procedures = [ProcedureCodes.OgeMath, ProcedureCodes.OgeRussian, "kdr-reading-4"],
        };
        var text = Plain(Phrases(rules: rules).Definition() + Phrases(rules: rules).Criteria());
        Assert.Contains("не менее 27,5 % её участников", text);
        Assert.Contains("результаты трёх процедур: ОГЭ по математике; ОГЭ по русскому языку; kdr-reading-4.", text);
        Assert.Contains("Критерий 1: в 2024/2025 учебном году низкий результат получен хотя бы по одной процедуре.", text);
        Assert.Contains("низкие результаты получены не менее чем по трём процедурам", text);
        Assert.DoesNotContain("ВПР", text);
    }

    [Theory]
    [InlineData(3, 10, 4, 9, "вывод зависит от результата одного участника: ОГЭ по математике — 3 из 10; при 2 из 10 организация в Список не вошла бы.")]
    [InlineData(12, 20, 15, 20, "вывод устойчив: до его изменения не менее 7 участников.")]
    public void Margin_OfAnIncludedSchool_NamesWhatWouldChangeIt(int failed, int of, int otherFailed, int otherOf, string expected)
    {
        var verdict = LowResultsRuleSet.Standard.Evaluate(Facts(
            (ProcedureCodes.OgeMath, ProcedureFact.Of(failed, of)), (ProcedureCodes.VprRussian6, ProcedureFact.Of(otherFailed, otherOf))));
        Assert.Equal(expected, Plain(Phrases().Margin(verdict)));
    }

    [Fact]
    public void OnThreshold_ExactlyThirtyPercent_IsExplained()
    {
        var facts = Facts((ProcedureCodes.OgeMath, ProcedureFact.Of(3, 10)), (ProcedureCodes.OgeRussian, ProcedureFact.Of(29, 97)));
        Assert.Equal(["ОГЭ по математике — 3 из 10 (30,0 %); доля равна порогу, по правилу «не менее 30 %» результат признан низким."],
            Phrases().OnThreshold(facts, LowResultsRuleSet.Standard.Evaluate(facts)).Select(Plain));
    }

    [Theory]
    [InlineData(ReportEdition.Internal, "в 2024/2025 учебном году низкий результат получен по одной процедуре: ОГЭ по математике — 1 из 3; за 2023/2024 учебный год нет данных, поэтому критерий 2 не подтверждён и не отклонён.")]
    [InlineData(ReportEdition.Publication, "за 2023/2024 учебный год нет данных, поэтому критерий 2 не подтверждён и не отклонён.")]
    public void Insufficient_NoPreviousYear_TellsCountsInTheInternalEditionOnly(ReportEdition edition, string expected)
    {
        var facts = Facts((ProcedureCodes.OgeMath, ProcedureFact.Of(1, 3))) with
        {
            Previous = new YearFacts(Year.Previous, [.. ProcedureCodes.Nine.Select(_ => ProcedureFact.Missing)]),
        };
        Assert.Equal(expected, Plain(Phrases().Insufficient(facts, LowResultsRuleSet.Standard.Evaluate(facts), edition)));
    }

    [Fact]
    public void Summary_ChangesOfShares_AreDifferencesOfPrintedShares()
    {
        var risen = ShareChange.Of(new ResultCounts(427, 56), new ResultCounts(441, 79))!;
        var fallen = ShareChange.Of(new ResultCounts(429, 58), new ResultCounts(416, 42))!;
        Assert.Equal((48, -34), (risen.Tenths, fallen.Tenths));
        Assert.Equal("Доля не справившихся увеличилась по одной процедуре; на 3 п. п. и более: А — с 13,1 до 17,9 % (+4,8 п. п.). Доля уменьшилась по одной процедуре; на 3 п. п. и более: Б — с 13,5 до 10,1 % (−3,4 п. п.).",
            Plain(ShareChange.Summary([("А", risen), ("Б", fallen)])));
        Assert.Null(ShareChange.Of(new ResultCounts(0, 0), new ResultCounts(10, 1)));
    }

    private static SchoolFacts Facts(params (string Code, ProcedureFact Fact)[] facts) => new(
        new YearFacts(Year, [.. ProcedureCodes.Nine.Select(code => facts.FirstOrDefault(f => f.Code == code) is { Code: not null } found ? found.Fact : ProcedureFact.NoParticipants)]),
        new YearFacts(Year.Previous, [.. ProcedureCodes.Nine.Select(_ => ProcedureFact.NoParticipants)]));
}
