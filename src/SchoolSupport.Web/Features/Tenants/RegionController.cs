using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>The regional observer reads the approved lists of the region's municipalities.</summary>
[RequirePermission(Permissions.RegionView), Route("/region")]
public sealed class RegionController(RegionQueries queries, PageYear year) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await queries.ListAsync(year.Value, ct));

    [HttpGet("{tenantId:guid}")]
    public async Task<IActionResult> Municipality(Guid tenantId, CancellationToken ct) =>
        await queries.MunicipalityAsync(tenantId, year.Value, ct) is { } page ? View(page) : NotFound();
}
