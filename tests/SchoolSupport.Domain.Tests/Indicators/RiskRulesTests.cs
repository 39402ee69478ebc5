using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.Domain.Programs;
using static SchoolSupport.Domain.Indicators.Risks.RiskIndicator;
using static SchoolSupport.Domain.Tests.Identification.Facts;
using static SchoolSupport.Domain.Tests.Indicators.RiskMatrix;
using Rules = SchoolSupport.Domain.Indicators.Risks.RiskRuleSet;

namespace SchoolSupport.Domain.Tests.Indicators;

public class RiskRulesTests
{
    private static RiskExplanation Explain(RiskVerdict verdict) => new(Rules.Standard, verdict);

    private static string SectionWords(int section, params (string, object)[] changes)
    {
        var verdict = RiskMatrix.Evaluate(changes);
        return Plain(Explain(verdict).Section(verdict.Sections[section - 1]));
    }

    [Fact]
    public void Reason_TwoSections_NamesThemAndTheRule() =>
        Assert.Equal("Сработали 2 раздела из 4: 2 «Кадровые условия»; 4 «Образовательные результаты». Школа рисковая, если сработал хотя бы один раздел.",
            Plain(Explain(RiskMatrix.Evaluate((NoDiploma, RiskMatrix.Of(1, 40)), (Failing, RiskMatrix.Of(30, 200)))).Reason));

    [Fact]
    public void Reason_UnknownSection_SaysWhetherItMatters()
    {
        Assert.Equal("Ни один раздел не сработал. Недостаточно данных по разделу: 1 «Материально-техническая база». "
            + "Школа рисковая, если сработал хотя бы один раздел.", Plain(Explain(RiskMatrix.Evaluate((Computers, RiskAnswer.Missing))).Reason));
        Assert.Equal("Сработал 1 раздел из 4: 2 «Кадровые условия». Недостаточно данных по разделу: 1 «Материально-техническая база», на вывод это не влияет. "
            + "Школа рисковая, если сработал хотя бы один раздел.",
            Plain(Explain(RiskMatrix.Evaluate((Computers, RiskAnswer.Missing), (NoDiploma, RiskMatrix.Of(1, 40)))).Reason));
    }

    [Fact]
    public void Section_EachOfTheFour_GivesItsExactNumbers()
    {
        Assert.Equal("Отрицательных ответов 1 из 7: оборудование кабинета географии.", SectionWords(1, (Geography, RiskAnswer.No)));
        Assert.Equal("Отрицательных ответов нет (вопросов 5). Нет данных: компьютерная техника.",
            SectionWords(1, (Computers, RiskAnswer.Missing), (Physics, RiskAnswer.NotApplicable), (Chemistry, RiskAnswer.NotApplicable)));
        Assert.Equal("Учителя с нагрузкой 36 часов и более: 5 из 40 (12,5 %), порог — больше 10 %.", SectionWords(2, (Overload, RiskMatrix.Of(5, 40))));
        Assert.Equal("Сумма долей — 10,5 %, порог — больше 10 %: дети на различных видах учёта — 6 из 200 (3,0 %); дети с ОВЗ — 8 из 200 (4,0 %); "
            + "дети, для которых русский язык не родной — 4 из 200 (2,0 %); систематически пропускающие занятия — 3 из 200 (1,5 %).",
            SectionWords(3, Groups(200, 6, 8, 4, 3)));
        Assert.Equal("20 % и больше — по 2 из 4 показателей: ВПР, математика, 4 класс — 5 из 25 (20,0 %); ВПР, математика, 8 класс — 4 из 20 (20,0 %); нужно не менее 2.",
            SectionWords(4, (VprMath4, RiskMatrix.Of(5, 25)), (VprMath8, RiskMatrix.Of(4, 20))));
        Assert.Equal("Сумма долей не рассчитана, порог — больше 10 %. Нет данных: дети на различных видах учёта; дети с ОВЗ; "
            + "дети, для которых русский язык не родной; систематически пропускающие занятия.", SectionWords(3, Groups(0, 0, 0, 0, 0)));
    }

    [Theory]
    [InlineData(10, "10,0 %")]
    [InlineData(10.04, "10,04 %")]
    [InlineData(9.96, "9,96 %")]
    [InlineData(12.5, "12,5 %")]
    public void Print_BesideMoreThanTen_NeverContradictsTheComparison(double percent, string expected) =>
        Assert.Equal(expected, Plain(Threshold.MoreThan(10).Print((decimal)percent)));

