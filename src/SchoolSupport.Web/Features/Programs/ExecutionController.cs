using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Composition;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>The execution of a programme: all measures, one measure, one line with its report.</summary>
[Route("/programs/{id:guid}/execution"), RequirePermission(Permissions.ProgramsView)]
public sealed class ExecutionController(
    ExecutionQueries programs, MeasureQueries measures, LineQueries lines, ExecutionService execution, ReportPosting posting) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, CancellationToken ct)
    {
        if (await programs.PageAsync(id, ListState.From(Request, ExecutionQueries.Sorts), ct) is { } page)
            return View(page);
        return await programs.TitleAsync(id, ct) is { } title ? View("NotInForce", new ProgramTitle(id, title)) : NotFound();
    }

    [HttpGet("{lineId:guid}")]
    public async Task<IActionResult> Measure(Guid id, Guid lineId, CancellationToken ct) =>
        await measures.PageAsync(id, lineId, ListState.From(Request, MeasureQueries.Sorts), ct) is { } page ? View(page) : NotFound();

    [HttpGet("{lineId:guid}/report")]
    public async Task<IActionResult> Report(Guid id, Guid lineId, string? key, Guid? school, string? done, CancellationToken ct) =>
        await lines.FindAsync(new LineAddress(id, lineId, key ?? "", school), ct) is { } found ? View(await lines.PageAsync(found, done, ct)) : NotFound();

    [HttpPost("{lineId:guid}/report"), RequirePermission(Permissions.ExecutionReport), EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Report(Guid id, Guid lineId, ReportForm form, CancellationToken ct)
    {
        var line = new LineAddress(id, lineId, form.Key ?? "", form.School);
        if (await lines.FindAsync(line, ct) is not { } found)
            return NotFound();
        if (await posting.TakeAsync(this, found, line, form, ct) is { } done)
            return Redirect(ExecutionLinks.Report(line, done));
        var kept = ViewData["Kept"] is true;
        return this.InvalidForm(await lines.PageAsync(kept ? (await lines.FindAsync(line, ct))! : found, kept ? "kept" : null, ct, form));
    }

    [HttpGet("{lineId:guid}/cancel"), RequirePermission(Permissions.ExecutionReview)]
    public async Task<IActionResult> Cancel(Guid id, Guid lineId, string? key, Guid? school, CancellationToken ct) =>
        await measures.CancelAsync(id, lineId, new CancelForm { Key = key, School = school }, ct) is { } page ? View(page) : NotFound();

    [HttpPost("{lineId:guid}/cancel"), RequirePermission(Permissions.ExecutionReview)]
    public async Task<IActionResult> Cancel(Guid id, Guid lineId, CancelForm form, [FromServices] IValidator<CancelForm> validator, CancellationToken ct)
    {
        if (await measures.CancelAsync(id, lineId, form, ct) is not { } page)
            return NotFound();
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(page);
        await execution.CancelAsync(new CancelOccurrence(id, lineId, form.Key!, form.School, form.Reason!), ct);
        return Redirect(ExecutionLinks.Measure(id, lineId));
    }
}
