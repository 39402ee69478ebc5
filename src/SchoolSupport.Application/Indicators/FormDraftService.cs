using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>A question of a draft with the section that it stands in.</summary>
public sealed record DraftQuestion(FormQuestion Question, string Section)
{
    /// <summary>Null when the form does not ask it.</summary>
    public static DraftQuestion? Of(FormDefinition form, string code) => form.Find(code) is { } question ? new DraftQuestion(question, form.SectionOf(code)!.Title) : null;

    /// <summary>Tells a form whether somebody else changed the question since it was shown.</summary>
    public string Stamp => Stamps.Of($"{Section}\n{ProgramJson.Write(Question)}");
}

/// <summary>A sum of a draft.</summary>
public sealed record DraftTotal(FormTotal Total)
{
    /// <inheritdoc cref="DraftQuestion.Stamp"/>
    public string Stamp => Stamps.Of($"{Total.Whole}\n{Total.IsExact}\n{string.Join(',', Total.Parts.Order(StringComparer.Ordinal))}");
}

internal static class Stamps
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}

/// <param name="Title">At most <see cref="FormDefinition.TitleMaxLength"/>.</param>
public sealed record FormHeading(string Title, string Instruction)
{
    public static FormHeading Of(FormDefinition form) => new(form.Title, form.Instruction);

    /// <summary>Tells a form whether somebody else changed them since they were shown.</summary>
    public string Stamp => Stamps.Of($"{Title}\n{Instruction.ReplaceLineEndings("\n")}");
}

/// <summary>What became of a change of a draft.</summary>
/// <param name="Problems">Why it was not made, in Russian; empty when it was.</param>
/// <param name="Stored">Somebody else changed the same meanwhile: what stands there now, and nothing was written. Else null.</param>
public sealed record DraftChange<TStored>(IReadOnlyList<string> Problems, TStored? Stored) where TStored : class
{
    public static readonly DraftChange<TStored> Made = new([], null);
}

/// <summary>Writes the next version of a form. Methods answer null or false when there is no such draft or form for the actor.</summary>
public sealed class FormDraftService(AppDbContext db, FormCatalogue forms)
{
    public const int MostQuestions = 300, MostTotals = 50;

