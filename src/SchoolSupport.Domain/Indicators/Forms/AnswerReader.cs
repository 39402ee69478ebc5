using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>What became of a typed answer.</summary>
/// <param name="Answer">Null: it could not be understood; the text as typed is to be kept and shown again.</param>
/// <param name="Problem">Russian, what is wrong and what to do; null when nothing is.</param>
public readonly record struct AnswerReading(Answer? Answer, string? Problem);

/// <summary>Turns what was typed, or stood in a cell, into an answer. Nothing is guessed: «нет» in a field for a number is neither 0 nor a gap.</summary>
public static class AnswerReader
{
    private static readonly HashSet<string> YesWords = ["да", "д", "+", "yes", "1", "истина", "true"];
    private static readonly HashSet<string> NoWords = ["нет", "н", "-", "–", "—", "no", "0", "ложь", "false"];

    public static AnswerReading Read(FormQuestion question, string? typed) => question.Kind switch
    {
        QuestionKind.YesNo => YesNo(typed),
        QuestionKind.Choice => Choice(question, typed),
        QuestionKind.Text => Text(typed),
        _ => Number(question, TypedNumber.Read(typed, question.Unit)),
    };

    private static AnswerReading Number(FormQuestion question, TypedNumber typed) => typed.Kind switch
    {
        TypedKind.Empty or TypedKind.NoData => new(default(Answer), null),
        TypedKind.NotApplicable => new(Answer.NotApplicable, null),
        TypedKind.ZeroOrNothing => new(null, "Если таких нет, введите 0. Если данных нет, оставьте поле пустым"
            + (question.AllowsNotApplicable ? ". Если вопрос не относится к школе, отметьте «не применимо»" : "")),
        TypedKind.Unreadable => new(null, typed.Problem),
        TypedKind.Percent when question.Kind != QuestionKind.Percent => new(null, $"Нужно число, а не процент{In(question)}"),
        _ when question.Kind == QuestionKind.Count && typed.Value != decimal.Truncate(typed.Value) => new(null, Whole(typed.Value)),
        _ => new(Answer.Of(typed.Value), null),
    };

    // «1.204» and «1,204» may be thousands: ask with the other reading at hand.
    private static string Whole(decimal value) => decimal.Truncate(value * 1000) == value * 1000 && decimal.Truncate(value * 100) != value * 100
        ? $"Нужно целое число. Если это {RussianText.Number((long)(value * 1000))}, введите его без запятой и точки"
        : "Нужно целое число";

    private static string In(FormQuestion question) => question.Unit.Length > 0 ? $" ({question.Unit})" : "";

    private static AnswerReading YesNo(string? typed)
    {
        var word = Word(typed);
        return word.Length == 0 ? new(default(Answer), null)
            : YesWords.Contains(word) ? new(Answer.Yes, null)
            : NoWords.Contains(word) ? new(Answer.No, null)
            : TypedNumber.Read(word).Kind switch
            {
                TypedKind.NotApplicable => new(Answer.NotApplicable, null),
                TypedKind.NoData => new(default(Answer), null),
                _ => new AnswerReading(null, "Ответьте «да» или «нет»"),
            };
    }

    private static AnswerReading Choice(FormQuestion question, string? typed)
    {
        var word = Word(typed);
        if (word.Length == 0)
            return new(default(Answer), null);
        var option = question.Options.FirstOrDefault(one => Word(one.Text) == word || Word(one.Code) == word);
        return option is not null ? new(Answer.Of(option.Code), null)
            : TypedNumber.Read(word).Kind == TypedKind.NotApplicable ? new(Answer.NotApplicable, null)
            : new(null, $"Выберите один из вариантов: {string.Join("; ", question.Options.Select(one => one.Text))}");
    }

    private static AnswerReading Text(string? typed)
    {
        var text = typed?.Trim() ?? "";
        return text.Length == 0 ? new(default(Answer), null)
            : text.Length > FormQuestion.AnswerMaxLength ? new(null, $"Не длиннее {RussianText.Number(FormQuestion.AnswerMaxLength)} знаков")
            : new(Answer.Of(text), null);
    }

    private static string Word(string? text) => (text ?? "").Trim().TrimEnd('.').ToLowerInvariant().Replace('ё', 'е').Replace(RussianText.NoBreakSpace, ' ');
}
