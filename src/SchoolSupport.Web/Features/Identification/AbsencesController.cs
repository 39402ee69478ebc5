using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>Confirmations that nobody took part; a school's people confirm for their own school.</summary>
[Route("/identification/schools/{id:guid}/absences"), RequirePermission(Permissions.ResultsUpload)]
public sealed class AbsencesController(AbsenceQueries queries, AbsenceService absences, IValidator<AbsenceForm> validator, PageYear year) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Confirm(Guid id, CancellationToken ct) =>
        await queries.PageAsync(id, year.Value, null, ct) is { } page ? View(page) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Confirm(Guid id, AbsenceForm form, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await queries.PageAsync(id, year.Value, form, ct) is { } page ? this.InvalidForm(page) : NotFound();
        return await absences.ConfirmAsync(form.ToCommand(id), ct) is null ? NotFound() : Redirect($"/identification/schools/{id}/absences");
    }

    [HttpPost("{absenceId:guid}/withdraw")]
    public async Task<IActionResult> Withdraw(Guid id, Guid absenceId, CancellationToken ct) =>
        await absences.WithdrawAsync(absenceId, ct) ? Redirect($"/identification/schools/{id}/absences") : NotFound();
}
