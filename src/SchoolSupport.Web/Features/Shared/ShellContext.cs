using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Home;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>Collects what the frame shows for the current request. Asked once a page, by the layout.</summary>
public sealed class ShellContext(PageYear year, CurrentActor? actor = null, TenantFrame? frame = null, AttentionQueries? attention = null)
{
    private const int YearsOffered = 4;
    private const int MostYears = 12;
    private const string Product = "SchoolSupport";

    public async Task<ShellModel> GetAsync(HttpContext http)
    {
        var tenant = frame?.Tenant;
        var isSignedIn = http.User.Identity?.IsAuthenticated == true && actor is not null;
        var inbox = tenant is null || attention is null ? 0 : (await attention.CountsAsync(http.RequestAborted)).Total;
        return new ShellModel(
            Organisation: frame?.School ?? tenant?.AuthorityName ?? Product,
            Municipality: tenant?.Name ?? "",
            RoleLabel: isSignedIn ? Capital(Roles.Label(actor!.Role)) : null,
            Years: Years(),
            Year: year.Value,
            Menu: isSignedIn ? ShellMenu.Of(actor!) : [],
            InboxCount: inbox,
            SearchLabel: actor?.SchoolId is null ? "Поиск по школам и загрузкам" : "Поиск по своей школе и загрузкам",
            SearchPlaceholder: "Школа или номер загрузки",
            Footer: tenant is null ? Product : $"{tenant.AuthorityName}. {tenant.Name}" + (tenant.IsDemo ? ". Данные вымышлены" : ""));
    }

    private AcademicYear[] Years()
    {
        var newest = year.Current;
        var back = frame?.OldestYear is { } oldest ? Math.Clamp(newest.StartYear - oldest.StartYear + 1, YearsOffered, MostYears) : YearsOffered;
        var offered = Enumerable.Range(0, back).Select(step => new AcademicYear(newest.StartYear - step));
        return [.. offered.Append(year.Value).Distinct().OrderDescending()];
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
