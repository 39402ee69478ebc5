using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators.Contexts;

/// <summary>Versions of the method by which contexts are judged: weights of the index, thresholds of the assisted rule, like schools.</summary>
[Route("/monitoring/context/rules"), RequirePermission(Permissions.IdentificationView)]
public sealed class ContextRulesController(ContextQueries queries, ContextRulesService rules, IValidator<ContextRulesForm> validator) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("ContextRules", await queries.RulesAsync(ct));

    [HttpGet("new"), RequirePermission(Permissions.RulesEdit)]
    public async Task<IActionResult> New(CancellationToken ct) => View("NewContextRules", new NewContextRulesPage(ContextRulesForm.Of((await queries.RulesAsync(ct)).Rules)));

    [HttpPost("new"), RequirePermission(Permissions.RulesEdit)]
    public async Task<IActionResult> New(ContextRulesForm form, CancellationToken ct)
    {
        if (await this.IsValidAsync(validator, form))
            foreach (var problem in form.ToRules().Problems())
                ModelState.AddModelError("", problem);
        if (!ModelState.IsValid)
            return this.InvalidForm(new NewContextRulesPage(form), "NewContextRules");
        await rules.AddVersionAsync(form.BasedOn!.Value, form.ToRules(), form.Comment!, ct);
        return Redirect("/monitoring/context/rules");
    }
}

public sealed record NewContextRulesPage(ContextRulesForm Form);
