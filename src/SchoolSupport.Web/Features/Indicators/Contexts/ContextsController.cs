using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators.Contexts;

/// <summary>Conditions in which schools work beside their results: all schools, one school, the workbook.</summary>
[Route("/monitoring/context"), RequirePermission(Permissions.IdentificationView)]
public sealed class ContextsController(ContextQueries queries) : Controller
{
    [HttpGet(""), KeptPage]
    public async Task<IActionResult> Index(string? show, CancellationToken ct) => View("Contexts", await queries.PageAsync(show, ct));

    [HttpGet("schools/{id:guid}"), KeptPage]
    public async Task<IActionResult> School(Guid id, CancellationToken ct) => await queries.SchoolAsync(id, ct) is { } page ? View("SchoolContext", page) : NotFound();

    [HttpGet("export"), RequirePermission(Permissions.ReportsDownload)]
    public async Task<IActionResult> Export(string? show, CancellationToken ct)
    {
        var page = await queries.PageAsync(show, ct);
        return File(ContextExport.Write(page), IndicatorExport.ContentType, ContextExport.FileName(page));
    }
}
