namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>What is taken over from the last submission, and what classes add up to.</summary>
public static class FormPrefill
{
    /// <summary>Answers to begin with: those of the last submission that still fit the question of the same code.</summary>
    public static IReadOnlyDictionary<AnswerKey, Answer> Of(FormDefinition form, IReadOnlyDictionary<AnswerKey, Answer> last) =>
        last.Where(pair => form.Find(pair.Key.Question) is { IsPrefilled: true } question && Fits(question, pair.Key, pair.Value))
            .ToDictionary(pair => pair.Key, pair => pair.Value);

    private static bool Fits(FormQuestion question, AnswerKey key, Answer answer) =>
        key.Class is not null == (question.Scope == QuestionScope.Class) && answer.State switch
        {
            AnswerState.Empty => false,
            AnswerState.NotApplicable => question.AllowsNotApplicable,
            _ => question.Kind switch
            {
                QuestionKind.Text => answer.Text is not null,
                QuestionKind.Choice => question.Options.Any(option => option.Code == answer.Text),
                QuestionKind.YesNo => answer.Number is 0 or 1,
                QuestionKind.Count => answer.Count is not null,
                _ => answer.Number is not null,
            },
        };
}
