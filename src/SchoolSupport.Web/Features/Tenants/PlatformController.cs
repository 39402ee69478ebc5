using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>The platform's administrator makes and closes tenants and names their first administrator; no school, no result.</summary>
[RequirePermission(Permissions.TenantsManage), Route("/platform/tenants")]
public sealed class PlatformController(TenantQueries queries, PlatformService service, IValidator<TenantForm> rules) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await queries.ListAsync(ct));

    [HttpGet("new")]
    public IActionResult New() => View(new TenantForm());

    [HttpPost("new")]
    public async Task<IActionResult> New(TenantForm form, CancellationToken ct)
    {
        if (!await this.IsValidAsync(rules, form))
            return this.InvalidForm(form);
        var outcome = await service.CreateAsync(form.ToCommand(), form.AdministratorLogin!, form.AdministratorName!, ct);
        if (outcome.Succeeded)
            return View("Created", OneTimePasswordPage.For(outcome));
        foreach (var problem in outcome.Problems)
            ModelState.AddModelError("", problem);
        return this.InvalidForm(form);
    }

    [HttpPost("{id:guid}/close")]
    public Task<IActionResult> Close(Guid id, CancellationToken ct) => SetActiveAsync(id, false, ct);

    [HttpPost("{id:guid}/open")]
    public Task<IActionResult> Open(Guid id, CancellationToken ct) => SetActiveAsync(id, true, ct);

    private async Task<IActionResult> SetActiveAsync(Guid id, bool active, CancellationToken ct) =>
        await service.SetActiveAsync(id, active, ct) ? Redirect("/platform/tenants") : NotFound();
}
