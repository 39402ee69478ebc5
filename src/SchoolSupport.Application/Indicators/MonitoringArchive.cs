using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Indicators;

/// <summary>
/// What was read for a programme over several years; gives the facts of any period of them without asking the database again. The same rows give the
/// same facts.
/// </summary>
public sealed class MonitoringArchive
{
    private static readonly string[] MatrixQuestions =
        [.. FormFacts.RiskAnswers.Select(line => line.Question).Concat(FormFacts.RiskShares.SelectMany(line => new[] { line.Part, line.Whole })).Distinct()];

    private readonly ILookup<Guid, SchoolGroup> _groups;
    private readonly ILookup<Guid, ProgramParticipant> _participants;
    private readonly MonitoringResults _results;
    private readonly MonitoringAnswers _answers;
    private readonly MonitoringLists _lists;
    private readonly Dictionary<(MonitoringPeriod, DateOnly?), MonitoringFacts> _facts = [];

    internal MonitoringArchive(
        IReadOnlyList<School> schools, IEnumerable<SchoolGroup> groups, IEnumerable<ProgramParticipant> participants, MonitoringResults results,
        MonitoringAnswers answers, MonitoringLists lists)
    {
        Schools = schools;
        _groups = groups.ToLookup(group => group.SchoolId);
        _participants = participants.ToLookup(one => one.SchoolId);
        (_results, _answers, _lists) = (results, answers, lists);
    }

    /// <summary>All schools of the register, in the order of lists.</summary>
    public IReadOnlyList<School> Schools { get; }

    /// <summary>Questions of the risk matrix; whoever reads facts needs their answers.</summary>
    public static IReadOnlyList<string> QuestionsOfRisk => MatrixQuestions;

    /// <param name="since">Only answers about this day or later; null: of the period's academic year.</param>
    public MonitoringFacts Facts(MonitoringPeriod period, DateOnly? since = null)
    {
        if (!_facts.TryGetValue((period, since), out var facts))
            _facts[(period, since)] = facts = FactsOf(period, since) with { YearBefore = FactsOf(period.YearBefore, since?.AddYears(-1)) };
        return facts;
    }

    /// <summary>The answers that a period's facts are made of, with their sources.</summary>
    /// <param name="school">Null for the department.</param>
    public IReadOnlyDictionary<string, SourcedAnswer> Answers(Guid? school, MonitoringPeriod period, DateOnly? since = null) =>
        _answers.Of(school ?? Guid.Empty, period.Academic, since ?? period.Academic.FirstDay, period.LastDay);

    private MonitoringFacts FactsOf(MonitoringPeriod period, DateOnly? since)
    {
        var hasOwnList = _groups.Any(groups => groups.Any(group => IsLowGroup(group.GroupCode) && Covers(group.FromDate, group.ToDate, period)));
        var collected = _answers.FormsOf(null, period.Academic, since ?? period.Academic.FirstDay, period.LastDay);
        return new MonitoringFacts(
            [.. Schools.Where(school => WorksIn(school, period)).Select(school => Of(school, period, since, hasOwnList, collected))],
            Plain(Answers(null, period, since)), ContextRuleSet.Standard);
    }

    private SchoolMonitoring Of(School school, MonitoringPeriod period, DateOnly? since, bool hasOwnList, IReadOnlySet<string> collected)
    {
        var codes = _groups[school.Id].Where(group => Covers(group.FromDate, group.ToDate, period)).Select(group => group.GroupCode).ToHashSet();
        var isLow = _lists.IsLow(school.Id, period.ResultsYear, codes.Any(IsLowGroup), hasOwnList);
        if (isLow == Ternary.Yes)
            codes.Add(SchoolTraits.LowResults);
        var (october, now) = RiskOf(school, period);
        return new SchoolMonitoring
        {
            Key = Key(school.Id),
            Traits = new SchoolTraits(school.TeachesBasic, school.TeachesSecondary, school.IsUrban, codes),
            IsLow = isLow,
            IsStableLow = _lists.IsStableLow(school.Id, period.ResultsYear, codes.Contains("STABLE_LOW")),
            IsAdverse = codes.Contains("SHNSU"),
            IsParticipant = _participants[school.Id].Any(one => Covers(one.FromDate, one.ToDate, period)),
            GainedResilient = BecameResilient(school.Id, period.Academic),
            IsMunicipalSite = codes.Contains("SITE_MUN"),
            IsRegionalSite = codes.Contains("SITE_REG"),
            Answers = Plain(Answers(school.Id, period, since)),
            HandedIn = _answers.FormsOf(school.Id, period.Academic, since ?? period.Academic.FirstDay, period.LastDay),
            Collected = collected,
            Results = _results.Of(school, period.ResultsYear),
            RiskInOctober = october,
            RiskNow = now,
        };
    }

    /// <summary>The last October's verdict and the interim one on the answers given since (domain reference, T15).</summary>
    private (RiskVerdict? October, RiskVerdict? Now) RiskOf(School school, MonitoringPeriod period)
    {
        var year = period.ResultsYear;
        if (!school.ExistedIn(year))
            return (null, null);
        var results = _results.OfMatrix(school, year);
        var october = Judge(Plain(_answers.Of(school.Id, year, year.FirstDay, year.LastDay)), results);
        if (period.Academic == year)
            return (october, null);
        var answers = Plain(_answers.Of(school.Id, period.Academic, period.Academic.FirstDay, period.LastDay));
        return (october, MatrixQuestions.Any(answers.ContainsKey) ? Judge(answers, results) : null);
    }

    private static RiskVerdict Judge(IReadOnlyDictionary<string, Answer> answers, Dictionary<string, ShareFact> results) =>
        RiskRuleSet.Standard.Evaluate(new FormFacts(answers).Risk(results));

    // Who was resilient before and is named again has not become it.
    private bool BecameResilient(Guid school, AcademicYear year)
    {
        var memberships = _groups[school].Where(group => group.GroupCode == "RESILIENT").ToArray();
        return memberships.Any(group => AcademicYear.Of(group.FromDate) == year)
            && !memberships.Any(group => group.FromDate < year.FirstDay && (group.ToDate is not { } to || to >= year.FirstDay.AddDays(-1)));
    }

    /// <summary>The key of a school in facts and values.</summary>
    public static string Key(Guid school) => school.ToString("N");

    private static bool IsLowGroup(string code) => code.StartsWith(SchoolTraits.LowResults, StringComparison.Ordinal);

    private static bool WorksIn(School school, MonitoringPeriod period) =>
        (school.OpenedOn is not { } opened || opened <= period.LastDay) && (school.ClosedOn is not { } closed || closed > period.FirstDay);

    private static bool Covers(DateOnly from, DateOnly? to, MonitoringPeriod period) => from <= period.LastDay && (to is not { } last || last >= period.FirstDay);

    private static Dictionary<string, Answer> Plain(IReadOnlyDictionary<string, SourcedAnswer> answers) => answers.ToDictionary(pair => pair.Key, pair => pair.Value.Answer);
}
