using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Schools;

/// <summary>The register: list, export, card.</summary>
[Route("/schools"), RequirePermission(Permissions.SchoolsView)]
public sealed class SchoolsController(SchoolListQueries list, SchoolCardQueries card, SchoolExport export, CurrentActor actor) : Controller
{
    [HttpGet(""), KeptPage]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        actor.SchoolId is { } own ? Redirect($"/schools/{own}") : View("SchoolList", await list.ListAsync(State(), ct));

    [HttpGet("export")]
    public async Task<IActionResult> Export(CancellationToken ct) =>
        File(await export.WriteAsync(State(), ct), SchoolExport.ContentType, SchoolExport.FileName);

    [HttpGet("{id:guid}"), KeptPage]
    public async Task<IActionResult> Card(Guid id, CancellationToken ct) =>
        await card.CardAsync(id, ct) is { } page ? View("SchoolCard", page) : NotFound();

    private ListState State() => ListState.From(Request, SchoolListQueries.Sorts);
}
