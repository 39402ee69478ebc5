using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Domain.Tests.Indicators;

/// <summary>Short ways to write the facts of a case of the risk matrix.</summary>
internal static class RiskMatrix
{
    public static readonly RiskRuleSet Rules = RiskRuleSet.Standard;

    /// <summary>A school of 200 pupils and 40 teachers where nothing is at risk.</summary>
    public static RiskFacts Sound(params (string Code, object Value)[] changes)
    {
        var answers = RiskIndicator.All.Where(indicator => indicator.IsAnswer).ToDictionary(indicator => indicator.Code, _ => RiskAnswer.Yes);
        var shares = RiskIndicator.All.Where(indicator => !indicator.IsAnswer && indicator.Code != RiskIndicator.AnyGroup)
            .ToDictionary(indicator => indicator.Code, indicator => ShareFact.Of(0, indicator.Code[0] == '2' ? 40 : indicator.Procedure is null ? 200 : 25));
        foreach (var (code, value) in changes)
            if (value is RiskAnswer answer)
                answers[code] = answer;
            else
                shares[code] = (ShareFact)value;
        return new RiskFacts(answers, shares);
    }

    public static ShareFact Of(int part, int whole) => ShareFact.Of(part, whole);

    public static ShareFact Percent(decimal percent) => ShareFact.OfPercent(percent);

    public static RiskVerdict Evaluate(params (string Code, object Value)[] changes) => Rules.Evaluate(Sound(changes));

    public static void Section(string section, Ternary expected, params (string Code, object Value)[] changes) =>
        Assert.Equal(expected, Evaluate(changes).Of(section));

    /// <summary>Four shares of section 3 of so many pupils.</summary>
    public static (string, object)[] Groups(int? pupils, params int?[] counts) =>
        [.. new[] { RiskIndicator.Registry, RiskIndicator.SpecialNeeds, RiskIndicator.NonNative, RiskIndicator.Absence }
            .Zip(counts, (code, count) => (code, (object)ShareFact.Of(count, pupils)))];
}
