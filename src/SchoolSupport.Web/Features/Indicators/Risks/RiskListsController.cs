using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators.Risks;

/// <summary>Lists of schools at risk as the department fixed them, and the fixing of one.</summary>
[Route("/monitoring/risk/lists"), RequirePermission(Permissions.IdentificationView)]
public sealed class RiskListsController(RiskQueries queries, RiskListService lists, PageYear year, IValidator<FixRiskListForm> validator) : Controller
{
    [HttpGet("new"), RequirePermission(Permissions.IdentificationDecide)]
    public async Task<IActionResult> New(CancellationToken ct) => View("FixRiskList", await queries.FixAsync(null, ct));

    [HttpPost("new"), RequirePermission(Permissions.IdentificationDecide)]
    public async Task<IActionResult> New(FixRiskListForm form, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(await queries.FixAsync(form, ct), "FixRiskList");
        await lists.FixAsync(form.ToCommand(year.Value), ct);
        return Redirect("/monitoring/risk");
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> List(Guid id, CancellationToken ct) => await queries.ListAsync(id, ct) is { } page ? View("RiskList", page) : NotFound();

    [HttpGet("{id:guid}/schools/{schoolId:guid}")]
    public async Task<IActionResult> School(Guid id, Guid schoolId, CancellationToken ct) =>
        await queries.ListedSchoolAsync(id, schoolId, ct) is { } page ? View("SchoolRisk", page) : NotFound();
}