    /// <summary>A draft of the form's next version; the one that is being written already when there is one.</summary>
    public Task<Guid?> StartAsync(string code, CancellationToken ct) => db.InTransactionAsync<Guid?>(async () =>
    {
        await db.LockAsync($"form:{code}", ct);
        if (await db.FormDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Code == code && d.State == FormDraftState.Open, ct) is { } open)
            return open.Id;
        if (await forms.TakeNewestAsync(code, ct) is not { } newest)
            return null;
        return await AddAsync(code, newest.Number, newest.Definition, ct);
    }, ct);

    /// <summary>A draft of a form that was not there before; the same one when its page is posted twice.</summary>
    /// <param name="code">Made by the page.</param>
    /// <exception cref="PreconditionException">The code is taken by a form.</exception>
    public Task<Guid> CreateAsync(string code, FormHeading heading, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        await db.LockAsync($"form:{code}", ct);
        if (await db.FormDrafts.AsNoTracking().Where(d => d.Code == code).OrderByDescending(d => d.CreatedAt).FirstOrDefaultAsync(ct) is { BasedOn: 0 } same)
            return same.Id;
        if (FormPresets.Find(code) is not null || await db.FormVersions.AnyAsync(f => f.Code == code, ct))
            throw new PreconditionException("Такая анкета уже есть. Откройте страницу «Новая анкета» ещё раз.");
        return await AddAsync(code, 0, new FormDefinition { Code = code, Title = heading.Title, Instruction = heading.Instruction, Sections = [] }, ct);
    }, ct);

    /// <param name="was"><see cref="FormHeading.Stamp"/> of what the form showed.</param>
    public Task<DraftChange<FormHeading>?> SaveHeadingAsync(Guid id, FormHeading heading, string was, CancellationToken ct) => WithDraftAsync(id, async draft =>
    {
        var form = draft.Definition;
        if (FormHeading.Of(form).Stamp is var stored && stored != was && stored != heading.Stamp)
            return new DraftChange<FormHeading>([], FormHeading.Of(form));
        await WriteAsync(draft, form with { Title = heading.Title, Instruction = heading.Instruction }, ct);
        return DraftChange<FormHeading>.Made;
    }, ct);

    /// <summary>Adds a question or writes it anew.</summary>
    /// <param name="was"><see cref="DraftQuestion.Stamp"/> of what the form showed; empty for a new question.</param>
    /// <exception cref="PreconditionException">The question was taken out of the draft meanwhile.</exception>
    public Task<DraftChange<DraftQuestion>?> SaveQuestionAsync(Guid id, DraftQuestion posted, string was, CancellationToken ct) => WithDraftAsync(id, async draft =>
    {
        var form = draft.Definition;
        var stored = DraftQuestion.Of(form, posted.Question.Code);
        if (stored?.Stamp == posted.Stamp)
            return DraftChange<DraftQuestion>.Made;
        if (stored is null && was.Length > 0)
            throw new PreconditionException("Пока вы правили вопрос, его сняли в другом окне. Верните его в анкету и внесите изменения.");
        if ((stored?.Stamp ?? "") != was)
            return new DraftChange<DraftQuestion>([], stored);
        if (ProblemsOf(form, posted, await forms.KnownQuestionsAsync(ct)) is { Count: > 0 } problems)
            return new DraftChange<DraftQuestion>(problems, null);
        await WriteAsync(draft, form.Put(posted.Question, posted.Section), ct);
        return DraftChange<DraftQuestion>.Made;
    }, ct);

    /// <summary>Adds a sum or writes it anew.</summary>
    /// <param name="was"><see cref="DraftTotal.Stamp"/> of what the form showed; empty for a new sum.</param>
    /// <exception cref="PreconditionException">The sum was removed meanwhile.</exception>
    public Task<DraftChange<DraftTotal>?> SaveTotalAsync(Guid id, DraftTotal posted, string was, CancellationToken ct) => WithDraftAsync(id, async draft =>
    {
        var form = draft.Definition;
        var stored = form.FindTotal(posted.Total.Key) is { } total ? new DraftTotal(total) : null;
        if (stored?.Stamp == posted.Stamp)
            return DraftChange<DraftTotal>.Made;
        if (stored is null && was.Length > 0)
            throw new PreconditionException("Пока вы правили сумму, её удалили в другом окне. Добавьте её заново, если она нужна.");
        if ((stored?.Stamp ?? "") != was)
            return new DraftChange<DraftTotal>([], stored);
        var problems = form.ProblemsOf(posted.Total).ToList();
        if (stored is null && form.Totals.Count >= MostTotals)
            problems.Add($"в анкете может быть не больше {MostTotals} сумм");
        if (problems.Count > 0)
            return new DraftChange<DraftTotal>([.. problems.Select(Capital)], null);
        await WriteAsync(draft, form.Put(posted.Total), ct);
        return DraftChange<DraftTotal>.Made;
    }, ct);

    /// <summary>Moves, retires, brings back or renames: steps that change nothing when they are made twice.</summary>
    /// <exception cref="PreconditionException">The draft is finished, or the step is not possible.</exception>
    public async Task<bool> ChangeAsync(Guid id, Func<FormDefinition, FormDefinition> step, CancellationToken ct) => await WithDraftAsync(id, async draft =>
    {
        await WriteAsync(draft, step(draft.Definition), ct);
        return "";
    }, ct) is not null;

    /// <summary>Forgets the draft; the form stays as it is.</summary>
    /// <returns>The code of the form.</returns>
    /// <exception cref="PreconditionException">It was put into force already.</exception>
    public Task<string?> DiscardAsync(Guid id, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await TakeAsync(id, ct) is not { } draft)
            return null;
        if (draft.State == FormDraftState.InForce)
            throw new PreconditionException("Эти изменения уже введены в действие. Чтобы отменить их, сделайте следующую редакцию.");
        draft.State = FormDraftState.Discarded;
        await db.SaveAsync("monitoring.form-draft-discarded", ct);
        return draft.Code;
    }, ct);

    /// <summary>Makes the draft the next version. Collections that run keep theirs.</summary>
    /// <param name="version">Of the draft that the person looked at.</param>
    /// <param name="startsOn">Collections opened on this day or later ask by it.</param>
    /// <returns>The code of the form; null: there is no such draft. Putting it into force twice changes nothing the second time.</returns>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed the draft since it was looked at.</exception>
    /// <exception cref="PreconditionException">The draft has faults, holds no change, or would begin before the version it follows.</exception>
    public Task<string?> PublishAsync(Guid id, uint version, DateOnly startsOn, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await TakeAsync(id, ct) is not { } draft)
            return null;
        if (draft.State == FormDraftState.InForce)
            return draft.Code;
        AssertOpen(draft);
        if (draft.Version != version)
            throw new DbUpdateConcurrencyException("The draft was changed.");
        await db.LockAsync($"form:{draft.Code}", ct);
        var newest = draft.BasedOn == 0 ? null : await forms.TakeNewestAsync(draft.Code, ct);
        if (draft.Definition.Problems() is [var first, ..])
            throw new PreconditionException($"{first}.");
        if (newest is not null && FormComparison.Of(newest.Definition, draft.Definition).Count == 0)
            throw new PreconditionException("В черновике нет изменений.");
        if (newest?.StartsOn is { } before && startsOn < before)
            throw new PreconditionException($"Прежняя редакция действует с {RussianText.ShortDate(before)}: новая не может начаться раньше неё.");
        db.Actor.Reason = $"С {RussianText.ShortDate(startsOn)}. {Summary(FormComparison.Of(newest?.Definition, draft.Definition))}";
        forms.Add(draft.Definition, draft.BasedOn + 1, startsOn);
        draft.State = FormDraftState.InForce;
        await db.SaveAsync("monitoring.form-version-added", ct);
        return draft.Code;
    }, ct);

    /// <summary>Everything that forbids a question where it is to stand, in Russian.</summary>
    private static IReadOnlyList<string> ProblemsOf(FormDefinition form, DraftQuestion posted, IReadOnlyDictionary<string, FormQuestion> known)
    {
        if (known.GetValueOrDefault(posted.Question.Code) is { } asked && FormEditing.WhyAnotherQuestion(asked, posted.Question) is { } reason)
            return [reason];
        var changed = form.Put(posted.Question, posted.Section);
        return changed.Questions.Count() > MostQuestions ? [$"В анкете может быть не больше {MostQuestions} вопросов"]
            : [.. changed.ProblemsOf(posted.Question.Code).Select(Capital)];
    }

    private static string Capital(string problem) => char.ToUpper(problem[0], RussianText.Culture) + problem[1..];

    private async Task<Guid> AddAsync(string code, int basedOn, FormDefinition definition, CancellationToken ct)
    {
        var draft = new FormDraft { Code = code, BasedOn = basedOn, Content = ProgramJson.Write(definition), CreatedBy = db.Actor.UserId, CreatedAt = db.Now };
        db.FormDrafts.Add(draft);
        await db.SaveAsync("monitoring.form-draft-started", ct);
        return draft.Id;
    }

    private Task<TResult?> WithDraftAsync<TResult>(Guid id, Func<FormDraft, Task<TResult>> step, CancellationToken ct) where TResult : class => db.InTransactionAsync(async () =>
    {
        if (await TakeAsync(id, ct) is not { } draft)
            return null;
        AssertOpen(draft);
        return await step(draft);
    }, ct);

    /// <summary>Locked until the end of the transaction: two windows write one after the other, each over what the other has left.</summary>
    private Task<FormDraft?> TakeAsync(Guid id, CancellationToken ct) => db.FormDrafts.FromSql($"select *, xmin from form_drafts where id = {id} for update").SingleOrDefaultAsync(ct);

    private static void AssertOpen(FormDraft draft)
    {
        if (draft.State != FormDraftState.Open)
            throw new PreconditionException(draft.State == FormDraftState.InForce ? "Этот черновик уже введён в действие. Изменения вносятся в следующую редакцию анкеты."
                : "Этот черновик уже удалён. Начните новую редакцию анкеты.");
    }

    private async Task WriteAsync(FormDraft draft, FormDefinition changed, CancellationToken ct)
    {
        var content = ProgramJson.Write(changed);
        if (content == ProgramJson.Write(draft.Definition))
            return;
        db.Actor.Reason = Summary(FormComparison.Of(draft.Definition, changed));
        draft.Content = content;
        await db.SaveAsync("monitoring.form-draft-changed", ct);
    }

    /// <summary>For the history: what was changed, as far as it fits a line.</summary>
    private static string Summary(IReadOnlyList<FormChange> changes)
    {
        const int longest = 400;
        var words = string.Join(". ", changes.Select(change => (change.Question.Length > 0 ? $"«{change.Question}»: " : "") + string.Join("; ", change.Details)));
        return words.Length <= longest ? words : words[..longest] + "…";
    }
}
