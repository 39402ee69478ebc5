using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Identification;
using static SchoolSupport.Domain.Assessments.ProcedureCodes;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Identification;

/// <summary>The cases N-1…N-16 and ST-1…ST-6 of the domain reference, sections 6.2 and 6.5.</summary>
public class InclusionCases
{
    private static readonly ProcedureFact Half = Of(20, 40);
    private static readonly ProcedureFact[] AllMissing = YearOf(ProcedureFact.Missing);
    private static readonly ProcedureFact[] AllNotApplicable = YearOf(ProcedureFact.NotApplicable);

    private static void Check(LowResultsVerdict verdict, Ternary criterion1, Ternary criterion2, Verdict expected) =>
        Assert.Equal((criterion1, criterion2, expected), (verdict.Criterion1, verdict.Criterion2, verdict.Verdict));

    [Fact]
    public void N_1_TwoLowInOneYear_IsIncluded() =>
        Check(Evaluate(Year(), Year((VprMath5, Half), (OgeMath, Half))), Ternary.Yes, Ternary.No, Verdict.Included);

    [Fact]
    public void N_2_OneLowInEachYear_DifferentProcedures_IsIncluded() =>
        Check(Evaluate(Year((OgeRussian, Half)), Year((VprMath6, Half))), Ternary.No, Ternary.Yes, Verdict.Included);

    [Fact]
    public void N_3_OneLowInOneYear_IsNotIncluded() =>
        Check(Evaluate(Year(), Year((VprMath6, Half))), Ternary.No, Ternary.No, Verdict.NotIncluded);

    [Fact]
    public void N_4_ThreeLowTheYearBefore_IsNotIncluded() =>
        Check(Evaluate(Year((VprMath5, Half), (VprMath6, Half), (OgeMath, Half)), Year()), Ternary.No, Ternary.No, Verdict.NotIncluded);

    [Fact]
    public void N_5_TwoLow_YearBeforeMissing_IsIncluded() =>
        Check(Evaluate(AllMissing, Year((VprMath5, Half), (OgeMath, Half))), Ternary.Yes, Ternary.Unknown, Verdict.Included);

    [Fact]
    public void N_6_OneLow_YearBeforeMissing_IsUnknown() =>
        Check(Evaluate(AllMissing, Year((VprMath5, Half))), Ternary.No, Ternary.Unknown, Verdict.InsufficientData);

    [Fact]
    public void N_7_OneLow_TwoMissing_IsUnknown() =>
        Check(Evaluate(Year(), Year((VprMath5, Half), (OgeMath, ProcedureFact.Missing), (OgeRussian, ProcedureFact.Missing))),
            Ternary.Unknown, Ternary.No, Verdict.InsufficientData);

    [Fact]
    public void N_8_ThreePupils_IsIncludedOnASmallSample()
    {
        var verdict = Evaluate(Year(), YearOf(Of(0, 3), (VprMath5, Of(1, 3)), (VprRussian5, Of(1, 3))));
        Check(verdict, Ternary.Yes, Ternary.No, Verdict.Included);
        Assert.True(verdict.HasSmallSample);
        Assert.False(Evaluate(Year(), Year((VprMath5, Half))).HasSmallSample);
    }

    [Fact]
    public void N_9_Exactly30PercentInBothYears_IsIncluded() =>
        Check(Evaluate(Year((OgeMath, Of(9, 30))), Year((OgeMath, Of(6, 20)))), Ternary.No, Ternary.Yes, Verdict.Included);

    [Fact]
    public void N_10_OneExactlyAndOneJustBelow_IsNotIncluded() =>
        Check(Evaluate(Year(), Year((VprMath5, Of(27, 90)), (VprRussian6, Of(26, 87)))), Ternary.No, Ternary.No, Verdict.NotIncluded);

    [Fact]
    public void N_11_OtherProcedures_HaveNoPlaceInTheFacts()
    {
        Assert.Equal(9, Rules.Procedures.Count);
        Assert.DoesNotContain("vpr-biology-7", Rules.Procedures);
        // A tenth result cannot be handed over: facts and procedures are paired by place.
        Assert.Throws<ArgumentException>(() => Evaluate(Year(), [.. Year(), Half]));
        Check(Evaluate(Year(), Year()), Ternary.No, Ternary.No, Verdict.NotIncluded);
    }

    [Fact]
    public void N_12_BothEgeMathematics_AreTwoProcedures() =>
        Check(Evaluate(Year(), Year((EgeMathBase, Of(4, 10)), (EgeMathProfile, Of(7, 20)))), Ternary.Yes, Ternary.No, Verdict.Included);

    [Fact]
    public void N_13_OnlyFederal_StatusComesFromTheFederalList()
    {
        var status = EffectiveStatus.Of(Verdict.NotIncluded, FederalListing.Listed);
        Assert.Equal((SupportStatus.Included, StatusBasis.FederalList, Discrepancy.OnlyFederal),
            (status.Status, status.Basis, status.Discrepancy));
        Assert.True(status.IsDiscrepancy);
        Assert.Equal("ШНОР (федеральный перечень)", status.Label);
    }

