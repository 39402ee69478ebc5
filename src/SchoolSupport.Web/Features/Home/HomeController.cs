using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Home;

/// <summary>What needs this person now; those who belong to no department start at their own lists.</summary>
[RequirePermission(Permissions.Home)]
public sealed class HomeController(HomeQueries home, CurrentActor actor) : Controller
{
    [HttpGet("/")]
    public async Task<IActionResult> Index(CancellationToken ct) => actor switch
    {
        _ when actor.May(Permissions.TenantsManage) => Redirect("/platform/tenants"),
        _ when actor.May(Permissions.RegionView) => Redirect("/region"),
        _ => View(actor.IsSchool ? "SchoolHome" : "Home", await home.PageAsync(ct)),
    };

    /// <summary>The inbox is the same list: every figure on it is something to do.</summary>
    [HttpGet("/inbox")]
    public IActionResult Inbox() => Redirect("/");
}
