using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>The way of versions: sent, returned or approved, corrected by the next one, moved to the next year.</summary>
[Route("/programs/{id:guid}")]
public sealed class ProgramVersionsController(ProgramVersionPages pages, VersionService versions) : Controller
{
    [HttpGet("versions"), RequirePermission(Permissions.ProgramsView)]
    public async Task<IActionResult> Index(Guid id, CancellationToken ct) => await pages.ListAsync(id, null, null, ct) is { } page ? View("Versions", page) : NotFound();

    [HttpPost("versions/send"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> Send(Guid id, uint version, CancellationToken ct) => Done(id, await versions.SendAsync(id, version, ct));

    [HttpPost("versions/recall"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> Recall(Guid id, uint version, CancellationToken ct) => Done(id, await versions.RecallAsync(id, version, ct));

    [HttpPost("versions/discard"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> Discard(Guid id, uint version, CancellationToken ct) => Done(id, await versions.DiscardAsync(id, version, ct));

    [HttpPost("versions/correct"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> Correct(Guid id, CorrectForm form, [FromServices] IValidator<CorrectForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await pages.ListAsync(id, form, null, ct) is { } page ? this.InvalidForm(page, "Versions") : NotFound();
        return await versions.CorrectAsync(id, form.Note!, ct) is null ? NotFound() : Redirect($"/programs/{id}");
    }

    [HttpGet("next-year"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> Next(Guid id, CancellationToken ct) => await pages.NextAsync(id, null, ct) is { } page ? View("NextYear", page) : NotFound();

    [HttpPost("next-year"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> Next(Guid id, NextYearForm form, [FromServices] IValidator<NextYearForm> validator, [FromServices] NextYearService service, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await pages.NextAsync(id, form, ct) is { } page ? this.InvalidForm(page, "NextYear") : NotFound();
        return await service.StartAsync(id, form.ToCommand(), ct) is { } started ? Redirect($"/programs/{started}") : NotFound();
    }

    private IActionResult Done(Guid id, bool found) => found ? Redirect($"/programs/{id}/versions") : NotFound();
}

/// <summary>What those decide who may approve.</summary>
[Route("/programs/{id:guid}/versions"), RequirePermission(Permissions.ProgramsApprove)]
public sealed class ProgramApprovalController(ProgramVersionPages pages, VersionService versions) : Controller
{
    [HttpGet("approve")]
    public async Task<IActionResult> Approve(Guid id, CancellationToken ct) => await pages.ApproveAsync(id, null, ct) is { } page ? View("Approve", page) : NotFound();

    [HttpPost("approve")]
    public async Task<IActionResult> Approve(Guid id, ApproveProgramForm form, [FromServices] IValidator<ApproveProgramForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await pages.ApproveAsync(id, form, ct) is { } page ? this.InvalidForm(page, "Approve") : NotFound();
        return await versions.ApproveAsync(id, form.Version ?? 0, form.ToCommand(), ct) ? Redirect($"/programs/{id}/versions") : NotFound();
    }

    [HttpPost("return")]
    public async Task<IActionResult> Return(Guid id, ReturnProgramForm returnForm, [FromServices] IValidator<ReturnProgramForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, returnForm))
            return await pages.ListAsync(id, null, returnForm, ct) is { } page ? this.InvalidForm(page, "Versions") : NotFound();
        return await versions.ReturnAsync(id, returnForm.Version ?? 0, returnForm.Comment!, ct) ? Redirect($"/programs/{id}/versions") : NotFound();
    }
}
