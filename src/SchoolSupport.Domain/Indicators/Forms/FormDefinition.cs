using System.Text.Json.Serialization;

namespace SchoolSupport.Domain.Indicators.Forms;

public sealed record FormSection(string Title, IReadOnlyList<FormQuestion> Questions)
{
    public const int TitleMaxLength = 200;
}

/// <summary>A question that is no longer asked. It is kept so that it can be asked again under its code.</summary>
/// <param name="Section">Title of the section it stood in.</param>
public sealed record RetiredQuestion(string Section, FormQuestion Question);

/// <summary>Parts that add up to a whole.</summary>
/// <param name="IsExact">They must give the whole; else they may not exceed it.</param>
/// <param name="Code">Stays while the sum is edited; null in what comes with the system, which goes by its whole.</param>
public sealed record FormTotal(string Whole, IReadOnlyList<string> Parts, bool IsExact, string? Code = null)
{
    [JsonIgnore]
    public string Key => Code ?? Whole;

    /// <summary>The question is its whole or one of its parts.</summary>
    public bool Needs(string question) => Whole == question || Parts.Contains(question);

    /// <summary>Checks the same; the order of parts is nothing.</summary>
    public bool Equals(FormTotal? other) => other is not null && (Key, Whole, IsExact) == (other.Key, other.Whole, other.IsExact) && Parts.Order(StringComparer.Ordinal).SequenceEqual(other.Parts.Order(StringComparer.Ordinal));

    public override int GetHashCode() => HashCode.Combine(Key, Whole, IsExact, Parts.Count);
}

/// <summary>A version of a form. Immutable; a changed form is a new version, and what was answered keeps the version it was asked by.</summary>
public sealed record FormDefinition
{
    public const int TitleMaxLength = 200;
    public const int InstructionMaxLength = 2000;

    public required string Code { get; init; }
    public int Version { get; init; } = 1;
    public required string Title { get; init; }
    public string Instruction { get; init; } = "";
    public required IReadOnlyList<FormSection> Sections { get; init; }
    public IReadOnlyList<FormTotal> Totals { get; init; } = [];
    public IReadOnlyList<RetiredQuestion> Retired { get; init; } = [];

    [JsonIgnore]
    public IEnumerable<FormQuestion> Questions => Sections.SelectMany(section => section.Questions);

    /// <summary>The question with a code, or null.</summary>
    public FormQuestion? Find(string code) => Questions.FirstOrDefault(question => question.Code == code);

    /// <summary>Only the questions that concern a school, in order. Later ones may depend on what was answered before.</summary>
    public IEnumerable<FormQuestion> QuestionsFor(SchoolTraits traits, IReadOnlyDictionary<AnswerKey, Answer> answers) =>
        Questions.Where(question => Concerns(question, traits, answers));

    /// <inheritdoc cref="QuestionsFor"/>
    public static bool Concerns(FormQuestion question, SchoolTraits traits, IReadOnlyDictionary<AnswerKey, Answer> answers) =>
        question.When.All(condition => condition.Holds(traits, code => answers.GetValueOrDefault(new AnswerKey(code))));

    /// <summary>Everything that forbids using this version, in Russian; empty when it is sound.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(Title) || Title.Length > TitleMaxLength)
            problems.Add($"Укажите название анкеты, не длиннее {TitleMaxLength} знаков");
        if (Version < 1)
            problems.Add("Номер редакции — целое число от 1");
        if (!Questions.Any())
            problems.Add("В анкете нет вопросов");
        foreach (var twice in Questions.GroupBy(question => question.Code).Where(group => group.Count() > 1))
            problems.Add($"Код «{twice.Key}» у двух вопросов");
        if (Questions.Any(IsOfDepartment) && !Questions.All(IsOfDepartment))
            problems.Add("Вопросы школам и вопросы управлению не могут стоять в одной анкете: отвечают разные люди");
        var before = new HashSet<string>();
        foreach (var question in Questions)
        {
            problems.AddRange(ProblemsOf(question, before).Select(problem => $"«{question.Text}»: {problem}"));
            before.Add(question.Code);
        }
        foreach (var total in Totals)
            problems.AddRange(ProblemsOf(total).Select(problem => $"Сумма {QuestionWords.Total(this, total)}: {problem}"));
        return problems;
    }

    /// <summary>Everything that forbids a sum in this form, in Russian; empty when it is sound.</summary>
    public IReadOnlyList<string> ProblemsOf(FormTotal total)
    {
        var problems = new List<string>();
        if (total.Parts.Count == 0)
            problems.Add("отметьте вопросы, из которых она складывается");
        // One question can only repeat the whole: with «equals» both are the same number, and «not more» is what «часть от» says.
        else if (total.Parts.Count == 1)
            problems.Add("слагаемых должно быть хотя бы два; одно слагаемое задаётся в самом вопросе полем «Часть от»");
        if (total.Parts.Contains(total.Whole))
            problems.Add("целое не может быть своим слагаемым");
        FormQuestion?[] all = [.. total.Parts.Append(total.Whole).Select(Find)];
        if (all.Any(question => question is not { IsNumeric: true }))
            problems.Add("складываются только числовые вопросы анкеты");
        else if (all.Select(question => question!.Scope).Distinct().Count() > 1)
            problems.Add("слагаемые и целое спрашивают о разном: одни по школе, другие по классам");
        else if (all.Select(question => question!.Unit.Trim()).Distinct().Count() > 1)
            problems.Add("слагаемые и целое в разных единицах");
        return problems;
    }

    private static bool IsOfDepartment(FormQuestion question) => question.Scope == QuestionScope.Municipality;

    /// <summary>What is wrong with one question where it stands, in Russian; empty when nothing is, or when it is not asked.</summary>
    public IReadOnlyList<string> ProblemsOf(string code) =>
        Find(code) is { } question ? [.. ProblemsOf(question, [.. Questions.TakeWhile(one => one.Code != code).Select(one => one.Code)])] : [];

    private IEnumerable<string> ProblemsOf(FormQuestion question, HashSet<string> before)
    {
        if (string.IsNullOrWhiteSpace(question.Code))
            yield return "нет кода";
        // Answers of classes are summed to the school; shares and words have no sum.
        if (question is { Scope: QuestionScope.Class, Kind: not (QuestionKind.Count or QuestionKind.Number) })
            yield return "по классам спрашивают только числа, которые складываются по школе";
        if (string.IsNullOrWhiteSpace(question.Text) || question.Text.Length > FormQuestion.TextMaxLength)
            yield return $"текст вопроса не длиннее {FormQuestion.TextMaxLength} знаков";
        if (question.LeastValue > question.GreatestValue)
            yield return "наименьшее значение больше наибольшего";
        if (question.Kind == QuestionKind.Choice && question.Options.Count < 2)
            yield return "нужно хотя бы два варианта ответа";
        if (question.PartOf is { } whole && (!question.IsNumeric || Find(whole) is not { IsNumeric: true } of || of.Scope != question.Scope))
            yield return "целое — числовой вопрос той же анкеты о том же";
        foreach (var condition in question.When)
            if (condition.Kind is ConditionKind.InGroup or ConditionKind.Answered && condition.Code is null)
                yield return "у условия нет кода";
            else if (condition.Kind == ConditionKind.Answered && !before.Contains(condition.Code!))
                yield return "условие ссылается на вопрос, которого нет выше";
    }
}
