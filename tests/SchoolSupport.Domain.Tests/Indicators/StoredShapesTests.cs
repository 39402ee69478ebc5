using System.Text.Json;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Domain.Tests.Indicators;

/// <summary>What is stored as JSON comes back as it was.</summary>
public class StoredShapesTests
{
    private static string Json<T>(T value) => JsonSerializer.Serialize(value);

    private static T Back<T>(T value)
    {
        var read = JsonSerializer.Deserialize<T>(Json(value))!;
        Assert.Equal(Json(value), Json(read));
        return read;
    }

    [Fact]
    public void RiskRules_Facts_AndVerdict_ComeBack()
    {
        var rules = Back(RiskRuleSet.Standard);
        Assert.Empty(rules.Problems());
        var facts = Back(RiskMatrix.Sound(RiskMatrix.Groups(150, 4, 4, 4, 4)));
        var verdict = rules.Evaluate(facts);
        Assert.Equal(RiskMatrix.Rules.Evaluate(facts).Triggered, verdict.Triggered);
        var read = Back(verdict);
        Assert.Equal(verdict.Deficits, read.Deficits);
        Assert.Equal(Fraction.Percent(16, 150), read.Sections[2].Conditions[0].KnownSum);
    }

    [Fact]
    public void ContextRules_AndIndex_ComeBack()
    {
        Assert.Empty(Back(ContextRuleSet.Standard with { AdverseNeeded = 1, AdverseIndexAtMost = 70.5m }).Problems());
        var index = SocialIndex.Of(ContextRuleSet.Standard, [ShareFact.Of(1, 3), ShareFact.Of(1, 3), ShareFact.Of(0, 3), ShareFact.Of(0, 3)]);
        Assert.Equal((Fraction)75, Back(index).Value);
    }

    [Fact]
    public void FormsAnswersAndSubmissions_ComeBack()
    {
        foreach (var form in FormPresets.All)
            Assert.Empty(Back(form).Problems());
        Assert.Equal(Answer.Of(12.5m), Back(Answer.Of(12.5m)));
        Assert.Equal(Answer.NotApplicable, Back(Answer.NotApplicable));
        Assert.Equal(SubmissionState.Returned, Back(new Submission(SubmissionState.Returned, Remarks: [new(new("teachers"), "Проверьте", Answer.Of(5))])).State);
    }

    [Fact]
    public void IndicatorDefinitions_AndValues_ComeBack()
    {
        foreach (var preset in IndicatorPresets.All)
        {
            var definition = Back(preset.Definition);
            Assert.Empty(definition.Problems());
            foreach (var value in IndicatorRules.Compute(definition, SmallTown.Facts))
                Back(value);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1/0")]
    [InlineData("a/b")]
    public void Fraction_NotWrittenAsOne_IsRefused(string text) => Assert.Throws<FormatException>(() => Fraction.Parse(text));

    [Theory]
    [InlineData("2025-09", "2024/2025")]
    [InlineData("2025-10", "2024/2025")]
    [InlineData("2026-01", "2024/2025")]
    [InlineData("2026-06", "2024/2025")]
    [InlineData("2026-08", "2025/2026")]
    [InlineData("2025/2026", "2025/2026")]
    public void Period_KnowsTheYearWhoseResultsItLooksAt(string key, string year)
    {
        Assert.True(MonitoringPeriod.TryParse(key, out var period));
        Assert.Equal(year, period.ResultsYear.ToString());
    }

    [Theory]
    [InlineData(IndicatorRhythm.YearSeptember, "2025-09")]
    [InlineData(IndicatorRhythm.YearAugust, "2026-08")]
    [InlineData(IndicatorRhythm.HalfYear, "2026-01 2026-06")]
    [InlineData(IndicatorRhythm.YearAfterExams, "2025/2026")]
    [InlineData(IndicatorRhythm.Continuous, "2025/2026")]
    public void Rhythm_HasItsPeriods(IndicatorRhythm rhythm, string keys) =>
        Assert.Equal(keys, string.Join(' ', rhythm.PeriodsIn(new AcademicYear(2025)).Select(period => period.Key)));
}
