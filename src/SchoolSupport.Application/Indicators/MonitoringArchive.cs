using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Indicators;

/// <summary>
/// What was read for a programme over several years; gives the facts of any period of them without asking the database again. The same rows give the
/// same facts.
/// </summary>
public sealed class MonitoringArchive
{
    private static readonly string[] MatrixQuestions =
        [.. FormFacts.RiskAnswers.Select(line => line.Question).Concat(FormFacts.RiskShares.SelectMany(line => new[] { line.Part, line.Whole })).Distinct()];

    private static readonly HashSet<string> NoGroups = [];

    private readonly Dictionary<Guid, GroupSpan[]> _groups;
    private readonly Dictionary<Guid, ParticipantSpan[]> _participants;
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
        _groups = groups.GroupBy(group => group.School).ToDictionary(own => own.Key, own => own.ToArray());
        _participants = participants.GroupBy(one => one.School).ToDictionary(own => own.Key, own => own.ToArray());
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
            _facts[key] = facts = FactsOf(program, period, since);
        return facts;
    }

    /// <summary>The answers that a period's facts are made of, with their sources.</summary>
    /// <param name="school">Null for the department.</param>
    public SourcedAnswers Answers(Guid? school, MonitoringPeriod period, DateOnly? since = null) => _answers.Of(school ?? Guid.Empty, AnswerStretch.Of(period, since));

    private MonitoringFacts FactsOf(Guid? program, MonitoringPeriod period, DateOnly? since)
    {
        var (first, last) = (period.FirstDay, period.LastDay);
        var stretch = AnswerStretch.Of(period, since);
        var asked = new AskedPeriod(program, period, period.ResultsYear, MonitoringPeriod.Of(period.YearTold), first, last, stretch,
            HasOwnList: _groups.Values.Any(groups => groups.Any(group => IsLowGroup(group.Code) && group.Covers(first, last))),
            HasNewList: _groups.Values.Any(groups => groups.Any(group => IsLowSince(group, period, first, last))), _answers.Collected(stretch));
        return new MonitoringFacts([.. Schools.Where(school => school.WorkedIn(first, last)).Select(school => Of(school, asked))], _answers.Of(Guid.Empty, stretch).Answers, Rules)
        {
            // Made only when something is compared with it, and shared with whoever asks for that year itself.
            ReadYearBefore = () => Facts(program, period.YearBefore, since?.AddYears(-1)),
        };
    }

    /// <summary>What is the same for all schools of a period's facts.</summary>
    private sealed record AskedPeriod(
        Guid? Program, MonitoringPeriod Period, AcademicYear ResultsYear, MonitoringPeriod Told, DateOnly First, DateOnly Last, AnswerStretch Stretch, bool HasOwnList, bool HasNewList,
        IReadOnlySet<string> Collected);

    private SchoolMonitoring Of(MonitoredSchool school, AskedPeriod asked)
    {
        var groups = _groups.GetValueOrDefault(school.Id, []);
        var codes = GroupsOf(groups, asked);
        var isLow = _lists.IsLow(school.Id, asked.ResultsYear, codes.Any(IsLowGroup), asked.HasOwnList);
        return new SchoolMonitoring
        {
            Key = school.Key,
            Traits = SchoolTraits.Of(school.TeachesBasic, school.TeachesSecondary, school.IsUrban, codes, isLow == Ternary.Yes),
            IsLow = isLow,
            IsListed = _lists.IsIdentified(school.Id, asked.ResultsYear, codes.Any(IsLowGroup), asked.HasOwnList),
            IsLowThisYear = _lists.IsIdentified(school.Id, asked.ResultsYear, groups.Any(group => IsLowSince(group, asked.Period, asked.First, asked.Last)), asked.HasNewList),
            IsStableLow = _lists.IsStableLow(school.Id, asked.ResultsYear, codes.Contains("STABLE_LOW")),
            IsHigh = codes.Contains("LEADER"),
            IsAdverse = codes.Overlaps(SchoolGroupKind.Adverse),
            IsParticipant = _participants.TryGetValue(school.Id, out var programs) && programs.Any(one => one.Program == asked.Program && one.Covers(asked.First, asked.Last)),
            GainedResilient = BecameResilient(school.Id, asked.Stretch.Year),
            IsMunicipalSite = codes.Contains("SITE_MUN"),
            WasMunicipalSite = groups.Any(group => group.Code == "SITE_MUN" && group.Covers(asked.Told.FirstDay, asked.Told.LastDay)),
            IsRegionalSite = codes.Contains("SITE_REG"),
            Answers = _answers.Of(school.Id, asked.Stretch).Answers,
            ReadHandedIn = () => _answers.FormsOf(school.Id, asked.Stretch),
            Collected = asked.Collected,
            Results = _results.Of(school, asked.ResultsYear),
            JudgeInOctober = () => October(school, asked.Period.RiskListYear),
            JudgeNow = () => Now(school, asked.Period),
        };
    }

    private static HashSet<string> GroupsOf(GroupSpan[] own, AskedPeriod asked) =>
        own.Length == 0 ? NoGroups : own.Where(group => group.Covers(asked.First, asked.Last)).Select(group => group.Code).ToHashSet();

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
        if (!_groups.TryGetValue(school, out var own))
            return false;
        var memberships = own.Where(group => group.Code == "RESILIENT").ToArray();
        return memberships.Any(group => AcademicYear.Of(group.From) == year)
            && !memberships.Any(group => group.From < year.FirstDay && (group.To is not { } to || to >= year.FirstDay.AddDays(-1)));
    }

    /// <summary>The key of a school in facts and values.</summary>
    public static string Key(Guid school) => school.ToString("N");

    // Results of a year can put a school on a list from the middle of that year on.
    private static bool IsLowSince(GroupSpan group, MonitoringPeriod period, DateOnly first, DateOnly last) =>
        IsLowGroup(group.Code) && group.Covers(first, last) && group.From >= new DateOnly(period.ResultsYear.StartYear + 1, 1, 1);

    private static bool IsLowGroup(string code) => code.StartsWith(SchoolTraits.LowResults, StringComparison.Ordinal);
}
