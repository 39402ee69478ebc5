using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>
/// What every page of a tenant's person needs to know first, read by one command: the tenant, the own school, the years
/// that have results. The newest of them is the year of a page whose address names none.
/// </summary>
public sealed class TenantFrame(AppDbContext db, CurrentActor actor, TenantClock clock, PageYear year) : IAsyncResourceFilter
{
    /// <summary>Null when nobody is signed in or the person belongs to no tenant.</summary>
    public Tenant? Tenant { get; private set; }

    /// <summary>The own school of a school's person, as lists call it.</summary>
    public string? School { get; private set; }

    public AcademicYear? OldestYear { get; private set; }

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        if (actor.TenantId is not null)
            await LoadAsync(context.HttpContext.RequestAborted);
        await next();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var own = actor.SchoolId;
        var found = await db.Tenants.AsNoTracking().Select(t => new
        {
            Tenant = t,
            School = db.Schools.Where(s => s.Id == own).Select(s => s.ShortName).FirstOrDefault(),
            Newest = db.Results.Where(r => r.IsCurrent).Max(r => (int?)r.Year),
            Oldest = db.Results.Where(r => r.IsCurrent).Min(r => (int?)r.Year),
        }).SingleOrDefaultAsync(ct);
        if (found is null)
            return;
        Tenant = found.Tenant;
        clock.Remember(found.Tenant);
        School = found.School is { } name ? RussianText.Nbsp(NaturalKey.Title(name)) : null;
        OldestYear = found.Oldest is { } oldest ? new AcademicYear(oldest) : null;
        year.Newest = found.Newest is { } newest ? new AcademicYear(newest) : null;
    }
}
