using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>Orders of a programme: read by all who see it, written by those who write it.</summary>
[Route("/programs/{id:guid}/orders"), RequirePermission(Permissions.ProgramsView)]
public sealed class ProgramOrdersController(ProgramOrderPages pages, OrderService orders) : Controller
{
    [HttpGet("{orderId:guid}")]
    public async Task<IActionResult> Show(Guid id, Guid orderId, CancellationToken ct) => await pages.ShowAsync(id, orderId, ct) is { } page ? View("Order", page) : NotFound();

    [HttpGet("new"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> New(Guid id, CancellationToken ct) => await pages.FormAsync(id, null, null, ct) is { } page ? View("OrderForm", page) : NotFound();

    [HttpPost("new"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> New(Guid id, OrderForm form, [FromServices] IValidator<OrderForm> validator, CancellationToken ct)
    {
        if (form.AddsItem || !await this.IsValidAsync(validator, form))
            return await AgainAsync(id, null, form, ct);
        return await orders.AddAsync(id, form.ToCommand(), ct) is { } orderId ? Redirect($"/programs/{id}/orders/{orderId}") : NotFound();
    }

    [HttpGet("{orderId:guid}/edit"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> Edit(Guid id, Guid orderId, CancellationToken ct) => await pages.FormAsync(id, orderId, null, ct) is { } page ? View("OrderForm", page) : NotFound();

    [HttpPost("{orderId:guid}/edit"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> Edit(Guid id, Guid orderId, OrderForm form, [FromServices] IValidator<OrderForm> validator, CancellationToken ct)
    {
        if (form.AddsItem || !await this.IsValidAsync(validator, form))
            return await AgainAsync(id, orderId, form, ct);
        try
        {
            return await orders.ChangeAsync(id, orderId, form.Version ?? 0, form.ToCommand(), ct) ? Redirect($"/programs/{id}/orders/{orderId}") : NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            return await pages.ConflictAsync(id, orderId, form, Request, ct) is { } conflict ? this.Conflicting(conflict) : NotFound();
        }
    }

    [HttpPost("{orderId:guid}/remove"), RequirePermission(Permissions.SchoolProgramsEdit)]
    public async Task<IActionResult> Remove(Guid id, Guid orderId, uint version, CancellationToken ct) =>
        await orders.RemoveAsync(id, orderId, version, ct) ? Redirect($"/programs/{id}#orders") : NotFound();

    /// <summary>The form again: with one more empty item when that was asked for, else with its errors.</summary>
    private async Task<IActionResult> AgainAsync(Guid id, Guid? orderId, OrderForm form, CancellationToken ct)
    {
        if (await pages.FormAsync(id, orderId, form, ct) is not { } page)
            return NotFound();
        if (!form.AddsItem)
            return this.InvalidForm(page, "OrderForm");
        ModelState.Clear();
        form.Items.Add(new OrderItemRow());
        return View("OrderForm", page);
    }
}
