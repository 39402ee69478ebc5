using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Domain.Indicators;

/// <summary>What a school answered in the preset forms, as the facts that verdicts are made of.</summary>
/// <param name="answers">The school's answers that count for the period.</param>
public sealed class FormFacts(CollectedAnswers answers)
{
    /// <summary>Which question answers which line of section 1 of the risk matrix.</summary>
    public static readonly IReadOnlyList<(string Indicator, string Question)> RiskAnswers =
    [
        (RiskIndicator.Internet, "internet"), (RiskIndicator.Computers, "computers"), (RiskIndicator.Physics, "lab-physics"),
        (RiskIndicator.Chemistry, "lab-chemistry"), (RiskIndicator.Biology, "lab-biology"), (RiskIndicator.Geography, "lab-geography"),
        (RiskIndicator.Technology, "lab-technology"),
    ];

    /// <summary>Which question is the part and which the whole of a share of the risk matrix.</summary>
    public static readonly IReadOnlyList<(string Indicator, string Part, string Whole)> RiskShares =
    [
        (RiskIndicator.Overload, "teachers-36h", "teachers"), (RiskIndicator.NoDiploma, "teachers-no-diploma", "teachers"),
        (RiskIndicator.Registry, "registry-any", "pupils"), (RiskIndicator.SpecialNeeds, "special-needs", "pupils"),
        (RiskIndicator.NonNative, "non-native", "pupils"), (RiskIndicator.Absence, "absent-systematic", "pupils"),
        (RiskIndicator.AnyGroup, "any-risk-group", "pupils"), (RiskIndicator.Failing, "failing-year", "pupils-year-end"),
    ];

    /// <summary>Parts of pupils that the index of social welfare is made of, in the order of <see cref="SocialInput"/>.</summary>
    public static readonly IReadOnlyList<string> SocialParts = ["parents-higher", "incomplete-families", "registry-any", "non-native"];

    /// <summary>What the verdict on adverse conditions (ШНСУ) asks for beside the index.</summary>
    public static readonly IReadOnlyList<string> AdverseAnswers = [Pupils, "deviant", "unmotivated", "non-native", "remoteness-km"];

    /// <summary>Of the answers behind the verdicts on a school's context, those that are divided by <see cref="Pupils"/>.</summary>
    public static readonly IReadOnlySet<string> PartsOfPupils = new HashSet<string>([.. SocialParts, "deviant", "unmotivated"]);

    /// <summary>The whole of the shares of pupils.</summary>
    public const string Pupils = "pupils";

    /// <param name="results">Shares of those who failed, by code of the procedure (<see cref="RiskIndicator.Procedure"/>): stored results, never typed again.</param>
    public RiskFacts Risk(IReadOnlyDictionary<string, ShareFact> results) => new(
        RiskAnswers.ToDictionary(line => line.Indicator, line => answers[line.Question] switch
        {
            { State: AnswerState.NotApplicable } => RiskAnswer.NotApplicable,
            { State: AnswerState.Empty } => RiskAnswer.Missing,
            var answer => answer.IsYes ? RiskAnswer.Yes : RiskAnswer.No,
        }),
        RiskShares.Select(line => (line.Indicator, Share: Share(line.Part, line.Whole)))
            .Concat(RiskIndicator.All.Where(indicator => indicator.Procedure is not null)
                .Select(indicator => (Indicator: indicator.Code, Share: results.GetValueOrDefault(indicator.Procedure!))))
            .ToDictionary(line => line.Indicator, line => line.Share));

    /// <summary>The inputs of the index, in the order of <see cref="SocialInput"/>.</summary>
    public IReadOnlyList<ShareFact> Social() => [.. SocialParts.Select(part => Share(part, Pupils))];

    public AdverseFacts Adverse(ContextRuleSet rules) => new(
        answers["pupils"].Count, SocialIndex.Of(rules, Social()), Share("deviant", "pupils"), Share("unmotivated", "pupils"),
        Share("non-native", "pupils"), answers["remoteness-km"].Number);

    /// <summary>A part of the whole of its own collection; «не применимо» for either makes it not applicable.</summary>
    public ShareFact Share(string part, string whole)
    {
        var (one, of) = (answers[part], answers.Whole(whole, part));
        return one.State == AnswerState.NotApplicable || of.State == AnswerState.NotApplicable ? ShareFact.NotApplicable : ShareFact.Of(one.Count, of.Count);
    }
}
