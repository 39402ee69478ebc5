using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Schools;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Schools;

/// <summary>Schools of a test's tenant.</summary>
internal static class SchoolSamples
{
    public static SchoolDetails Details(string shortName, string? inn = null, string? login = null, SchoolKind kind = SchoolKind.Secondary, bool isUrban = false) =>
        new(shortName, shortName, kind, isUrban, "", inn, login, null, 120, SchoolDetails.Levels(kind).Basic, SchoolDetails.Levels(kind).Secondary, null, "");

    public static async Task<Guid> AddSchoolAsync(this TestTenant tenant, SchoolDetails details)
    {
        await using var scope = tenant.Scope(Roles.System);
        return await scope.ServiceProvider.GetRequiredService<SchoolService>().AddAsync(details, CancellationToken.None);
    }

    public static Task<Guid> AddSchoolAsync(this TestTenant tenant, string shortName) => tenant.AddSchoolAsync(Details(shortName));

    /// <summary>The posted form of a new school.</summary>
    public static Dictionary<string, string> Form(string shortName, string inn = "", string version = "") => new()
    {
        ["Form.FullName"] = shortName, ["Form.ShortName"] = shortName, ["Form.Kind"] = "Secondary", ["Form.Levels"] = "usual",
        ["Form.Area"] = "rural", ["Form.Inn"] = inn, ["Form.Version"] = version,
    };
}
