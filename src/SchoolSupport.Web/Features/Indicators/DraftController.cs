using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators;

/// <summary>Saves a section while it is being filled. Without script the section's own button does the same.</summary>
[Route("/monitoring/campaigns/{id:guid}/form/draft"), RequirePermission(Permissions.MonitoringFill)]
public sealed class DraftController(SubmissionService submissions, CurrentActor actor) : Controller
{
    [HttpPost("")]
    public async Task<IActionResult> Save(Guid id, FillForm form, CancellationToken ct)
    {
        try
        {
            return await submissions.SaveAsync(id, actor.SchoolId, form.ToTouched(), ct) is { } saved
                ? Json(new DraftSaved(saved.Saved, [.. saved.Conflicts.Select(c => new DraftConflict(c.Key.Question, c.Key.Class, c.Stored, c.Typed))])) : NotFound();
        }
        catch (PreconditionException refused)
        {
            return Conflict(new DraftRefused($"{refused.Message}. Введённое остаётся на странице и не сохранено."));
        }
    }
}

public sealed record DraftSaved(int Saved, IReadOnlyList<DraftConflict> Conflicts);

public sealed record DraftConflict(string Question, string? Class, string Stored, string Typed);

public sealed record DraftRefused(string Message);
