using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>A place beside another question; saying it twice changes nothing the second time.</summary>
/// <param name="Neighbour">Code of the question that it stands next to.</param>
public readonly record struct QuestionPlace(string Neighbour, bool IsAfter);

/// <summary>A place beside another section, by title; saying it twice changes nothing the second time.</summary>
public readonly record struct SectionPlace(string Neighbour, bool IsAfter);

/// <summary>Steps from one version of a form to the next (domain reference, section 4.1). A question is never deleted once it was asked: it is retired and can come back.</summary>
public static class FormEditing
{
    /// <summary>Adds a question to the end of a section, or writes it over the one with its code; a new title opens a section at the end.</summary>
    public static FormDefinition Put(this FormDefinition form, FormQuestion question, string section)
    {
        if (form.SectionOf(question.Code)?.Title == section)
            return form with { Sections = [.. form.Sections.Select(one => one with { Questions = [.. one.Questions.Select(known => known.Code == question.Code ? question : known)] })] };
        var rest = Without(form, question.Code).ToList();
        var target = rest.FindIndex(one => one.Title == section);
        if (target < 0)
            rest.Add(new FormSection(section, [question]));
        else
            rest[target] = rest[target] with { Questions = [.. rest[target].Questions, question] };
        return form with { Sections = Filled(rest), Retired = [.. form.Retired.Where(one => one.Question.Code != question.Code)] };
    }

    /// <summary>The form unchanged when one of the two questions is not there.</summary>
    public static FormDefinition Move(this FormDefinition form, string code, QuestionPlace place)
    {
        if (form.Find(code) is not { } question || code == place.Neighbour || form.Find(place.Neighbour) is null)
            return form;
        return form with
        {
            Sections = Filled(Without(form, code).Select(section => section with
            {
                Questions = [.. section.Questions.SelectMany(one => one.Code != place.Neighbour ? [one] : place.IsAfter ? new[] { one, question } : [question, one])],
            })),
        };
    }

    /// <summary>Where a question goes when it is moved up by one; over the border of a section it becomes the last of the one before. Null: it is the first.</summary>
    public static QuestionPlace? Above(this FormDefinition form, string code) => Beside(form, code, -1);

    /// <summary>Where a question goes when it is moved down by one; null: it is the last.</summary>
    public static QuestionPlace? Below(this FormDefinition form, string code) => Beside(form, code, 1);

    /// <summary>Takes a question out of what is asked.</summary>
    /// <exception cref="PreconditionException">Another question depends on it, or a sum needs it.</exception>
    public static FormDefinition Retire(this FormDefinition form, string code)
    {
        if (form.Find(code) is not { } question || form.SectionOf(code) is not { } section)
            return form;
        return Drop(form, code) with { Retired = [.. form.Retired, new RetiredQuestion(section.Title, question)] };
    }

    /// <summary>Asks a retired question again, at the end of the section it stood in.</summary>
    public static FormDefinition Restore(this FormDefinition form, string code) =>
        form.Retired.FirstOrDefault(one => one.Question.Code == code) is { } retired ? form.Put(retired.Question, retired.Section) : form;

    /// <summary>Forgets a question that was never asked.</summary>
    /// <exception cref="PreconditionException">Another question depends on it, or a sum needs it.</exception>
    public static FormDefinition Drop(this FormDefinition form, string code)
    {
        if (form.DependentsOf(code) is [var first, ..])
            throw new PreconditionException($"От этого вопроса зависит вопрос «{first.Text}». Сначала измените или снимите его.");
        // A sum without one of its parts would be a sum that no school can meet.
        if (form.Totals.FirstOrDefault(total => total.Needs(code)) is { } needing)
            throw new PreconditionException($"Вопрос входит в сумму {QuestionWords.Total(form, needing)}. Сначала измените или удалите эту сумму.");
        return form with { Sections = Filled(Without(form, code)) };
    }

