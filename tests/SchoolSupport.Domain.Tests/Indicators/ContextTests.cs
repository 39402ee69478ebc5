using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Contexts;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Indicators;

public class ContextTests
{
    private static readonly ContextRuleSet Standard = ContextRuleSet.Standard;

    // Computed by hand from Wilson's formula with z = 1,96 and rounded outwards.
    [Theory]
    [InlineData(0, 10, 0, 278)]
    [InlineData(2, 10, 56, 510)]
    [InlineData(1, 6, 30, 564)]
    [InlineData(10, 60, 93, 281)]
    [InlineData(6, 6, 609, 1000)]
    public void Wilson_KnownIntervals_AreMet(int part, int whole, int lower, int upper) =>
        Assert.Equal((lower, upper), (WilsonInterval.Of(part, whole).LowerTenths, WilsonInterval.Of(part, whole).UpperTenths));

    [Fact]
    public void Wilson_EveryPartOfEveryWhole_AgreesWithTheFormula()
    {
        for (var whole = 1; whole <= 60; whole++)
            for (var part = 0; part <= whole; part++)
            {
                var interval = WilsonInterval.Of(part, whole);
                var (centre, half) = ((2 * part) + 3.8416, 1.96 * Math.Sqrt(3.8416 + (4.0 * part * (whole - part) / whole)));
                Assert.InRange((1000 * (centre - half) / (2 * (whole + 3.8416))) - interval.LowerTenths, -1e-6, 1.000001);
                Assert.InRange(interval.UpperTenths - (1000 * (centre + half) / (2 * (whole + 3.8416))), -1e-6, 1.000001);
                Assert.True(interval.MayBe(Fraction.Percent(part, whole)));
            }
    }

