using SchoolSupport.Application.Indicators.Risks;
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

    private readonly ILookup<Guid, GroupSpan> _groups;
    private readonly ILookup<Guid, ParticipantSpan> _participants;
    private readonly MonitoringResults _results;
    private readonly MonitoringAnswers _answers;
    private readonly MonitoringLists _lists;
    private readonly FixedRiskLists _risks;
    private readonly Dictionary<(Guid, MonitoringPeriod, DateOnly?), MonitoringFacts> _facts = [];
    private readonly Dictionary<(Guid, AcademicYear), RiskVerdict> _october = [];

    internal MonitoringArchive(
        IReadOnlyList<MonitoredSchool> schools, IEnumerable<GroupSpan> groups, IEnumerable<ParticipantSpan> participants, MonitoringResults results,
        MonitoringAnswers answers, MonitoringLists lists, ContextRuleSet rules, FixedRiskLists risks)
    {
        (Schools, Rules) = (schools, rules);
        _groups = groups.ToLookup(group => group.School);
        _participants = participants.ToLookup(one => one.School);
        (_results, _answers, _lists, _risks) = (results, answers, lists, risks);
    }

    /// <summary>All schools of the register, in the order of lists.</summary>
    public IReadOnlyList<MonitoredSchool> Schools { get; }

    /// <summary>The method of context verdicts in force.</summary>
    public ContextRuleSet Rules { get; }

    /// <summary>Questions of the risk matrix; whoever reads facts needs their answers.</summary>
    public static IReadOnlyList<string> QuestionsOfRisk => MatrixQuestions;

    /// <param name="program">Whose participants count as such; null: nobody does.</param>
    /// <param name="since">Only answers about this day or later; null: of the period's academic year.</param>
    public MonitoringFacts Facts(Guid? program, MonitoringPeriod period, DateOnly? since = null)
    {
        var key = (program ?? Guid.Empty, period, since);
        if (!_facts.TryGetValue(key, out var facts))
            _facts[key] = facts = FactsOf(program, period, since) with { YearBefore = FactsOf(program, period.YearBefore, since?.AddYears(-1)) };
        return facts;
    }

    /// <summary>The answers that a period's facts are made of, with their sources.</summary>
    /// <param name="school">Null for the department.</param>
    public SourcedAnswers Answers(Guid? school, MonitoringPeriod period, DateOnly? since = null) =>
        _answers.Of(school ?? Guid.Empty, period.Academic, since ?? period.Academic.FirstDay, period.LastDay);

    private MonitoringFacts FactsOf(Guid? program, MonitoringPeriod period, DateOnly? since)
    {
        var hasOwnList = _groups.Any(groups => groups.Any(group => IsLowGroup(group.Code) && group.Covers(period)));
        var collected = _answers.FormsOf(null, period.Academic, since ?? period.Academic.FirstDay, period.LastDay);
        return new MonitoringFacts(
            [.. Schools.Where(school => school.WorkedIn(period)).Select(school => Of(program, school, period, since, hasOwnList, collected))], Answers(null, period, since).Answers, Rules);
    }

    private SchoolMonitoring Of(Guid? program, MonitoredSchool school, MonitoringPeriod period, DateOnly? since, bool hasOwnList, IReadOnlySet<string> collected)
    {
        var codes = _groups[school.Id].Where(group => group.Covers(period)).Select(group => group.Code).ToHashSet();
        var isLow = _lists.IsLow(school.Id, period.ResultsYear, codes.Any(IsLowGroup), hasOwnList);
        if (isLow == Ternary.Yes)
            codes.Add(SchoolTraits.LowResults);
        return new SchoolMonitoring
        {
            Key = Key(school.Id),
            Traits = new SchoolTraits(school.TeachesBasic, school.TeachesSecondary, school.IsUrban, codes),
            IsLow = isLow,
            IsStableLow = _lists.IsStableLow(school.Id, period.ResultsYear, codes.Contains("STABLE_LOW")),
            IsAdverse = codes.Contains("SHNSU"),
            IsParticipant = _participants[school.Id].Any(one => one.Program == program && one.Covers(period)),
            GainedResilient = BecameResilient(school.Id, period.Academic),
            IsMunicipalSite = codes.Contains("SITE_MUN"),
            IsRegionalSite = codes.Contains("SITE_REG"),
            Answers = Answers(school.Id, period, since).Answers,
            HandedIn = _answers.FormsOf(school.Id, period.Academic, since ?? period.Academic.FirstDay, period.LastDay),
            Collected = collected,
            Results = _results.Of(school, period.ResultsYear),
            JudgeInOctober = () => October(school, period.RiskListYear),
            JudgeNow = () => Now(school, period),
        };
    }

    // The verdict of the list, the same for every period that looks at that year: as the department fixed it, else by results of the year before, as in RiskReader.
    private RiskVerdict? October(MonitoredSchool school, AcademicYear year)
    {
        if (_risks.IsFixed(year))
            return _risks.Find(year, school.Id);
        if (!school.ExistedIn(year))
            return null;
        if (!_october.TryGetValue((school.Id, year), out var verdict))
            _october[(school.Id, year)] = verdict = Judge(_risks.RulesOf(year), _answers.OfOctober(school.Id, year).Answers, _results.OfMatrix(school, year.Previous));
        return verdict;
    }

    /// <summary>
    /// The interim verdict of a September, on the answers given since it began and by the method of the list that it is compared with (domain reference, T15);
    /// null while there are none.
    /// </summary>
    private RiskVerdict? Now(MonitoredSchool school, MonitoringPeriod period)
    {
        var year = period.Academic;
        if (!school.ExistedIn(year) || year == period.RiskListYear)
            return null;
        var answers = Answers(school.Id, period).Answers;
        return MatrixQuestions.Any(answers.Contains) ? Judge(_risks.RulesOf(period.RiskListYear), answers, _results.OfMatrix(school, year.Previous)) : null;
    }

    private static RiskVerdict Judge(RiskRuleSet rules, CollectedAnswers answers, Dictionary<string, ShareFact> results) =>
        rules.Evaluate(new FormFacts(answers).Risk(results));

    // Who was resilient before and is named again has not become it.
    private bool BecameResilient(Guid school, AcademicYear year)
    {
        var memberships = _groups[school].Where(group => group.Code == "RESILIENT").ToArray();
        return memberships.Any(group => AcademicYear.Of(group.From) == year)
            && !memberships.Any(group => group.From < year.FirstDay && (group.To is not { } to || to >= year.FirstDay.AddDays(-1)));
    }

    /// <summary>The key of a school in facts and values.</summary>
    public static string Key(Guid school) => school.ToString("N");

    private static bool IsLowGroup(string code) => code.StartsWith(SchoolTraits.LowResults, StringComparison.Ordinal);
}