    /// <summary>Adds a sum to the end, or writes it over the one with its key.</summary>
    public static FormDefinition Put(this FormDefinition form, FormTotal total) => form with
    {
        Totals = form.FindTotal(total.Key) is null ? [.. form.Totals, total] : [.. form.Totals.Select(known => known.Key == total.Key ? total : known)],
    };

    public static FormDefinition DropTotal(this FormDefinition form, string key) => form with { Totals = [.. form.Totals.Where(total => total.Key != key)] };

    /// <summary>The sum with a key, or null.</summary>
    public static FormTotal? FindTotal(this FormDefinition form, string key) => form.Totals.FirstOrDefault(total => total.Key == key);

    /// <summary>A section with all its questions; the form unchanged when one of the two sections is not there.</summary>
    public static FormDefinition MoveSection(this FormDefinition form, string title, SectionPlace place)
    {
        if (form.Sections.FirstOrDefault(one => one.Title == title) is not { } moved || title == place.Neighbour || form.Sections.All(one => one.Title != place.Neighbour))
            return form;
        return form with
        {
            Sections = [.. form.Sections.Where(one => one != moved).SelectMany(one => one.Title != place.Neighbour ? [one] : place.IsAfter ? new[] { one, moved } : [moved, one])],
        };
    }

    /// <summary>Gives a section another title; retired questions of it follow.</summary>
    public static FormDefinition Rename(this FormDefinition form, string section, string title) => form with
    {
        Sections = [.. form.Sections.Select(one => one.Title == section ? one with { Title = title } : one)],
        Retired = [.. form.Retired.Select(one => one.Section == section ? one with { Section = title } : one)],
    };

    /// <summary>Questions that are a part of this one or are asked after it.</summary>
    public static IReadOnlyList<FormQuestion> DependentsOf(this FormDefinition form, string code) =>
        [.. form.Questions.Where(one => one.PartOf == code || one.When.Any(condition => condition.Kind == ConditionKind.Answered && condition.Code == code))];

    /// <summary>The section that a question stands in, or null.</summary>
    public static FormSection? SectionOf(this FormDefinition form, string code) => form.Sections.FirstOrDefault(section => section.Questions.Any(question => question.Code == code));

    /// <summary>
    /// Why a question cannot keep its code, in Russian; null when it can. The code is the quantity: years are compared and shares divided by it, so another
    /// unit or another kind of answer is another question.
    /// </summary>
    public static string? WhyAnotherQuestion(FormQuestion known, FormQuestion changed) =>
        known.Kind != changed.Kind ? $"Вид ответа изменить нельзя: раньше это было {QuestionWords.Kind(known.Kind)}, и ответы прошлых лет нельзя будет сравнить. Замените вопрос новым"
        : known.Unit.Trim() != changed.Unit.Trim() ? $"Единицу изменить нельзя: раньше отвечали в единицах «{(known.Unit.Length > 0 ? known.Unit : "без единицы")}», и доли посчитаются неверно. Замените вопрос новым"
        : (known.Scope == QuestionScope.Municipality) != (changed.Scope == QuestionScope.Municipality) ? "Вопрос школам и вопрос управлению — разные вопросы. Замените вопрос новым"
        : null;

    private static QuestionPlace? Beside(FormDefinition form, string code, int step)
    {
        var all = form.Questions.Select(question => question.Code).ToList();
        var at = all.IndexOf(code);
        if (at < 0 || at + step < 0 || at + step >= all.Count)
            return null;
        var neighbour = all[at + step];
        var isSameSection = form.SectionOf(code)!.Questions.Any(question => question.Code == neighbour);
        // Inside a section it jumps over the neighbour; over the border it joins the neighbour's section on this side of it.
        return new QuestionPlace(neighbour, isSameSection == (step > 0));
    }

    private static IEnumerable<FormSection> Without(FormDefinition form, string code) =>
        form.Sections.Select(section => section with { Questions = [.. section.Questions.Where(question => question.Code != code)] });

    private static IReadOnlyList<FormSection> Filled(IEnumerable<FormSection> sections) => [.. sections.Where(section => section.Questions.Count > 0)];
}
