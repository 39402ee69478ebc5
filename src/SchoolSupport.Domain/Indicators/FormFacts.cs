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

    /// <summary>The same parts where a school answers by class, and their whole (domain reference, 6.6: social passports, or contextual data by class).</summary>
    public static readonly IReadOnlyList<string> SocialPartsByClass = ["class-parents-higher", "class-incomplete", "class-registry", "class-non-native"];

    /// <summary>The whole of <see cref="SocialPartsByClass"/>.</summary>
    public const string PupilsByClass = "class-pupils";

    /// <summary>What the verdict on adverse conditions (ШНСУ) asks for beside the index.</summary>
    public static readonly IReadOnlyList<string> AdverseAnswers = [Pupils, "deviant", "unmotivated", "non-native", "remoteness-km"];

    /// <summary>Of the answers behind the verdicts on a school's context, those that are divided by <see cref="Pupils"/>.</summary>
    public static readonly IReadOnlySet<string> PartsOfPupils = new HashSet<string>([.. SocialParts, "deviant", "unmotivated"]);

    /// <summary>The whole of the shares of pupils.</summary>
    public const string Pupils = "pupils";

    /// <param name="results">Shares of those who failed, by code of the procedure (<see cref="RiskIndicator.Procedure"/>): stored results, never typed again.</param>
    public RiskFacts Risk(IReadOnlyDictionary<string, ShareFact> results)
    {
        var given = new Dictionary<string, RiskAnswer>(RiskAnswers.Count);
        foreach (var (indicator, question) in RiskAnswers)
            given[indicator] = answers[question] switch
            {
                { State: AnswerState.NotApplicable } => RiskAnswer.NotApplicable,
                { State: AnswerState.Empty } => RiskAnswer.Missing,
                var answer => answer.IsYes ? RiskAnswer.Yes : RiskAnswer.No,
            };
        var shares = new Dictionary<string, ShareFact>(RiskIndicator.All.Count);
        foreach (var (indicator, part, whole) in RiskShares)
            shares[indicator] = Share(part, whole);
        foreach (var indicator in RiskIndicator.All)
            if (indicator.Procedure is { } procedure)
                shares[indicator.Code] = results.GetValueOrDefault(procedure);
        return new RiskFacts(given, shares);
    }

    /// <summary>The contingent: as the school gave it, else the sum of its classes; null when neither is known.</summary>
    public int? PupilCount => answers[Pupils].Count ?? answers[PupilsByClass].Count;

    /// <summary>The inputs of the index, in the order of <see cref="SocialInput"/>: of the school, and where it gave none, of all its classes.</summary>
    public IReadOnlyList<ShareFact> Social() => [.. SocialParts.Zip(SocialPartsByClass, (part, byClass) =>
        answers.Contains(part) || !answers.Contains(byClass) ? Share(part, Pupils) : Share(byClass, PupilsByClass))];

    public AdverseFacts Adverse(ContextRuleSet rules) => new(
        PupilCount, SocialIndex.Of(rules, Social()), Share("deviant", "pupils"), Share("unmotivated", "pupils"),
        Share("non-native", "pupils"), answers["remoteness-km"].Number);

    /// <summary>A part of the whole of its own collection; «не применимо» for either makes it not applicable.</summary>
    public ShareFact Share(string part, string whole)
    {
        var (one, of) = (answers[part], answers.Whole(whole, part));
        return one.State == AnswerState.NotApplicable || of.State == AnswerState.NotApplicable ? ShareFact.NotApplicable : ShareFact.Of(one.Count, of.Count);
    }
}
