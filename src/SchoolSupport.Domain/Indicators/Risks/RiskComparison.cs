using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Indicators.Risks;

/// <summary>What became of one school between two runs.</summary>
public enum RiskChange
{
    /// <summary>At risk now and not before.</summary>
    Appeared = 1,
    /// <summary>At risk before, and surely not now.</summary>
    Removed = 2,
    /// <summary>At risk both times.</summary>
    Stays = 3,
    /// <summary>Neither time.</summary>
    Free = 4,
    /// <summary>One of the two could not be decided, or the school was not looked at before.</summary>
    Unknown = 5,
}

/// <summary>A verdict beside the one of the run before: which sections and deficits are new, and which were removed.</summary>
/// <remarks>
/// A deficit is removed when its own line is no longer met, and not already when its section stops triggering: what rose while another line fell was not
/// mended. What is new is the same the other way round. A number that nobody gave, then or now, removes nothing and adds nothing.
/// </remarks>
/// <param name="ResourcesRemoved">Resource deficits were there before and are not now (domain reference, 7.2, 3.3.2-2).</param>
public sealed record RiskComparison(
    RiskChange Change,
    IReadOnlyList<string> NewSections,
    IReadOnlyList<string> RemovedSections,
    IReadOnlyList<RiskDeficit> NewDeficits,
    IReadOnlyList<RiskDeficit> RemovedDeficits,
    Ternary ResourcesRemoved)
{
    /// <param name="before">Null: the school was not in the run before.</param>
    public static RiskComparison Of(RiskVerdict? before, RiskVerdict now) => before is null
        ? new(RiskChange.Unknown, [], [], [], [], Ternary.Unknown)
        : new(
            ChangeOf(before.IsRisk, now.IsRisk),
            Sections(now, before),
            Sections(before, now),
            Gone(now, before),
            Gone(before, now),
            before.HasResourceDeficit.And(Not(now.HasResourceDeficit)));

    private static RiskChange ChangeOf(Ternary before, Ternary now) => (before, now) switch
    {
        (Ternary.Unknown, _) or (_, Ternary.Unknown) => RiskChange.Unknown,
        (Ternary.No, Ternary.Yes) => RiskChange.Appeared,
        (Ternary.Yes, Ternary.No) => RiskChange.Removed,
        (Ternary.Yes, _) => RiskChange.Stays,
        _ => RiskChange.Free,
    };

    // Triggered in the first, surely not in the second.
    private static string[] Sections(RiskVerdict first, RiskVerdict second) =>
    [
        .. from section in first.Sections
           where section.Triggered == Ternary.Yes
           let other = second.Sections.FirstOrDefault(outcome => outcome.Section.Code == section.Section.Code)
           where other?.Triggered == Ternary.No
           select section.Section.Code,
    ];

    // Deficits of the first whose lines the second does not meet.
    private static RiskDeficit[] Gone(RiskVerdict first, RiskVerdict second) =>
    [
        .. from deficit in first.Deficits.Except(second.Deficits)
           let was = LineOf(first, deficit)
           let now = LineOf(second, deficit)
           where was is not null && now is not null && (now.Value.Value.Met == false || FellWithItsSum(was.Value.Value, now.Value))
           select deficit,
    ];

    // A part of a sum has no threshold of its own: it is gone when it is 0, or when it became less and the sum surely does not pass any more. One that stayed
    // or rose under a smaller sum carries as much as before: others were mended.
    private static bool FellWithItsSum(in RiskValue was, in (RiskConditionOutcome Condition, RiskValue Value) now) =>
        now.Condition is { Condition.Test: RiskTest.Sum, Triggered: Ternary.No } && was.Share?.Percent is { } before && now.Value.Share?.Percent is { } after && after < before;

    private static (RiskConditionOutcome Condition, RiskValue Value)? LineOf(RiskVerdict verdict, RiskDeficit deficit)
    {
        foreach (var condition in verdict.Sections.Where(section => section.Section.Code == deficit.Section).SelectMany(section => section.Conditions))
            foreach (var value in condition.Values)
                if (value.Code == deficit.Code)
                    return (condition, value);
        return null;
    }

    private static Ternary Not(Ternary value) => value switch
    {
        Ternary.Yes => Ternary.No,
        Ternary.No => Ternary.Yes,
        _ => Ternary.Unknown,
    };
}
