using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators;

/// <summary>Filling the forms of a collection: a school's people for their school, the department's for the department.</summary>
[Route("/monitoring/campaigns/{id:guid}/form"), RequirePermission(Permissions.MonitoringFill)]
public sealed class FillController(FillPages pages, SubmissionService submissions, CurrentActor actor) : Controller
{
    /// <summary>The first section that is not filled; the page of everything once it was sent.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, CancellationToken ct)
    {
        await submissions.PrefillAsync(id, actor.SchoolId, ct);
        if (await pages.SectionAsync(id, actor.SchoolId, null, null, ct) is not { } page)
            return NotFound();
        return page.MayEdit ? Redirect($"{page.Path}/sections/{page.Step.Number}") : Redirect($"{page.Path}/check");
    }

    [HttpGet("sections/{step:int}")]
    public async Task<IActionResult> Section(Guid id, int step, CancellationToken ct) =>
        await pages.SectionAsync(id, actor.SchoolId, step, null, ct) is { } page ? View("Fill", page) : NotFound();

    [HttpPost("sections/{step:int}")]
    public async Task<IActionResult> Section(Guid id, int step, FillForm form, CancellationToken ct)
    {
        try
        {
            if (await submissions.SaveAsync(id, actor.SchoolId, form.ToAnswers(), ct) is not { } saved)
                return NotFound();
            foreach (var conflict in saved.Conflicts)
                ModelState.AddModelError("", $"Пока вы заполняли раздел, другой человек записал «{conflict.Stored}» туда, где у вас «{conflict.Typed}». Проверьте значение и сохраните раздел ещё раз.");
        }
        catch (PreconditionException refused)
        {
            ModelState.AddModelError("", $"{refused.Message}. Введённое показано ниже и не сохранено.");
        }
        var isSaved = ModelState.IsValid;
        if (await pages.SectionAsync(id, actor.SchoolId, step, isSaved ? null : form, ct) is not { } page)
            return NotFound();
        foreach (var field in page.Fields.Where(f => f.Errors.Count > 0))
            ModelState.AddModelError($"{field.Name}.Typed", field.Errors[0]);
        // An error in an answer does not keep from leaving; what was not saved does.
        if (!isSaved || (!ModelState.IsValid && form.Then != "exit"))
            return this.InvalidForm(page, "Fill");
        return form.Then == "exit" ? Redirect("/monitoring/campaigns") : Redirect(step < page.Steps.Count ? $"{page.Path}/sections/{step + 1}" : $"{page.Path}/check");
    }

    [HttpPost("classes")]
    public async Task<IActionResult> Classes(Guid id, string? names, int step, CancellationToken ct) =>
        await submissions.SetClassesAsync(id, actor.SchoolId, (names ?? "").Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries), ct)
            ? Redirect($"{FillLinks.Form(id)}/sections/{step}") : NotFound();

    [HttpGet("check")]
    public async Task<IActionResult> Check(Guid id, int? saved, CancellationToken ct) => await pages.CheckAsync(id, actor.SchoolId, ct) is { } page ? View("Check", page with { Saved = saved }) : NotFound();

    [HttpPost("submit")]
    public async Task<IActionResult> Submit(Guid id, CancellationToken ct)
    {
        try
        {
            return await submissions.SubmitAsync(id, actor.SchoolId, ct) ? Redirect($"{FillLinks.Form(id)}/check") : NotFound();
        }
        catch (PreconditionException refused)
        {
            ModelState.AddModelError("", refused.Message);
            return await pages.CheckAsync(id, actor.SchoolId, ct) is { } page ? this.InvalidForm(page, "Check") : NotFound();
        }
    }

    [HttpPost("withdraw")]
    public async Task<IActionResult> Withdraw(Guid id, CancellationToken ct) => await submissions.WithdrawAsync(id, actor.SchoolId, ct) ? Redirect(FillLinks.Form(id)) : NotFound();
}

/// <summary>What the department reads of one school, and what it answers.</summary>
[Route("/monitoring/campaigns/{id:guid}"), RequirePermission(Permissions.ReportsDownload)]
public sealed class SubmissionController(FillPages pages, SubmissionService submissions, CampaignService campaigns) : Controller
{
    [HttpGet("schools/{schoolId:guid}")]
    public async Task<IActionResult> School(Guid id, Guid schoolId, CancellationToken ct) => Shown(await pages.CheckAsync(id, schoolId, ct));

    /// <summary>The department's own answers.</summary>
    [HttpGet("department")]
    public async Task<IActionResult> Department(Guid id, CancellationToken ct) => Shown(await pages.CheckAsync(id, null, ct));

    [HttpPost("schools/{schoolId:guid}/accept"), RequirePermission(Permissions.MonitoringCollect)]
    public async Task<IActionResult> Accept(Guid id, Guid schoolId, CancellationToken ct) => Done(id, await submissions.AcceptAsync(id, schoolId, ct));

    [HttpPost("schools/{schoolId:guid}/return"), RequirePermission(Permissions.MonitoringCollect)]
    public async Task<IActionResult> Return(Guid id, Guid schoolId, ReturnSubmissionForm form, CancellationToken ct)
    {
        try
        {
            return ModelState.IsValid ? Done(id, await submissions.ReturnAsync(id, schoolId, form.ToRemarks(), form.Comment ?? "", form.Until, ct)) : await AgainAsync(id, schoolId, ct);
        }
        catch (PreconditionException refused)
        {
            ModelState.AddModelError("", $"{refused.Message}.");
            return await AgainAsync(id, schoolId, ct);
        }
    }

    [HttpPost("schools/{schoolId:guid}/extend"), RequirePermission(Permissions.MonitoringCollect)]
    public async Task<IActionResult> Extend(Guid id, Guid schoolId, DateOnly? until, CancellationToken ct)
    {
        try
        {
            if (until is null)
                ModelState.AddModelError("", "Введите новый последний день для школы.");
            return ModelState.IsValid ? Done(id, await campaigns.ExtendAsync(id, schoolId, until!.Value, ct)) : await AgainAsync(id, schoolId, ct);
        }
        catch (PreconditionException refused)
        {
            ModelState.AddModelError("", $"{refused.Message}.");
            return await AgainAsync(id, schoolId, ct);
        }
    }

    [HttpPost("schools/{schoolId:guid}/let-off"), RequirePermission(Permissions.MonitoringCollect)]
    public async Task<IActionResult> LetOff(Guid id, Guid schoolId, CancellationToken ct) => Done(id, await campaigns.LetOffAsync(id, schoolId, ct));

    private IActionResult Shown(CheckPage? page) => page is null ? NotFound() : View("Submission", page);

    private async Task<IActionResult> AgainAsync(Guid id, Guid schoolId, CancellationToken ct) =>
        await pages.CheckAsync(id, schoolId, ct) is { } page ? this.InvalidForm(page, "Submission") : NotFound();

    private IActionResult Done(Guid id, bool found) => found ? Redirect($"/monitoring/campaigns/{id}") : NotFound();
}
