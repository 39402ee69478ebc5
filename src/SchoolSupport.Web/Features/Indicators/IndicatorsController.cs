using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators;

/// <summary>The indicators of a programme: the table, one value, a value replaced by hand.</summary>
[Route("/monitoring/indicators"), RequirePermission(Permissions.IdentificationView)]
public sealed class IndicatorsController(IndicatorQueries queries, IndicatorService indicators) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid? program, string? show, CancellationToken ct) => await queries.PageAsync(program, show, ct) is { } page ? View("Indicators", page) : NotFound();

    [HttpGet("{programId:guid}/export"), RequirePermission(Permissions.ReportsDownload)]
    public async Task<IActionResult> Export(Guid programId, string? show, CancellationToken ct) => await queries.PageAsync(programId, show, ct) is { Found: not null } page
        ? File(IndicatorExport.Write(page), IndicatorExport.ContentType, IndicatorExport.FileName(page)) : NotFound();

    /// <param name="from">Key of the period that <paramref name="to"/> is compared with.</param>
    [HttpGet("{programId:guid}/compare")]
    public async Task<IActionResult> Compare(Guid programId, string? from, string? to, CancellationToken ct) =>
        await queries.CompareAsync(programId, from, to, ct) is { } page ? View("Comparison", page) : NotFound();

    /// <summary>Puts the computation of all indicators into the background.</summary>
    [HttpPost("{programId:guid}/recompute"), RequirePermission(Permissions.ProgramsEdit)]
    public async Task<IActionResult> Recompute(Guid programId, [FromServices] IndicatorTables tables, CancellationToken ct)
    {
        if (await queries.PageAsync(programId, null, ct) is null)
            return NotFound();
        await tables.RequestAsync(ct);
        return Redirect($"/monitoring/indicators?program={programId}");
    }

    [HttpGet("{programId:guid}/{code}")]
    public async Task<IActionResult> Value(Guid programId, string code, string? period, string? line, CancellationToken ct) =>
        await queries.ValueAsync(programId, code, period, line, null, ct) is { } page ? View("Indicator", page) : NotFound();

    [HttpPost("{programId:guid}/{code}/replace"), RequirePermission(Permissions.ProgramsEdit)]
    public async Task<IActionResult> Replace(Guid programId, string code, IndicatorValueForm form, [FromServices] IValidator<IndicatorValueForm> validator, CancellationToken ct)
    {
        if (await queries.ValueAsync(programId, code, form.Period, form.Line, form, ct) is not { } page)
            return NotFound();
        if (await this.IsValidAsync(validator, form) && IndicatorService.Problem(page.Definition, form.Value!.Value) is { } problem)
            ModelState.AddModelError("Form.Value", problem);
        if (form.Place(programId, code) is not { } place)
            ModelState.AddModelError("", "Выберите период, за который вводится значение.");
        else if (ModelState.IsValid)
            return await indicators.ReplaceAsync(place, form.Value!.Value, form.Reason!, form.Version, ct) ? Redirect(page.Address(page.Line.Part, page.Point.Period)) : NotFound();
        return this.InvalidForm(page, "Indicator");
    }

    /// <summary>The computed value holds again.</summary>
    [HttpPost("{programId:guid}/{code}/restore"), RequirePermission(Permissions.ProgramsEdit)]
    public async Task<IActionResult> Restore(Guid programId, string code, IndicatorValueForm form, CancellationToken ct)
    {
        if (await queries.ValueAsync(programId, code, form.Period, form.Line, null, ct) is not { } page || form.Place(programId, code) is not { } place)
            return NotFound();
        return await indicators.RestoreAsync(place, form.Version ?? 0, ct) ? Redirect(page.Address(page.Line.Part, page.Point.Period)) : NotFound();
    }
}
