using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>What is done with an upload after its file came.</summary>
[Route("/results/uploads/{id:guid}"), RequirePermission(Permissions.ResultsUpload)]
public sealed class UploadStepsController(
    UploadService uploads, UploadMatching matching, UploadReturn returns, UploadPageQueries pages, UploadAnswersQueries answers) : Controller
{
    [HttpGet("answers")]
    public async Task<IActionResult> Answers(Guid id, CancellationToken ct) =>
        await answers.PageAsync(id, null, ct) is { } page ? View("UploadAnswers", page) : NotFound();

    [HttpPost("answers")]
    public async Task<IActionResult> Answers(Guid id, AnswersForm form, [FromServices] IValidator<AnswersForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await answers.PageAsync(id, form, ct) is { } page ? this.InvalidForm(page, "UploadAnswers") : NotFound();
        return Back(id, await uploads.AnswerAsync(id, form.ToCommand(), form.Version ?? 0, ct));
    }

    [HttpPost("match")]
    public async Task<IActionResult> Match(Guid id, MatchForm form, CancellationToken ct)
    {
        if (ChosenSchool(form) is not { } choice || form.Label is null)
        {
            ModelState.AddModelError(nameof(form.School), "Выберите школу или ответ «Не школа нашего округа».");
            return await pages.PageAsync(id, false, ct) is { } page ? this.InvalidForm(page, "UploadShow") : NotFound();
        }
        return Back(id, await matching.ChooseAsync(id, new ChooseSchool(form.Label, choice.School), form.Version ?? 0, ct));
    }

    [HttpPost("confirm")]
    public async Task<IActionResult> Confirm(Guid id, uint version, CancellationToken ct) => Back(id, await uploads.ConfirmAsync(id, version, ct));

    [HttpPost("withdraw")]
    public async Task<IActionResult> Withdraw(Guid id, uint version, CancellationToken ct) => Back(id, await uploads.WithdrawAsync(id, version, ct));

    [HttpPost("read-again")]
    public async Task<IActionResult> ReadAgain(Guid id, uint version, CancellationToken ct) => Back(id, await uploads.ReadAgainAsync(id, version, ct));

    [HttpGet("return"), RequirePermission(Permissions.ResultsReturn)]
    public async Task<IActionResult> Return(Guid id, CancellationToken ct) =>
        await pages.PageAsync(id, false, ct) is { MayReturn: true } page ? View("UploadReturn", new UploadReturnPage(page, new ReturnForm { Version = page.Version })) : NotFound();

    [HttpPost("return"), RequirePermission(Permissions.ResultsReturn)]
    public async Task<IActionResult> Return(Guid id, ReturnForm form, [FromServices] IValidator<ReturnForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await pages.PageAsync(id, false, ct) is { } page ? this.InvalidForm(new UploadReturnPage(page, form), "UploadReturn") : NotFound();
        return Back(id, await returns.ReturnAsync(id, form.Comment!, form.Version ?? 0, ct) is not null);
    }

    private IActionResult Back(Guid id, bool found) => found ? Redirect($"/results/uploads/{id}") : NotFound();

    /// <summary>Null when nothing usable was chosen; a null school inside means «skip».</summary>
    private static (Guid? School, bool IsSaid)? ChosenSchool(MatchForm form) => form.School switch
    {
        MatchForm.Skip => (null, true),
        MatchForm.Other when form.OtherSchool is { } other => (other, true),
        _ when Guid.TryParse(form.School, out var school) => (school, true),
        _ => null,
    };
}

public sealed record UploadReturnPage(UploadPage Upload, ReturnForm Form);
