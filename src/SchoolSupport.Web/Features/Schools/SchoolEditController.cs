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
public sealed class SchoolEditController(SchoolFormPages pages, SchoolConflictPages conflicts, SchoolService schools) : Controller
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
        return await SavedAsync(id, () => schools.ChangeAsync(id, form.Version ?? 0, form.ToDetails(), ct), () => conflicts.EditingAsync(id, form, Request, ct));
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
        return await SavedAsync(id, () => schools.CloseAsync(id, form.ToCommand(), ct), () => conflicts.ClosingAsync(id, form, Request, ct));
    }

    [HttpPost("{id:guid}/reopen")]
    public Task<IActionResult> Reopen(Guid id, uint version, CancellationToken ct) =>
        SavedAsync(id, () => schools.ReopenAsync(id, version, ct), () => conflicts.ReopeningAsync(id, Request, ct));

    private async Task<IReadOnlyList<SchoolClash>> CheckAsync(IValidator<SchoolForm> validator, SchoolForm form, Guid? id, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return [];
        var clashes = await schools.ClashesAsync(form.ToDetails(), id, ct);
        foreach (var clash in clashes)
            ModelState.AddModelError($"Form.{clash.Field}", clash.Message);
        return clashes;
    }

    /// <summary>The school's card after the change, or both values when somebody saved first.</summary>
    private async Task<IActionResult> SavedAsync(Guid id, Func<Task<bool>> change, Func<Task<ConflictPage?>> conflict)
    {
        try
        {
            return await change() ? Redirect($"/schools/{id}") : NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            return await conflict() is { } page ? this.Conflicting(page) : NotFound();
        }
    }

    private IActionResult Shown(object? page, string view) => page is null ? NotFound() : View(view, page);

    private IActionResult Again(object? page, string view) => page is null ? NotFound() : this.InvalidForm(page, view);
}
