using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>What one school answered, and what it is checked against.</summary>
/// <param name="Classes">Classes of the school, for questions that are asked by class.</param>
/// <param name="Previous">Answers of the last submission; empty when there is none.</param>
/// <param name="Commented">Fields that have a comment.</param>
public sealed record FormAnswers(
    SchoolTraits Traits,
    IReadOnlyDictionary<AnswerKey, Answer> Answers,
    IReadOnlyList<string> Classes,
    IReadOnlyDictionary<AnswerKey, Answer> Previous,
    IReadOnlySet<AnswerKey> Commented)
{
    private static readonly IReadOnlySet<AnswerKey> NoComments = new HashSet<AnswerKey>();

    /// <summary>A school without classes, history and comments.</summary>
    public static FormAnswers Of(SchoolTraits traits, IReadOnlyDictionary<AnswerKey, Answer> answers) =>
        new(traits, answers, [], new Dictionary<AnswerKey, Answer>(), NoComments);

    /// <summary>Some of the questions are asked by class, and the school has named none.</summary>
    public bool LacksClasses(IEnumerable<FormQuestion> asked) => Classes.Count == 0 && asked.Any(question => question.Scope == QuestionScope.Class);

    public Answer this[AnswerKey key] => Answers.GetValueOrDefault(key);

    /// <summary>The places where a question is answered: the school, or each of its classes.</summary>
    public IEnumerable<AnswerKey> KeysOf(FormQuestion question) =>
        question.Scope == QuestionScope.Class ? Classes.Select(one => new AnswerKey(question.Code, one)) : [new AnswerKey(question.Code)];
}

/// <summary>All findings of a form at once: gaps, bounds, parts above their whole, sums, large changes. Questions that do not concern the school are not looked at.</summary>
public static class FormChecks
{
    /// <summary>Code of the finding that questions are asked by class and no class is named.</summary>
    public const string NoClasses = "no-classes";

    /// <summary>Code of the finding that a required question has no answer.</summary>
    public const string NoAnswer = "required";

    /// <summary>A change by fewer than this many is never asked about, whatever its percentage.</summary>
    public const int SmallestChange = 5;

    public static IReadOnlyList<FieldFinding> Of(FormDefinition form, FormAnswers answers)
    {
        var asked = form.QuestionsFor(answers.Traits, answers.Answers).ToArray();
        var findings = new List<FieldFinding>();
        foreach (var question in asked)
            foreach (var key in answers.KeysOf(question))
                findings.AddRange(OfField(form, question, key, answers));
        // Without classes no field is empty: what is missing are the classes.
        if (answers.LacksClasses(asked) && asked.FirstOrDefault(question => question is { Scope: QuestionScope.Class, Required: true }) is { } byClass)
            findings.Add(Error(new AnswerKey(byClass.Code), NoClasses, "Назовите классы школы: вопросы раздела задаются по каждому классу"));
        var codes = asked.Select(question => question.Code).ToHashSet();
        foreach (var total in form.Totals.Where(total => codes.Contains(total.Whole)))
            findings.AddRange(answers.KeysOf(form.Find(total.Whole)!).Select(key => OfTotal(form, total, key, codes, answers)).OfType<FieldFinding>());
        return findings;
    }

    private static IEnumerable<FieldFinding> OfField(FormDefinition form, FormQuestion question, AnswerKey key, FormAnswers answers)
    {
        var answer = answers[key];
        if (answer.State == AnswerState.Empty)
            return question.Required ? [Error(key, NoAnswer, question.AllowsNotApplicable
                ? "Ответьте на вопрос или отметьте «не применимо»" : "Ответьте на вопрос")] : [];
        if (answer.State == AnswerState.NotApplicable)
            return question.AllowsNotApplicable ? [] : [Error(key, "not-applicable", "На этот вопрос нельзя ответить «не применимо»")];
        if (!question.IsNumeric)
            return [];
        if (answer.Number is not { } number || (question.Kind == QuestionKind.Count && answer.Count is null))
            return [Error(key, "not-a-number", question.Kind == QuestionKind.Count ? "Нужно целое число" : "Нужно число")];
        if (number < question.LeastValue || number > question.GreatestValue)
            return [Error(key, "out-of-range", $"Введите число {Range(question)}")];
        FieldFinding?[] findings = [OfPart(form, question, key, number, answers), OfChange(question, key, number, answers)];
        return findings.OfType<FieldFinding>();
    }

    private static FieldFinding? OfPart(FormDefinition form, FormQuestion question, AnswerKey key, decimal number, FormAnswers answers)
    {
        if (question.PartOf is null || form.Find(question.PartOf) is not { } whole)
            return null;
        var of = answers[new AnswerKey(whole.Code, whole.Scope == QuestionScope.Class ? key.Class : null)];
        return of is { State: AnswerState.Given, Number: { } limit } && number > limit
            ? Error(key, "part-above-whole", $"Указано {RussianText.Decimal(number)}, а «{whole.Text}» — {RussianText.Decimal(limit)}. "
                + $"Введите число от {RussianText.Decimal(question.LeastValue ?? 0)} до {RussianText.Decimal(limit)} или исправьте «{whole.Text}»")
            : null;
    }

    private static FieldFinding? OfChange(FormQuestion question, AnswerKey key, decimal number, FormAnswers answers)
    {
        if (question.CommentOnChange is not { } percent || answers.Previous.GetValueOrDefault(key) is not { State: AnswerState.Given, Number: { } before })
            return null;
        var change = Math.Abs(number - before);
        if (change < SmallestChange || 100 * change < percent * Math.Abs(before) || answers.Commented.Contains(key))
            return null;
        return new FieldFinding(key, FindingSeverity.Warning, "large-change",
            $"В прошлый раз было {RussianText.Decimal(before)}, сейчас {RussianText.Decimal(number)}. Проверьте число или напишите, почему оно изменилось", AsksComment: true);
    }

    /// <param name="key">Where the whole is answered: the school, or one of its classes.</param>
    private static FieldFinding? OfTotal(FormDefinition form, FormTotal total, AnswerKey key, HashSet<string> asked, FormAnswers answers)
    {
        var parts = total.Parts.Where(asked.Contains).Select(code => answers[new AnswerKey(code, key.Class)]).ToArray();
        // A sum with a gap says nothing; the gap is named by itself. «Not applicable» adds nothing.
        if (answers[key] is not { State: AnswerState.Given, Number: { } whole } || parts.Length == 0 || parts.Any(part => part.State == AnswerState.Empty))
            return null;
        var sum = parts.Sum(part => part.Number ?? 0);
        if (total.IsExact ? sum == whole : sum <= whole)
            return null;
        var names = string.Join("», «", total.Parts.Where(asked.Contains).Select(code => form.Find(code)!.Text));
        return Error(key, "sum-differs",
            $"Сумма ответов «{names}» — {RussianText.Decimal(sum)}, а {(total.IsExact ? "должна быть" : "может быть не больше")} {RussianText.Decimal(whole)}. Исправьте одно из чисел");
    }

    private static string Range(FormQuestion question) => (question.LeastValue, question.GreatestValue) switch
    {
        ({ } least, { } greatest) => $"от {RussianText.Decimal(least)} до {RussianText.Decimal(greatest)}",
        ({ } least, null) => $"от {RussianText.Decimal(least)}",
        (null, { } greatest) => $"не больше {RussianText.Decimal(greatest)}",
        _ => "в допустимых пределах",
    };

    private static FieldFinding Error(AnswerKey key, string code, string message) => new(key, FindingSeverity.Error, code, message);
}