    [Fact]
    public void Print_BesideAtLeast_NeverContradictsTheComparison() =>
        Assert.Equal("19,85 %", Plain(Threshold.AtLeast(20).Print(Fraction.Percent(27, 136))));

    [Fact]
    public void Deficits_OfTriggeredConditions_CarryRecommendationsWithTheirNumbers()
    {
        var verdict = RiskMatrix.Evaluate((Geography, RiskAnswer.No), (NoDiploma, RiskMatrix.Of(1, 40)), (VprMath4, RiskMatrix.Of(9, 25)));
        Assert.Equal([new("1", Geography), new("2", NoDiploma)], verdict.Deficits);
        var recommendations = AddressedRecommendation.For(verdict);
        Assert.Equal(["Не хватает оборудования кабинета географии.",
            "Предмет ведут учителя без профильного образования или переподготовки: 1 из 40 (2,5 %)."], recommendations.Select(one => Plain(one.Text)));
        Assert.All(recommendations, one => Assert.NotEmpty(one.Measures));
    }

    [Fact]
    public void Verdict_SumWithUniqueChildren_CountsEachOnce()
    {
        var sum = RiskCondition.Sum(Threshold.MoreThan(10), Registry, SpecialNeeds, NonNative, Absence) with { InsteadOfSum = AnyGroup };
        var rules = Rules.Standard with { Sections = [.. Rules.Standard.Sections.Select(one => one.Code == "3" ? one with { Conditions = [sum] } : one)] };
        Assert.Empty(rules.Problems());
        var groups = Groups(200, 12, 12, 0, 0);
        Assert.Equal(Ternary.Yes, rules.Evaluate(Sound(groups)).Of("3"));
        Assert.Equal(Ternary.No, rules.Evaluate(Sound([.. groups, (AnyGroup, RiskMatrix.Of(12, 200))])).Of("3"));
    }

    [Fact]
    public void Verdict_SectionsJoinedByAll_AskForEveryCondition()
    {
        var rules = Rules.Standard with { Sections = [.. Rules.Standard.Sections.Select(one => one.Code == "2" ? one with { Join = RiskJoin.All } : one)] };
        Assert.Equal(Ternary.No, rules.Evaluate(Sound((Overload, RiskMatrix.Of(5, 40)))).Of("2"));
        Assert.Equal(Ternary.Yes, rules.Evaluate(Sound((Overload, RiskMatrix.Of(5, 40)), (NoDiploma, RiskMatrix.Of(1, 40)))).Of("2"));
    }

    [Fact]
    public void Comparison_BetweenRuns_TellsRemovedFromNoLongerKnown()
    {
        var before = RiskMatrix.Evaluate((Geography, RiskAnswer.No), (NoDiploma, RiskMatrix.Of(1, 40)));
        var mended = RiskComparison.Of(before, RiskMatrix.Evaluate());
        Assert.Equal((RiskChange.Removed, Ternary.Yes), (mended.Change, mended.ResourcesRemoved));
        Assert.Equal(["1", "2"], mended.RemovedSections);
        Assert.Equal(2, mended.RemovedDeficits.Count);
        var silent = RiskComparison.Of(before, RiskMatrix.Evaluate((Geography, RiskAnswer.Missing), (NoDiploma, ShareFact.Missing)));
        Assert.Equal((RiskChange.Unknown, Ternary.Unknown), (silent.Change, silent.ResourcesRemoved));
        Assert.Empty(silent.RemovedDeficits);
        var worse = RiskComparison.Of(RiskMatrix.Evaluate(), before);
        Assert.Equal((RiskChange.Appeared, 2, 2), (worse.Change, worse.NewDeficits.Count, worse.NewSections.Count));
        Assert.Equal(RiskChange.Unknown, RiskComparison.Of(null, before).Change);
    }

    [Fact]
    public void Problems_OfSoundRules_AreNone_AndOfUnsoundOnesAreNamed()
    {
        Assert.Empty(Rules.Standard.Problems());
        Assert.NotEmpty((Rules.Standard with { Aggregation = RiskAggregation.AtLeast, SectionsNeeded = 5 }).Problems());
        Assert.Contains("Раздел 9: показатель 1.1 не подходит к условию", (Rules.Standard with
        {
            Sections = [new("9", "Новый", RiskJoin.Any, [RiskCondition.Share(Internet, Threshold.MoreThan(10))])],
        }).Problems());
    }

