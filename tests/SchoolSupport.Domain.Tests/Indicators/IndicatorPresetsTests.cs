using System.Text.Json;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Indicators;

public class IndicatorPresetsTests
{
    private static readonly string[] Templates = ["three-directions", "two-groups", "order-model-roadmap", "year-plan", "transition-to-resilience"];

    public static TheoryData<string> AllTemplates => [.. Templates];

    [Fact]
    public void Presets_EveryDefinition_IsSound()
    {
        Assert.All(IndicatorPresets.All, preset => Assert.Empty(preset.Definition.Problems()));
        Assert.Equal(Templates.Order(), IndicatorPresets.All.Select(preset => preset.Template).Distinct().Order());
    }

    [Fact]
    public void Presets_EveryOne_IsComputedOrCollected_NoneIsDead()
    {
        foreach (var preset in IndicatorPresets.All)
        {
            var campaigns = IndicatorPresets.CampaignsFor(preset.Template, preset.Definition);
            foreach (var reference in preset.Definition.Lines.SelectMany(line => line.Refs))
            {
                Assert.True(reference.Exists, $"{preset.Definition.Code}: {reference}");
                foreach (var field in reference.Fields)
                    Assert.True(campaigns.Any(campaign => campaign.Forms.Any(form => FormPresets.Find(form)!.Find(field) is not null)),
                        $"{preset.Template} {preset.Definition.Code}: no campaign asks for {field}");
                if (reference.Measure == QuantityMeasure.HandedIn)
                    Assert.Contains(campaigns, campaign => campaign.Forms.Contains(reference.Code));
            }
        }
        Assert.All(CampaignPreset.All.SelectMany(campaign => campaign.Templates), template => Assert.Contains(template, Templates));
    }

    // «Да» of an achievement is worth the document that it is confirmed by (domain reference, 7.7).
    [Fact]
    public void Presets_EveryAchievement_AsksForTheDocumentThatConfirmsIt()
    {
        var achievements = IndicatorPresets.Of("transition-to-resilience").Where(one => one.Unit == IndicatorUnit.YesNo).ToList();
        Assert.Equal(11, achievements.Count);
        foreach (var line in achievements.Select(one => one.Lines.Single()))
        {
            var achieved = QuantityRef.Parse(line.Numerator).Code;
            var evidence = FormPresets.Question(FactorCatalogue.QuestionOf(line.Factors!)!)!;
            Assert.Equal((QuestionKind.Text, QuestionScope.Municipality, true), (evidence.Kind, evidence.Scope, evidence.Required));
            Assert.Equal([new QuestionCondition(ConditionKind.Answered, achieved)], evidence.When);
            Assert.NotNull(FormPresets.Find("department")!.Find(evidence.Code));
        }
    }

    [Fact]
    public void Presets_IndicatorWhoseCampaignDoesNotFeedTheTemplate_IsSeenAsDead() =>
        Assert.Empty(IndicatorPresets.CampaignsFor("year-plan", IndicatorPresets.Of("three-directions").Single(one => one.Code == "4.3-1")));

    [Fact]
    public void Presets_EveryCatalogueQuantity_IsUsed() => Assert.Empty(QuantityCatalogue.All.Select(quantity => quantity.Code)
        .Except(IndicatorPresets.All.SelectMany(preset => preset.Definition.Lines).SelectMany(line => line.Refs)
            .Where(reference => reference.Measure == QuantityMeasure.Catalogue).Select(reference => reference.Code)));

    [Fact]
    public void Presets_NumberOfIndicators_IsThatOfTheDocuments() =>
        Assert.Equal([26, 5, 10, 5, 20], Templates.Select(template => IndicatorPresets.Of(template).Count));

