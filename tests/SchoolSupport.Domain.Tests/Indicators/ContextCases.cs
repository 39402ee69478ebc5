using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Contexts;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Indicators;

/// <summary>The cases SN, IS, DY and RE of the domain reference, sections 6.4, 6.6 and 6.7.</summary>
public class ContextCases
{
    private static readonly ContextRuleSet Standard = ContextRuleSet.Standard;
    private static readonly ShareFact Zero = ShareFact.OfPercent(0);

    private static readonly ContextRuleSet Assisted = Standard with
    {
        AdverseNeeded = 2, AdverseIndexAtMost = 70, AdverseShareAtLeast = 15, AdverseRemotenessAtLeast = 50,
    };

    private static SocialIndex Index(params ShareFact[] inputs) => SocialIndex.Of(Standard, inputs);

    private static SocialIndex IndexOf(int percent) => Index(ShareFact.OfPercent(percent), ShareFact.OfPercent(100 - percent),
        ShareFact.OfPercent(100 - percent), ShareFact.OfPercent(100 - percent));

    private static AdverseVerdict Adverse(SocialIndex index, decimal deviant, decimal? km, int? pupils = 90) =>
        AdverseVerdict.Of(Assisted, new AdverseFacts(pupils, index, ShareFact.OfPercent(deviant), Zero, Zero, km));

    private static SocialIndex NoIndex => Index(ShareFact.Missing, Zero, Zero, Zero);

    [Fact]
    public void SN_1_LowIndexAndRemote_IsACandidate()
    {
        var verdict = Adverse(IndexOf(62), 6, 110);
        Assert.Equal(Ternary.Yes, verdict.IsCandidate);
        Assert.Equal(2, verdict.Conditions.Count(condition => condition.Met == Ternary.Yes));
        Assert.Equal("Выполнено условий: 2 из 3 (индекс социального благополучия — 62,00, порог — 70 и меньше; "
            + "трудное поведение, отсутствие мотивации и неродной русский язык — 6,0 %, порог — 15 % и больше; "
            + "удалённость — 110 км, порог — 50 км и больше).", Plain(verdict.Reason));
    }

    [Fact]
    public void SN_2_BothExactlyAtTheThreshold_IsACandidate() => Assert.Equal(Ternary.Yes, Adverse(IndexOf(70), 6, 50).IsCandidate);

    [Fact]
    public void SN_3_IndexMissing_OneHolds_IsUnknown() => Assert.Equal(Ternary.Unknown, Adverse(NoIndex, 6, 110).IsCandidate);

    [Fact]
    public void SN_4_NoPupils_IsNotComputable()
    {
        var verdict = Adverse(NoIndex, 0, 110, pupils: 0);
        Assert.Equal((AdverseState.NotComputable, Ternary.Unknown), (verdict.State, verdict.IsCandidate));
    }

    [Fact]
    public void SN_WithoutThresholds_TheRuleIsOff() => Assert.Equal(AdverseState.RuleOff,
        AdverseVerdict.Of(Standard, new AdverseFacts(90, IndexOf(10), Zero, Zero, Zero, 200)).State);

    [Fact]
    public void IS_1_FromCounts_Is68And75()
    {
        var index = Index(ShareFact.Of(40, 200), ShareFact.Of(60, 200), ShareFact.Of(10, 200), ShareFact.Of(20, 200));
        Assert.Equal(68.75m, index.Value!.Value);
        Assert.Equal("оба родителя с высшим образованием — 40 из 200 (20,0 %); неполные семьи — 60 из 200 (30,0 %); "
            + "дети на различных видах учёта — 10 из 200 (5,0 %); русский язык не родной — 20 из 200 (10,0 %); индекс — 68,75.", Plain(index.Reason));
    }

    [Fact]
    public void IS_2_FromPercentages_Is81() => Assert.Equal(81, Index(ShareFact.OfPercent(45), ShareFact.OfPercent(18), ShareFact.OfPercent(2), ShareFact.OfPercent(1)).Value!.Value);