    [Fact]
    public void Contradiction_IsSaidAndNotKnown_AndHidesNoOtherRisk()
    {
        var verdict = RiskMatrix.Evaluate((Failing, RiskMatrix.Of(201, 200)));
        Assert.Equal((Ternary.Unknown, Ternary.Unknown, true), (verdict.IsRisk, verdict.Of("4"), verdict.IsContradictory));
        Assert.Equal("данные противоречивы", RiskExplanation.Label(verdict));
        Assert.Contains("Данные противоречивы: неуспевающие — указано 201, а всего 200.", Plain(Explain(verdict).Reason), StringComparison.Ordinal);
        var risky = RiskMatrix.Evaluate((Failing, RiskMatrix.Of(201, 200)), (Internet, RiskAnswer.No));
        Assert.Equal((Ternary.Yes, "рисковая"), (risky.IsRisk, RiskExplanation.Label(risky)));
        Assert.Contains("указано 201", Explain(risky).Reason, StringComparison.Ordinal);
        // These rules do not look at the share of children counted once.
        Assert.Empty(RiskMatrix.Evaluate((AnyGroup, RiskMatrix.Of(201, 200))).Contradictions);
    }

    [Fact]
    public void Comparison_DeficitThatRoseWhileItsSectionFell_IsNotRemoved()
    {
        var before = RiskMatrix.Evaluate((VprMath4, RiskMatrix.Of(30, 100)), (VprMath8, RiskMatrix.Of(25, 100)));
        var now = RiskMatrix.Evaluate((VprMath4, RiskMatrix.Of(35, 100)), (VprMath8, RiskMatrix.Of(10, 100)));
        var change = RiskComparison.Of(before, now);
        Assert.Equal([new RiskDeficit("4", VprMath8)], change.RemovedDeficits);
        Assert.Equal(["4"], change.RemovedSections);
        // The same the other way round: 4.1 was there already, alone.
        Assert.Equal([new RiskDeficit("4", VprMath8)], RiskComparison.Of(now, before).NewDeficits);
    }

    [Fact]
    public void Comparison_PartOfASum_IsRemovedWhenItFellWithTheSumOrIsNothing()
    {
        var before = RiskMatrix.Evaluate(Groups(200, 10, 8, 6, 0));
        // 24 of 200 were 12 %; now 3.1 rose, 3.2 fell, 3.3 is nothing, and together they are 8 %.
        var below = RiskComparison.Of(before, RiskMatrix.Evaluate(Groups(200, 12, 4, 0, 0)));
        Assert.Equal([SpecialNeeds, NonNative], below.RemovedDeficits.Select(deficit => deficit.Code));
        // Still above: only what is nothing any more.
        var above = RiskComparison.Of(before, RiskMatrix.Evaluate(Groups(200, 22, 2, 0, 0)));
        Assert.Equal([NonNative], above.RemovedDeficits.Select(deficit => deficit.Code));
        Assert.Equal([SpecialNeeds, NonNative], RiskComparison.Of(RiskMatrix.Evaluate(Groups(200, 12, 4, 0, 0)), before).NewDeficits.Select(deficit => deficit.Code));
    }

    [Fact]
    public void TypicalMeasures_EveryDeficit_HasOne_AndEveryOneIsUsable()
    {
        Assert.All(RiskIndicator.All, indicator => Assert.NotNull(Deficit.Find(indicator.Code)));
        Assert.All(Deficit.All, deficit => Assert.NotEmpty(TypicalMeasure.Against(deficit.Code)));
        Assert.Equal(TypicalMeasure.All.Count, TypicalMeasure.All.Select(measure => measure.Code).Distinct().Count());
        var context = new DeadlineContext(new DateOnly(2025, 9, 1), new DateOnly(2026, 8, 31), PlanYear: 2025, AcademicPlan: true);
        Assert.All(TypicalMeasure.All, measure =>
        {
            Assert.All(measure.Deficits, code => Assert.NotNull(Deficit.Find(code)));
            Assert.Empty(DeadlineParser.Read(measure.Term, context).Questions);
            Assert.True(measure.Artefact is null || ArtefactKind.Find(measure.Artefact) is not null, measure.Code);
        });
    }
}
