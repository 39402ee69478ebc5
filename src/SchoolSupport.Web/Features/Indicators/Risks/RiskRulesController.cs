using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators.Risks;

/// <summary>Versions of the risk method: how sections make a risk school, thresholds and operators of each condition.</summary>
[Route("/monitoring/risk/rules"), RequirePermission(Permissions.IdentificationView)]
public sealed class RiskRulesController(AppDbContext db, RiskRulesService rules, TenantClock clock, IValidator<RiskRulesForm> validator) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("RiskRules", new RiskRulesPage(await rules.VersionsAsync(ct), db.Actor.May(Permissions.RulesEdit), await clock.TenantAsync(ct)));

    [HttpGet("new"), RequirePermission(Permissions.RulesEdit)]
    public async Task<IActionResult> New(CancellationToken ct) => View("NewRiskRules", new NewRiskRulesPage(RiskRulesForm.Of(await rules.InForceAsync(ct))));

    [HttpPost("new"), RequirePermission(Permissions.RulesEdit)]
    public async Task<IActionResult> New(RiskRulesForm form, CancellationToken ct)
    {
        if (await this.IsValidAsync(validator, form))
            foreach (var problem in form.ToRules().Problems())
                ModelState.AddModelError("", problem);
        if (!ModelState.IsValid)
            return this.InvalidForm(new NewRiskRulesPage(form), "NewRiskRules");
        await rules.AddVersionAsync(form.BasedOn!.Value, form.ToRules(), form.Comment!, ct);
        return Redirect("/monitoring/risk/rules");
    }
}

public sealed record NewRiskRulesPage(RiskRulesForm Form);

/// <summary>The method: every parameter of the version in force beside the standard, all versions.</summary>
public sealed record RiskRulesPage(IReadOnlyList<RiskRulesVersion> Versions, bool MayEdit, Tenant Tenant)
{
    public RiskRuleSet Rules => Versions[0].Rules;

    /// <summary>Name, value in force, standard value where it is another.</summary>
    public IEnumerable<(string Name, string Value, string? Standard)> Parameters { get; } = WithStandard(Versions[0].Rules);

    private static List<(string Name, string Value, string? Standard)> WithStandard(RiskRuleSet rules)
    {
        var standard = RiskRuleWords.Parameters(RiskRuleSet.Standard).ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        return [.. RiskRuleWords.Parameters(rules).Select(one => (one.Name, one.Value, standard.TryGetValue(one.Name, out var usual) && usual != one.Value ? usual : null))];
    }
}
