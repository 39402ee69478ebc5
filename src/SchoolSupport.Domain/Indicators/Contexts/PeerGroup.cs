using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Contexts;

/// <summary>What a school's context is compared by.</summary>
/// <param name="School">Any key of the caller's.</param>
/// <param name="Index">ИСБ; null: not computed.</param>
public sealed record ContextProfile(string School, int? Pupils, bool IsUrban, Fraction? Index);

/// <summary>
/// Schools of like context: same kind of settlement, same size, index of social well-being near by. With too few of them the size is let go first,
/// then the settlement, then the window is doubled; the words always say by what the schools were chosen.
/// </summary>
/// <param name="Schools">Keys, without the school itself; empty when there is nobody to compare with.</param>
public sealed record PeerGroup(IReadOnlyList<string> Schools, string Words)
{
    public static PeerGroup Of(ContextRuleSet rules, ContextProfile school, IReadOnlyList<ContextProfile> all)
    {
        var others = all.Where(other => other.School != school.School).ToArray();
        foreach (var (bySize, bySettlement, window) in Steps(rules, school))
        {
            var found = others.Where(other => (!bySize || SameSize(rules, school, other)) && (!bySettlement || other.IsUrban == school.IsUrban)
                && (window is not { } within || IsNear(school, other, within))).ToArray();
            if (found.Length >= rules.PeersNeeded)
                return new PeerGroup([.. found.Select(other => other.School)], Describe(rules, school, bySize, bySettlement, window));
        }
        return new PeerGroup([], school.Index is null
            ? "Школ схожего контекста не нашлось: индекс социального благополучия не рассчитан."
            : RussianText.Nbsp($"Школ схожего контекста меньше {RussianText.Number(rules.PeersNeeded)}, сравнение не проводится."));
    }

    private static IEnumerable<(bool BySize, bool BySettlement, decimal? Window)> Steps(ContextRuleSet rules, ContextProfile school)
    {
        var sized = school.Pupils is not null;
        if (school.Index is null)
        {
            // Without an index size and settlement are all that is known; less would be no context at all.
            if (sized)
                yield return (true, true, null);
            yield break;
        }
        if (sized)
            yield return (true, true, rules.PeerIndexWindow);
        yield return (false, true, rules.PeerIndexWindow);
        yield return (false, false, rules.PeerIndexWindow);
        yield return (false, false, 2 * rules.PeerIndexWindow);
    }

    private static bool IsNear(ContextProfile school, ContextProfile other, decimal window) =>
        other.Index is { } index && index - school.Index!.Value <= window && school.Index.Value - index <= window;

    private static bool SameSize(ContextRuleSet rules, ContextProfile school, ContextProfile other) =>
        other.Pupils is { } pupils && Size(rules, pupils) == Size(rules, school.Pupils!.Value);

    private static int Size(ContextRuleSet rules, int pupils) => rules.IsSmallSchool(pupils) ? 0 : pupils < rules.LargeSchoolFrom ? 1 : 2;

    private static string Describe(ContextRuleSet rules, ContextProfile school, bool bySize, bool bySettlement, decimal? window)
    {
        var words = bySettlement ? school.IsUrban ? "городские школы" : "сельские школы" : "школы";
        if (bySize)
            words += Size(rules, school.Pupils!.Value) switch
            {
                0 => $", до {RussianText.Number(rules.SmallSchoolUpTo)} обучающихся",
                1 => $", от {RussianText.Number(rules.SmallSchoolUpTo + 1)} до {RussianText.Number(rules.LargeSchoolFrom - 1)} обучающихся",
                _ => $", от {RussianText.Number(rules.LargeSchoolFrom)} обучающихся",
            };
        if (window is { } within)
            words += $", индекс социального благополучия отличается не больше чем на {RussianText.Decimal(within)}";
        return RussianText.Nbsp(char.ToUpper(words[0], RussianText.Culture) + words[1..] + ".");
    }
}
