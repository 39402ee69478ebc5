using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>The people of the tenant.</summary>
[RequirePermission(Permissions.UsersManage), Route("/settings/users")]
public sealed class UsersController(UserQueries queries, UserService service, IValidator<UserForm> rules) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View(await queries.ListAsync(ListState.From(Request, ["name", "role", "last"]), ct));

    [HttpGet("new")]
    public async Task<IActionResult> New(CancellationToken ct) => View("Edit", await queries.NewAsync(new UserForm(), ct));

    [HttpPost("new")]
    public async Task<IActionResult> New(UserForm form, CancellationToken ct)
    {
        if (!await this.IsValidAsync(rules, form) || string.IsNullOrEmpty(form.UserName))
            return this.InvalidForm(await queries.NewAsync(form, ct), "Edit");
        var outcome = await service.CreateAsync(form.ToCreate(), ct);
        return outcome.Succeeded ? View("OneTimePassword", OneTimePasswordPage.For(outcome)) : await RefusedAsync(outcome, await queries.NewAsync(form, ct));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) => await queries.EditAsync(id, null, ct) is { } page ? View(page) : NotFound();

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Edit(Guid id, UserForm form, CancellationToken ct)
    {
        if (await queries.EditAsync(id, form, ct) is not { } page)
            return NotFound();
        if (!await this.IsValidAsync(rules, form))
            return this.InvalidForm(page);
        var outcome = await service.ChangeAsync(form.ToChange(id), ct);
        return outcome.Succeeded ? Redirect("/settings/users?done=changed") : await RefusedAsync(outcome, page);
    }

    [HttpPost("{id:guid}/deactivate")]
    public Task<IActionResult> Deactivate(Guid id, CancellationToken ct) => BackToListAsync(service.SetActiveAsync(id, false, ct), "deactivated");

    [HttpPost("{id:guid}/activate")]
    public Task<IActionResult> Activate(Guid id, CancellationToken ct) => BackToListAsync(service.SetActiveAsync(id, true, ct), "activated");

    [HttpPost("{id:guid}/second-factor/reset")]
    public Task<IActionResult> ResetSecondFactor(Guid id, CancellationToken ct) => BackToListAsync(service.ResetTwoFactorAsync(id, ct), "factor-reset");

    [HttpPost("{id:guid}/password/reset")]
    public async Task<IActionResult> ResetPassword(Guid id, CancellationToken ct)
    {
        var outcome = await service.ResetPasswordAsync(id, ct);
        return outcome.Account is null ? NotFound() : View("OneTimePassword", OneTimePasswordPage.For(outcome));
    }

    private async Task<IActionResult> BackToListAsync(Task<AccountOutcome> work, string done) =>
        (await work).Account is null ? NotFound() : Redirect($"/settings/users?done={done}");

    private Task<ViewResult> RefusedAsync(AccountOutcome outcome, UserEditPage page)
    {
        foreach (var problem in outcome.Problems)
            ModelState.AddModelError("", problem);
        return Task.FromResult(this.InvalidForm(page, "Edit"));
    }
}
