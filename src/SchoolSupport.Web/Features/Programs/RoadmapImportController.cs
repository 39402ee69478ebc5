using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchoolSupport.Application.Programs.Import;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Composition;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>Roadmaps of a Word or Excel file into a draft: file → what was read → confirmation.</summary>
[Route("/programs/{id:guid}/import"), RequirePermission(Permissions.SchoolProgramsEdit)]
public sealed class RoadmapImportController(RoadmapImportPages pages, RoadmapImportService import) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Choose(Guid id, CancellationToken ct) => await pages.ChooseAsync(id, ct) is { } page ? View("RoadmapImportChoose", page) : NotFound();

    [HttpPost(""), EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Choose(Guid id, RoadmapFileForm form, [FromServices] IValidator<RoadmapFileForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await pages.ChooseAsync(id, ct) is { } page ? this.InvalidForm(page, "RoadmapImportChoose") : NotFound();
        return await import.KeepAsync(id, form.File!.FileName, await form.ReadAsync(ct), ct) is { } importId ? Redirect($"/programs/{id}/import/{importId}") : NotFound();
    }

    [HttpGet("{importId:guid}")]
    public async Task<IActionResult> Preview(Guid id, Guid importId, CancellationToken ct) =>
        await pages.PreviewAsync(id, importId, null, ct) is not { } page ? NotFound() : page.Found.CommittedAt is not null ? View("RoadmapImportDone", page) : View("RoadmapImportPreview", page);

    [HttpPost("{importId:guid}")]
    public async Task<IActionResult> Commit(Guid id, Guid importId, RoadmapImportForm form, [FromServices] IValidator<RoadmapImportForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await pages.PreviewAsync(id, importId, form, ct) is { } page ? this.InvalidForm(page, "RoadmapImportPreview") : NotFound();
        return await import.CommitAsync(id, importId, form.ToCommand(null), ct) is not null ? Redirect($"/programs/{id}/import/{importId}") : NotFound();
    }

    /// <summary>The file as it came; never shown inside the browser.</summary>
    [HttpGet("{importId:guid}/file")]
    public async Task<IActionResult> Original(Guid id, Guid importId, CancellationToken ct) =>
        await import.ContentAsync(id, importId, ct) is { } file ? File(file.Content, "application/octet-stream", file.Name) : NotFound();
}

/// <summary>The same for a programme that is made of the file.</summary>
[Route("/programs/new/import"), RequirePermission(Permissions.ProgramsEdit)]
public sealed class ProgramImportController(RoadmapImportPages pages, RoadmapImportService import) : Controller
{
    [HttpGet("")]
    public IActionResult Choose() => View("RoadmapImportChoose", RoadmapImportPages.ChooseNew());

    [HttpPost(""), EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Choose(RoadmapFileForm form, [FromServices] IValidator<RoadmapFileForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(RoadmapImportPages.ChooseNew(), "RoadmapImportChoose");
        return await import.KeepAsync(null, form.File!.FileName, await form.ReadAsync(ct), ct) is { } importId ? Redirect($"/programs/new/import/{importId}") : NotFound();
    }

    [HttpGet("{importId:guid}")]
    public async Task<IActionResult> Preview(Guid importId, CancellationToken ct) =>
        await pages.PreviewAsync(null, importId, null, ct) is not { } page ? NotFound()
        : page.Found is { CommittedAt: not null, ProgramId: { } made } ? Redirect($"/programs/{made}/import/{importId}") : View("RoadmapImportPreview", page);

    [HttpPost("{importId:guid}")]
    public async Task<IActionResult> Commit(Guid importId, RoadmapImportForm form, [FromServices] IValidator<RoadmapImportForm> validator,
        [FromServices] IValidator<ImportedProgramForm> programValidator, CancellationToken ct)
    {
        form.Program ??= new ImportedProgramForm();
        var isValid = await this.IsValidAsync(validator, form);
        if (!await this.IsValidAsync(programValidator, form.Program, "Form.Program.") || !isValid)
            return await pages.PreviewAsync(null, importId, form, ct) is { } page ? this.InvalidForm(page, "RoadmapImportPreview") : NotFound();
        return await import.CommitAsync(null, importId, form.ToCommand(form.Program.ToProgram()), ct) is { } id ? Redirect($"/programs/{id}/import/{importId}") : NotFound();
    }
}
