using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>A question in Russian words, for people who write forms.</summary>
public static class QuestionWords
{
    public static string Kind(QuestionKind kind) => kind switch
    {
        QuestionKind.Count => "целое число",
        QuestionKind.Number => "число с дробной частью",
        QuestionKind.Percent => "доля в процентах",
        QuestionKind.YesNo => "да или нет",
        QuestionKind.Choice => "один из вариантов",
        _ => "текст",
    };

    public static string Scope(QuestionScope scope) => scope switch
    {
        QuestionScope.School => "один ответ от школы",
        QuestionScope.Class => "ответ по каждому классу, складывается по школе",
        _ => "один ответ от управления",
    };

    /// <summary>«от 0 до 100», «от 0»; empty without bounds.</summary>
    public static string Range(FormQuestion question) => (question.LeastValue, question.GreatestValue) switch
    {
        ({ } least, { } greatest) => $"от {RussianText.Decimal(least)} до {RussianText.Decimal(greatest)}",
        ({ } least, null) => $"от {RussianText.Decimal(least)}",
        (null, { } greatest) => $"не больше {RussianText.Decimal(greatest)}",
        _ => "",
    };

    /// <summary>«целое число, человек, от 0 до 100»: what may be answered.</summary>
    public static string Answer(FormQuestion question) =>
        string.Join(", ", new[] { Kind(question.Kind), question.Unit, question.IsNumeric ? Range(question) : "" }.Where(part => part.Length > 0));

    /// <summary>«школам с 10–11 классами», «после ответа «да» на вопрос «…»».</summary>
    public static string Condition(FormDefinition form, QuestionCondition condition) => condition.Kind switch
    {
        ConditionKind.TeachesBasic => "школам с 5–9 классами",
        ConditionKind.TeachesSecondary => "школам с 10–11 классами",
        ConditionKind.Rural => "сельским школам",
        ConditionKind.Urban => "городским школам",
        ConditionKind.InGroup => $"группе «{Group(condition.Code)}»",
        _ => $"после ответа «да» на вопрос «{form.Find(condition.Code!)?.Text ?? condition.Code}»",
    };

    /// <summary>«всем» or all conditions.</summary>
    public static string Conditions(FormDefinition form, FormQuestion question) =>
        question.When.Count == 0 ? "всем" : string.Join("; ", question.When.Select(condition => Condition(form, condition)));

    /// <summary>««Всего» = «Мальчики» + «Девочки»», ««Учителя» + «Прочие» — не больше чем «Работники»».</summary>
    public static string Total(FormDefinition form, FormTotal total)
    {
        string Name(string code) => $"«{form.Find(code)?.Text ?? form.Retired.FirstOrDefault(one => one.Question.Code == code)?.Question.Text ?? code}»";
        // In the order of the form, whatever the order in which they were marked.
        var order = form.Questions.Select((question, place) => (question.Code, place)).ToDictionary(one => one.Code, one => one.place);
        var parts = string.Join(" + ", total.Parts.OrderBy(code => order.GetValueOrDefault(code, int.MaxValue)).Select(Name));
        return total.IsExact ? $"{Name(total.Whole)} = {parts}" : $"{parts} — не больше чем {Name(total.Whole)}";
    }

    private static string Group(string? code) => code == SchoolTraits.LowResults ? "школы с низкими результатами (ШНОР)" : SchoolGroupKind.Find(code)?.Name ?? code ?? "";
}
