using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>The list of programmes, a programme's card, the recycle bin.</summary>
[Route("/programs"), RequirePermission(Permissions.ProgramsView)]
public sealed class ProgramsController(ProgramListQueries list, ProgramCardQueries card, ProgramService programs) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("ProgramList", await list.ListAsync(ListState.From(Request, ProgramListQueries.Sorts, descending: true), ct));

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Card(Guid id, int? version, CancellationToken ct) =>
        await card.CardAsync(id, version, ct) is { } page ? View("ProgramCard", page) : NotFound();

    [HttpPost("{id:guid}/remove"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> Remove(Guid id, uint version, CancellationToken ct) =>
        await programs.SetRemovedAsync(id, version, removed: true, ct) ? Redirect("/programs") : NotFound();

    [HttpPost("{id:guid}/restore"), RequirePermission(Permissions.ProgramsEdit)]
    public async Task<IActionResult> Restore(Guid id, uint version, CancellationToken ct) =>
        await programs.SetRemovedAsync(id, version, removed: false, ct) ? Redirect($"/programs/{id}") : NotFound();
}
