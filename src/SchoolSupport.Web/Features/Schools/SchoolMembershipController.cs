using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Schools;

/// <summary>Groups and other names of a school.</summary>
[Route("/schools/{id:guid}"), RequirePermission(Permissions.SchoolsEdit)]
public sealed class SchoolMembershipController(SchoolFormPages pages, SchoolGroupService groups, SchoolAliasService aliases) : Controller
{
    private const string ByHand = "вручную";

    [HttpGet("groups/new")]
    public async Task<IActionResult> AddGroup(Guid id, CancellationToken ct) => Shown(await pages.GroupAsync(id, null, ct), "AddGroup");

    [HttpPost("groups/new")]
    public async Task<IActionResult> AddGroup(Guid id, AddGroupForm form, [FromServices] IValidator<AddGroupForm> validator, CancellationToken ct)
    {
        if (await this.IsValidAsync(validator, form) && await groups.BlockerToAddingAsync(id, form.ToCommand(), ct) is { } blocker)
            ModelState.AddModelError("Form.FromDate", blocker);
        if (!ModelState.IsValid)
            return Again(await pages.GroupAsync(id, form, ct), "AddGroup");
        return await groups.AddAsync(id, form.ToCommand(), ct) ? Redirect($"/schools/{id}#groups") : NotFound();
    }

    [HttpGet("groups/{membershipId:guid}/end")]
    public async Task<IActionResult> EndGroup(Guid id, Guid membershipId, CancellationToken ct) =>
        Shown(await pages.EndGroupAsync(id, membershipId, null, ct), "EndGroup");

    [HttpPost("groups/{membershipId:guid}/end")]
    public async Task<IActionResult> EndGroup(Guid id, Guid membershipId, EndGroupForm form, [FromServices] IValidator<EndGroupForm> validator, CancellationToken ct)
    {
        var page = await pages.EndGroupAsync(id, membershipId, form, ct);
        if (await this.IsValidAsync(validator, form) && page is not null && form.ToDate < page.From)
            ModelState.AddModelError("Form.ToDate", "Дата окончания должна быть не раньше даты включения.");
        if (!ModelState.IsValid)
            return Again(page, "EndGroup");
        return await groups.EndAsync(id, membershipId, form.ToDate!.Value, ct) ? Redirect($"/schools/{id}#groups") : NotFound();
    }

    [HttpGet("aliases/new")]
    public async Task<IActionResult> AddAlias(Guid id, CancellationToken ct) => Shown(await pages.AliasAsync(id, null, null, ct), "AddAlias");

    [HttpPost("aliases/new")]
    public async Task<IActionResult> AddAlias(Guid id, AddAliasForm form, [FromServices] IValidator<AddAliasForm> validator, CancellationToken ct)
    {
        var clash = await this.IsValidAsync(validator, form) ? await aliases.ClashAsync(id, form.Name!, ct) : null;
        if (clash is not null)
            ModelState.AddModelError("Form.Name", clash.Message);
        if (!ModelState.IsValid)
            return Again(await pages.AliasAsync(id, form, clash, ct), "AddAlias");
        return await aliases.AddAsync(id, form.Name!, ByHand, ct) is null ? NotFound() : Redirect($"/schools/{id}#names");
    }

    [HttpPost("aliases/{aliasId:guid}/remove")]
    public async Task<IActionResult> RemoveAlias(Guid id, Guid aliasId, CancellationToken ct) =>
        await aliases.RemoveAsync(id, aliasId, ct) ? Redirect($"/schools/{id}#names") : NotFound();

    private IActionResult Shown(object? page, string view) => page is null ? NotFound() : View(view, page);

    private IActionResult Again(object? page, string view) => page is null ? NotFound() : this.InvalidForm(page, view);
}
