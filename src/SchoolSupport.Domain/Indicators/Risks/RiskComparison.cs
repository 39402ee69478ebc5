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
/// <remarks>A deficit counts as removed only when its value is known now: a number that nobody gave removes nothing.</remarks>
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
            [.. now.Deficits.Except(before.Deficits)],
            [.. before.Deficits.Except(now.Deficits).Where(deficit => IsKnown(now, deficit))],
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

    private static bool IsKnown(RiskVerdict verdict, RiskDeficit deficit) =>
        verdict.Sections.Where(section => section.Section.Code == deficit.Section).SelectMany(section => section.Values)
            .Any(value => value.Code == deficit.Code && value.Met is not null);

    private static Ternary Not(Ternary value) => value switch
    {
        Ternary.Yes => Ternary.No,
        Ternary.No => Ternary.Yes,
        _ => Ternary.Unknown,
    };
}