    [Fact]
    public void IS_3_ThreePupils_IsExactly75OnASmallSample()
    {
        var index = Index(ShareFact.Of(1, 3), ShareFact.Of(1, 3), ShareFact.Of(0, 3), ShareFact.Of(0, 3));
        Assert.Equal((Fraction)75, index.Value!.Value);
        Assert.True(index.SmallSample);
        Assert.False(IndexOf(50).SmallSample);
    }

    [Fact]
    public void IS_4_InputMissing_IsNotComputedAndSaysWhich()
    {
        var index = Index(ShareFact.Of(null, 200), ShareFact.OfPercent(30), ShareFact.OfPercent(5), ShareFact.OfPercent(10));
        Assert.Null(index.Value);
        Assert.Equal([SocialInput.HigherEducation], index.Missing);
        Assert.Equal("Индекс не рассчитан, нет данных: оба родителя с высшим образованием.", Plain(index.Reason));
    }

    [Fact]
    public void IS_5_NoPupils_IsNotComputed() =>
        Assert.Null(Index(ShareFact.Of(0, 0), ShareFact.Of(0, 0), ShareFact.Of(0, 0), ShareFact.Of(0, 0)).Value);

    [Fact]
    public void IS_6_Worst_IsZero() =>
        Assert.Equal(Fraction.Zero, Index(ShareFact.Of(0, 50), ShareFact.OfPercent(100), ShareFact.OfPercent(100), ShareFact.OfPercent(100)).Value!.Value);

    [Fact]
    public void IS_OtherWeights_MoveTheIndex()
    {
        var rules = Standard with { IndexWeights = [2, 1, 1, 0] };
        Assert.Empty(rules.Problems());
        Assert.Equal(new Fraction(40 + 70 + 95, 4), SocialIndex.Of(rules, [ShareFact.OfPercent(20), ShareFact.OfPercent(30), ShareFact.OfPercent(5), ShareFact.OfPercent(10)]).Value!.Value);
    }

    private static Ternary Positive(ShareFact before, ShareFact now, bool maintained = false) =>
        ResultDynamics.IsPositive(Standard with { ZeroCountsAsMaintained = maintained }, before, now);

    [Fact] public void DY_1_From25To20_IsPositive() => Assert.Equal(Ternary.Yes, Positive(ShareFact.Of(5, 20), ShareFact.Of(4, 20)));
    [Fact] public void DY_2_Equal_IsNotPositive() => Assert.Equal(Ternary.No, Positive(ShareFact.Of(4, 20), ShareFact.Of(6, 30)));

    [Fact]
    public void DY_3_ZeroBothTimes_IsNoChange_UnlessItCountsAsMaintained()
    {
        Assert.Equal(Dynamics.Same, ResultDynamics.Of(ShareFact.Of(0, 20), ShareFact.Of(0, 30)));
        Assert.Equal(Ternary.No, Positive(ShareFact.Of(0, 20), ShareFact.Of(0, 30)));
        Assert.Equal(Ternary.Yes, Positive(ShareFact.Of(0, 20), ShareFact.Of(0, 30), maintained: true));
        Assert.Equal(Ternary.No, Positive(ShareFact.Of(4, 20), ShareFact.Of(6, 30), maintained: true));
    }

    [Fact] public void DY_4_YearBeforeMissing_IsUnknown() => Assert.Equal(Ternary.Unknown, Positive(ShareFact.Missing, ShareFact.Of(4, 20)));

    [Fact]
    public void DY_5_Grade4To5_FallsFrom20To15()
    {
        Assert.Equal(Dynamics.Improved, ResultDynamics.Of(ShareFact.Of(8, 40), ShareFact.Of(6, 40)));
        Assert.Equal(Dynamics.Same, ResultDynamics.Of(ShareFact.Of(8, 40), ShareFact.Of(7, 35)));
        Assert.Equal(Ternary.No, Positive(ShareFact.Of(0, 40), ShareFact.Of(0, 40)));
    }

