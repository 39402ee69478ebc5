using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>The list of schools with low results of a year, and the button that makes it anew.</summary>
[Route("/identification"), RequirePermission(Permissions.IdentificationView)]
public sealed class LowResultsController(LowResultsQueries queries, WhatIfQueries whatIf, IdentificationService identification, PageYear year) : Controller
{
    [HttpGet("")]
    public IActionResult Start() => Redirect("/identification/low-results");

    [HttpGet("low-results"), KeptPage]
    public async Task<IActionResult> Index(CancellationToken ct) => year.Chosen is { } chosen
        ? View(await queries.ListAsync(chosen, ListState.From(Request, LowResultsQueries.Sorts), ct))
        : Redirect($"/identification/low-results?year={(await queries.StartYearAsync(ct)).Slug}");

    /// <summary>The list as the address filters and sorts it; the official papers are another thing and hold all schools.</summary>
    [HttpGet("low-results/export"), RequirePermission(Permissions.ReportsDownload)]
    public async Task<IActionResult> Export(CancellationToken ct) =>
        await queries.ListAsync(year.Value, ListState.From(Request, LowResultsQueries.Sorts), ct) is { Run: not null } page
            ? File(LowResultsExport.Write(page), LowResultsExport.ContentType, LowResultsExport.FileName(page))
            : NotFound();

    [HttpPost("low-results/run"), RequirePermission(Permissions.IdentificationRun)]
    public async Task<IActionResult> Run(CancellationToken ct)
    {
        await identification.RunAsync(year.Value, ct);
        return Redirect("/identification/low-results");
    }

    [HttpGet("what-if")]
    public async Task<IActionResult> WhatIf(WhatIfForm form, CancellationToken ct) => View(await whatIf.PageAsync(year.Value, form, ct));
}
