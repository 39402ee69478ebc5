using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>A stored result as indicators see it.</summary>
/// <param name="Failed">Mark «2» or below the minimum, first attempt, of all who took part; missing where the school must have a result.</param>
/// <param name="Marks">Null where only the failed are known.</param>
public readonly record struct ProcedureResult(ShareFact Failed, MarkCounts? Marks = null);

/// <summary>Everything about one school that indicators of one period are computed from.</summary>
public sealed record SchoolMonitoring
{
    private Lazy<RiskVerdict?>? _october;
    private Lazy<RiskVerdict?>? _now;

    /// <summary>Any key of the caller's; the same in the year before.</summary>
    public required string Key { get; init; }
    public required SchoolTraits Traits { get; init; }

    /// <summary>On the list of low results (ШНОР) that work goes by.</summary>
    public Ternary IsLow { get; init; }

    /// <summary>On the list made from the results that the period looks at, not on an earlier one that work still goes by.</summary>
    public Ternary IsListed { get; init; }

    /// <summary>Put on the list of low results by the list of the last finished year or by an order since; unknown while that list is not made.</summary>
    public Ternary IsLowThisYear { get; init; }
    public Ternary IsStableLow { get; init; }
    public bool IsAdverse { get; init; }

    /// <summary>In the register's group of schools with high results.</summary>
    public bool IsHigh { get; init; }
    public bool IsParticipant { get; init; }

    /// <summary>Became resilient within the year.</summary>
    public bool GainedResilient { get; init; }
    public bool IsMunicipalSite { get; init; }
    public bool IsRegionalSite { get; init; }

    /// <summary>A municipal site on any day of the academic year that the period tells of; one that ended by September was there all the same.</summary>
    public bool WasMunicipalSite { get; init; }

    /// <summary>The answers that count for the period.</summary>
    public CollectedAnswers Answers { get; init; } = CollectedAnswers.None;

    /// <summary>Forms that were handed in for the period.</summary>
    public IReadOnlySet<string> HandedIn
    {
        get => field ??= ReadHandedIn();
        init;
    }

    /// <summary>Looks up the forms that were handed in; asked only by indicators that count them.</summary>
    public Func<IReadOnlySet<string>> ReadHandedIn { get; init; } = static () => new HashSet<string>();

    /// <summary>Forms that any school handed in for the period; what nobody did was not collected, and says nothing of a school. Null: everything was.</summary>
    public IReadOnlySet<string>? Collected { get; init; }

    /// <summary>Results of the last finished academic year by code of the procedure; the class is that of the procedure's name.</summary>
    public IReadOnlyDictionary<string, ProcedureResult> Results { get; init; } = new Dictionary<string, ProcedureResult>();

    /// <summary>Judges the school as the last October run did. Asked at most once, and only by indicators of risks: judging costs more than all the rest.</summary>
    public Func<RiskVerdict?> JudgeInOctober { get; init; } = () => null;

    /// <summary>The same matrix on today's data (domain reference, T15).</summary>
    public Func<RiskVerdict?> JudgeNow { get; init; } = () => null;

    /// <summary>The verdict of the last October run; null: the school was not in it.</summary>
    public RiskVerdict? RiskInOctober
    {
        get => (_october ??= new Lazy<RiskVerdict?>(JudgeInOctober)).Value;
        init => _october = new Lazy<RiskVerdict?>(value);
    }

    /// <summary>The verdict on today's data; null: not evaluated.</summary>
    public RiskVerdict? RiskNow
    {
        get => (_now ??= new Lazy<RiskVerdict?>(JudgeNow)).Value;
        init => _now = new Lazy<RiskVerdict?>(value);
    }

    /// <summary>The newest answer to a question, empty when there is none.</summary>
    public Answer this[string question] => Answers[question];

    /// <summary>The share of those who failed; missing when no result is known.</summary>
    public ShareFact Failed(string procedure) => Results.GetValueOrDefault(procedure).Failed;
}

/// <summary>What indicators of one period are computed from.</summary>
/// <param name="Schools">Those that work in the period.</param>
/// <param name="Department">The department's answers.</param>
/// <param name="YearBefore">The same a year earlier; null: nothing is known of it.</param>
public sealed record MonitoringFacts(
    IReadOnlyList<SchoolMonitoring> Schools, CollectedAnswers Department, ContextRuleSet Rules, MonitoringFacts? YearBefore = null)
{
    private readonly Dictionary<IndicatorGroup, (IReadOnlyList<SchoolMonitoring>, IReadOnlyList<string>)> _members = [];
    private Dictionary<string, SchoolMonitoring>? _byKey;
    private MonitoringFacts? _yearBefore = YearBefore;

    // A copy may have other schools: what was found of the old ones is not copied.
    private MonitoringFacts(MonitoringFacts other)
    {
        (Schools, Department, Rules, ReadYearBefore, _yearBefore) = (other.Schools, other.Department, other.Rules, other.ReadYearBefore, other._yearBefore);
        _members = [];
    }

    /// <summary>The same a year earlier; null: nothing is known of it.</summary>
    public MonitoringFacts? YearBefore
    {
        get => _yearBefore ??= ReadYearBefore?.Invoke();
        init => (_yearBefore, ReadYearBefore) = (value, null);
    }

    /// <summary>Makes the facts of the year before; asked only by what is compared with them.</summary>
    public Func<MonitoringFacts>? ReadYearBefore { get; init; }

    public SchoolMonitoring? Find(string key) => (_byKey ??= Schools.ToDictionary(school => school.Key)).GetValueOrDefault(key);

    /// <summary>Schools of a group, and keys of those of which it is not known whether they belong to it. Asked by many indicators, found once.</summary>
    public (IReadOnlyList<SchoolMonitoring> Known, IReadOnlyList<string> Unknown) Members(IndicatorGroup group)
    {
        if (!_members.TryGetValue(group, out var members))
            _members[group] = members = (
                group == IndicatorGroup.All ? Schools : [.. Schools.Where(school => Belongs(school, group) == Ternary.Yes)],
                group == IndicatorGroup.All ? [] : [.. Schools.Where(school => Belongs(school, group) == Ternary.Unknown).Select(school => school.Key)]);
        return members;
    }

    /// <summary>Whether a school belongs to a group; unknown when the verdict is.</summary>
    public static Ternary Belongs(SchoolMonitoring school, IndicatorGroup group) => group switch
    {
        IndicatorGroup.Low => school.IsLow,
        IndicatorGroup.LowThisYear => school.IsLowThisYear,
        IndicatorGroup.High => Is(school.IsHigh),
        IndicatorGroup.Adverse => Is(school.IsAdverse),
        IndicatorGroup.LowOrAdverse => school.IsLow.Or(Is(school.IsAdverse)),
        IndicatorGroup.Participants => Is(school.IsParticipant),
        IndicatorGroup.Risk => school.RiskInOctober?.IsRisk ?? Ternary.Unknown,
        _ => Ternary.Yes,
    };

    private static Ternary Is(bool value) => value ? Ternary.Yes : Ternary.No;
}
