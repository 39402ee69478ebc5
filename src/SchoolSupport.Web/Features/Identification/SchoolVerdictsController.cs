using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>The verdict on one school: what stands behind it, an officer's decision over it.</summary>
[Route("/identification/schools/{id:guid}"), RequirePermission(Permissions.IdentificationView)]
public sealed class SchoolVerdictsController(SchoolVerdictQueries queries, ManualDecisionService decisions, PageYear year,
    IValidator<DecisionForm> decisionValidator, IValidator<WithdrawDecisionForm> withdrawValidator) : Controller
{
    [HttpGet(""), KeptPage]
    public async Task<IActionResult> School(Guid id, CancellationToken ct) =>
        await queries.PageAsync(id, year.Value, new SchoolVerdictForms(), ct) is { } page ? View(page) : NotFound();

    [HttpPost("decisions"), RequirePermission(Permissions.IdentificationDecide)]
    public async Task<IActionResult> Decide(Guid id, [Bind(Prefix = "DecisionForm")] DecisionForm form, CancellationToken ct)
    {
        if (!await this.IsValidAsync(decisionValidator, form, "DecisionForm."))
            return await InvalidAsync(id, new SchoolVerdictForms(Decision: form), ct);
        return await decisions.DecideAsync(form.ToCommand(id, year.Value), ct) ? Redirect($"/identification/schools/{id}") : NotFound();
    }

    [HttpPost("decisions/{decisionId:guid}/withdraw"), RequirePermission(Permissions.IdentificationDecide)]
    public async Task<IActionResult> Withdraw(Guid id, Guid decisionId, [Bind(Prefix = "WithdrawForm")] WithdrawDecisionForm form, CancellationToken ct)
    {
        if (!await this.IsValidAsync(withdrawValidator, form, "WithdrawForm."))
            return await InvalidAsync(id, new SchoolVerdictForms(Withdraw: form), ct);
        return await decisions.WithdrawAsync(decisionId, form.Reason!, ct) ? Redirect($"/identification/schools/{id}") : NotFound();
    }

    private async Task<IActionResult> InvalidAsync(Guid id, SchoolVerdictForms forms, CancellationToken ct) =>
        await queries.PageAsync(id, year.Value, forms, ct) is { } page ? this.InvalidForm(page, "School") : NotFound();
}
