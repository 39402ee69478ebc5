using System.Text.Json.Serialization;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Indicators.Risks;

/// <summary>One line of the matrix, judged.</summary>
/// <param name="Share">Null for an answer of section 1.</param>
/// <param name="Met">The answer is «нет», the share passes its threshold, or it adds to the sum; null when it is not known.</param>
/// <param name="SmallSample">The share is of fewer than the rule set asks for.</param>
/// <param name="Answer">Null for a share.</param>
public readonly record struct RiskValue(string Code, ShareFact? Share, bool? Met, bool SmallSample, RiskAnswer? Answer = null);

/// <summary>One condition, judged.</summary>
/// <param name="KnownSum">In percent, of what is known; null where nothing is summed.</param>
public sealed record RiskConditionOutcome(RiskCondition Condition, Ternary Triggered, IReadOnlyList<RiskValue> Values, Fraction? KnownSum);

/// <summary>One section, judged.</summary>
public sealed record RiskSectionOutcome(RiskSection Section, Ternary Triggered, IReadOnlyList<RiskConditionOutcome> Conditions)
{
    [JsonIgnore]
    public IEnumerable<RiskValue> Values => Conditions.SelectMany(condition => condition.Values);

    /// <summary>Codes that must be known before the section can be decided; empty when it is decided.</summary>
    [JsonIgnore]
    public IEnumerable<string> Missing => Triggered != Ternary.Unknown ? []
        : Conditions.Where(condition => condition.Triggered == Ternary.Unknown)
            .SelectMany(condition => condition.Values).Where(value => value.Met is null).Select(value => value.Code);
}

/// <summary>A triggered line: what is lacking at the school.</summary>
public readonly record struct RiskDeficit(string Section, string Code);

/// <summary>A share that cannot be true: more than its whole, or less than nothing.</summary>
/// <param name="Message">What is wrong, in Russian.</param>
public sealed record RiskContradiction(string Code, string Message);

/// <summary>The verdict on one school: both the aggregation that was chosen and how many sections are triggered.</summary>
/// <param name="Triggered">Sections triggered.</param>
/// <param name="Unknown">Sections that cannot be decided.</param>
public sealed record RiskVerdict(Ternary IsRisk, IReadOnlyList<RiskSectionOutcome> Sections, int Triggered, int Unknown)
{
    /// <summary>Shares that cannot be true. They count as not known, so the school may be at risk by others all the same.</summary>
    public IReadOnlyList<RiskContradiction> Contradictions { get; init; } = [];

    /// <summary>No verdict, and contradictions are among the reasons: «данные противоречивы».</summary>
    [JsonIgnore]
    public bool IsContradictory => IsRisk == Ternary.Unknown && Contradictions.Count > 0;

    /// <summary>Whether a section cannot be decided because one of its shares cannot be true.</summary>
    public bool IsContradictoryIn(RiskSectionOutcome section) =>
        section.Triggered == Ternary.Unknown && Contradictions.Any(contradiction => section.Values.Any(value => value.Code == contradiction.Code));

    /// <summary>Lines that carry a triggered condition of a triggered section, in the order of the matrix, whatever the aggregation says.</summary>
    [JsonIgnore]
    public IReadOnlyList<RiskDeficit> Deficits => field ??=
    [
        .. from section in Sections
           where section.Triggered == Ternary.Yes
           from condition in section.Conditions
           where condition.Triggered == Ternary.Yes
           from value in condition.Values
           where value.Met == true
           select new RiskDeficit(section.Section.Code, value.Code),
    ];

    /// <summary>Codes that must be known before the undecided sections can be decided.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Missing => field ??= [.. Sections.SelectMany(section => section.Missing).Distinct()];

    /// <summary>Whether a section is triggered.</summary>
    /// <exception cref="InvalidOperationException">The rule set has no such section.</exception>
    public Ternary Of(string section) => Sections.First(outcome => outcome.Section.Code == section).Triggered;

    /// <summary>Shortage of resources: material base or staff, whichever of the two sections the rule set has (domain reference, 7.2).</summary>
    [JsonIgnore]
    public Ternary HasResourceDeficit => Sections.Where(outcome => outcome.Section.Code is "1" or "2")
        .Aggregate(Ternary.No, (sum, outcome) => sum.Or(outcome.Triggered));
}
