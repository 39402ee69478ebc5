using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Indicators.Risks;

/// <summary>How the conditions of a section are joined (domain reference, A2 and A3). The numbers are stored; do not renumber.</summary>
public enum RiskJoin { Any = 1, All = 2 }

/// <summary>A section of the risk matrix.</summary>
/// <param name="Conditions">At least one.</param>
public sealed record RiskSection(string Code, string Name, RiskJoin Join, IReadOnlyList<RiskCondition> Conditions)
{
    internal IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Code) || string.IsNullOrWhiteSpace(Name))
            yield return "укажите номер и название";
        if (Conditions.Count == 0)
            yield return "нужно хотя бы одно условие";
        foreach (var problem in Conditions.SelectMany(condition => condition.Problems()))
            yield return problem;
    }

    internal RiskSectionOutcome Evaluate(RiskFacts facts, int smallSampleBelow)
    {
        var conditions = Conditions.Select(condition => condition.Evaluate(facts, smallSampleBelow)).ToArray();
        var triggered = conditions.Select(condition => condition.Triggered)
            .Aggregate((a, b) => Join == RiskJoin.Any ? a.Or(b) : a.And(b));
        return new RiskSectionOutcome(this, triggered, conditions);
    }
}
