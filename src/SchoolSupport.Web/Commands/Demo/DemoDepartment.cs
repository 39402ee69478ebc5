using System.Security.Cryptography;
using System.Text;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>A fictional municipality while it is filled: what is done here is done through the services of the pages, in the name of one of its people.</summary>
/// <param name="accounts">Role → account.</param>
/// <param name="ownSchool">The school of the demonstration's director; other schools have no accounts.</param>
internal sealed class DemoDepartment(IServiceScopeFactory scopes, Tenant tenant, IReadOnlyDictionary<string, Guid> accounts, Guid ownSchool)
{
    public Tenant Tenant => tenant;
    public Guid OwnSchool => ownSchool;

    public async Task<TResult> AsAsync<TResult>(string role, Func<IServiceProvider, Task<TResult>> work) => await InScopeAsync(role, accounts[role], null, work);

    /// <summary>As the director of a school.</summary>
    public async Task<TResult> AsSchoolAsync<TResult>(Guid school, Func<IServiceProvider, Task<TResult>> work) =>
        await InScopeAsync(Roles.SchoolDirector, AuthorOf(school), school, work);

    /// <summary>Who writes reports: of a school or, without one, of the department. Null for a school without accounts.</summary>
    public Guid? AuthorOf(Guid? school) => school is null ? accounts[Roles.Methodist] : school == ownSchool ? accounts[Roles.SchoolDirector] : null;

    /// <summary>The same id at every seeding, so that a cut-off one finds what it made.</summary>
    public Guid IdOf(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant.Code}:{key}")).AsSpan(0, 16));

    private async Task<TResult> InScopeAsync<TResult>(string role, Guid? user, Guid? school, Func<IServiceProvider, Task<TResult>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().ActForTenant(tenant.Id, user, role, school);
        return await work(scope.ServiceProvider);
    }
}
