using SchoolSupport.Domain.Identification;
using static SchoolSupport.Domain.Assessments.ProcedureCodes;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Identification;

public class ExplanationTests
{
    private static readonly ProcedureFact Missing = ProcedureFact.Missing;
    private static readonly ProcedureFact Half = Of(20, 40);

    private static Explanation Explain(ProcedureFact[] previous, ProcedureFact[] current, LowResultsRuleSet? rules = null)
    {
        var facts = School(previous, current);
        return new Explanation(rules ?? Rules, facts, (rules ?? Rules).Evaluate(facts), Title);
    }

    private static void Says(string expected, Explanation explanation) => Assert.Equal(expected, Plain(explanation.Reason));

    [Fact]
    public void Reason_BothCriteria_NamesBothYears() =>
        Says("В 2024/2025 году низкие результаты по двум процедурам: ВПР, математика, 5 класс (20 из 40) и ЕГЭ, математика базовая (2 из 5). "
            + "В 2023/2024 году был один: ВПР, русский язык, 5 класс (20 из 40).",
            Explain(Year((VprRussian5, Half)), Year((VprMath5, Half), (EgeMathBase, Of(2, 5)))));

    [Fact]
    public void Reason_TwoYearsWithSeveralBefore_SetsTheYearsApart() =>
        Says("Низкие результаты два года подряд: в 2023/2024 году — ВПР, математика, 6 класс (15 из 44) и ОГЭ, математика (13 из 41); "
            + "в 2024/2025 году — ВПР, русский язык, 6 класс (14 из 43).",
            Explain(Year((VprMath6, Of(15, 44)), (OgeMath, Of(13, 41))), Year((VprRussian6, Of(14, 43)))));

    [Fact]
    public void Reason_IncludedThoughTheYearBeforeIsMissing_SaysThatItDoesNotMatter() =>
        Says("В 2024/2025 году низкие результаты по трём процедурам: ВПР, математика, 5 класс (20 из 40); ВПР, математика, 6 класс (20 из 40); "
            + "ОГЭ, математика (20 из 40). За 2023/2024 год данных нет ни по одной процедуре, на вывод это не влияет.",
            Explain(YearOf(Missing), Year((VprMath5, Half), (VprMath6, Half), (OgeMath, Half))));

    [Fact]
    public void Reason_MissingThisYear_ListsWhatIsMissing() =>
        Says("В 2024/2025 году один низкий результат: ВПР, математика, 5 класс (20 из 40). За 2024/2025 год нет данных по двум процедурам "
            + "(ОГЭ, математика; ОГЭ, русский язык): если низкий результат есть, школа войдёт в список.",
            Explain(Year(), Year((VprMath5, Half), (OgeMath, Missing), (OgeRussian, Missing))));

    [Fact]
    public void Reason_ManyMissing_CountsThem() =>
        Says("В 2024/2025 году среди полученных результатов низких нет. В 2023/2024 году был один: ОГЭ, математика (20 из 40). "
            + "За 2024/2025 год нет данных по четырём процедурам из 9: если низкий результат есть, школа войдёт в список.",
            Explain(Year((OgeMath, Half)), Year((VprMath5, Missing), (VprMath6, Missing), (VprRussian5, Missing), (VprRussian6, Missing))));

    [Fact]
    public void Reason_NothingEnteredAtAll_SaysSo()
    {
        var explanation = Explain(YearOf(Missing), YearOf(Missing));
        Says("За 2024/2025 год данных нет ни по одной процедуре. За 2023/2024 год данных нет ни по одной процедуре. "
            + "Вывод зависит от этих данных.", explanation);
        Assert.Equal("Считается после уточнения данных за 2024/2025 и 2023/2024 годы.", Plain(explanation.MarginDetail));
    }

    [Fact]
    public void Reason_TwoMoreNeeded_SaysHowMany() =>
        Says("За 2024/2025 год данных нет ни по одной процедуре: если низких результатов там не меньше 2, школа войдёт в список.",
            Explain(Year(), YearOf(Missing)));

    [Fact]
    public void Reason_NotIncludedThoughOneIsMissing_DoesNotSayThatThereIsNone() =>
        Says("В 2024/2025 году среди полученных результатов низких нет. За 2024/2025 год нет данных по одной процедуре (ОГЭ, математика), "
            + "на вывод это не влияет. В 2023/2024 году низких результатов нет.",
            Explain(Year(), Year((OgeMath, Missing))));

    [Fact]
    public void Reason_NoHistory_IsToldApartFromMissing()
    {
        var explanation = Explain(YearOf(ProcedureFact.NotApplicable), Year((OgeMath, Of(1, 3)), (VprMath5, Of(0, 3))));
        Says("Низкий результат только по одной процедуре: ОГЭ, математика (1 из 3). За 2023/2024 год истории нет.", explanation);
        Assert.Equal(
            ["Малая выборка в 2024/2025 году: ОГЭ, математика (3 участника).",
             "Нет истории за 2023/2024 год: ни одна процедура к школе не относилась."],
            explanation.Warnings.Select(Plain));
    }

    [Fact]
    public void Warnings_OnlyAPercentage_AreNamed()
    {
        var explanation = Explain(Year(), YearOf(ProcedureFact.NotApplicable, (OgeMath, ProcedureFact.OfPercent(45.5m)), (OgeRussian, ProcedureFact.OfPercent(30))));
        Says("В 2024/2025 году низкие результаты по двум процедурам: ОГЭ, математика (45,5 %) и ОГЭ, русский язык (30 %).", explanation);
        Assert.Equal(["По проценту, без числа участников, в 2024/2025 году: ОГЭ, математика и ОГЭ, русский язык."], explanation.Warnings.Select(Plain));
        Assert.Equal(("—", "Не считается: результаты даны только в процентах."), (explanation.MarginHeadline, Plain(explanation.MarginDetail)));
    }

    [Fact]
    public void Warnings_LargeGroups_AreNone() => Assert.Empty(Explain(Year(), Year((OgeMath, Half))).Warnings);

    [Fact]
    public void Calculation_TwoYearsAndGaps_AreToldInTheResult()
    {
        var facts = School(Year((OgeMath, Half)), Year((VprMath5, Of(1, 3)), (OgeRussian, Missing), (EgeRussian, ProcedureFact.NotApplicable), (OgeMath, Of(0, 0))));
        var calculation = Calculation.Of(Rules, facts, Rules.Evaluate(facts), Title, "");
        Assert.Equal("За год: 1 низкий результат (нет данных по 1 процедуре) — первое условие проверить нельзя. За два года: "
            + "в 2023/2024 году низких результатов 1, в 2024/2025 году низких результатов 1 (нет данных по 1 процедуре) — второе выполнено. "
            + "Достаточно одного.", Plain(calculation.Result));
        Assert.Equal(["нет данных", "не проводится", "участников не было"],
            new[] { OgeRussian, EgeRussian, OgeMath }.Select(code => calculation.Numbers[Index(code)].Conclusion));
    }
}
