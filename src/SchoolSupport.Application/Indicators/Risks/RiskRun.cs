using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Indicators.Risks;

/// <summary>A list of schools at risk as the department fixed it; it never changes, a correction is the next one (domain reference, section 6).</summary>
public sealed class RiskRun : TenantRow
{
    public const int OrderNumberMaxLength = 60;
    public const int ReasonMaxLength = 1000;

    /// <summary>From 1 up through all years of the department.</summary>
    public required int Number { get; init; }

    /// <summary>Start of the academic year of that October.</summary>
    public required int Year { get; init; }

    /// <summary>The <see cref="RiskRuleSet"/> that it was made with, as JSON.</summary>
    public required string Rules { get; init; }
    public required int SchoolCount { get; init; }
    public required int RiskCount { get; init; }
    public required int UnknownCount { get; init; }

    /// <summary>Of the order that approves the list; empty: none was named.</summary>
    public string OrderNumber { get; init; } = "";
    public DateOnly? OrderDate { get; init; }

    /// <summary>Why the list was made anew; empty for the first of a year.</summary>
    public string Reason { get; init; } = "";
    public Guid? CreatedBy { get; init; }
    public required string CreatedRole { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public RiskRuleSet RuleSet => ProgramJson.ReadShared<RiskRuleSet>(Rules);
}

/// <summary>A school of a fixed list: what was put in and what came out.</summary>
public sealed class RiskRunSchool
{
    public required Guid RunId { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary><see cref="RiskFacts"/> as JSON.</summary>
    public required string Facts { get; init; }

    /// <summary>A list of <see cref="RiskSource"/> as JSON.</summary>
    public required string Sources { get; init; }
    public required short IsRisk { get; init; }

    /// <summary>A <see cref="Ternary"/> for each section, in the order of the rule set.</summary>
    public required short[] Sections { get; init; }
}

/// <summary>Where a line of the matrix comes from: a collection, the whole's beside the part's where they differ, or a stored result.</summary>
/// <param name="Line">Code of <see cref="RiskIndicator"/>.</param>
public sealed record RiskSource(string Line, Guid? CampaignId, string Title, bool IsAccepted, Guid? ResultId);

/// <summary>What is frozen of one school.</summary>
internal static class FrozenVerdict
{
    /// <summary>
    /// The verdict as it was stored, explained by its own facts and rules. What was decided stays decided: should the code ever judge the same facts
    /// otherwise, the stored sections and the stored verdict still hold.
    /// </summary>
    public static RiskVerdict Read(RiskRuleSet rules, RiskFacts facts, short isRisk, IReadOnlyList<short> sections)
    {
        var judged = rules.Evaluate(facts);
        var outcomes = judged.Sections.Select((outcome, i) => outcome with { Triggered = (Ternary)sections[i] }).ToArray();
        return new RiskVerdict((Ternary)isRisk, outcomes, outcomes.Count(one => one.Triggered == Ternary.Yes), outcomes.Count(one => one.Triggered == Ternary.Unknown))
        {
            Contradictions = judged.Contradictions,
        };
    }
}
