using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators.Forms;

/// <summary>Questions of a draft: added, worded anew, moved, retired, asked again.</summary>
[Route("/monitoring/forms/drafts/{id:guid}/questions"), RequirePermission(Permissions.MonitoringCollect)]
public sealed class FormQuestionsController(FormDraftPages pages, FormDraftService drafts) : Controller
{
    [HttpGet("new")]
    public async Task<IActionResult> New(Guid id, string? section, CancellationToken ct) => Shown(await pages.QuestionAsync(id, null, null, section, ct));

    [HttpPost("new")]
    public Task<IActionResult> New(Guid id, QuestionForm form, [FromServices] IValidator<QuestionForm> validator, CancellationToken ct) => SaveAsync(id, null, form, validator, ct);

    [HttpGet("{question}")]
    public async Task<IActionResult> Edit(Guid id, string question, CancellationToken ct) => Shown(await pages.QuestionAsync(id, question, null, null, ct));

    [HttpPost("{question}")]
    public Task<IActionResult> Edit(Guid id, string question, QuestionForm form, [FromServices] IValidator<QuestionForm> validator, CancellationToken ct) => SaveAsync(id, question, form, validator, ct);

    /// <summary>A question that another form asks becomes one of this form too: the same quantity under the same code.</summary>
    [HttpPost("take")]
    public async Task<IActionResult> Take(Guid id, string? code, string? section, CancellationToken ct)
    {
        if (await pages.QuestionAsync(id, null, null, section, ct) is not { } page)
            return NotFound();
        var title = section?.Trim() ?? "";
        if (title.Length is 0 or > FormSection.TitleMaxLength)
            ModelState.AddModelError("", "Введите раздел, в который добавить вопрос.");
        if (code is null)
            ModelState.AddModelError("", "Выберите вопрос другой анкеты.");
        if (!ModelState.IsValid)
            return this.InvalidForm(page, "Question");
        if (await pages.OfOtherFormAsync(page.Definition, code!, ct) is not { } question)
            return NotFound();
        return await drafts.ChangeAsync(id, form => form.Find(question.Code) is null ? form.Put(question, title) : form, ct) ? Redirect($"{page.Draft.Path}#q-{question.Code}") : NotFound();
    }

    /// <param name="beside">Code of the question that it goes next to.</param>
    [HttpPost("{question}/move")]
    public async Task<IActionResult> Move(Guid id, string question, string? beside, bool after, CancellationToken ct) => await FindAsync(id, question, ct) is not { } page ? NotFound()
        : page.Definition.Find(beside ?? "") is null ? throw new PreconditionException("Вопроса, рядом с которым нужно было встать, в анкете уже нет. Откройте анкету заново.")
        : Done(page, question, await drafts.ChangeAsync(id, form => form.Move(question, new QuestionPlace(beside!, after)), ct));

    /// <summary>No longer asked from this version on; what was answered stays.</summary>
    [HttpPost("{question}/retire")]
    public async Task<IActionResult> Retire(Guid id, string question, bool knows, CancellationToken ct)
    {
        if (await pages.QuestionAsync(id, question, null, null, ct) is not { } page)
            return await AlreadyAsync(id, question, ct);
        if (page.Uses.Count > 0 && !knows)
            ModelState.AddModelError("", "По ответам на этот вопрос ведутся расчёты. Отметьте, что знаете об этом, или оставьте вопрос.");
        if (!ModelState.IsValid)
            return this.InvalidForm(page, "Question");
        return await ChangeAsync(page, form => page.Draft.WasAsked(question) ? form.Retire(question) : form.Drop(question), ct);
    }

    [HttpPost("{question}/restore")]
    public async Task<IActionResult> Restore(Guid id, string question, CancellationToken ct) => await FindAsync(id, question, ct) is not { } page ? NotFound()
        : Done(page, question, await drafts.ChangeAsync(id, form => form.Restore(question), ct));

