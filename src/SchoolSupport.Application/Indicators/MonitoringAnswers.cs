using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>A collection that was opened and not cancelled.</summary>
/// <param name="forms">Codes of its forms.</param>
internal sealed class OpenedCampaign(Guid id, string title, MonitoringPeriod period, DateOnly opensOn, IReadOnlyCollection<string> forms)
{
    public Guid Id { get; } = id;

    public string Title { get; } = title;

    public MonitoringPeriod Period { get; } = period;

    public DateOnly OpensOn { get; } = opensOn;

    public IReadOnlyCollection<string> Forms { get; } = forms;

    /// <summary>The day that its answers speak of; computed once, because a country's schools are asked for it.</summary>
    public DateOnly Day { get; } = period.DayOf(opensOn);

    public AcademicYear Year { get; } = AcademicYear.Of(period.DayOf(opensOn));
}

/// <summary>A submission that was sent or accepted.</summary>
/// <param name="School">Guid.Empty for the department.</param>
/// <param name="Classes">How many classes the school named; 0 where nothing is asked by class.</param>
internal readonly record struct CountedSubmission(Guid Id, Guid Campaign, Guid School, bool IsAccepted, int Classes);

/// <summary>A stretch of an academic year: collections whose day lies in it count.</summary>
/// <param name="From">The first day; <paramref name="To"/> is the last.</param>
internal readonly record struct AnswerStretch(AcademicYear Year, DateOnly From, DateOnly To)
{
    /// <param name="since">Null: from the beginning of the period's academic year.</param>
    public static AnswerStretch Of(MonitoringPeriod period, DateOnly? since)
    {
        var year = period.Academic;
        return new AnswerStretch(year, since ?? year.FirstDay, period.LastDay);
    }

    public bool Takes(OpenedCampaign campaign) => campaign.Year == Year && campaign.Day >= From && campaign.Day <= To;
}

/// <summary>
/// Counted answers of several years, to be asked for one school and one stretch of time. Sorted once, newest collection first, because a country's schools
/// are asked for several stretches each.
/// </summary>
public sealed class MonitoringAnswers
{
    private const string MatrixForm = "risk-matrix";

    private static readonly HashSet<string> NoForms = [];

    private readonly Dictionary<Guid, AnswersOfCampaign> _submissions;
    private readonly Dictionary<Guid, List<AnswersOfCampaign>> _schools = [];
    private readonly HashSet<OpenedCampaign> _collected = [];
    private readonly Dictionary<AcademicYear, DateOnly> _listDays = [];
    private AnswersOfCampaign? _last;

    internal MonitoringAnswers(IEnumerable<OpenedCampaign> campaigns, IReadOnlyCollection<CountedSubmission> submissions)
    {
        var known = campaigns.ToDictionary(campaign => campaign.Id);
        _submissions = new Dictionary<Guid, AnswersOfCampaign>(submissions.Count);
        foreach (var submission in submissions)
            if (known.TryGetValue(submission.Campaign, out var campaign))
            {
                var one = _submissions[submission.Id] = new AnswersOfCampaign(campaign, submission);
                if (!_schools.TryGetValue(submission.School, out var own))
                    _schools[submission.School] = own = [];
                own.Add(one);
                if (submission.School != Guid.Empty)
                    _collected.Add(campaign);
            }
        foreach (var own in _schools.Values)
            own.Sort(NewestFirst);
    }

    /// <summary>
    /// Takes an answer; those of collections that are not looked at are left out. A country's answers pass here one by one, one submission after another:
    /// they go straight to their collection, and no list of them is ever made.
    /// </summary>
    internal void Add(Guid submission, string question, string className, in Answer answer)
    {
        if (_last is null || _last.Submission.Id != submission)
        {
            if (!_submissions.TryGetValue(submission, out var found))
                return;
            _last = found;
        }
        _last.Add(question, className, answer);
    }

    /// <summary>Answers to collections whose day lies in the stretch.</summary>
    /// <param name="school">Guid.Empty for the department.</param>
    internal SourcedAnswers Of(Guid school, in AnswerStretch stretch)
    {
        if (!_schools.TryGetValue(school, out var all))
            return SourcedAnswers.None;
        var found = new List<AnswersOfCampaign>(all.Count);
        foreach (var one in all)
            if (one.Answers.Count > 0 && stretch.Takes(one.Campaign))
                found.Add(one);
        return found.Count == 0 ? SourcedAnswers.None : new SourcedAnswers(found);
    }

    /// <summary>
    /// What the list of schools at risk of an October was made from: answers to collections of the academic year that were open by then (domain reference,
    /// 6.3). Collections of the winter and the summer do not change it.
    /// </summary>
    public SourcedAnswers OfOctober(Guid school, AcademicYear year)
    {
        if (!_schools.TryGetValue(school, out var all))
            return SourcedAnswers.None;
        var day = ListDay(year);
        return new SourcedAnswers(all.FindAll(one => one.Answers.Count > 0 && one.Campaign.Year == year && one.Campaign.OpensOn <= day));
    }

    /// <summary>Codes of the forms that any school handed in.</summary>
    internal IReadOnlySet<string> Collected(AnswerStretch stretch) =>
        _collected.Where(campaign => stretch.Takes(campaign)).SelectMany(campaign => campaign.Forms).ToHashSet();

    /// <summary>Codes of the forms that a school handed in.</summary>
    internal IReadOnlySet<string> FormsOf(Guid school, AnswerStretch stretch) => !_schools.TryGetValue(school, out var all) ? NoForms
        : all.Where(one => stretch.Takes(one.Campaign)).SelectMany(one => one.Campaign.Forms).ToHashSet();

    // Of two collections that speak of the same day the one about the longer time was asked for the sake of the whole: its period ends later.
    private static int NewestFirst(AnswersOfCampaign a, AnswersOfCampaign b)
    {
        var (one, other) = (b.Campaign, a.Campaign);
        return one.Day != other.Day ? one.Day.CompareTo(other.Day)
            : one.Period != other.Period ? one.Period.CompareTo(other.Period) : one.Id.CompareTo(other.Id);
    }

    // A department that asks for the matrix later than in October makes its list then.
    private DateOnly ListDay(AcademicYear year)
    {
        if (_listDays.TryGetValue(year, out var known))
            return known;
        var (first, last) = (new DateOnly(year.StartYear, 10, 1), new DateOnly(year.StartYear, 10, 31));
        var asked = _collected.Where(campaign => campaign.Year == year && campaign.OpensOn >= first && campaign.Forms.Contains(MatrixForm))
            .Select(campaign => campaign.OpensOn).Append(DateOnly.MaxValue).Min();
        return _listDays[year] = asked == DateOnly.MaxValue || asked < last ? last : asked;
    }
}
