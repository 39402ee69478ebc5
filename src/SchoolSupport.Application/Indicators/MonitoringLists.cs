using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Indicators;

/// <summary>A school's verdict in an approved list.</summary>
internal readonly record struct ListedVerdict(Verdict Verdict, Ternary Stable);

/// <summary>An officer's decision that stands.</summary>
internal readonly record struct ListDecision(Guid School, int Year, bool IsIncluded, DateTimeOffset DecidedAt);

/// <summary>Approved lists of low results by list year, with the officers' decisions upon them.</summary>
internal sealed class MonitoringLists(IReadOnlyDictionary<int, IReadOnlyDictionary<Guid, ListedVerdict>> lists, IEnumerable<ListDecision> decisions)
{
    private readonly Dictionary<(Guid School, int Year), bool> _decisions =
        decisions.GroupBy(decision => (decision.School, decision.Year)).ToDictionary(group => group.Key, group => group.MaxBy(decision => decision.DecidedAt).IsIncluded);

    /// <summary>Whether the school is on the list that work goes by: the one made from the year's results, or from the year before while that is not approved.</summary>
    /// <param name="inGroup">The department put the school on its own list.</param>
    /// <param name="hasGroup">The department keeps a list of its own.</param>
    public Ternary IsLow(Guid school, AcademicYear year, bool inGroup, bool hasGroup)
    {
        var listYear = YearOf(year);
        if (_decisions.TryGetValue((school, listYear ?? year.StartYear), out var included))
            return included ? Ternary.Yes : Ternary.No;
        if (inGroup)
            return Ternary.Yes;
        if (listYear is null)
            return hasGroup ? Ternary.No : Ternary.Unknown;
        // Every school that existed in the list year was judged; who was not, came later.
        return lists[listYear.Value].TryGetValue(school, out var verdict) ? OnList(verdict.Verdict) : Ternary.No;
    }

    /// <summary>
    /// Whether the school was identified by the list made from the year's results; a list of the year before does not stand in (domain reference, 2.3.3-6).
    /// </summary>
    /// <param name="byOrder">The department put the school on its own list since then.</param>
    /// <param name="hasOrder">It put any school there: the other schools are not on the list of this year.</param>
    public Ternary IsIdentified(Guid school, AcademicYear year, bool byOrder, bool hasOrder)
    {
        if (_decisions.TryGetValue((school, year.StartYear), out var included))
            return included ? Ternary.Yes : Ternary.No;
        if (byOrder)
            return Ternary.Yes;
        if (!lists.TryGetValue(year.StartYear, out var list))
            return hasOrder ? Ternary.No : Ternary.Unknown;
        return list.TryGetValue(school, out var verdict) ? OnList(verdict.Verdict) : Ternary.No;
    }

    /// <summary>Low results in each of two years (domain reference, 6.5).</summary>
    public Ternary IsStableLow(Guid school, AcademicYear year, bool inGroup) => inGroup ? Ternary.Yes
        : YearOf(year) is not { } listYear ? Ternary.Unknown
        : lists[listYear].TryGetValue(school, out var verdict) ? verdict.Stable : Ternary.No;

    private static Ternary OnList(Verdict verdict) => verdict switch
    {
        Verdict.Included => Ternary.Yes,
        Verdict.NotIncluded => Ternary.No,
        _ => Ternary.Unknown,
    };

    private int? YearOf(AcademicYear year) =>
        lists.ContainsKey(year.StartYear) ? year.StartYear : lists.ContainsKey(year.Previous.StartYear) ? year.Previous.StartYear : null;
}
