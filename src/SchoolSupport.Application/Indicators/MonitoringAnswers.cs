using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>A collection that was opened and not cancelled.</summary>
internal readonly record struct OpenedCampaign(Guid Id, string Title, MonitoringPeriod Period);

/// <summary>An answer that counts: of a submission that was sent or accepted.</summary>
/// <param name="School">Guid.Empty for the department.</param>
internal readonly record struct CountedAnswer(Guid Campaign, Guid School, string Question, string Class, Answer Answer, bool IsAccepted);

/// <summary>A form that a school handed in.</summary>
internal readonly record struct HandedForm(Guid Campaign, Guid School, string Form);

/// <summary>The newest answer to a question with where it comes from.</summary>
public readonly record struct SourcedAnswer(Answer Answer, AnswerSource Source);

/// <summary>
/// Counted answers of several years, to be asked for one school and one stretch of time. Sorted once, newest collection first, because a country's schools
/// are asked for several stretches each.
/// </summary>
internal sealed class MonitoringAnswers
{
    private static readonly Dictionary<string, Answer> Nothing = [];

    private readonly Dictionary<Guid, OpenedCampaign> _campaigns;
    private readonly Dictionary<Guid, int> _order;
    private readonly Dictionary<Guid, CountedAnswer[]> _answers;
    private readonly ILookup<Guid, HandedForm> _forms;
    private readonly Dictionary<(Guid, AcademicYear, DateOnly, DateOnly), Dictionary<string, Answer>> _plain = [];
    private readonly Dictionary<(AcademicYear, DateOnly, DateOnly), HashSet<Guid>> _within = [];

    public MonitoringAnswers(IEnumerable<OpenedCampaign> campaigns, IEnumerable<CountedAnswer> answers, IEnumerable<HandedForm> forms)
    {
        _campaigns = campaigns.ToDictionary(campaign => campaign.Id);
        _order = _campaigns.Values.OrderByDescending(campaign => campaign.Period).ThenByDescending(campaign => campaign.Id).Select((campaign, place) => (campaign.Id, place))
            .ToDictionary(pair => pair.Id, pair => pair.place);
        _answers = answers.Where(answer => _campaigns.ContainsKey(answer.Campaign)).GroupBy(answer => answer.School)
            .ToDictionary(group => group.Key, group => group.OrderBy(answer => _order[answer.Campaign]).ToArray());
        _forms = forms.Where(form => _campaigns.ContainsKey(form.Campaign)).ToLookup(form => form.School);
    }

    /// <summary>By question: the newest answer of collections of the year whose period begins in the stretch. Answers by class are summed to the school.</summary>
    /// <param name="school">Guid.Empty for the department.</param>
    public Dictionary<string, Answer> Of(Guid school, AcademicYear year, DateOnly from, DateOnly to)
    {
        if (!_answers.TryGetValue(school, out var all))
            return Nothing;
        if (_plain.TryGetValue((school, year, from, to), out var known))
            return known;
        var found = new Dictionary<string, Answer>();
        Dictionary<string, Guid>? byClass = null;
        var within = Within(year, from, to);
        foreach (ref readonly var answer in all.AsSpan())
        {
            if (!within.Contains(answer.Campaign))
                continue;
            if (found.TryAdd(answer.Question, answer.Answer))
            {
                if (answer.Class.Length > 0)
                    (byClass ??= [])[answer.Question] = answer.Campaign;
            }
            // Another class of the same collection; an older collection says nothing any more.
            else if (answer.Class.Length > 0 && byClass is not null && byClass.TryGetValue(answer.Question, out var taken) && taken == answer.Campaign)
                found[answer.Question] = Plus(found[answer.Question], answer.Answer);
        }
        return _plain[(school, year, from, to)] = found;
    }

    /// <summary>The answers of <see cref="Of"/> with the collections that they come from.</summary>
    public Dictionary<string, SourcedAnswer> Sourced(Guid school, AcademicYear year, DateOnly from, DateOnly to)
    {
        var within = Within(year, from, to);
        return Of(school, year, from, to).ToDictionary(pair => pair.Key, pair =>
        {
            var first = _answers[school].First(answer => answer.Question == pair.Key && within.Contains(answer.Campaign));
            var campaign = _campaigns[first.Campaign];
            return new SourcedAnswer(pair.Value, new AnswerSource(campaign.Id, campaign.Title, campaign.Period.Title, first.IsAccepted));
        });
    }

    /// <summary>Codes of the forms that a school handed in.</summary>
    /// <param name="school">Null: any school.</param>
    public IReadOnlySet<string> FormsOf(Guid? school, AcademicYear year, DateOnly from, DateOnly to)
    {
        var within = Within(year, from, to);
        return (school is { } one ? _forms[one] : _forms.SelectMany(forms => forms)).Where(form => within.Contains(form.Campaign)).Select(form => form.Form).ToHashSet();
    }

    private HashSet<Guid> Within(AcademicYear year, DateOnly from, DateOnly to)
    {
        if (!_within.TryGetValue((year, from, to), out var found))
            _within[(year, from, to)] = found =
                [.. _campaigns.Values.Where(c => c.Period.Academic == year && c.Period.FirstDay >= from && c.Period.FirstDay <= to).Select(c => c.Id)];
        return found;
    }

    // Classes where a question does not apply add nothing; where it applies nowhere, it does not apply to the school.
    private static Answer Plus(Answer sum, Answer one) =>
        one.State == AnswerState.NotApplicable ? sum : sum.State == AnswerState.NotApplicable ? one : Answer.Of((sum.Number ?? 0) + (one.Number ?? 0));
}
