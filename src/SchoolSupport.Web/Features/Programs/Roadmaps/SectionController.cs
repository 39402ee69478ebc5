using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>Sections of a table.</summary>
[Route("/programs/{id:guid}/roadmap/setup/sections"), RequirePermission(Permissions.SchoolProgramsEdit)]
public sealed class SectionController(SetupPages pages, RoadmapService roadmaps, RoadmapAnswers answers) : Controller
{
    [HttpPost("")]
    public async Task<IActionResult> Add(Guid id, [Bind(Prefix = "Section")] SectionForm form, [FromServices] IValidator<SectionForm> validator, CancellationToken ct)
    {
        if (await pages.SetupAsync(id, form.Map, new PostedSetup(Section: form), ct) is not { Table: not null } page)
            return NotFound();
        if (!await this.IsValidAsync(validator, form, "Section."))
            return this.InvalidForm(page, "Setup");
        var table = page.Table.Row.LineId;
        return await BackAsync(id, table, await roadmaps.AddSectionAsync(Key(id, form.VersionId), table, form.Parent, form.Number, form.Title!, ct), ct);
    }

    [HttpGet("{line:guid}")]
    public async Task<IActionResult> Edit(Guid id, Guid line, CancellationToken ct) =>
        await pages.SectionAsync(id, line, null, ct) is { } page ? View("Section", page) : NotFound();

    [HttpPost("{line:guid}")]
    public async Task<IActionResult> Edit(Guid id, Guid line, SectionForm form, [FromServices] IValidator<SectionForm> validator, CancellationToken ct)
    {
        if (await pages.SectionAsync(id, line, form, ct) is not { } page)
            return NotFound();
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(page, "Section");
        try
        {
            var key = Key(id, form.VersionId);
            var edited = await roadmaps.ChangeSectionAsync(key, new ShownRow(line, form.RowVersion ?? 0), form.Number, form.Title!, ct);
            if (edited is { Conflict: null })
                edited = await roadmaps.PutSectionAsync(key, line, form.Parent, ct);
            return await BackAsync(id, page.Table.Row.LineId, edited, ct);
        }
        catch (PreconditionException refused)
        {
            ModelState.AddModelError("", refused.Message);
            return this.InvalidForm(page, "Section");
        }
    }

    [HttpPost("{line:guid}/step")]
    public async Task<IActionResult> Step(Guid id, Guid line, Guid? versionId, Guid? map, bool down, CancellationToken ct) =>
        await BackAsync(id, map, await roadmaps.StepSectionAsync(Key(id, versionId), line, down, ct), ct);

    [HttpPost("{line:guid}/remove")]
    public async Task<IActionResult> Remove(Guid id, Guid line, Guid? versionId, uint rowVersion, Guid? map, bool withMeasures, CancellationToken ct) =>
        await BackAsync(id, map, await roadmaps.RemoveSectionAsync(Key(id, versionId), new ShownRow(line, rowVersion), withMeasures, ct), ct);

    private Task<IActionResult> BackAsync(Guid id, Guid? table, RoadmapEdited? edited, CancellationToken ct) =>
        answers.AfterAsync(this, id, edited, ct, back: $"/programs/{id}/roadmap/setup{(table is { } map ? $"?map={map}" : "")}");

    private static DraftKey Key(Guid id, Guid? versionId) => new(id, versionId ?? Guid.Empty);
}
