using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>Templates of the department's own: made of a programme, renamed, removed.</summary>
[Route("/programs"), RequirePermission(Permissions.ProgramsEdit)]
public sealed class OwnTemplatesController(OwnTemplatePages pages, OwnTemplateService templates) : Controller
{
    /// <param name="version">Number of a version; the current one without it.</param>
    [HttpGet("{id:guid}/templates")]
    public async Task<IActionResult> New(Guid id, int? version, CancellationToken ct) => await pages.NewAsync(id, version, null, ct) is { } page ? View("TemplateNew", page) : NotFound();

    [HttpPost("{id:guid}/templates")]
    public async Task<IActionResult> New(Guid id, OwnTemplateForm form, [FromServices] IValidator<OwnTemplateForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await pages.NewAsync(id, form.Number, form, ct) is { } page ? this.InvalidForm(page, "TemplateNew") : NotFound();
        return form.Number is { } number && await templates.MakeAsync(id, number, form.ToCommand(), ct) is not null ? Redirect("/programs/new#h-own") : NotFound();
    }

    [HttpGet("templates/{templateId:guid}")]
    public async Task<IActionResult> Edit(Guid templateId, CancellationToken ct) => await pages.EditAsync(templateId, null, ct) is { } page ? View("TemplateEdit", page) : NotFound();

    [HttpPost("templates/{templateId:guid}")]
    public async Task<IActionResult> Edit(Guid templateId, OwnTemplateForm form, [FromServices] IValidator<OwnTemplateForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await pages.EditAsync(templateId, form, ct) is { } page ? this.InvalidForm(page, "TemplateEdit") : NotFound();
        try
        {
            return await templates.ChangeAsync(templateId, form.Version ?? 0, form.ToCommand(), ct) ? Redirect("/programs/new#h-own") : NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            return await pages.ConflictAsync(templateId, form, Request, ct) is { } conflict ? this.Conflicting(conflict) : NotFound();
        }
    }

    [HttpPost("templates/{templateId:guid}/remove")]
    public async Task<IActionResult> Remove(Guid templateId, uint version, CancellationToken ct)
    {
        try
        {
            return await templates.RemoveAsync(templateId, version, ct) ? Redirect("/programs/new") : NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            return await pages.ConflictAsync(templateId, null, Request, ct) is { } conflict ? this.Conflicting(conflict) : NotFound();
        }
    }
}
