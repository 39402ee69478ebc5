using FsCheck;
using FsCheck.Fluent;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Domain.Tests.Indicators;

public class MonitoringProperties
{
    private static readonly string[] AnswerCodes = [.. RiskIndicator.All.Where(one => one.IsAnswer).Select(one => one.Code)];
    private static readonly string[] ShareCodes = [.. RiskIndicator.All.Where(one => !one.IsAnswer && one.Code != RiskIndicator.AnyGroup).Select(one => one.Code)];

    private static readonly Gen<ShareFact> AnyShare = Gen.Frequency(
        (8, Gen.Choose(1, 30).SelectMany(whole => Gen.Choose(0, Math.Min(whole, 6)).Select(part => ShareFact.Of(part, whole)))),
        (1, Gen.Constant(ShareFact.Missing)), (1, Gen.Constant(ShareFact.NotApplicable)), (1, Gen.Constant(ShareFact.Of(0, 0))),
        (1, Gen.Elements(10m, 20m, 9.99m).Select(ShareFact.OfPercent)));

    private static readonly Gen<RiskFacts> AnyFacts =
        from answers in Gen.Frequency((6, Gen.Constant(RiskAnswer.Yes)), (1, Gen.Elements(RiskAnswer.No, RiskAnswer.Missing, RiskAnswer.NotApplicable))).ArrayOf(AnswerCodes.Length)
        from shares in AnyShare.ArrayOf(ShareCodes.Length)
        select new RiskFacts(AnswerCodes.Zip(answers).ToDictionary(one => one.First, one => one.Second), ShareCodes.Zip(shares).ToDictionary(one => one.First, one => one.Second));

    private static readonly Gen<RiskRuleSet> AnyRules =
        from aggregation in Gen.Elements(RiskAggregation.Any, RiskAggregation.All, RiskAggregation.AtLeast)
        from joined in Gen.Elements(RiskJoin.Any, RiskJoin.All)
        select RiskRuleSet.Standard with { Aggregation = aggregation, Sections = [.. RiskRuleSet.Standard.Sections.Select(one => one with { Join = joined })] };

    private static void Check(Func<RiskRuleSet, RiskFacts, bool> property) =>
        Prop.ForAll(AnyRules.SelectMany(rules => AnyFacts.Select(facts => (rules, facts))).ToArbitrary(), row => property(row.rules, row.facts))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static IEnumerable<RiskFacts> WithoutOne(RiskFacts facts) =>
        AnswerCodes.Select(code => facts with { Answers = facts.Answers.Where(one => one.Key != code).ToDictionary() })
            .Concat(ShareCodes.Select(code => facts with { Shares = facts.Shares.Where(one => one.Key != code).ToDictionary() }));

    [Fact]
    public void Risk_ForgettingAnAnswer_NeverTurnsADecisionIntoItsOpposite() => Check((rules, facts) =>
    {
        var before = rules.Evaluate(facts).IsRisk;
        return WithoutOne(facts).All(less => rules.Evaluate(less).IsRisk is var after && (after == before || after == Ternary.Unknown));
    });

    [Fact]
    public void Risk_NothingMissing_IsAlwaysDecided() => Check((rules, facts) =>
        facts.Answers.Values.Contains(RiskAnswer.Missing) || facts.Shares.Values.Any(share => share.IsUnknown) || rules.Evaluate(facts).IsRisk != Ternary.Unknown);

    [Fact]
    public void Risk_OneMoreInAShare_NeverTakesASchoolNearerToNo() => Check((rules, facts) =>
    {
        var before = rules.Evaluate(facts).IsRisk;
        return facts.Shares.Where(one => one.Value is { State: ShareState.Known, OnlyPercent: null } share && share.Part < share.Whole).All(one =>
            rules.Evaluate(facts with { Shares = new Dictionary<string, ShareFact>(facts.Shares) { [one.Key] = ShareFact.Of(one.Value.Part + 1, one.Value.Whole) } }).IsRisk >= before);
    });

    [Fact]
    public void Risk_EverySection_CanBeExplained() => Check((rules, facts) =>
    {
        var verdict = rules.Evaluate(facts);
        var explanation = new RiskExplanation(rules, verdict);
        return explanation.Reason.Length > 0 && verdict.Sections.All(section => explanation.Section(section).EndsWith('.'))
            && AddressedRecommendation.For(verdict).Count == verdict.Deficits.Count;
    });

    [Fact]
    public void Typed_AnyText_GivesAReading()
    {
        var alphabet = Gen.Elements("0123456789 ,.-+%=/нетпдч\u00A0\u202F\u200B٣½eE'".ToCharArray()).ArrayOf(8).Select(letters => new string(letters));
        Prop.ForAll(Gen.OneOf(alphabet, ArbMap.Default.GeneratorFor<string>()).ToArbitrary(), typed =>
            FormPresets.Questions.Take(20).All(question => AnswerReader.Read(question, typed) is { Answer: not null } or { Problem.Length: > 0 }))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Print_BesideAnyThreshold_NeverContradictsTheComparison() =>
        Prop.ForAll((from whole in Gen.Choose(1, 2000) from part in Gen.Choose(0, whole) from percent in Gen.Elements(0m, 10m, 20m, 30m)
                     from more in Gen.Elements(true, false) select (part, whole, Threshold: more ? Threshold.MoreThan(percent) : Threshold.AtLeast(percent))).ToArbitrary(), one =>
        {
            var exact = Fraction.Percent(one.part, one.whole);
            var shown = TypedNumber.Read(one.Threshold.Print(exact)).Value;
            return one.Threshold.IsReachedBy(shown) == one.Threshold.IsReachedBy(exact);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void Index_OfAnyInputs_LiesBetween0And100() =>
        Prop.ForAll(AnyShare.ArrayOf(4).ToArbitrary(), inputs =>
            SocialIndex.Of(ContextRuleSet.Standard, inputs) is var index
                && (index.Value is null ? index.Missing.Count > 0 : index.Value >= Fraction.Zero && index.Value <= Fraction.Hundred))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
}
