using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Risks;
using static SchoolSupport.Domain.Indicators.Risks.RiskIndicator;
using static SchoolSupport.Domain.Tests.Indicators.RiskMatrix;

namespace SchoolSupport.Domain.Tests.Indicators;

/// <summary>The cases RK1…RK4 and RKO of the domain reference, section 6.3.2.</summary>
public class RiskCases
{
    private const Ternary Yes = Ternary.Yes;
    private const Ternary No = Ternary.No;
    private const Ternary Unknown = Ternary.Unknown;

    [Fact] public void RK1_1_AllYes_IsNo() => Section("1", No);
    [Fact] public void RK1_2_OneNo_IsRisk() => Section("1", Yes, (Geography, RiskAnswer.No));
    [Fact] public void RK1_3_PrimaryWithoutLaboratories_IsNo() => Section("1", No, (Physics, RiskAnswer.NotApplicable), (Chemistry, RiskAnswer.NotApplicable));
    [Fact] public void RK1_4_OneUnanswered_IsUnknown() => Section("1", Unknown, (Computers, RiskAnswer.Missing));
    [Fact] public void RK1_5_UnansweredBesideANo_IsRisk() => Section("1", Yes, (Computers, RiskAnswer.Missing), (Internet, RiskAnswer.No));

    [Fact] public void RK2_1_ExactlyTenPercentOverloaded_IsNo() => Section("2", No, (Overload, Of(4, 40)), (NoDiploma, Of(0, 40)));
    [Fact] public void RK2_2_MoreThanTenPercentOverloaded_IsRisk() => Section("2", Yes, (Overload, Of(5, 40)));
    [Fact] public void RK2_3_OneWithoutDiploma_IsRisk() => Section("2", Yes, (Overload, Of(2, 40)), (NoDiploma, Of(1, 40)));

    [Fact]
    public void RK2_4_ThreeOfThirtyAndOfTwentyNine_OnlyTheSecondIsRisk()
    {
        Section("2", No, (Overload, Of(3, 30)), (NoDiploma, Of(0, 30)));
        Section("2", Yes, (Overload, Of(3, 29)), (NoDiploma, Of(0, 29)));
    }

    [Fact]
    public void RK2_5_NoTeachersOrNotGiven_IsUnknown()
    {
        Section("2", Unknown, (Overload, Of(0, 0)), (NoDiploma, Of(0, 0)));
        Section("2", Unknown, (Overload, ShareFact.Missing), (NoDiploma, ShareFact.Missing));
    }

    [Fact] public void RK2_6_NobodyOverloaded_IsNo() => Section("2", No, (Overload, Of(0, 40)), (NoDiploma, Of(0, 40)));

    [Fact] public void RK3_1_SumExactlyTen_IsNo() => Section("3", No, Groups(200, 6, 8, 4, 2));
    [Fact] public void RK3_2_SumAboveTen_IsRisk() => Section("3", Yes, Groups(200, 6, 8, 4, 3));
    [Fact] public void RK3_3_ExactlyTenThoughRoundedSharesGiveMore_IsNo() => Section("3", No, Groups(150, 4, 4, 4, 3));

    [Fact]
    public void RK3_4_KnownSharesAreEnough_IsRisk() =>
        Section("3", Yes, (Registry, Percent(5)), (SpecialNeeds, Percent(4)), (NonNative, Percent(2)), (Absence, ShareFact.Missing));

    [Fact]
    public void RK3_5_KnownSharesAreNotEnough_IsUnknown() =>
        Section("3", Unknown, (Registry, Percent(3)), (SpecialNeeds, Percent(3)), (NonNative, Percent(2)), (Absence, ShareFact.Missing));

    [Fact] public void RK3_6_NoPupils_IsUnknown() => Section("3", Unknown, Groups(0, 0, 0, 0, 0));
    [Fact] public void RK3_7_OneChildInTwoGroups_IsRiskByDesign() => Section("3", Yes, Groups(10, 1, 1, 0, 0));

    [Fact]
    public void RK3_8_OneOfThree_IsRiskOnASmallSample()
    {
        var verdict = Evaluate(Groups(3, 0, 1, 0, 0));
        Assert.Equal(Yes, verdict.Of("3"));
        Assert.True(verdict.Sections[2].Values.Single(value => value.Code == SpecialNeeds).SmallSample);
        Assert.Contains(new RiskExplanation(Rules, verdict).Warnings, warning => warning.StartsWith("Малая", StringComparison.Ordinal));
        Assert.DoesNotContain(new RiskExplanation(Rules, Evaluate(Groups(200, 6, 0, 4, 20))).Warnings, warning => warning.StartsWith("Малая", StringComparison.Ordinal));
    }

