using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>Who changed what, when and why.</summary>
[Route("/settings/history"), RequirePermission(Permissions.AuditView)]
public sealed class HistoryController(HistoryQueries history) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("History", await history.PageAsync(HistoryFilter.Of(Request.Query), ct));
}