    // The templates hold the words of the indicators, the presets their formulas: neither may have one that the other lacks.
    [Theory]
    [MemberData(nameof(AllTemplates))]
    public void Presets_OfATemplate_MatchItsIndicators(string template)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(SourceRoot(), "SchoolSupport.Application", "Programs", "Templates", $"{template}.json")));
        var written = document.RootElement.GetProperty("indicators").EnumerateArray().Select(one => (
            one.GetProperty("code").GetString()!, one.GetProperty("unit").GetString()!.ToLowerInvariant(), one.GetProperty("wish").GetString()!.ToLowerInvariant(),
            one.GetProperty("period").GetString()!.ToLowerInvariant(), one.GetProperty("scope").GetString()!.ToLowerInvariant(),
            one.TryGetProperty("parts", out var parts) ? string.Join("|", parts.EnumerateArray().Select(part => part.GetString())) : "",
            one.TryGetProperty("target", out var target) ? $"{target.GetProperty("comparison").GetString()!.ToLowerInvariant()} {target.GetProperty("value").GetDecimal():0}" : ""));
        var presets = IndicatorPresets.Of(template).Select(one => (
            one.Code, one.Unit.ToString().ToLowerInvariant(), one.Wish.ToString().ToLowerInvariant(), one.Rhythm.ToString().ToLowerInvariant(),
            one.Scope.ToString().ToLowerInvariant(), string.Join("|", one.Lines.Where(line => line.Part.Length > 0).Select(line => line.Part)),
            string.Join("", one.Targets.Select(aim => $"{aim.Comparison.ToString().ToLowerInvariant()} {aim.Value:0}"))));
        Assert.Equal(written, presets);
    }

    private static string SourceRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "SchoolSupport.sln")))
            directory = directory.Parent;
        return Path.Combine(directory!.FullName, "src");
    }

    [Theory]
    [InlineData("sum:teachers", true)]
    [InlineData("q:schools", true)]
    [InlineData("q:nothing", false)]
    [InlineData("sum:internet", false)]
    [InlineData("yes:teachers", false)]
    [InlineData("yes:achieved-social-order", false)]
    [InlineData("value:teachers", false)]
    [InlineData("value:agreements", true)]
    [InlineData("handed-in:prevention", true)]
    [InlineData("handed-in:nothing", false)]
    [InlineData("teachers", false)]
    [InlineData("of:teachers", false)]
    [InlineData("sum:", false)]
    public void Quantity_ThatIsNotThere_IsRefused(string text, bool exists)
    {
        Assert.Equal(exists, QuantityRef.TryParse(text, out var reference) && reference.Exists);
        if (exists)
            Assert.Equal(text, reference.ToString());
    }

    [Fact]
    public void Problems_OfUnsoundDefinitions_AreNamed()
    {
        var sound = IndicatorPresets.Of("three-directions")[0];
        Assert.Equal(["Величины «sum:nothing» нет"], (sound with { Lines = [new() { Kind = IndicatorKind.Count, Numerator = "sum:nothing" }] }).Problems());
        Assert.Equal(["У доли нет знаменателя"], (sound with { Lines = [new() { Kind = IndicatorKind.Share, Numerator = "q:schools" }] }).Problems());
        Assert.Equal(["Величина «teachers» записана неверно"], (sound with { Lines = [new() { Kind = IndicatorKind.Count, Numerator = "teachers" }] }).Problems());
        Assert.Equal(["Перечня «x» нет"], (sound with { Lines = [new() { Kind = IndicatorKind.Count, Numerator = "q:low", Factors = "x" }] }).Problems());
        Assert.Equal(["На 2025 год две цели"], (sound with
        {
            Targets = [new(2025, TargetComparison.AtLeast, 50), new(2025, TargetComparison.AtMost, 60)],
        }).Problems());
    }

    private static readonly IndicatorDefinition Share = IndicatorPresets.Of("three-directions").Single(one => one.Code == "4.3-1");
    private static IndicatorValue Value => IndicatorRules.Compute(Share, SmallTown.Facts)[0];

    [Fact]
    public void Override_NeedsAReason_AndKeepsTheCounts()
    {
        Assert.Throws<PreconditionException>(() => Value.ReplaceBy(75, " "));
        var replaced = Value.ReplaceBy(75.25m, "Уточнено по приказу");
        Assert.Equal((IndicatorSource.Entered, "75,3 %", (Fraction)3), (replaced.Source, Plain(replaced.Words(Share)), replaced.Numerator!.Value));
    }

    [Fact]
    public void Target_OfAYear_IsItsOwnOrTheNextOrTheLast()
    {
        IndicatorTarget[] targets = [new(2024, TargetComparison.AtLeast, 50), new(2026, TargetComparison.AtLeast, 80)];
        Assert.Equal([50m, 50m, 80m, 80m, 80m], Enumerable.Range(2023, 5).Select(year => IndicatorTarget.For(targets, new AcademicYear(year))!.Value));
        Assert.Equal(100, IndicatorTarget.For([new(null, TargetComparison.Exactly, 100)], new AcademicYear(2025))!.Value);
        Assert.Null(IndicatorTarget.For([], new AcademicYear(2025)));
    }

    [Theory]
    [InlineData(60, TargetComparison.AtLeast, 60, 50, IndicatorStanding.Reached)]
    [InlineData(59, TargetComparison.AtLeast, 60, 50, IndicatorStanding.Approaching)]
    [InlineData(50, TargetComparison.AtLeast, 60, 50, IndicatorStanding.NotReached)]
    [InlineData(45, TargetComparison.AtLeast, 60, 50, IndicatorStanding.NotReached)]
    [InlineData(59, TargetComparison.AtLeast, 60, null, IndicatorStanding.NotReached)]
    [InlineData(15, TargetComparison.AtMost, 15, 20, IndicatorStanding.Reached)]
    [InlineData(16, TargetComparison.AtMost, 15, 20, IndicatorStanding.Approaching)]
    [InlineData(99, TargetComparison.Exactly, 100, 90, IndicatorStanding.Approaching)]
    [InlineData(100, TargetComparison.Exactly, 100, 90, IndicatorStanding.Reached)]
    public void Standing_AgainstTargetAndBaseline_IsTheTrafficLight(int value, TargetComparison comparison, int target, int? baseline, IndicatorStanding expected) =>
        Assert.Equal(expected, IndicatorJudgement.Standing(value, new IndicatorTarget(null, comparison, target), baseline is { } then ? (Fraction)then : null));

    [Fact]
    public void Standing_WithoutDataOrTarget_SaysWhich()
    {
        Assert.Equal(IndicatorStanding.NoData, IndicatorJudgement.Standing(null, new IndicatorTarget(null, TargetComparison.AtLeast, 1), null));
        Assert.Equal(IndicatorStanding.NoTarget, IndicatorJudgement.Standing(1, null, null));
        // 79,999 % is not 80 %, however it is printed.
        Assert.Equal(IndicatorStanding.NotReached, IndicatorJudgement.Standing(Fraction.Percent(79_999, 100_000), new IndicatorTarget(null, TargetComparison.AtLeast, 80), null));
    }

    [Fact]
    public void Trend_DependsOnTheWishedDirection()
    {
        Assert.Equal(IndicatorTrend.Better, IndicatorJudgement.Trend(10, 20, IndicatorWish.Higher));
        Assert.Equal(IndicatorTrend.Worse, IndicatorJudgement.Trend(10, 20, IndicatorWish.Lower));
        Assert.Equal(IndicatorTrend.Moved, IndicatorJudgement.Trend(10, 20, IndicatorWish.None));
        Assert.Equal(IndicatorTrend.Same, IndicatorJudgement.Trend(10, 10, IndicatorWish.Lower));
        Assert.Equal(IndicatorTrend.NoData, IndicatorJudgement.Trend(null, 10, IndicatorWish.Lower));
    }

    [Fact]
    public void Lacking_ToTheTarget_IsCountedInTheNumerator()
    {
        // 3 of 5: 4 of 5 are 80 %, and 90 % take all five.
        Assert.Equal(1, IndicatorJudgement.LackingToTarget(Share, Value, new IndicatorTarget(null, TargetComparison.AtLeast, 80)));
        Assert.Equal(2, IndicatorJudgement.LackingToTarget(Share, Value, new IndicatorTarget(null, TargetComparison.AtLeast, 90)));
        Assert.Equal(2, IndicatorJudgement.LackingToTarget(Share, Value, new IndicatorTarget(null, TargetComparison.AtMost, 25)));
        Assert.Null(IndicatorJudgement.LackingToTarget(Share, Value, new IndicatorTarget(null, TargetComparison.AtLeast, 60)));
    }
}