    [Fact]
    public void N_14_OnlyCalculated_IsWatchedAndFlagged()
    {
        var status = EffectiveStatus.Of(Verdict.Included, FederalListing.NotListed);
        Assert.Equal((SupportStatus.WatchList, StatusBasis.Calculation, Discrepancy.OnlyCalculated),
            (status.Status, status.Basis, status.Discrepancy));
        Assert.True(status.IsDiscrepancy);
        Assert.StartsWith("ШНОР (расчёт)", status.Label, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Verdict.Included, FederalListing.Listed, null, SupportStatus.Included, false)]
    [InlineData(Verdict.NotIncluded, FederalListing.NotListed, null, SupportStatus.NotIncluded, false)]
    [InlineData(Verdict.Included, FederalListing.NoList, null, SupportStatus.Included, false)]
    [InlineData(Verdict.InsufficientData, FederalListing.NotListed, null, SupportStatus.InsufficientData, false)]
    [InlineData(Verdict.InsufficientData, FederalListing.Listed, null, SupportStatus.Included, false)]
    [InlineData(Verdict.NotIncluded, FederalListing.Listed, OfficerDecision.Exclude, SupportStatus.NotIncluded, true)]
    [InlineData(Verdict.Included, FederalListing.NotListed, OfficerDecision.Include, SupportStatus.Included, true)]
    [InlineData(Verdict.Included, FederalListing.NotListed, OfficerDecision.Watch, SupportStatus.WatchList, true)]
    public void EffectiveStatus_DecisionFederalCalculated_InThisOrder(
        Verdict verdict, FederalListing federal, OfficerDecision? decision, SupportStatus expected, bool discrepancy)
    {
        var status = EffectiveStatus.Of(verdict, federal, decision);
        Assert.Equal((expected, discrepancy), (status.Status, status.IsDiscrepancy));
        Assert.Equal(decision is not null, status.Label.Contains("решение муниципалитета", StringComparison.Ordinal));
    }

    [Fact]
    public void N_15_NoParticipants_IsNotMissing() =>
        Check(Evaluate(Year(), Year((VprMath5, Half), (OgeMath, ProcedureFact.NoParticipants))),
            Ternary.No, Ternary.No, Verdict.NotIncluded);

    [Fact]
    public void N_16_SchoolDidNotExist_IsNotIncludedWithANote()
    {
        var verdict = Evaluate(AllNotApplicable, Year((VprMath5, Half)));
        Check(verdict, Ternary.No, Ternary.No, Verdict.NotIncluded);
        Assert.True(verdict.HasNoHistory);
        Assert.False(Evaluate(AllMissing, Year((VprMath5, Half))).HasNoHistory);
    }

    private static ProcedureFact[] LowAt(int count) =>
        Year(Nine.Take(count).Select(code => (code, Half)).ToArray());

    [Theory]
    [InlineData("ST-1", 1, 1, Ternary.Yes, Ternary.No)]
    [InlineData("ST-2", 1, 0, Ternary.No, Ternary.No)]
    [InlineData("ST-3", 2, 2, Ternary.Yes, Ternary.Yes)]
    [InlineData("ST-4", 1, 2, Ternary.Yes, Ternary.No)]
    [InlineData("ST-5", -1, 3, Ternary.Unknown, Ternary.Unknown)]
    public void ST_StableLow_DefaultAndStrict(string id, int before, int now, Ternary expected, Ternary strict)
    {
        var verdict = Evaluate(before < 0 ? AllMissing : LowAt(before), LowAt(now));
        Assert.True(expected == Rules.StableLow(verdict), id);
        Assert.True(strict == (Rules with { StableStrict = true }).StableLow(verdict), id);
        if (id == "ST-5")
            Assert.Equal(Verdict.Included, verdict.Verdict);
    }

    [Fact]
    public void ST_6_Exactly30PercentInBothYears_IsStable() =>
        Assert.Equal(Ternary.Yes, Rules.StableLow(Evaluate(Year((OgeMath, Of(3, 10))), Year((OgeMath, Of(6, 20))))));

    [Fact]
    public void Canary_PoolingBothEgeMathematics_LosesACriterion()
    {
        // 2 of 5 and 0 of 4 are 2 of 9 together: a pooled rule misses the low one.
        Assert.False(Rules.IsLow(Of(2 + 0, 5 + 4)));
        Check(Evaluate(Year(), Year((VprMath5, Of(5, 14)), (EgeMathBase, Of(2, 5)), (EgeMathProfile, Of(0, 4)))),
            Ternary.Yes, Ternary.No, Verdict.Included);
    }

    [Fact]
    public void RuleSet_WrongParameters_NamesEveryProblem()
    {
        Assert.Empty(Rules.Problems());
        var wrong = Rules with
        {
            Name = " ", Version = 0, ThresholdPercent = 0, ProceduresForOneYear = 10, ProceduresForTwoYears = 0, SmallSampleBelow = -1,
            Procedures = [OgeMath, OgeMath, ""],
        };
        Assert.Equal(8, wrong.Problems().Count);
        Assert.Single((Rules with { ThresholdPercent = 33.333m }).Problems());
        Assert.Single((Rules with { ThresholdPercent = 100.01m }).Problems());
    }

    [Fact]
    public void RuleSetFactsAndVerdict_ThroughJson_StayTheSame()
    {
        var rules = Rules with { ThresholdPercent = 33.3m, Procedures = [OgeMath, EgeRussian] };
        var facts = new SchoolFacts(new(T1, [Of(1, 3), ProcedureFact.OfPercent(29.99m)]), new(T1.Previous, [ProcedureFact.Missing, Half]));
        var backRules = Through(rules);
        var backFacts = Through(facts);
        Assert.Equal(rules.Procedures, backRules.Procedures);
        Assert.Equal(rules, backRules with { Procedures = rules.Procedures });
        Assert.Equal(facts.Current.Procedures, backFacts.Current.Procedures);
        var verdict = rules.Evaluate(facts);
        Assert.Equal(Text(verdict), Text(backRules.Evaluate(backFacts)));
        Assert.Equal(Text(verdict), Text(Through(verdict)));
    }

    private static string Text<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value);

    private static T Through<T>(T value) => System.Text.Json.JsonSerializer.Deserialize<T>(Text(value))!;
}
