using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>The roadmap as a table; taking edits back.</summary>
[Route("/programs/{id:guid}/roadmap")]
public sealed class RoadmapController(RoadmapQueries queries, RoadmapService roadmaps, RoadmapAnswers answers) : Controller
{
    [HttpGet(""), RequirePermission(Permissions.ProgramsView), KeptPage(Minutes = 5)]
    public async Task<IActionResult> Table(Guid id, int? version, Guid? map, CancellationToken ct) =>
        await queries.PageAsync(id, version, map, ListState.From(Request, ["order"]), ct) is { } page ? View("Roadmap", page) : NotFound();

    /// <summary>What others wrote since the page was made; 204 for nothing.</summary>
    [HttpGet("changes"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> Changes(Guid id, Guid? versionId, Guid? map, long since, [FromServices] RoadmapChanges changes, CancellationToken ct)
    {
        if (await queries.EditableAsync(id, ct) is not { } frame || frame.Version.Id != versionId)
            return NotFound();
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(since, 0, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
        return await changes.SinceAsync(new DraftKey(id, frame.Version.Id), moment, ct) is { } edited
            ? PartialView("_RoadmapPart", await answers.PartAsync(id, edited, edited.Tree.Roadmaps.FirstOrDefault(t => t.Row.LineId == map), ct)) : NoContent();
    }

    [HttpPost("undo"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> Undo(Guid id, Guid? versionId, string? back, CancellationToken ct) =>
        await answers.AfterAsync(this, id, await roadmaps.UndoAsync(new DraftKey(id, versionId ?? Guid.Empty), ct), ct, back: RoadmapAnswers.BackTo(id, back));

    [HttpPost("restore/{editId:guid}"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> Restore(Guid id, Guid editId, Guid? versionId, CancellationToken ct) =>
        await answers.AfterAsync(this, id, await roadmaps.RestoreAsync(new DraftKey(id, versionId ?? Guid.Empty), editId, ct), ct, back: $"/programs/{id}/roadmap/setup");
}