    [Fact]
    public void Wilson_OfSixPupilsInTwoWorks_IsThatOfSix()
    {
        var (six, twelve, works) = (WilsonInterval.Of(1, 6), WilsonInterval.Of(2, 12), WilsonInterval.Of(2, 12, 6));
        Assert.Equal((six.LowerTenths, six.UpperTenths), (works.LowerTenths, works.UpperTenths));
        Assert.True(works.UpperTenths > twelve.UpperTenths && works.LowerTenths < twelve.LowerTenths);
        Assert.True(works.MayBe(50) && !twelve.MayBe(50));
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(2, 12, 13));
    }

    [Fact]
    public void Pupils_AreCountedOnce_HoweverManyWorksTheyWrote()
    {
        Assert.Equal(6, PupilSample.Of([("vpr-math-5", 6), ("vpr-russian-5", 5)]));
        // Twelve of grade 5 and 6 each, and of 20 graduates 11 took the basic level and 9 the advanced one.
        Assert.Equal(12 + 13 + 20, PupilSample.Of([("vpr-math-5", 12), ("vpr-math-6", 13), ("ege-math-base", 11), ("ege-math-profile", 9), ("ege-russian", 19)]));
        Assert.Equal(0, PupilSample.Of([]));
    }

    [Fact]
    public void Wilson_Words_GiveBothEnds() => Assert.Equal("от 3,0 до 56,4 %", Plain(WilsonInterval.Of(1, 6).Words));

    private static ContextProfile[] Town =>
    [
        new("a", 80, false, 60), new("b", 95, false, 55), new("c", 100, false, 68), new("d", 60, false, 70),
        new("e", 300, false, 62), new("f", 700, true, 61), new("g", 720, true, 90), new("h", 700, true, null),
    ];

    [Fact]
    public void Peers_OfASmallRuralSchool_AreSmallRuralSchoolsWithANearIndex()
    {
        var group = PeerGroup.Of(Standard, Town[0], Town);
        Assert.Equal(["b", "c", "d"], group.Schools);
        Assert.Equal("Сельские школы, до 100 обучающихся, индекс социального благополучия отличается не больше чем на 10.", Plain(group.Words));
    }

    [Fact]
    public void Peers_TooFewOfTheSize_LetTheSizeGoFirst()
    {
        var group = PeerGroup.Of(Standard, Town[4], Town);
        Assert.Equal(["a", "b", "c", "d"], group.Schools);
        Assert.StartsWith("Сельские школы, индекс", Plain(group.Words), StringComparison.Ordinal);
    }

    [Fact]
    public void Peers_LargeTownSchool_IsComparedAcrossSettlements() =>
        Assert.Equal(["a", "b", "c", "d", "e"], PeerGroup.Of(Standard, Town[5], Town).Schools);

    [Fact]
    public void Peers_NobodyNear_AreNone()
    {
        Assert.Empty(PeerGroup.Of(Standard, Town[6], Town).Schools);
        Assert.Equal("Школ схожего контекста меньше 3, сравнение не проводится.", Plain(PeerGroup.Of(Standard, Town[6], Town).Words));
        Assert.Contains("индекс социального благополучия не рассчитан", Plain(PeerGroup.Of(Standard, Town[7], Town).Words));
    }

    [Fact]
    public void Comparison_SixPupilsAndSixty_AreNotReadAlike()
    {
        ShareFact[] peers = [ShareFact.Of(20, 120), ShareFact.Of(10, 80), ShareFact.Missing];
        var small = PeerComparison.Of(Standard, ShareFact.Of(2, 6), peers);
        var large = PeerComparison.Of(Standard, ShareFact.Of(20, 60), peers);
        Assert.Equal((PeerStanding.Alike, true), (small.Standing, small.SmallSample));
        Assert.Equal((PeerStanding.Worse, false), (large.Standing, large.SmallSample));
        Assert.Equal("Не справились 2 из 6 (33,3 %), в школах схожего контекста — 30 из 200 (15,0 %): различие может быть случайным, малая выборка.", Plain(small.Words));
        Assert.Equal(PeerStanding.Better, PeerComparison.Of(Standard, ShareFact.Of(0, 60), peers).Standing);
        Assert.Equal(PeerStanding.NoData, PeerComparison.Of(Standard, ShareFact.Missing, peers).Standing);
        Assert.Equal(PeerStanding.NoData, PeerComparison.Of(Standard, ShareFact.Of(1, 6), []).Standing);
    }

    [Fact]
    public void Chart_QuadrantsAndLines_AreThoseOfTheMunicipality()
    {
        var chart = ContextChart.Of(
        [
            new("a", 50, ShareFact.Of(9, 20)), new("b", 55, ShareFact.Of(1, 20)), new("c", 70, ShareFact.Of(8, 20)), new("d", 80, ShareFact.Of(2, 20)), new("e", null, ShareFact.Of(5, 20)),
        ]);
        Assert.Equal((62.5m, (Fraction)25), ((decimal)chart.IndexLine!.Value.Round(1), chart.ShareLine!.Value));
        Assert.Equal([ContextQuadrant.RiskGroup, ContextQuadrant.Overcoming, ContextQuadrant.Reserve, ContextQuadrant.Steady, ContextQuadrant.NotPlaced],
            "abcde".Select(school => chart.Quadrants[school.ToString()]));
        Assert.Null(ContextChart.Of([]).IndexLine);
    }

    [Fact]
    public void Mean_SchoolWithoutAProcedure_IsHeldAgainstItsOwnMix()
    {
        // The municipality has 3,5 in one and 4,5 in the other; a school with the first alone is expected to have 3,5.
        var first = new MarkCounts(0, 50, 50, 0);
        var second = new MarkCounts(0, 0, 50, 50);
        var mean = MeanComparison.Of([(new MarkCounts(0, 5, 5, 0), first), (default, second)])!;
        Assert.Equal((new Fraction(7, 2), new Fraction(7, 2), 10), (mean.School, mean.Expected, mean.Participants));
        Assert.Equal((Fraction)4, MeanComparison.Of([(new MarkCounts(0, 5, 5, 0), first), (new MarkCounts(0, 10, 0, 0), second)])!.Expected);
        Assert.Null(MeanComparison.Of([(default, first)]));
    }

    private static HighResultFacts High(string school, int of5, int participants = 20, Ternary low = Ternary.No, Ternary any = Ternary.No) =>
        new(school, low, any, new MeanComparison(new Fraction(((participants - of5) * 4) + (of5 * 5), participants), 4, participants, participants));

    [Fact]
    public void HighResults_TopQuarter_WithoutLowOnes_IsACandidate_AndSixPupilsAreNotRanked()
    {
        var verdicts = HighResults.Of(Standard,
        [
            High("a", 10), High("b", 10), High("c", 8), High("d", 7), High("e", 6), High("f", 5), High("g", 4), High("h", 3),
            High("tiny", 6, participants: 6), High("low", 12, low: Ternary.Yes), High("unknown", 12, any: Ternary.Unknown), High("tiny-low", 6, 6, any: Ternary.Yes),
        ]);
        // Ten are ranked; two stand above «a» and «b», and 4 · 2 < 10.
        Assert.Equal(["a", "b"], verdicts.Where(verdict => verdict.IsCandidate == Ternary.Yes).Select(verdict => verdict.School));
        Assert.Equal((3, 10), (verdicts[0].Place, verdicts[0].Ranked));
        Assert.Equal(["tiny", "unknown"], verdicts.Where(verdict => verdict.IsCandidate == Ternary.Unknown).Select(verdict => verdict.School));
        Assert.Null(verdicts.Single(verdict => verdict.School == "tiny").Place);
    }

    [Fact]
    public void SmallSchool_OfExactlyAHundred_IsSmall()
    {
        Assert.True(Standard.IsSmallSchool(100));
        Assert.False(Standard.IsSmallSchool(101));
    }

    [Fact]
    public void Problems_OfUnsoundRules_AreNamed()
    {
        Assert.Empty(Standard.Problems());
        Assert.NotEmpty((Standard with { IndexWeights = [0, 0, 0, 0] }).Problems());
        Assert.NotEmpty((Standard with { AdverseNeeded = 2, AdverseIndexAtMost = 70 }).Problems());
    }
}
