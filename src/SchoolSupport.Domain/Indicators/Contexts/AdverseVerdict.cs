using System.Text.Json.Serialization;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Indicators.Contexts;

/// <summary>What the assisted rule for schools in adverse social conditions (ШНСУ) looks at; the decision stays the department's.</summary>
/// <param name="Pupils">Null: not given. 0: nothing can be computed.</param>
/// <param name="RemotenessKm">Kilometres to the district centre.</param>
public sealed record AdverseFacts(
    int? Pupils, SocialIndex Index, ShareFact Deviant, ShareFact Unmotivated, ShareFact NonNative, decimal? RemotenessKm);

public enum AdverseState
{
    /// <summary>No thresholds are set.</summary>
    RuleOff = 1,
    /// <summary>The school has no pupils.</summary>
    NotComputable = 2,
    Decided = 3,
}

/// <param name="Words">The value beside its threshold.</param>
public sealed record AdverseCondition(string Name, Ternary Met, string Words);

/// <summary>Whether a school is a candidate for the list of schools in adverse social conditions (domain reference, 6.4, cases SN).</summary>
/// <param name="IsCandidate">Unknown while the rule is off or nothing can be computed.</param>
public sealed record AdverseVerdict(AdverseState State, Ternary IsCandidate, IReadOnlyList<AdverseCondition> Conditions)
{
    public static AdverseVerdict Of(ContextRuleSet rules, AdverseFacts facts)
    {
        if (rules.AdverseNeeded is not { } needed || rules.AdverseConditions == 0)
            return new AdverseVerdict(AdverseState.RuleOff, Ternary.Unknown, []);
        if (facts.Pupils == 0)
            return new AdverseVerdict(AdverseState.NotComputable, Ternary.Unknown, []);
        var conditions = Judge(rules, facts).ToArray();
        var candidate = TernaryLogic.AtLeast(
            conditions.Count(condition => condition.Met == Ternary.Yes), conditions.Count(condition => condition.Met == Ternary.Unknown), needed);
        return new AdverseVerdict(AdverseState.Decided, candidate, conditions);
    }

    /// <summary>One sentence on what holds and what is not known.</summary>
    [JsonIgnore]
    public string Reason => RussianText.Nbsp(State switch
    {
        AdverseState.RuleOff => "Пороги не заданы: школа относится к этой группе решением управления образования.",
        AdverseState.NotComputable => "Не рассчитывается: в школе нет обучающихся.",
        _ => $"Выполнено условий: {RussianText.OutOf(Conditions.Count(condition => condition.Met == Ternary.Yes), Conditions.Count)} "
            + $"({string.Join("; ", Conditions.Select(condition => $"{condition.Name} — {condition.Words}"))}).",
    });

    private static IEnumerable<AdverseCondition> Judge(ContextRuleSet rules, AdverseFacts facts)
    {
        if (rules.AdverseIndexAtMost is { } most)
            yield return new("индекс социального благополучия", facts.Index.Value is { } index ? Is(index <= most) : Ternary.Unknown,
                $"{facts.Index.Words}, порог — {RussianText.Decimal(most)} и меньше");
        if (rules.AdverseShareAtLeast is { } least)
            yield return OfShares([facts.Deviant, facts.Unmotivated, facts.NonNative], Threshold.AtLeast(least));
        if (rules.AdverseRemotenessAtLeast is { } far)
            yield return new("удалённость", facts.RemotenessKm is { } km ? Is(km >= far) : Ternary.Unknown,
                $"{(facts.RemotenessKm is { } known ? $"{RussianText.Decimal(known)} км" : "нет данных")}, порог — {RussianText.Decimal(far)} км и больше");
    }

    private static AdverseCondition OfShares(ShareFact[] shares, Threshold threshold)
    {
        var known = shares.Aggregate(Fraction.Zero, (sum, share) => sum + (share.Percent ?? Fraction.Zero));
        // What is known may be enough: a share is never negative.
        var incomplete = shares.Any(share => share.IsUnknown);
        var met = threshold.IsReachedBy(known) ? Ternary.Yes : incomplete ? Ternary.Unknown : Ternary.No;
        return new("трудное поведение, отсутствие мотивации и неродной русский язык", met,
            $"{threshold.Print(known)}{(incomplete ? " по известным данным" : "")}, порог — {threshold.Words}");
    }

    private static Ternary Is(bool value) => value ? Ternary.Yes : Ternary.No;
}
