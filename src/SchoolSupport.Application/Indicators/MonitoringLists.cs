using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Indicators;

/// <summary>A school's verdict in an approved list.</summary>
internal readonly record struct ListedVerdict(Verdict Verdict, Ternary Stable);

/// <summary>An officer's decision that stands.</summary>
internal readonly record struct ListDecision(Guid School, int Year, bool IsIncluded, DateTimeOffset DecidedAt);

/// <summary>
/// Lists of low results by list year: the approved calculation, the federal list beside it, which prevails, and the officers' decisions above both (domain
/// reference, section 6.2, N-13 and N-14).
/// </summary>
/// <param name="federal">Schools of the federal list by list year; a year without one is left out.</param>
internal sealed class MonitoringLists(
    IReadOnlyDictionary<int, IReadOnlyDictionary<Guid, ListedVerdict>> lists, IEnumerable<ListDecision> decisions, IReadOnlyDictionary<int, IReadOnlySet<Guid>> federal)
{
    private readonly Dictionary<(Guid School, int Year), bool> _decisions =
        decisions.GroupBy(decision => (decision.School, decision.Year)).ToDictionary(group => group.Key, group => group.MaxBy(decision => decision.DecidedAt).IsIncluded);

    /// <summary>Whether the school is on the list that work goes by: the one made from the year's results, or from the year before while there is none.</summary>
    /// <param name="inGroup">The department put the school on its own list.</param>
    /// <param name="hasGroup">The department keeps a list of its own.</param>
    public Ternary IsLow(Guid school, AcademicYear year, bool inGroup, bool hasGroup) => Is(school, YearOf(year), year.StartYear, inGroup, hasGroup);

    /// <summary>
    /// Whether the school is on the list made from the results of the year itself; a list of the year before does not stand in (domain reference, 2.3.3-6).
    /// </summary>
    /// <param name="inGroup">The department put the school on its own list.</param>
    /// <param name="hasGroup">It put any school there: the other schools are not on it.</param>
    public Ternary IsIdentified(Guid school, AcademicYear year, bool inGroup, bool hasGroup) =>
        Is(school, Has(year.StartYear) ? year.StartYear : null, year.StartYear, inGroup, hasGroup);

    /// <summary>Low results in each of two years (domain reference, 6.5), on the list of the year itself.</summary>
    public Ternary IsStableLow(Guid school, AcademicYear year, bool inGroup) => inGroup ? Ternary.Yes
        : !lists.TryGetValue(year.StartYear, out var list) ? Ternary.Unknown
        : list.TryGetValue(school, out var verdict) ? verdict.Stable : Ternary.No;

    private Ternary Is(Guid school, int? listYear, int year, bool inGroup, bool hasGroup)
    {
        if (_decisions.Count > 0 && _decisions.TryGetValue((school, listYear ?? year), out var included))
            return included ? Ternary.Yes : Ternary.No;
        if (inGroup)
            return Ternary.Yes;
        if (listYear is not { } known)
            return hasGroup ? Ternary.No : Ternary.Unknown;
        var verdict = default(ListedVerdict);
        var isJudged = lists.TryGetValue(known, out var list) && list.TryGetValue(school, out verdict);
        if (isJudged && federal.Count == 0)
            return verdict.Verdict switch { Verdict.Included => Ternary.Yes, Verdict.NotIncluded => Ternary.No, _ => Ternary.Unknown };
        var listing = !federal.TryGetValue(known, out var listed) ? FederalListing.NoList : listed.Contains(school) ? FederalListing.Listed : FederalListing.NotListed;
        // Every school that existed in the list year was judged; who was not, came later. Without a calculation the federal list is the list.
        return !isJudged ? (listing == FederalListing.Listed ? Ternary.Yes : Ternary.No)
            : EffectiveStatus.Of(verdict.Verdict, listing).IsLow;
    }

    private bool Has(int year) => lists.ContainsKey(year) || federal.ContainsKey(year);

    private int? YearOf(AcademicYear year) => Has(year.StartYear) ? year.StartYear : Has(year.Previous.StartYear) ? year.Previous.StartYear : null;
}
