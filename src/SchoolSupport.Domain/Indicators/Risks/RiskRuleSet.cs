using System.Text.Json.Serialization;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using static SchoolSupport.Domain.Indicators.Risks.RiskIndicator;

namespace SchoolSupport.Domain.Indicators.Risks;

/// <summary>How sections make a risk school (domain reference, A1 and decision 1). The numbers are stored; do not renumber.</summary>
public enum RiskAggregation { Any = 1, All = 2, AtLeast = 3 }

/// <summary>
/// The rules by which a school is at risk (domain reference, sections 6.3 and 6.3.1). Plain data: sections, conditions, operators and
/// thresholds can all be changed; a changed rule set is a new version.
/// </summary>
public sealed record RiskRuleSet
{
    public const int NameMaxLength = 200;

    /// <summary>The four sections as printed, with the decisions on what the print leaves open.</summary>
    public static readonly RiskRuleSet Standard = new();

    public string Name { get; init; } = "Четыре раздела";

    public int Version { get; init; } = 1;

    public RiskAggregation Aggregation { get; init; } = RiskAggregation.Any;

    /// <summary>Sections needed under <see cref="RiskAggregation.AtLeast"/>; else not looked at.</summary>
    public int SectionsNeeded { get; init; } = 2;

    /// <summary>A share of fewer than this adds the warning «малая выборка»; the verdict stays.</summary>
    public int SmallSampleBelow { get; init; } = 10;

    public IReadOnlyList<RiskSection> Sections { get; init; } =
    [
        new("1", "Материально-техническая база", RiskJoin.Any,
            [RiskCondition.AnyNegative(Internet, Computers, Physics, Chemistry, Biology, Geography, Technology)]),
        new("2", "Кадровые условия", RiskJoin.Any,
            [RiskCondition.Share(Overload, Threshold.MoreThan(10)), RiskCondition.Share(NoDiploma, Threshold.MoreThan(0))]),
        new("3", "Контингент обучающихся", RiskJoin.Any,
            [RiskCondition.Sum(Threshold.MoreThan(10), Registry, SpecialNeeds, NonNative, Absence)]),
        new("4", "Образовательные результаты", RiskJoin.Any,
        [
            RiskCondition.Several(2, Threshold.AtLeast(20), VprMath4, VprMath8, VprRussian4, VprRussian8),
            RiskCondition.Share(Failing, Threshold.MoreThan(10)),
        ]),
    ];

    /// <summary>How many sections make a risk school.</summary>
    [JsonIgnore]
    public int Needed => Aggregation switch
    {
        RiskAggregation.Any => 1,
        RiskAggregation.All => Sections.Count,
        _ => SectionsNeeded,
    };

    /// <summary>Everything that forbids using these rules, in Russian; empty when they are sound.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > NameMaxLength)
            problems.Add($"Укажите название методики, не длиннее {NameMaxLength} знаков");
        if (Version < 1)
            problems.Add("Номер редакции — целое число от 1");
        if (Sections.Count == 0)
            problems.Add("Нужен хотя бы один раздел");
        else if (Needed < 1 || Needed > Sections.Count)
            problems.Add($"Число разделов — от 1 до {Sections.Count}");
        if (Sections.Select(section => section.Code).Distinct(StringComparer.Ordinal).Count() != Sections.Count)
            problems.Add("Один и тот же раздел указан дважды");
        if (SmallSampleBelow < 0)
            problems.Add("Граница малой выборки — целое число от 0");
        foreach (var section in Sections)
            problems.AddRange(section.Problems().Select(problem => $"Раздел {section.Code}: {problem}"));
        return problems;
    }

    /// <summary>The condition that looks at a line; null when none does.</summary>
    public RiskCondition? ConditionOf(string code) =>
        Sections.SelectMany(section => section.Conditions).FirstOrDefault(condition => condition.Indicators.Contains(code) || condition.InsteadOfSum == code);

    /// <summary>The verdict on one school. A share that cannot be true is said and taken as not known, so that one typing error never hides a list.</summary>
    public RiskVerdict Evaluate(RiskFacts facts)
    {
        var contradictions = Contradictions(facts);
        var sound = contradictions.Count == 0 ? facts : facts.Without([.. contradictions.Select(contradiction => contradiction.Code)]);
        var sections = Sections.Select(section => section.Evaluate(sound, SmallSampleBelow)).ToArray();
        var triggered = sections.Count(section => section.Triggered == Ternary.Yes);
        var unknown = sections.Count(section => section.Triggered == Ternary.Unknown);
        return new RiskVerdict(TernaryLogic.AtLeast(triggered, unknown, Needed), sections, triggered, unknown) { Contradictions = contradictions };
    }

    // Only of lines that these rules look at.
    private List<RiskContradiction> Contradictions(RiskFacts facts)
    {
        List<RiskContradiction>? found = null;
        foreach (var (code, share) in facts.Shares)
            if (share.Check() is { } finding && ConditionOf(code) is not null)
                (found ??= []).Add(new RiskContradiction(code, finding.Message));
        return found ?? NoContradictions;
    }

    private static readonly List<RiskContradiction> NoContradictions = [];
}
