using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>Versions of the method; a new one is looked through before it comes into force.</summary>
[Route("/identification/rules"), RequirePermission(Permissions.IdentificationView)]
public sealed class RulesController(RulesQueries queries, RuleSetService rules, IValidator<RuleSetForm> validator) : Controller
{
    private const string Preview = "preview";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await queries.PageAsync(ct));

    [HttpGet("new"), RequirePermission(Permissions.RulesEdit)]
    public async Task<IActionResult> New(CancellationToken ct) => View(await queries.NewAsync(null, null, ct));

    [HttpPost("new"), RequirePermission(Permissions.RulesEdit)]
    public async Task<IActionResult> New(RuleSetForm form, string? intent, CancellationToken ct)
    {
        if (await this.IsValidAsync(validator, form))
            foreach (var problem in await rules.ProblemsAsync(form.ToRules(), ct))
                ModelState.AddModelError("", problem);
        if (!ModelState.IsValid)
            return this.InvalidForm(await queries.NewAsync(form, null, ct));
        if (intent == Preview)
            return View(await queries.NewAsync(form, form.ToRules(), ct));
        await rules.AddVersionAsync(form.CurrentId!.Value, form.ToRules(), form.Comment!, ct);
        return Redirect("/identification/rules");
    }
}
