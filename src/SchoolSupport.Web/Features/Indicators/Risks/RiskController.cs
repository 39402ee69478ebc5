using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators.Risks;

/// <summary>Schools at risk: the matrix, one school, and its measures into a roadmap in one step.</summary>
[Route("/monitoring/risk"), RequirePermission(Permissions.IdentificationView)]
public sealed class RiskController(RiskQueries queries, RoadmapService roadmaps) : Controller
{
    [HttpGet(""), KeptPage]
    public async Task<IActionResult> Index(string? show, CancellationToken ct) => View("Risk", await queries.PageAsync(show, ct));

    [HttpGet("schools/{id:guid}")]
    public async Task<IActionResult> School(Guid id, string? done, CancellationToken ct) => await queries.SchoolAsync(id, done, ct) is { } page ? View("SchoolRisk", page) : NotFound();

    /// <summary>Chosen typical measures become rows at the end of a draft's table.</summary>
    [HttpPost("schools/{id:guid}/measures"), RequirePermission(Permissions.ProgramsEdit)]
    public async Task<IActionResult> Measures(Guid id, TakeMeasuresForm form, CancellationToken ct)
    {
        if (await queries.SchoolAsync(id, null, ct) is not { } page)
            return NotFound();
        var chosen = page.School.Recommendations.SelectMany(r => r.Measures).Where(m => form.Measures.Contains(m.Code)).DistinctBy(m => m.Code).ToList();
        if (chosen.Count == 0)
            ModelState.AddModelError("", "Отметьте хотя бы одно мероприятие.");
        if (form.Table is null)
            ModelState.AddModelError("", "Выберите дорожную карту, в которую их добавить.");
        if (!ModelState.IsValid)
            return this.InvalidForm(page, "SchoolRisk");
        if (await queries.TargetAsync(form.Table!.Value, ct) is not { } target)
            return NotFound();
        var rows = chosen.Select(m => (IReadOnlyList<MeasureChange>)
        [
            new CellChange(RoadmapColumn.Title, m.Title), new CellChange(RoadmapColumn.Deadline, m.Term),
            new CellChange(RoadmapColumn.Responsible, m.Responsible), new CellChange(RoadmapColumn.Result, m.Result),
            new ScopeChange(SchoolScope.Listed, null, null, [new ScopeSchool(id, null)]),
        ]).ToList();
        return await roadmaps.PasteAsync(target.Key, MeasurePlace.EndOf(target.Table, null), rows, ct) is null ? NotFound()
            : Redirect($"/monitoring/risk/schools/{id}?done={chosen.Count}");
    }
}
