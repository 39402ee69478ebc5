using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>One change for several measures.</summary>
[Route("/programs/{id:guid}/roadmap/selected"), RequirePermission(Permissions.SchoolProgramsEdit)]
public sealed class SelectedController(SelectedPages pages, RoadmapService roadmaps, RoadmapAnswers answers) : Controller
{
    [HttpPost("")]
    public async Task<IActionResult> Apply(Guid id, SelectedForm form, [FromServices] IValidator<SelectedForm> validator, CancellationToken ct)
    {
        if (await pages.FindAsync(id, form, ct) is not { } page)
            return NotFound();
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(page, "Selected");
        try
        {
            return await answers.AfterAsync(this, id, await DoAsync(new DraftKey(id, form.VersionId ?? Guid.Empty), form, ct), ct, form.Shown[0].Line, RoadmapAnswers.BackTo(id, form.Back));
        }
        catch (PreconditionException refused) when (!RoadmapAnswers.IsScript(Request))
        {
            ModelState.AddModelError("", refused.Message);
            return this.InvalidForm(page, "Selected");
        }
    }

    private Task<RoadmapEdited?> DoAsync(DraftKey key, SelectedForm form, CancellationToken ct)
    {
        var lines = form.Shown.Select(row => row.Line).ToList();
        return form.Action switch
        {
            "move" => roadmaps.MoveAsync(key, lines, new MeasurePlace(null, true, form.Section, null), ct),
            "copy" => roadmaps.DuplicateAsync(key, lines, ct),
            "remove" => roadmaps.RemoveAsync(key, form.Shown, ct),
            _ => roadmaps.ChangeManyAsync(key, form.Shown, form.ToChanges(), ct),
        };
    }
}
