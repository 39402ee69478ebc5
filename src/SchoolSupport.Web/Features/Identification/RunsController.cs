using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>Runs as they were made: history, one, two side by side, approval.</summary>
[Route("/identification/runs"), RequirePermission(Permissions.IdentificationView)]
public sealed class RunsController(RunQueries queries, IdentificationService identification, IValidator<ApproveForm> validator, PageYear year) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await queries.HistoryAsync(year.Value, ct));

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Run(Guid id, string? heat, CancellationToken ct) =>
        await queries.RunAsync(id, heat == "previous", ct) is { } page ? View(page) : NotFound();

    [HttpGet("{id:guid}/compare/{other:guid}")]
    public async Task<IActionResult> Compare(Guid id, Guid other, CancellationToken ct) =>
        await queries.CompareAsync(id, other, ct) is { } page ? View(page) : NotFound();

    [HttpGet("{id:guid}/approve"), RequirePermission(Permissions.IdentificationApprove)]
    public async Task<IActionResult> Approve(Guid id, CancellationToken ct) =>
        await queries.ApproveAsync(id, null, ct) is { } page ? View(page) : NotFound();

    [HttpPost("{id:guid}/approve"), RequirePermission(Permissions.IdentificationApprove)]
    public async Task<IActionResult> Approve(Guid id, ApproveForm form, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await queries.ApproveAsync(id, form, ct) is { } page ? this.InvalidForm(page) : NotFound();
        try
        {
            return await identification.ApproveAsync(form.ToCommand(id), ct) ? Redirect($"/identification/runs/{id}") : NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new PreconditionException("Пока вы утверждали список, его утвердил другой пользователь.");
        }
    }
}
