using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>Single steps with one measure: from the table by script, from the measure's page by form.</summary>
[Route("/programs/{id:guid}/roadmap/measures/{line:guid}"), RequirePermission(Permissions.SchoolProgramsEdit)]
public sealed class MeasureActionsController(RoadmapService roadmaps, RoadmapAnswers answers) : Controller
{
    [HttpPost("cell")]
    public Task<IActionResult> Cell(Guid id, Guid line, CellForm form, CancellationToken ct) => ChangeAsync(id, line, form.VersionId, form.RowVersion, form.ToChange(), ct);

    [HttpPost("deadline")]
    public Task<IActionResult> Deadline(Guid id, Guid line, DeadlineForm form, CancellationToken ct) =>
        ChangeAsync(id, line, form.VersionId, form.RowVersion, form.ToChange(), ct);

    [HttpPost("link")]
    public Task<IActionResult> Link(Guid id, Guid line, Guid? versionId, uint rowVersion, string? column, bool linked, CancellationToken ct) =>
        ChangeAsync(id, line, versionId, rowVersion, RoadmapColumns.Find(column) is { } known ? new LinkChange(known, linked) : null, ct, toPage: true);

    [HttpPost("parts")]
    public Task<IActionResult> Part(Guid id, Guid line, PartForm form, CancellationToken ct) =>
        ChangeAsync(id, line, form.VersionId, form.RowVersion, form.ToChange(), ct, toPage: true);

    [HttpPost("parts/remove")]
    public Task<IActionResult> RemovePart(Guid id, Guid line, Guid? versionId, uint rowVersion, Guid? part, CancellationToken ct) =>
        ChangeAsync(id, line, versionId, rowVersion, part is { } known ? new SubItemRemoval(known) : null, ct, toPage: true);

    [HttpPost("move")]
    public async Task<IActionResult> Move(Guid id, Guid line, MoveForm form, CancellationToken ct)
    {
        var key = new DraftKey(id, form.VersionId ?? Guid.Empty);
        var edited = form.ToPlace() is { } place ? await roadmaps.MoveAsync(key, [line], place, ct) : await roadmaps.StepAsync(key, line, form.Step != "up", ct);
        return await answers.AfterAsync(this, id, edited, ct, line);
    }

    [HttpPost("duplicate")]
    public async Task<IActionResult> Duplicate(Guid id, Guid line, Guid? versionId, CancellationToken ct) =>
        await answers.AfterAsync(this, id, await roadmaps.DuplicateAsync(new DraftKey(id, versionId ?? Guid.Empty), [line], ct), ct, line);

    [HttpPost("remove")]
    public async Task<IActionResult> Remove(Guid id, Guid line, Guid? versionId, uint rowVersion, CancellationToken ct) =>
        await answers.AfterAsync(this, id, await roadmaps.RemoveAsync(new DraftKey(id, versionId ?? Guid.Empty), [new ShownRow(line, rowVersion)], ct), ct, line);

    /// <param name="change">Null when the form names what the table does not have: as if the address did not exist.</param>
    private async Task<IActionResult> ChangeAsync(Guid id, Guid line, Guid? versionId, uint? rowVersion, MeasureChange? change, CancellationToken ct, bool toPage = false)
    {
        if (change is null)
            return NotFound();
        var edited = await roadmaps.ChangeAsync(new DraftKey(id, versionId ?? Guid.Empty), new ShownRow(line, rowVersion ?? 0), [change], ct);
        return await answers.AfterAsync(this, id, edited, ct, line, toPage ? $"/programs/{id}/roadmap/measures/{line}" : null);
    }
}
