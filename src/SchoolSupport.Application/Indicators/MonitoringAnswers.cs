using System.Runtime.InteropServices;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>A collection that was opened and not cancelled.</summary>
internal readonly record struct OpenedCampaign(Guid Id, string Title, MonitoringPeriod Period, DateOnly OpensOn);

/// <summary>An answer that counts: of a submission that was sent or accepted.</summary>
/// <param name="School">Guid.Empty for the department.</param>
internal readonly record struct CountedAnswer(Guid Campaign, Guid School, string Question, string Class, Answer Answer, bool IsAccepted);

/// <summary>A form that a school handed in.</summary>
internal readonly record struct HandedForm(Guid Campaign, Guid School, string Form);

/// <summary>
/// Counted answers of several years, to be asked for one school and one stretch of time. Sorted once, newest collection first, because a country's schools
/// are asked for several stretches each.
/// </summary>
public sealed class MonitoringAnswers
{
    private const string MatrixForm = "risk-matrix";

    /// <summary>As many as a form asks, about.</summary>
    private const int QuestionsExpected = 20;

    private static readonly HashSet<string> NoForms = [];

    private readonly Dictionary<Guid, OpenedCampaign> _campaigns;
    private readonly Dictionary<Guid, List<AnswersOfCampaign>> _answers = [];
    private readonly ILookup<Guid, HandedForm> _forms;
    private readonly Dictionary<(Guid, AcademicYear, DateOnly, DateOnly), SourcedAnswers> _found = [];
    private readonly Dictionary<AcademicYear, DateOnly> _listDays = [];

    private readonly Dictionary<(Guid Campaign, Guid School), AnswersOfCampaign> _known = [];
    private readonly Dictionary<Guid, int> _places;

    internal MonitoringAnswers(IEnumerable<OpenedCampaign> campaigns, IEnumerable<HandedForm> forms)
    {
        _campaigns = campaigns.ToDictionary(campaign => campaign.Id);
        _forms = forms.Where(form => _campaigns.ContainsKey(form.Campaign)).ToLookup(form => form.School);
        _places = _campaigns.Values.OrderByDescending(campaign => campaign.Period).ThenByDescending(campaign => campaign.Id)
            .Select((campaign, place) => (campaign.Id, place)).ToDictionary(pair => pair.Id, pair => pair.place);
    }

    /// <summary>
    /// Takes an answer; those of collections that are not looked at are left out. A country's answers pass here one by one: they go straight to their
    /// collection, and no list of them is ever made.
    /// </summary>
    internal void Add(in CountedAnswer answer)
    {
        if (!_campaigns.TryGetValue(answer.Campaign, out var campaign))
            return;
        ref var collection = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, (answer.Campaign, answer.School), out _);
        if (collection is null)
        {
            collection = new AnswersOfCampaign(campaign, answer.IsAccepted, new Dictionary<string, Answer>(QuestionsExpected));
            if (!_answers.TryGetValue(answer.School, out var collections))
                _answers[answer.School] = collections = [];
            var place = collections.FindIndex(other => _places[other.Campaign.Id] > _places[campaign.Id]);
            collections.Insert(place < 0 ? collections.Count : place, collection);
        }
        collection.Add(answer);
    }

    /// <summary>Answers to collections of the year whose period begins in the stretch.</summary>
    /// <param name="school">Guid.Empty for the department.</param>
    public SourcedAnswers Of(Guid school, AcademicYear year, DateOnly from, DateOnly to)
    {
        if (!_answers.TryGetValue(school, out var all))
            return SourcedAnswers.None;
        if (!_found.TryGetValue((school, year, from, to), out var found))
            _found[(school, year, from, to)] = found = new SourcedAnswers(all.FindAll(one =>
                one.Campaign.Period.Academic == year && one.Campaign.Period.FirstDay >= from && one.Campaign.Period.FirstDay <= to));
        return found;
    }

    /// <summary>
    /// What the list of schools at risk of an October was made from: answers to collections of the academic year that were open by then (domain reference,
    /// 6.3). Collections of the winter and the summer do not change it.
    /// </summary>
    public SourcedAnswers OfOctober(Guid school, AcademicYear year)
    {
        if (!_answers.TryGetValue(school, out var all))
            return SourcedAnswers.None;
        var day = ListDay(year);
        return new SourcedAnswers(all.FindAll(one => one.Campaign.Period.Academic == year && one.Campaign.OpensOn <= day));
    }

    /// <summary>Codes of the forms that a school handed in.</summary>
    /// <param name="school">Null: any school.</param>
    public IReadOnlySet<string> FormsOf(Guid? school, AcademicYear year, DateOnly from, DateOnly to)
    {
        HashSet<string>? found = null;
        foreach (var form in school is { } one ? _forms[one] : _forms.SelectMany(forms => forms))
            if (_campaigns[form.Campaign].Period is var period && period.Academic == year && period.FirstDay >= from && period.FirstDay <= to)
                (found ??= []).Add(form.Form);
        return found ?? NoForms;
    }

    // A department that asks for the matrix later than in October makes its list then.
    private DateOnly ListDay(AcademicYear year)
    {
        if (_listDays.TryGetValue(year, out var known))
            return known;
        var (first, last) = (new DateOnly(year.StartYear, 10, 1), new DateOnly(year.StartYear, 10, 31));
        var asked = _forms.SelectMany(forms => forms).Where(form => form.Form == MatrixForm).Select(form => _campaigns[form.Campaign])
            .Where(campaign => campaign.Period.Academic == year && campaign.OpensOn >= first).Select(campaign => campaign.OpensOn).Append(DateOnly.MaxValue).Min();
        return _listDays[year] = asked == DateOnly.MaxValue || asked < last ? last : asked;
    }
}
