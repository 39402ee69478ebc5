using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>One measure on a page of its own: writing it, and adding one. Works without JavaScript.</summary>
[Route("/programs/{id:guid}/roadmap/measures"), RequirePermission(Permissions.SchoolProgramsEdit)]
public sealed class MeasureController(MeasurePages pages, RoadmapService roadmaps, RoadmapAnswers answers) : Controller
{
    [HttpGet("new")]
    public async Task<IActionResult> New(Guid id, Guid? map, Guid? section, Guid? after, CancellationToken ct) =>
        Shown(await pages.NewAsync(id, new NewPlace(map, section, after), null, ct));

    [HttpPost("new")]
    public async Task<IActionResult> New(Guid id, Guid? map, Guid? after, MeasureForm form, [FromServices] IValidator<MeasureForm> validator, CancellationToken ct)
    {
        var place = new NewPlace(map, form.Section, after);
        if (await pages.NewAsync(id, place, form, ct) is not { } page)
            return NotFound();
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(page, "Measure");
        try
        {
            var edited = await roadmaps.AddAsync(new DraftKey(id, form.VersionId ?? Guid.Empty), place.ToPlace(page.Table.Row.LineId), form.ToNew(page.Table), ct);
            var known = page.Table.Measures.Select(m => m.Row.LineId).ToHashSet();
            var added = edited?.Measures.FirstOrDefault(line => !known.Contains(line));
            return await answers.AfterAsync(this, id, edited, ct, added);
        }
        catch (PreconditionException refused) when (!RoadmapAnswers.IsScript(Request))
        {
            ModelState.AddModelError("", refused.Message);
            return this.InvalidForm(page, "Measure");
        }
    }

    [HttpGet("{line:guid}")]
    public async Task<IActionResult> Edit(Guid id, Guid line, CancellationToken ct) => Shown(await pages.EditAsync(id, line, null, ct));

    [HttpPost("{line:guid}")]
    public async Task<IActionResult> Edit(Guid id, Guid line, MeasureForm form, [FromServices] IValidator<MeasureForm> validator, CancellationToken ct)
    {
        if (await pages.EditAsync(id, line, form, ct) is not { } page)
            return NotFound();
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(page, "Measure");
        try
        {
            var edited = await roadmaps.ChangeAsync(new DraftKey(id, form.VersionId ?? Guid.Empty), new ShownRow(line, form.RowVersion ?? 0), form.ToChanges(page.Table), ct);
            return await answers.AfterAsync(this, id, edited, ct, line, edited?.Conflict is null ? null : $"/programs/{id}/roadmap/measures/{line}");
        }
        catch (PreconditionException refused)
        {
            ModelState.AddModelError("", refused.Message);
            return this.InvalidForm(page, "Measure");
        }
    }

    private IActionResult Shown(object? page) => page is null ? NotFound() : View("Measure", page);
}
