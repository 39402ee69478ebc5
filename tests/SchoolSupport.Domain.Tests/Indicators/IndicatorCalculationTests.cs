using SchoolSupport.Domain.Indicators.Definitions;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Indicators;

public class IndicatorCalculationTests
{
    private static IndicatorCalculation Of(string template, string code, int line = 0)
    {
        var definition = IndicatorPresets.Of(template).Single(one => one.Code == code);
        return IndicatorCalculation.Of(definition, definition.Lines[line], IndicatorRules.Compute(definition, SmallTown.Facts)[line]);
    }

    [Fact]
    public void Share_OfAnswers_NamesQuestionsFormulaAndGaps()
    {
        var calculation = Of("three-directions", "2.3.2-1");
        Assert.Equal("«Учителей, прошедших диагностику предметных дефицитов»", Plain(calculation.Numerator));
        Assert.Equal("«Учителей в школе», по школам с низкими результатами и в неблагоприятных социальных условиях", Plain(calculation.Denominator!));
        Assert.Equal(("100 × числитель ÷ знаменатель", "100 × 16 ÷ 30 = 16 из 30 (53,3 %)"), (Plain(calculation.Formula), Plain(calculation.Numbers)));
        Assert.Equal("Нет данных по 2 школам: не учтены ни в числителе, ни в знаменателе.", Plain(calculation.Missing!));
        Assert.Equal("сданные анкеты", calculation.Source);
    }

    [Fact]
    public void Share_OfSchools_SaysThatThoseWithoutDataStay()
    {
        var calculation = Of("three-directions", "3.3.1-1");
        Assert.Equal(("школы, в которых выявлены риски", "школы"), (Plain(calculation.Numerator), calculation.Denominator));
        Assert.Equal("Нет данных по 1 школе: в числителе не учтены, в знаменателе оставлены.", Plain(calculation.Missing!));
        Assert.Equal("выявление рисковых школ; реестр школ и группы", Plain(calculation.Source));
    }

    [Fact]
    public void Share_OfAnUncertainGroup_TellsWhoStaysFromWhoIsLeftOut() => Assert.Equal(
        "Нет данных по 1 школе: в числителе не учтены, в знаменателе оставлены. Нет данных по 1 школе: не учтены ни в числителе, ни в знаменателе.",
        Plain(Of("three-directions", "2.3.1-3").Missing!));

    [Fact]
    public void Difference_AgainstTheYearBeforeOrARegion_ShowsWhatIsTakenAway()
    {
        var year = Of("year-plan", "3");
        Assert.Equal(("100 × числитель ÷ знаменатель − то же год назад", "100 × 13 ÷ 75 − 20 = −2,7 п. п."), (Plain(year.Formula), Plain(year.Numbers)));
        Assert.Equal("299 ÷ 87 − 3,4 = +0,04", Plain(Of("transition-to-resilience", "S1").Numbers));
        var russia = Of("transition-to-resilience", "S1", 1);
        Assert.Equal(("299 ÷ 87 − нет данных = нет данных", "Нет сведений управления образования."), (Plain(russia.Numbers), Plain(russia.Missing!)));
    }

    // Stored results count exams taken, not children: the name, the counts and the note say so.
    [Fact]
    public void Exams_AreToldAsParticipationsAndNotAsPupils()
    {
        var definition = IndicatorPresets.Of("two-groups").Single(one => one.Code == "B3");
        Assert.StartsWith("Доля успешных участий в ГИА", definition.Name, StringComparison.Ordinal);
        Assert.Contains("а не обучающиеся", definition.Note, StringComparison.Ordinal);
        Assert.StartsWith("участия в ОГЭ и ЕГЭ", Plain(Of("two-groups", "B3").Denominator!), StringComparison.Ordinal);
    }

    [Fact]
    public void Entered_ShowsTheReason()
    {
        var definition = IndicatorPresets.Of("three-directions").Single(one => one.Code == "4.3-1");
        var value = IndicatorRules.Compute(definition, SmallTown.Facts)[0].ReplaceBy(75, "Уточнено по приказу.");
        var calculation = IndicatorCalculation.Of(definition, definition.Lines[0], value);
        Assert.Equal(("Введено вручную: 75,0 %. Уточнено по приказу.", "введено вручную"), (Plain(calculation.Numbers), Plain(calculation.Source)));
    }

    [Fact]
    public void Names_OfEveryPresetQuantity_AreWordsAndNotCodes() =>
        Assert.All(IndicatorPresets.All.SelectMany(preset => preset.Definition.Lines).SelectMany(line => line.Refs),
            reference => Assert.NotEqual(reference.Code, IndicatorCalculation.Name(reference.ToString()).Trim('«', '»')));
}
