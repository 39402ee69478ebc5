using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>Where an answer comes from, so that every number leads back to what a school wrote.</summary>
public sealed record AnswerSource(Guid CampaignId, string Campaign, string Period, bool IsAccepted)
{
    /// <summary>«Социальный паспорт, 2024/2025 учебный год».</summary>
    public string Title => TitleOf(Campaign, Period);

    /// <summary>A collection with its period; one whose title says it already does not say it twice.</summary>
    public static string TitleOf(string campaign, string period) => campaign.Contains(period, StringComparison.CurrentCultureIgnoreCase) ? campaign : $"{campaign}, {period}";
}

/// <summary>What one school answered in one collection. Answers by class are summed to the school.</summary>
internal sealed class AnswersOfCampaign(OpenedCampaign campaign, CountedSubmission submission)
{
    /// <summary>As many as a form asks, about.</summary>
    private const int QuestionsExpected = 20;

    private Dictionary<string, (Answer Sum, int Given)>? _classes;

    public OpenedCampaign Campaign { get; } = campaign;

    public CountedSubmission Submission { get; } = submission;

    public Dictionary<string, Answer> Answers { get; } = new(QuestionsExpected);

    public AnswerSource Source => new(Campaign.Id, Campaign.Title, Campaign.Period.Title, Submission.IsAccepted);

    /// <summary>Adds an answer; one by class counts for the school once every class has given it, because a sum with a gap is no sum.</summary>
    public void Add(string question, string className, Answer answer)
    {
        if (className.Length == 0)
        {
            Answers[question] = answer;
            return;
        }
        _classes ??= [];
        var (sum, given) = _classes.TryGetValue(question, out var known) ? (Plus(known.Sum, answer), known.Given + 1) : (answer, 1);
        _classes[question] = (sum, given);
        if (given >= Submission.Classes)
            Answers[question] = sum;
    }

    // Classes where a question does not apply add nothing; where it applies nowhere, it does not apply to the school.
    private static Answer Plus(Answer sum, Answer one) =>
        one.State == AnswerState.NotApplicable ? sum : sum.State == AnswerState.NotApplicable ? one : Answer.Of((sum.Number ?? 0) + (one.Number ?? 0));
}

/// <summary>Answers with the collections that they come from.</summary>
public sealed class SourcedAnswers
{
    public static readonly SourcedAnswers None = new([]);

    private readonly List<AnswersOfCampaign> _collections;

    internal SourcedAnswers(List<AnswersOfCampaign> newestFirst)
    {
        _collections = newestFirst;
        Answers = newestFirst.Count == 0 ? CollectedAnswers.None : new CollectedAnswers(newestFirst.ConvertAll<IReadOnlyDictionary<string, Answer>>(one => one.Answers));
    }

    public CollectedAnswers Answers { get; }

    /// <summary>The collection of the answer that counts; null when there is none.</summary>
    /// <param name="parts">Questions that are divided by this one; none: the newest answer counts.</param>
    public AnswerSource? SourceOf(string question, params IReadOnlyCollection<string> parts) =>
        Answers.PlaceOf(question, parts) is >= 0 and var place ? _collections[place].Source : null;
}
