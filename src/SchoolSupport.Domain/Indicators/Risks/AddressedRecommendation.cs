using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Indicators.Risks;

/// <summary>What is advised to one school against one deficit (domain reference, 9.3).</summary>
/// <param name="Evidence">The numbers behind it: «5 из 40 (12,5 %)»; empty for an answer.</param>
/// <param name="Measures">Typical measures, in the order in which they are offered; a person picks.</param>
public sealed record AddressedRecommendation(string Section, Deficit Deficit, string Evidence, IReadOnlyList<TypicalMeasure> Measures)
{
    /// <summary>The deficit with its numbers, a sentence.</summary>
    public string Text => RussianText.Nbsp(char.ToUpper(Deficit.Name[0], RussianText.Culture) + Deficit.Name[1..]
        + (Evidence.Length > 0 ? $": {Evidence}." : "."));

    /// <summary>One for each deficit of the verdict, in the order of the matrix.</summary>
    public static IReadOnlyList<AddressedRecommendation> For(RiskVerdict verdict) =>
    [
        .. from deficit in verdict.Deficits
           let known = Deficit.Find(deficit.Code)
           where known is not null
           select new AddressedRecommendation(deficit.Section, known, EvidenceOf(verdict, deficit), TypicalMeasure.Against(deficit.Code)),
    ];

    private static string EvidenceOf(RiskVerdict verdict, RiskDeficit deficit)
    {
        var condition = verdict.Sections.First(section => section.Section.Code == deficit.Section).Conditions
            .First(outcome => outcome.Triggered == Ternary.Yes && outcome.Values.Any(value => value.Code == deficit.Code));
        return condition.Values.First(value => value.Code == deficit.Code).Share?.Words(condition.Condition.Threshold) ?? "";
    }
}
