using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Composition;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>The federal list of schools with low results (перечень ФИОКО) by years.</summary>
[Route("/identification/federal-list"), RequirePermission(Permissions.IdentificationView)]
public sealed class FederalListController(FederalListQueries queries, FederalListService lists, IValidator<FederalListForm> validator, PageYear year) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await queries.PageAsync(year.Value, null, ct));

    [HttpPost(""), RequirePermission(Permissions.FederalListEdit), EnableRateLimiting(RateLimits.Upload), RequestSizeLimit(2 * FederalListFormValidator.MaxBytes)]
    public async Task<IActionResult> Index(FederalListForm form, CancellationToken ct)
    {
        var lines = await this.IsValidAsync(validator, form) ? await LinesAsync(form, ct) : [];
        if (!ModelState.IsValid)
            return this.InvalidForm(await queries.PageAsync(year.Value, form, ct));
        await lists.ReplaceAsync(form.ToCommand(year.Value, lines), ct);
        return Redirect("/identification/federal-list");
    }

    [HttpPost("lines/{id:guid}"), RequirePermission(Permissions.FederalListEdit)]
    public async Task<IActionResult> Assign(Guid id, Guid? schoolId, CancellationToken ct) =>
        schoolId is { } school && await lists.AssignAsync(id, school, ct) ? Redirect("/identification/federal-list") : NotFound();

    private async Task<IReadOnlyList<FederalLine>> LinesAsync(FederalListForm form, CancellationToken ct)
    {
        if (form.File is not { } file)
            return await queries.TickedAsync(form.SchoolIds!, ct);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, ct);
        var reading = await lists.ReadAsync(content.ToArray(), Path.GetFileName(file.FileName), ct);
        foreach (var error in reading.Findings.Where(f => f.Severity == FindingSeverity.Error))
            ModelState.AddModelError("Form.File", $"{error.Message} {error.Action}".Trim());
        return reading.Lines;
    }
}
