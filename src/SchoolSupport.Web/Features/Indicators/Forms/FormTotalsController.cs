using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators.Forms;

/// <summary>Sums of a draft: which answers must give which.</summary>
[Route("/monitoring/forms/drafts/{id:guid}/totals"), RequirePermission(Permissions.MonitoringCollect)]
public sealed class FormTotalsController(FormDraftPages pages, FormDraftService drafts) : Controller
{
    [HttpGet("new")]
    public async Task<IActionResult> New(Guid id, CancellationToken ct) => Shown(await pages.TotalAsync(id, null, null, ct));

    [HttpPost("new")]
    public Task<IActionResult> New(Guid id, TotalForm form, [FromServices] IValidator<TotalForm> validator, CancellationToken ct) => SaveAsync(id, null, form, validator, ct);

    [HttpGet("{total}")]
    public async Task<IActionResult> Edit(Guid id, string total, CancellationToken ct) => Shown(await pages.TotalAsync(id, total, null, ct));

    [HttpPost("{total}")]
    public Task<IActionResult> Edit(Guid id, string total, TotalForm form, [FromServices] IValidator<TotalForm> validator, CancellationToken ct) => SaveAsync(id, total, form, validator, ct);

    /// <summary>No longer checked; pressing the button twice changes nothing the second time.</summary>
    [HttpPost("{total}/remove")]
    public async Task<IActionResult> Remove(Guid id, string total, CancellationToken ct) =>
        await pages.DraftAsync(id, null, ct) is { } page && await drafts.ChangeAsync(id, form => form.DropTotal(total), ct) ? Redirect($"{page.Path}#h-totals") : NotFound();

    private async Task<IActionResult> SaveAsync(Guid id, string? code, TotalForm form, IValidator<TotalForm> validator, CancellationToken ct)
    {
        if (await pages.TotalAsync(id, code, form, ct) is not { } page)
            return NotFound();
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(page, "FormTotal");
        var mine = form.ToTotal(code);
        if (await drafts.SaveTotalAsync(id, mine, code is null ? "" : form.Was ?? "", ct) is not { } change)
            return NotFound();
        foreach (var problem in change.Problems)
            ModelState.AddModelError("", $"{problem}.");
        if (!ModelState.IsValid)
            return this.InvalidForm(page, "FormTotal");
        if (change.Stored is not { } stored)
            return Redirect($"{page.Draft.Path}#s-{mine.Total.Key}");
        var path = $"{page.Draft.Path}/totals/{stored.Total.Key}";
        var words = TotalForm.InWords(page.Draft.Definition, mine).Zip(TotalForm.InWords(page.Draft.Definition, stored), (one, other) => (one.Label, one.Value, other.Value));
        return await pages.ConflictAsync(id, path, words, Request, stored.Stamp, ct) is { } conflict ? this.Conflicting(conflict) : NotFound();
    }

    private IActionResult Shown(TotalPage? page) => page is null ? NotFound() : View("FormTotal", page);
}
