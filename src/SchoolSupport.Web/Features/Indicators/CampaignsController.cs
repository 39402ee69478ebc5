using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators;

/// <summary>Collections of data: a year's list, a new one, one school by school. A school's people see their own list here.</summary>
[Route("/monitoring/campaigns"), RequirePermission(Permissions.MonitoringView)]
public sealed class CampaignsController(CampaignQueries queries, CampaignService campaigns, CurrentActor actor) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => actor.SchoolId is { } school
        ? View("OfSchool", await queries.OfSchoolAsync(school, ct)) : View("Campaigns", await queries.ListAsync(ct));

    [HttpGet("new"), RequirePermission(Permissions.MonitoringCollect)]
    public async Task<IActionResult> New(string? preset, string? opens, CancellationToken ct) => View("NewCampaign", await queries.NewAsync(preset, opens, null, ct));

    [HttpPost("new"), RequirePermission(Permissions.MonitoringCollect)]
    public async Task<IActionResult> New(CampaignForm form, [FromServices] IValidator<CampaignForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(await queries.NewAsync(form.Preset, null, form, ct), "NewCampaign");
        try
        {
            return Redirect($"/monitoring/campaigns/{await campaigns.CreateAsync(form.ToCommand(), ct)}");
        }
        catch (PreconditionException refused)
        {
            ModelState.AddModelError("", refused.Message);
            return this.InvalidForm(await queries.NewAsync(form.Preset, null, form, ct), "NewCampaign");
        }
    }

    [HttpGet("{id:guid}"), RequirePermission(Permissions.ReportsDownload), KeptPage]
    public async Task<IActionResult> Page(Guid id, string? show, int? reminded, int? unreached, int? before, CancellationToken ct) => await queries.PageAsync(id, show, null, ct) is { } page
        ? View("Campaign", page with { Reminded = reminded is { } count ? new RemindedSchools(count, unreached ?? 0, before ?? 0) : null }) : NotFound();

    [HttpPost("{id:guid}/open"), RequirePermission(Permissions.MonitoringCollect)]
    public async Task<IActionResult> Open(Guid id, uint version, CancellationToken ct) => Done(id, await campaigns.OpenAsync(id, version, ct));

    [HttpPost("{id:guid}/close"), RequirePermission(Permissions.MonitoringCollect)]
    public async Task<IActionResult> Close(Guid id, uint version, CancellationToken ct) => Done(id, await campaigns.CloseAsync(id, version, ct));

    /// <summary>A letter to every school that has not handed in.</summary>
    [HttpPost("{id:guid}/remind"), RequirePermission(Permissions.MonitoringCollect)]
    public async Task<IActionResult> Remind(Guid id, [FromServices] CampaignReminderService reminders, CancellationToken ct) => await reminders.RemindAsync(id, ct) is { } reminded
        ? Redirect($"/monitoring/campaigns/{id}?reminded={reminded.Schools}&unreached={reminded.WithoutAddress}&before={reminded.AlreadyToday}") : NotFound();

    [HttpPost("{id:guid}/cancel"), RequirePermission(Permissions.MonitoringCollect)]
    public async Task<IActionResult> Cancel(Guid id, uint version, CancellationToken ct) => Done(id, await campaigns.CancelAsync(id, version, ct));

    [HttpPost("{id:guid}/prolong"), RequirePermission(Permissions.MonitoringCollect)]
    public async Task<IActionResult> Prolong(Guid id, CampaignDates form, [FromServices] IValidator<CampaignDates> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await queries.PageAsync(id, null, form, ct) is { } page ? this.InvalidForm(page, "Campaign") : NotFound();
        try
        {
            return Done(id, await campaigns.ProlongAsync(id, form.Version ?? 0, form.Deadline!.Value, ct));
        }
        catch (PreconditionException refused)
        {
            ModelState.AddModelError("Form.Deadline", refused.Message);
            return await queries.PageAsync(id, null, form, ct) is { } page ? this.InvalidForm(page, "Campaign") : NotFound();
        }
    }

    private IActionResult Done(Guid id, bool found) => found ? Redirect($"/monitoring/campaigns/{id}") : NotFound();
}
