using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>Reads the tenant's people for the pages of the administrator.</summary>
public sealed class UserQueries(AppDbContext db, UserService service, TenantClock clock, IHttpContextAccessor http)
{
    public async Task<UserListPage> ListAsync(ListState list, CancellationToken ct)
    {
        var people = db.People.AsNoTracking();
        if (list.Search is { Length: > 0 } search)
            people = people.Where(p => EF.Functions.ILike(p.DisplayName, $"%{search}%") || EF.Functions.ILike(p.UserName, $"%{search}%"));
        var total = await people.CountAsync(ct);
        var sorted = (list.Sort, list.Descending) switch
        {
            ("role", false) => people.OrderBy(p => p.Role),
            ("role", true) => people.OrderByDescending(p => p.Role),
            ("last", false) => people.OrderBy(p => p.LastSignInAt),
            ("last", true) => people.OrderByDescending(p => p.LastSignInAt),
            (_, true) => people.OrderByDescending(p => p.DisplayName),
            _ => people.OrderBy(p => p.DisplayName),
        };
        var rows = await (
            from person in sorted.Skip(list.Skip).Take(list.Size)
            join school in db.Schools on person.SchoolId equals school.Id into schools
            from school in schools.DefaultIfEmpty()
            select new { person, School = school == null ? null : school.ShortName }).ToListAsync(ct);
        var tenant = await clock.TenantAsync(ct);
        return new UserListPage(list, total, [.. rows.Select(r => Row(r.person, r.School, tenant))], Receipt());
    }

    public async Task<UserEditPage> NewAsync(UserForm form, CancellationToken ct) =>
        new(null, form, true, false, false, RoleItems(), await SchoolItemsAsync(ct));

    public async Task<UserEditPage?> EditAsync(Guid id, UserForm? form, CancellationToken ct)
    {
        if (await service.FindAsync(id, ct) is not { } account)
            return null;
        form ??= new UserForm
        {
            DisplayName = account.DisplayName, Position = account.Position, Role = account.Role, SchoolId = account.SchoolId, Stamp = account.ConcurrencyStamp,
        };
        form.UserName = account.UserName;
        return new UserEditPage(id, form, account.IsActive, account.TwoFactorEnabled, account.Id == db.Actor.UserId, RoleItems(), await SchoolItemsAsync(ct));
    }

    private UserRow Row(Person person, string? school, Tenant tenant) => new(
        person.Id, person.UserName, person.DisplayName, person.Position, Roles.Label(person.Role), school, person.IsActive,
        person.LockoutEnd > db.Now, person.TwoFactorEnabled,
        person.LastSignInAt is { } last ? RussianText.ShortDate(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(last, TimeZoneInfo.FindSystemTimeZoneById(tenant.TimeZone)).DateTime)) : "не входил");

    private string? Receipt() => http.HttpContext?.Request.Query["done"].ToString() switch
    {
        "changed" => "Учётная запись изменена. Её сеансы завершены: новые права действуют со следующего входа.",
        "deactivated" => "Учётная запись отключена, её сеансы завершены.",
        "activated" => "Учётная запись снова действует.",
        "factor-reset" => "Второй шаг входа сброшен. При следующем входе достаточно пароля.",
        _ => null,
    };

    private static List<SelectListItem> RoleItems() => [.. UserService.GrantableRoles.Select(r => new SelectListItem(r.Label, r.Code))];

    private Task<List<SelectListItem>> SchoolItemsAsync(CancellationToken ct) =>
        db.Schools.AsNoTracking().Where(s => s.ClosedOn == null).OrderBy(s => s.SortName).Select(s => new SelectListItem(s.ShortName, s.Id.ToString())).ToListAsync(ct);
}
