using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Forms;

public enum FormChangeKind { Added = 1, Retired = 2, Restored = 3, Changed = 4, Moved = 5, OfForm = 6 }

/// <summary>One difference between two versions of a form.</summary>
/// <param name="Question">Its text as it is now; empty for a change of the form itself.</param>
/// <param name="Details">What became of it, each in Russian words: «обязательный: было «да», стало «нет»».</param>
public sealed record FormChange(FormChangeKind Kind, string Question, IReadOnlyList<string> Details);

/// <summary>Says in words how a version of a form differs from another.</summary>
public static class FormComparison
{
    /// <param name="before">Null: a form that was not there before.</param>
    public static IReadOnlyList<FormChange> Of(FormDefinition? before, FormDefinition after)
    {
        var old = before ?? after with { Sections = [], Totals = [], Retired = [], Title = "", Instruction = "" };
        var changes = new List<FormChange>();
        var ofSections = FormSections.Compare(old, after);
        if (OfForm(before, old, ofSections, after) is { Count: > 0 } ofForm)
            changes.Add(new FormChange(FormChangeKind.OfForm, "", ofForm));
        // What a section did as a whole was told once; its questions are compared as if it had done so before.
        old = ofSections.Aligned;
        var known = old.Questions.ToDictionary(question => question.Code);
        foreach (var question in after.Questions)
        {
            if (!known.TryGetValue(question.Code, out var was))
                changes.Add(new FormChange(old.Retired.Any(one => one.Question.Code == question.Code) ? FormChangeKind.Restored : FormChangeKind.Added, question.Text, [Describe(after, question)]));
            else if (OfQuestion(old, was, after, question) is { Count: > 0 } details)
                changes.Add(new FormChange(FormChangeKind.Changed, question.Text, details));
        }
        foreach (var gone in old.Questions.Where(question => after.Find(question.Code) is null))
            changes.Add(new FormChange(FormChangeKind.Retired, gone.Text, ["больше не спрашивается; прежние ответы остаются"]));
        changes.AddRange(Moved(old, after).Select(question => new FormChange(FormChangeKind.Moved, question.Text, [Place(after, question)])));
        return changes;
    }

    private static string Describe(FormDefinition form, FormQuestion question) =>
        $"{QuestionWords.Answer(question)}; {(question.Required ? "обязательный" : "необязательный")}; задаётся {QuestionWords.Conditions(form, question)}";

    private static List<string> OfForm(FormDefinition? before, FormDefinition old, FormSections sections, FormDefinition after)
    {
        var details = new List<string>();
        if (before is not null)
        {
            Tell(details, "название", old.Title, after.Title);
            Tell(details, "пояснение", old.Instruction, after.Instruction);
            details.AddRange(sections.Details);
        }
        details.AddRange(after.Totals.Where(total => old.FindTotal(total.Key) is null).Select(total => $"новая сумма: {QuestionWords.Total(after, total)}"));
        details.AddRange(after.Totals.Where(total => old.FindTotal(total.Key) is { } was && was != total)
            .Select(total => $"сумма: было {QuestionWords.Total(old, old.FindTotal(total.Key)!)}, стало {QuestionWords.Total(after, total)}"));
        details.AddRange(old.Totals.Where(total => after.FindTotal(total.Key) is null).Select(total => $"больше не проверяется сумма: {QuestionWords.Total(old, total)}"));
        return details;
    }

    private static List<string> OfQuestion(FormDefinition old, FormQuestion was, FormDefinition form, FormQuestion now)
    {
        var details = new List<string>();
        Tell(details, "вопрос", was.Text, now.Text);
        Tell(details, "подсказка", was.Hint ?? "", now.Hint ?? "");
        Tell(details, "ответ", QuestionWords.Answer(was), QuestionWords.Answer(now));
        Tell(details, "варианты", Options(was), Options(now));
        Tell(details, "обязательный", YesNo(was.Required), YesNo(now.Required));
        Tell(details, "«не применимо»", was.AllowsNotApplicable ? "можно" : "нельзя", now.AllowsNotApplicable ? "можно" : "нельзя");
        Tell(details, "кто отвечает", QuestionWords.Scope(was.Scope), QuestionWords.Scope(now.Scope));
        Tell(details, "кому задаётся", QuestionWords.Conditions(old, was), QuestionWords.Conditions(form, now));
        Tell(details, "часть от", Whole(old, was), Whole(form, now));
        Tell(details, "пояснение при изменении на, %", Percent(was), Percent(now));
        Tell(details, "берётся из прошлой сдачи", YesNo(was.IsPrefilled), YesNo(now.IsPrefilled));
        Tell(details, "раздел", old.SectionOf(was.Code)?.Title ?? "", form.SectionOf(now.Code)?.Title ?? "");
        return details;
    }

    /// <summary>The fewest questions whose moving explains the new order: all that is outside a longest run that kept its order.</summary>
    private static IEnumerable<FormQuestion> Moved(FormDefinition before, FormDefinition after)
    {
        var places = before.Questions.Select((question, place) => (question.Code, place)).ToDictionary(one => one.Code, one => one.place);
        var common = after.Questions.Where(question => places.ContainsKey(question.Code)).ToArray();
        var (length, previous) = (new int[common.Length], new int[common.Length]);
        var last = -1;
        for (var i = 0; i < common.Length; i++)
        {
            (length[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
                if (places[common[j].Code] < places[common[i].Code] && length[j] + 1 > length[i])
                    (length[i], previous[i]) = (length[j] + 1, j);
            if (last < 0 || length[i] > length[last])
                last = i;
        }
        var kept = new HashSet<int>();
        for (; last >= 0; last = previous[last])
            kept.Add(last);
        return common.Where((_, place) => !kept.Contains(place));
    }

    private static string Place(FormDefinition form, FormQuestion question)
    {
        var all = form.Questions.ToList();
        var at = all.FindIndex(one => one.Code == question.Code);
        return at == 0 ? "теперь первый вопрос" : $"теперь после вопроса «{all[at - 1].Text}»";
    }

    private static void Tell(List<string> details, string what, string before, string after)
    {
        if (before != after)
            details.Add($"{what}: было {Quoted(before)}, стало {Quoted(after)}");
    }

    private static string Quoted(string text) => text.Length == 0 ? "пусто" : $"«{text}»";

    private static string Options(FormQuestion question) => string.Join("; ", question.Options.Select(option => option.Text));

    private static string YesNo(bool value) => value ? "да" : "нет";

    private static string Whole(FormDefinition form, FormQuestion question) => question.PartOf is null ? "" : form.Find(question.PartOf)?.Text ?? question.PartOf;

    private static string Percent(FormQuestion question) => question.CommentOnChange is { } percent ? RussianText.Number(percent) : "не спрашивается";
}
