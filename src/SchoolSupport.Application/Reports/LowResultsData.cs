using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Reports;

/// <summary>Everything that the list of schools with low results is printed from.</summary>
/// <param name="MadeOn">The day of the run in the tenant's time zone.</param>
/// <param name="Today">The day of printing in the tenant's time zone.</param>
/// <param name="Names">Official short names by school, those of the run first.</param>
/// <param name="Titles">Title of a procedure by its code.</param>
/// <param name="Decisions">Standing decisions of officers for the list year.</param>
/// <param name="Federal">The current federal list of the year; null when none was entered.</param>
/// <param name="Closed">Schools that worked in the year before and no longer in the list year.</param>
public sealed record LowResultsData(
    Tenant Tenant,
    RunView Run,
    DateOnly MadeOn,
    DateOnly Today,
    IReadOnlyDictionary<Guid, string> Names,
    Func<string, string> Titles,
    IReadOnlyList<DecisionLine> Decisions,
    FederalLines? Federal,
    IReadOnlyList<ClosedLine> Closed)
{
    public OfficerDecision? DecisionFor(Guid schoolId) => Decisions.FirstOrDefault(d => d.SchoolId == schoolId) switch
    {
        null => null,
        { IsIncluded: true } => OfficerDecision.Include,
        _ => OfficerDecision.Exclude,
    };

    public FederalListing ListingOf(Guid schoolId) =>
        Federal is null ? FederalListing.NoList : Federal.Schools.Contains(schoolId) ? FederalListing.Listed : FederalListing.NotListed;

    /// <summary>On the printed list: by the calculation unless an officer excluded it, or because an officer included it.</summary>
    public bool IsOnList(EvaluatedSchool school) => DecisionFor(school.SchoolId) switch
    {
        OfficerDecision.Include => true,
        OfficerDecision.Exclude => false,
        _ => school.Verdict.Verdict == Verdict.Included,
    };
}

/// <summary>An officer's decision with its basis.</summary>
public sealed record DecisionLine(Guid SchoolId, bool IsIncluded, string Basis, string Reason, DateOnly DecidedOn);

/// <summary>The federal list of the year.</summary>
/// <param name="Schools">Entries that belong to a school of the register.</param>
/// <param name="Unmatched">Entries that nobody has said the school of, as they stand in the list.</param>
public sealed record FederalLines(DateOnly Date, string Source, IReadOnlySet<Guid> Schools, IReadOnlyList<string> Unmatched)
{
    public int Count => Schools.Count + Unmatched.Count;
}

/// <param name="ClosedOn">First day on which the school no longer existed.</param>
/// <param name="CountsWithSuccessor">Its past results are added to the successor's.</param>
public sealed record ClosedLine(string Name, DateOnly ClosedOn, string? Successor, bool CountsWithSuccessor);