    /// <summary>Another unit or another kind of answer: the old question is retired, its copy with a new code stands in its place.</summary>
    /// <param name="code">Made by the page.</param>
    [HttpPost("{question}/replace")]
    public async Task<IActionResult> Replace(Guid id, string question, string? code, bool knows, CancellationToken ct)
    {
        if (await pages.QuestionAsync(id, question, null, null, ct) is not { } page)
            return await AlreadyAsync(id, question, ct);
        if (page.Uses.Count > 0 && !knows)
            ModelState.AddModelError("", "Новый вопрос не войдёт в расчёты, в которых участвует прежний. Отметьте, что знаете об этом, или оставьте вопрос.");
        if (code is null || code == question || !code.StartsWith("q-", StringComparison.Ordinal) || code.Length > 20)
            ModelState.AddModelError("", "Откройте страницу вопроса ещё раз.");
        if (!ModelState.IsValid)
            return this.InvalidForm(page, "Question");
        await ChangeAsync(page, form => form.Find(code!) is not null ? form
            : form.Put(form.Find(question)! with { Code = code! }, form.SectionOf(question)!.Title).Move(code!, new QuestionPlace(question, true)).Retire(question), ct);
        return ModelState.IsValid ? Redirect($"{page.Draft.Path}/questions/{code}") : this.InvalidForm(page, "Question");
    }

    private async Task<IActionResult> SaveAsync(Guid id, string? code, QuestionForm form, IValidator<QuestionForm> validator, CancellationToken ct)
    {
        if (await pages.QuestionAsync(id, code, form, null, ct) is not { } page)
            return NotFound();
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(page, "Question");
        var mine = form.ToQuestion(code);
        if (await drafts.SaveQuestionAsync(id, mine, code is null ? "" : form.Was ?? "", ct) is not { } change)
            return NotFound();
        foreach (var problem in change.Problems)
            ModelState.AddModelError("", $"{problem}.");
        if (!ModelState.IsValid)
            return this.InvalidForm(page, "Question");
        if (change.Stored is not { } stored)
            return Redirect($"{page.Draft.Path}#q-{mine.Question.Code}");
        var path = $"{page.Draft.Path}/questions/{stored.Question.Code}";
        var words = QuestionForm.InWords(page.Definition, mine).Zip(QuestionForm.InWords(page.Definition, stored), (one, other) => (one.Label, one.Value, other.Value));
        return await pages.ConflictAsync(id, path, words, Request, stored.Stamp, ct) is { } conflict ? this.Conflicting(conflict) : NotFound();
    }

    private async Task<IActionResult> ChangeAsync(QuestionPage page, Func<FormDefinition, FormDefinition> step, CancellationToken ct)
    {
        try
        {
            return await drafts.ChangeAsync(page.Draft.Draft.Id, step, ct) ? Redirect(page.Draft.Path) : NotFound();
        }
        catch (PreconditionException refused)
        {
            ModelState.AddModelError("", refused.Message);
            return this.InvalidForm(page, "Question");
        }
    }

    /// <summary>The draft with the question, asked or retired.</summary>
    private async Task<FormDraftPage?> FindAsync(Guid id, string question, CancellationToken ct) =>
        await pages.DraftAsync(id, null, ct) is { } page && (page.Definition.Find(question) is not null || page.Definition.Retired.Any(one => one.Question.Code == question)) ? page : null;

    /// <summary>The button pressed twice: it is retired already.</summary>
    private async Task<IActionResult> AlreadyAsync(Guid id, string question, CancellationToken ct) => await FindAsync(id, question, ct) is { } page ? Redirect(page.Path) : NotFound();

    private IActionResult Shown(QuestionPage? page) => page is null ? NotFound() : View("Question", page);

    private IActionResult Done(FormDraftPage page, string question, bool found) => found ? Redirect($"{page.Path}#q-{question}") : NotFound();
}
