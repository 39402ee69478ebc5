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

/// <summary>Counted answers of several years, to be asked for one school and one stretch of time.</summary>
internal sealed class MonitoringAnswers
{
    private readonly Dictionary<Guid, OpenedCampaign> _campaigns;
    private readonly ILookup<Guid, CountedAnswer> _answers;
    private readonly ILookup<Guid, HandedForm> _forms;

    public MonitoringAnswers(IEnumerable<OpenedCampaign> campaigns, IEnumerable<CountedAnswer> answers, IEnumerable<HandedForm> forms)
    {
        _campaigns = campaigns.ToDictionary(campaign => campaign.Id);
        _answers = answers.Where(answer => _campaigns.ContainsKey(answer.Campaign)).ToLookup(answer => answer.School);
        _forms = forms.Where(form => _campaigns.ContainsKey(form.Campaign)).ToLookup(form => form.School);
    }

    /// <summary>By question: the newest answer of collections of the year whose period begins in the stretch. Answers by class are summed to the school.</summary>
    /// <param name="school">Guid.Empty for the department.</param>
    public Dictionary<string, SourcedAnswer> Of(Guid school, AcademicYear year, DateOnly from, DateOnly to) =>
        _answers[school].Where(answer => IsIn(answer.Campaign, year, from, to)).GroupBy(answer => answer.Question).ToDictionary(group => group.Key, group =>
        {
            var newest = group.GroupBy(answer => answer.Campaign).MaxBy(answers => (_campaigns[answers.Key].Period, answers.Key))!.ToArray();
            var campaign = _campaigns[newest[0].Campaign];
            return new SourcedAnswer(newest[0].Class.Length == 0 ? newest[0].Answer : Sum(newest),
                new AnswerSource(campaign.Id, campaign.Title, campaign.Period.Title, newest[0].IsAccepted));
        });

    /// <summary>Codes of the forms that a school handed in.</summary>
    /// <param name="school">Null: any school.</param>
    public IReadOnlySet<string> FormsOf(Guid? school, AcademicYear year, DateOnly from, DateOnly to) =>
        (school is { } one ? _forms[one] : _forms.SelectMany(forms => forms)).Where(form => IsIn(form.Campaign, year, from, to)).Select(form => form.Form).ToHashSet();

    private bool IsIn(Guid campaign, AcademicYear year, DateOnly from, DateOnly to)
    {
        var period = _campaigns[campaign].Period;
        return period.Academic == year && period.FirstDay >= from && period.FirstDay <= to;
    }

    // Classes where a question does not apply add nothing; where it applies nowhere, it does not apply to the school.
    private static Answer Sum(CountedAnswer[] classes) => classes.All(one => one.Answer.State == AnswerState.NotApplicable)
        ? Answer.NotApplicable : Answer.Of(classes.Sum(one => one.Answer.Number ?? 0));
}
