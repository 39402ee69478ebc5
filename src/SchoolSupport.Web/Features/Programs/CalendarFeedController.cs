using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Programs;
using SchoolSupport.Web.Composition;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>The own calendar links, and what calendar programmes read at them.</summary>
public sealed class CalendarFeedController(CalendarFeeds feeds, TenantClock clock) : Controller
{
    private const string Path = "/account/calendar";

    [HttpGet(Path), RequirePermission(Permissions.ProgramsView)]
    public async Task<IActionResult> Index(bool revoked, CancellationToken ct) => View("Feeds", await PageAsync(new FeedForm(), null, revoked, ct));

    /// <summary>The link is shown by the answer itself: it stands in no address and can be opened no second time.</summary>
    [HttpPost(Path), RequirePermission(Permissions.ProgramsView)]
    public async Task<IActionResult> Index(FeedForm form, [FromServices] IValidator<FeedForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(await PageAsync(form, null, false, ct), "Feeds");
        var secret = await feeds.CreateAsync(form.Title!, ct);
        ModelState.Clear();
        return View("Feeds", await PageAsync(new FeedForm(), $"{Request.Scheme}://{Request.Host}/calendar/{secret}.ics", false, ct));
    }

    [HttpPost(Path + "/{id:guid}/revoke"), RequirePermission(Permissions.ProgramsView)]
    public async Task<IActionResult> Revoke(Guid id, CancellationToken ct) => await feeds.RevokeAsync(id, ct) ? Redirect(Path + "?revoked=true") : NotFound();

    /// <summary>
    /// The calendar of whoever made the link, without a session: from here on the request acts for that person and tenant. An unknown or
    /// revoked link and one of a closed account look the same.
    /// </summary>
    [HttpGet("/calendar/{secret}.ics"), AllowAnonymous, EnableRateLimiting(RateLimits.Calendar)]
    public async Task<IActionResult> Read(string secret, [FromServices] IServiceScopeFactory scopes, CancellationToken ct)
    {
        if (await feeds.FindOwnerAsync(secret, ct) is not { } owner || !Roles.Allows(owner.Role, Permissions.ProgramsView))
            return NotFound();
        // A scope of its own: a browser that is signed in as somebody else may follow the link too.
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().ActForTenant(owner.TenantId, owner.UserId, owner.Role, owner.SchoolId);
        var file = await scope.ServiceProvider.GetRequiredService<CalendarFeedWriter>().WriteAsync($"{Request.Scheme}://{Request.Host}", ct);
        await scope.ServiceProvider.GetRequiredService<CalendarFeeds>().MarkReadAsync(owner.FeedId, ct);
        return File(file, CalendarFile.ContentType, "calendar.ics");
    }

    private async Task<FeedsPage> PageAsync(FeedForm form, string? link, bool revoked, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        return new FeedsPage(form, link, revoked, [.. (await feeds.ListAsync(ct)).Select(f => new FeedRow(
            f.Id, f.Title, LocalTime.Of(f.CreatedAt, tenant), f.LastReadAt is { } read ? LocalTime.Of(read, tenant) : null))]);
    }
}

public sealed class FeedForm
{
    public string? Title { get; set; }
}

public sealed class FeedFormValidator : AbstractValidator<FeedForm>
{
    public FeedFormValidator() => RuleFor(f => f.Title).NotEmpty().WithMessage("Назовите ссылку: например, «Телефон».")
        .MaximumLength(CalendarFeeds.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
}

/// <param name="Link">The new link, shown this once.</param>
public sealed record FeedsPage(FeedForm Form, string? Link, bool IsRevoked, IReadOnlyList<FeedRow> Rows);

public sealed record FeedRow(Guid Id, string Title, string CreatedAt, string? LastReadAt);
