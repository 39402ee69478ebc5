using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Identification;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Identification;

/// <summary>The cases LR-1…LR-17 of the domain reference, section 6.1.</summary>
public class LowResultCases
{
    private static ProcedureOutcome Outcome(ProcedureFact fact) =>
        Evaluate(Year(), Year((ProcedureCodes.OgeMath, fact))).Current.Procedures[Index(ProcedureCodes.OgeMath)];

    private static void Low(ResultCounts counts) => Assert.True(Outcome(counts.ToFact()).IsLow);

    private static void NotLow(ResultCounts counts) => Assert.False(Outcome(counts.ToFact()).IsLow);

    [Fact] public void LR_1_Exactly30Percent_IsLow() => Low(new(20, 6));
    [Fact] public void LR_2_Below_IsNotLow() => NotLow(new(20, 5));
    [Fact] public void LR_3_Exactly30PercentOfTen_IsLow() => Low(new(10, 3));
    [Fact] public void LR_4_NoIntegerBoundary_IsNotLow() => NotLow(new(7, 2));
    [Fact] public void LR_5_RoundingTrap_IsNotLow() => NotLow(new(37, 11));

    [Fact]
    public void LR_6_FifteenAndFourteenOfFifty_OnlyTheFirstIsLow()
    {
        Low(new(50, 15));
        NotLow(new(50, 14));
    }

    [Fact]
    public void LR_7_OneOfThree_IsLowOnASmallSample()
    {
        var outcome = Outcome(Of(1, 3));
        Assert.True(outcome is { IsLow: true, SmallSample: true });
        Assert.False(Outcome(Of(3, 10)).SmallSample);
    }

    [Fact] public void LR_8_NoneOfThree_IsNotLow() => NotLow(new(3, 0));

    [Fact]
    public void LR_9_NobodyTookPart_IsNeitherLowNorMissing()
    {
        var outcome = Outcome(Of(0, 0));
        Assert.Equal(ProcedureState.NoParticipants, outcome.State);
        Assert.Null(outcome.IsLow);
        var verdict = Evaluate(Year(), Year((ProcedureCodes.OgeMath, Of(0, 0))));
        Assert.Equal((0, 0), (verdict.Current.LowCount, verdict.Current.MissingCount));
    }

    [Fact]
    public void LR_10_NotEntered_IsMissing()
    {
        var verdict = Evaluate(Year(), Year((ProcedureCodes.OgeMath, ProcedureFact.Missing)));
        Assert.Null(verdict.Current.Procedures[Index(ProcedureCodes.OgeMath)].IsLow);
        Assert.Equal(1, verdict.Current.MissingCount);
    }

    [Fact]
    public void LR_11_EgeAtABasicSchool_IsNotApplicable()
    {
        var verdict = Evaluate(Year(), Year((ProcedureCodes.EgeRussian, ProcedureFact.NotApplicable)));
        Assert.Null(verdict.Current.Procedures[Index(ProcedureCodes.EgeRussian)].IsLow);
        Assert.Equal((0, 8), (verdict.Current.MissingCount, verdict.Current.ApplicableCount));
        Assert.Equal(Verdict.NotIncluded, verdict.Verdict);
    }

    [Fact]
    public void LR_12_Retake_CountsTheFirstAttempt()
    {
        var counted = new ExamReport(24, 8, FailedAfterRetake: 2).Counted;
        Assert.Equal(new ResultCounts(24, 8), counted);
        Low(counted);
    }

    [Fact]
    public void LR_13_FormerGraduatesWhoFailed_AreLeftOut()
    {
        var counted = new ExamReport(31, 10, FormerGraduates: 3, FormerGraduatesFailed: 2).Counted;
        Assert.Equal(new ResultCounts(28, 8), counted);
        NotLow(counted);
    }

    [Fact]
    public void LR_14_FormerGraduatesWhoPassed_AreLeftOut()
    {
        var counted = new ExamReport(30, 8, FormerGraduates: 4).Counted;
        Assert.Equal(new ResultCounts(26, 8), counted);
        Low(counted);
    }

    [Fact]
    public void LR_15_Marks_CountTheTwos()
    {
        var counted = ResultCounts.OfMarks(4, 6, 2, 1);
        Assert.Equal(new ResultCounts(13, 4), counted);
        Low(counted);
    }

    [Theory]
    [InlineData(12, 10, "failed-above-participants")]
    [InlineData(-1, 10, "negative-count")]
    [InlineData(0, -2, "negative-count")]
    public void LR_16_ImpossibleCounts_AreRefused(int failed, int participants, string code)
    {
        Assert.Equal(code, ResultCounts.Check(participants, failed)?.Code);
        Assert.Equal(code, Of(failed, participants).Check()?.Code);
        Assert.Throws<ArgumentException>(() => Outcome(Of(failed, participants)));
    }

    [Fact]
    public void LR_16_ExamReport_NamesEveryContradiction()
    {
        Assert.Empty(new ExamReport(24, 8, 2, 3, 1).Check());
        Assert.NotEmpty(new ExamReport(10, 3, FormerGraduates: 11).Check());
        Assert.Equal(["negative-count", "retake-above-first-attempt"],
            new ExamReport(10, 3, FailedAfterRetake: 4, FormerGraduates: 5, FormerGraduatesFailed: 4).Check().Select(f => f.Code));
    }

    [Fact]
    public void LR_17_OnlyAPercentage_IsComparedAsADecimalAndFlagged()
    {
        Assert.Equal(new ProcedureOutcome(ProcedureState.Reported, false, false, true), Outcome(ProcedureFact.OfPercent(29.99m)));
        Assert.Equal(new ProcedureOutcome(ProcedureState.Reported, true, false, true), Outcome(ProcedureFact.OfPercent(30m)));
        Assert.Equal("percent-out-of-range", ProcedureFact.OfPercent(100.1m).Check()?.Code);
    }

    /// <summary>Mistakes that were made elsewhere; each must be caught by the case it is named with.</summary>
    [Theory]
    [InlineData("more than", "LR-1")]
    [InlineData("more than", "LR-3")]
    [InlineData("rounded to a whole percent", "LR-5")]
    [InlineData("ceiling of the needed count from rounded share", "LR-4")]
    [InlineData("small samples left out", "LR-7")]
    public void Canary_AWrongRule_FailsOnItsCase(string rule, string id)
    {
        var (failed, participants, expected) = id switch
        {
            "LR-1" => (6, 20, true),
            "LR-3" => (3, 10, true),
            "LR-4" => (2, 7, false),
            "LR-5" => (11, 37, false),
            _ => (1, 3, true),
        };
        var wrong = rule switch
        {
            "more than" => 100 * failed > 30 * participants,
            "rounded to a whole percent" => Math.Round(100m * failed / participants) >= 30,
            "ceiling of the needed count from rounded share" => failed >= (int)Math.Round(0.3 * participants),
            _ => participants >= 10 && 100 * failed >= 30 * participants,
        };
        Assert.NotEqual(expected, wrong);
        Assert.Equal(expected, Rules.IsLow(Of(failed, participants)));
    }
}