    [Fact]
    public void DY_6_NobodyFailed_AsksForParticipants()
    {
        Assert.Equal(Ternary.Yes, ResultDynamics.IsWithoutFailures(ShareFact.Of(0, 30)));
        Assert.Equal(Ternary.No, ResultDynamics.IsWithoutFailures(ShareFact.Of(1, 30)));
        Assert.Null(ResultDynamics.IsWithoutFailures(ShareFact.OfResult(ProcedureFact.NoParticipants)));
        Assert.Equal(Ternary.Unknown, ResultDynamics.IsWithoutFailures(ShareFact.Missing));
    }

    [Fact]
    public void DY_Grades_CountsImprovedAgainstWorsened()
    {
        (ShareFact, ShareFact) better = (ShareFact.Of(8, 40), ShareFact.Of(6, 40)), worse = (ShareFact.Of(6, 40), ShareFact.Of(8, 40));
        (ShareFact, ShareFact) none = (ShareFact.Missing, ShareFact.Of(8, 40));
        Assert.Equal(Dynamics.Improved, ResultDynamics.OfGrades([better, better, worse, none]));
        Assert.Equal(Dynamics.Same, ResultDynamics.OfGrades([better, worse]));
        Assert.Equal(Dynamics.Worsened, ResultDynamics.OfGrades([worse, none]));
        Assert.Equal(Dynamics.NoData, ResultDynamics.OfGrades([none]));
    }

    [Fact]
    public void DY_ExamsPooled_AddCountsAndLeaveOutWhatDoesNotApply()
    {
        var ege = ShareFact.OfResult(ProcedureFact.NotApplicable);
        Assert.Equal(ShareFact.Of(9, 60), ResultDynamics.Pool([ShareFact.Of(5, 40), ShareFact.Of(4, 20), ege]));
        Assert.Equal(ShareFact.Missing, ResultDynamics.Pool([ShareFact.Of(5, 40), ShareFact.Missing]));
        Assert.Equal(ShareState.NotApplicable, ResultDynamics.Pool([ege]).State);
        Assert.Equal(ShareFact.Missing, ResultDynamics.Pool([ShareFact.OfPercent(5), ShareFact.Of(4, 20)]));
    }

    private static MeanComparison Mean(int school, int municipality) =>
        MeanComparison.Of([(new MarkCounts(0, 20 - school, school, 0), new MarkCounts(0, 200 - municipality, municipality, 0))])!;

    [Fact] public void RE_1_AdverseWithoutLowResultsAboveTheMean_IsACandidate() =>
        Assert.Equal(ResilientState.Candidate, Resilience.Of(true, Ternary.No, Ternary.No, Mean(11, 100)));

    [Fact] public void RE_2_NotAdverse_IsNotApplicable() =>
        Assert.Equal(ResilientState.NotApplicable, Resilience.Of(false, Ternary.No, Ternary.No, Mean(11, 100)));

    [Fact] public void RE_3_ExactlyAtTheMean_IsACandidate() =>
        Assert.Equal(ResilientState.Candidate, Resilience.Of(true, Ternary.No, Ternary.No, Mean(10, 100)));

    [Fact]
    public void RE_4_OneYearMissing_IsUnknown()
    {
        Assert.Equal(ResilientState.Unknown, Resilience.Of(true, Ternary.No, Ternary.Unknown, Mean(11, 100)));
        Assert.Equal(ResilientState.Unknown, Resilience.Of(true, Ternary.No, Ternary.No, null));
        // What is surely missing cannot be made good by what is not known.
        Assert.Equal(ResilientState.NotCandidate, Resilience.Of(true, Ternary.Yes, Ternary.Unknown, Mean(11, 100)));
        Assert.Equal(ResilientState.NotCandidate, Resilience.Of(true, Ternary.No, Ternary.No, Mean(9, 100)));
    }
}
