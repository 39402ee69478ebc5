using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>A new municipal programme: from a template of the product or of the department, or empty.</summary>
[Route("/programs/new"), RequirePermission(Permissions.ProgramsEdit)]
public sealed class ProgramStartController(ProgramStartPages pages, ProgramService programs) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Choose(CancellationToken ct) => View("StartChoose", await pages.ChooseAsync(ct));

    [HttpGet("empty")]
    public async Task<IActionResult> Blank(CancellationToken ct) => View("StartEmpty", await pages.EmptyAsync(null, ct));

    [HttpPost("empty")]
    public async Task<IActionResult> Blank(EmptyStartForm form, [FromServices] IValidator<EmptyStartForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(await pages.EmptyAsync(form, ct), "StartEmpty");
        return Redirect($"/programs/{await programs.CreateAsync(form.ToProgram(), ct)}");
    }

    [HttpGet("template/{template}")]
    public async Task<IActionResult> Template(string template, CancellationToken ct) =>
        ProgramTemplates.Find(template) is { } found ? View("StartTemplate", await pages.TemplateAsync(found, null, ct)) : NotFound();

    [HttpPost("template/{template}")]
    public async Task<IActionResult> Template(string template, TemplateStartForm form, [FromServices] IValidator<TemplateStartForm> validator, CancellationToken ct)
    {
        if (ProgramTemplates.Find(template) is not { } found)
            return NotFound();
        form.Template = found;
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(await pages.TemplateAsync(found, form, ct), "StartTemplate");
        return Redirect($"/programs/{await programs.CreateAsync(await pages.ProgramAsync(found, form, ct), ct)}");
    }

    [HttpGet("own/{templateId:guid}")]
    public async Task<IActionResult> Own(Guid templateId, CancellationToken ct) => await pages.OwnAsync(templateId, null, ct) is { } page ? View("StartTemplate", page) : NotFound();

    [HttpPost("own/{templateId:guid}")]
    public async Task<IActionResult> Own(Guid templateId, TemplateStartForm form, [FromServices] IValidator<TemplateStartForm> validator, CancellationToken ct)
    {
        if (await pages.OwnHeadAsync(templateId, ct) is not { } found)
            return NotFound();
        form.Template = found;
        if (!await this.IsValidAsync(validator, form))
            return await pages.OwnAsync(templateId, form, ct) is { } page ? this.InvalidForm(page, "StartTemplate") : NotFound();
        return await pages.OwnProgramAsync(templateId, form, ct) is { } program ? Redirect($"/programs/{await programs.CreateAsync(program, ct)}") : NotFound();
    }
}