    [Fact] public void RK4_1_TwoExactlyTwenty_IsRisk() => Section("4", Yes, (VprMath4, Of(5, 25)), (VprMath8, Of(4, 20)));
    [Fact] public void RK4_2_OnlyOneHigh_FailingExactlyTen_IsNo() => Section("4", No, (VprMath4, Percent(35)), (Failing, Of(20, 200)));
    [Fact] public void RK4_3_FailingAboveTen_IsRisk() => Section("4", Yes, (Failing, Of(21, 200)));
    [Fact] public void RK4_4_OneJustBelowTwenty_IsNo() => Section("4", No, (VprMath4, Of(27, 136)), (VprRussian4, Of(5, 25)));

    [Fact]
    public void RK4_5_NoGradeEight_TwoHigh_IsRisk() => Section("4", Yes,
        (VprMath4, Percent(25)), (VprRussian4, Percent(25)), (VprMath8, ShareFact.NotApplicable), (VprRussian8, ShareFact.NotApplicable));

    [Fact]
    public void RK4_6_OneOfThreeTwice_IsRiskOnASmallSample()
    {
        var verdict = Evaluate((VprMath4, Of(1, 3)), (VprRussian4, Of(1, 3)));
        Assert.Equal(Yes, verdict.Of("4"));
        Assert.Equal(2, verdict.Sections[3].Values.Count(value => value.SmallSample));
    }

    [Fact]
    public void RK4_7_OneHigh_OthersMissing_IsUnknown() => Section("4", Unknown, (VprMath4, Percent(25)), (Failing, Percent(5)),
        (VprMath8, ShareFact.Missing), (VprRussian4, ShareFact.Missing), (VprRussian8, ShareFact.Missing));

    [Fact]
    public void RK4_8_NobodyTookPartInGradeEight_IsNo()
    {
        var nobody = ShareFact.OfResult(ProcedureFact.NoParticipants);
        Section("4", No, (VprMath4, Percent(25)), (VprMath8, nobody), (VprRussian8, nobody), (VprRussian4, Percent(10)), (Failing, Percent(5)));
    }

    private static readonly (string, object) First = (Internet, RiskAnswer.No);
    private static readonly (string, object) Second = (NoDiploma, Of(1, 40));
    private static readonly (string, object) Third = (SpecialNeeds, Of(30, 200));
    private static readonly (string, object) Fourth = (Failing, Of(30, 200));

    private static void Overall(Ternary any, Ternary two, Ternary all, params (string, object)[] changes)
    {
        var facts = Sound(changes);
        Assert.Equal((any, two, all), (
            Rules.Evaluate(facts).IsRisk,
            (Rules with { Aggregation = RiskAggregation.AtLeast, SectionsNeeded = 2 }).Evaluate(facts).IsRisk,
            (Rules with { Aggregation = RiskAggregation.All }).Evaluate(facts).IsRisk));
    }

    [Fact] public void RKO_1_OnlyTheSecond_IsRiskByAny() => Overall(Yes, No, No, Second);
    [Fact] public void RKO_2_SecondAndFourth_IsRiskByTwo() => Overall(Yes, Yes, No, Second, Fourth);
    [Fact] public void RKO_3_All_IsRiskByAll() => Overall(Yes, Yes, Yes, First, Second, Third, Fourth);
    [Fact] public void RKO_4_NoneAndOneUnknown_IsUnknownByAny() => Overall(Unknown, No, No, (Computers, RiskAnswer.Missing));
    [Fact] public void RKO_5_FirstAndThirdUnknown_IsUnknownByTwo() => Overall(Yes, Unknown, No, First, (SpecialNeeds, ShareFact.Missing));

    /// <summary>Mistakes that the cases are there for; each must be caught by the case it is named with.</summary>
    [Theory]
    [InlineData("RK2-1", ShareOperator.AtLeast, 10)]
    [InlineData("RK3-1", ShareOperator.AtLeast, 10)]
    [InlineData("RK4-1", ShareOperator.MoreThan, 20)]
    public void Canary_TheOtherOperator_FailsOnItsCase(string id, ShareOperator other, int percent)
    {
        var threshold = new Threshold(other, percent);
        var (section, changes, wrong) = id switch
        {
            "RK2-1" => (1, new[] { (Overload, (object)Of(4, 40)) }, RiskCondition.Share(Overload, threshold)),
            "RK3-1" => (2, Groups(200, 6, 8, 4, 2), RiskCondition.Sum(threshold, Registry, SpecialNeeds, NonNative, Absence)),
            _ => (3, [(VprMath4, Of(5, 25)), (VprMath8, Of(4, 20))], RiskCondition.Several(2, threshold, VprMath4, VprMath8, VprRussian4, VprRussian8)),
        };
        var rules = Rules with { Sections = [.. Rules.Sections.Select((one, i) => i == section ? one with { Conditions = [wrong] } : one)] };
        Assert.NotEqual(Evaluate(changes).Sections[section].Triggered, rules.Evaluate(Sound(changes)).Sections[section].Triggered);
    }
}
