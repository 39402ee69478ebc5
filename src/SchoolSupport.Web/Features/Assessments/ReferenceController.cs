using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>Reference data: the catalogue of procedures and, for each year, scales, minimums and cancellations.</summary>
[Route("/settings/reference"), RequirePermission(Permissions.ReferenceView)]
public sealed class ReferenceController(ReferenceQueries queries, ReferenceService reference, PageYear year) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(int? copied, CancellationToken ct) => View("Reference", await queries.ListAsync(copied, ct));

    [HttpGet("new"), RequirePermission(Permissions.ReferenceEdit)]
    public IActionResult New() => View("ProcedureEdit", ReferenceQueries.New(null));

    [HttpPost("new"), RequirePermission(Permissions.ReferenceEdit)]
    public async Task<IActionResult> New(ProcedureForm form, [FromServices] IValidator<ProcedureForm> validator, CancellationToken ct)
    {
        form.Version = null;
        if (await this.IsValidAsync(validator, form) && await reference.NameTakenAsync(form.Name!, null, ct))
            ModelState.AddModelError("Form.Name", "Процедура с таким названием уже есть.");
        if (!ModelState.IsValid)
            return this.InvalidForm(ReferenceQueries.New(form), "ProcedureEdit");
        await reference.AddAsync(form.ToDetails(), ct);
        return Redirect("/settings/reference");
    }

    [HttpGet("{id:guid}"), RequirePermission(Permissions.ReferenceEdit)]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await queries.ProcedureAsync(id, null, ct) is { } page ? View("ProcedureEdit", page) : NotFound();

    [HttpPost("{id:guid}"), RequirePermission(Permissions.ReferenceEdit)]
    public async Task<IActionResult> Edit(Guid id, ProcedureForm form, [FromServices] IValidator<ProcedureForm> validator, CancellationToken ct)
    {
        form.Version ??= 0;
        if (await this.IsValidAsync(validator, form) && await reference.NameTakenAsync(form.Name!, id, ct))
            ModelState.AddModelError("Form.Name", "Процедура с таким названием уже есть.");
        if (!ModelState.IsValid)
            return await queries.ProcedureAsync(id, form, ct) is { } page ? this.InvalidForm(page, "ProcedureEdit") : NotFound();
        try
        {
            return await reference.ChangeAsync(id, form.Version.Value, form.Name!, form.IsActive, ct) ? Redirect("/settings/reference") : NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            return await queries.ConflictAsync(id, form, Request, ct) is { } conflict ? this.Conflicting(conflict) : NotFound();
        }
    }

    [HttpGet("{id:guid}/year"), RequirePermission(Permissions.ReferenceEdit)]
    public async Task<IActionResult> Year(Guid id, CancellationToken ct) =>
        await queries.YearAsync(id, null, ct) is { } page ? View("ProcedureYear", page) : NotFound();

    [HttpPost("{id:guid}/year"), RequirePermission(Permissions.ReferenceEdit)]
    public async Task<IActionResult> Year(Guid id, ProcedureYearForm form, [FromServices] IValidator<ProcedureYearForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await queries.YearAsync(id, form, ct) is { } page ? this.InvalidForm(page, "ProcedureYear") : NotFound();
        try
        {
            return await reference.SetYearAsync(id, year.Value, form.Version, form.ToDetails(), ct) ? Redirect("/settings/reference") : NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            return await queries.ConflictAsync(id, form, Request, ct) is { } conflict ? this.Conflicting(conflict) : NotFound();
        }
    }

    /// <summary>Copies the year before the page's year to the page's year.</summary>
    [HttpPost("copy"), RequirePermission(Permissions.ReferenceEdit)]
    public async Task<IActionResult> Copy(CancellationToken ct) =>
        Redirect($"/settings/reference?copied={await reference.CopyToNextAsync(year.Value.Previous, ct)}");
}
