using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Schools;

/// <summary>Adding a school, changing what is known of it, closing and reopening it.</summary>
[Route("/schools"), RequirePermission(Permissions.SchoolsEdit)]
public sealed class SchoolEditController(SchoolFormPages pages, SchoolService schools) : Controller
{
    [HttpGet("new")]
    public IActionResult New() => View("SchoolForm", SchoolFormPages.New(null, []));

    [HttpPost("new")]
    public async Task<IActionResult> New(SchoolForm form, [FromServices] IValidator<SchoolForm> validator, CancellationToken ct)
    {
        var clashes = await CheckAsync(validator, form, null, ct);
        if (!ModelState.IsValid)
            return this.InvalidForm(SchoolFormPages.New(form, clashes), "SchoolForm");
        return Redirect($"/schools/{await schools.AddAsync(form.ToDetails(), ct)}");
    }

    [HttpGet("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) => Shown(await pages.EditAsync(id, null, [], ct), "SchoolForm");

    [HttpPost("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, SchoolForm form, [FromServices] IValidator<SchoolForm> validator, CancellationToken ct)
    {
        var clashes = await CheckAsync(validator, form, id, ct);
        if (!ModelState.IsValid)
            return Again(await pages.EditAsync(id, form, clashes, ct), "SchoolForm");
        try
        {
            return await schools.ChangeAsync(id, form.Version ?? 0, form.ToDetails(), ct) ? Redirect($"/schools/{id}") : NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            return await pages.ConflictAsync(id, form, Request, ct) is { } conflict ? this.Conflicting(conflict) : NotFound();
        }
    }

    [HttpGet("{id:guid}/close")]
    public async Task<IActionResult> Close(Guid id, CancellationToken ct) => Shown(await pages.CloseAsync(id, null, ct), "CloseSchool");

    [HttpPost("{id:guid}/close")]
    public async Task<IActionResult> Close(Guid id, CloseSchoolForm form, [FromServices] IValidator<CloseSchoolForm> validator, CancellationToken ct)
    {
        if (await this.IsValidAsync(validator, form))
            foreach (var blocker in await schools.BlockersToClosingAsync(id, form.ToCommand(), ct))
                ModelState.AddModelError("", blocker);
        if (!ModelState.IsValid)
            return Again(await pages.CloseAsync(id, form, ct), "CloseSchool");
        return await schools.CloseAsync(id, form.ToCommand(), ct) ? Redirect($"/schools/{id}") : NotFound();
    }

    [HttpPost("{id:guid}/reopen")]
    public async Task<IActionResult> Reopen(Guid id, uint version, CancellationToken ct) =>
        await schools.ReopenAsync(id, version, ct) ? Redirect($"/schools/{id}") : NotFound();

    private async Task<IReadOnlyList<SchoolClash>> CheckAsync(IValidator<SchoolForm> validator, SchoolForm form, Guid? id, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return [];
        var clashes = await schools.ClashesAsync(form.ToDetails(), id, ct);
        foreach (var clash in clashes)
            ModelState.AddModelError($"Form.{clash.Field}", clash.Message);
        return clashes;
    }

    private IActionResult Shown(object? page, string view) => page is null ? NotFound() : View(view, page);

    private IActionResult Again(object? page, string view) => page is null ? NotFound() : this.InvalidForm(page, view);
}
