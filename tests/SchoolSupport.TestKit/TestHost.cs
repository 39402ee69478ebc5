using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using Xunit;

namespace SchoolSupport.TestKit;

/// <summary>
/// The whole application on a real, migrated PostgreSQL database of its own. One for a test assembly (a collection
/// fixture); each test makes its own tenant, so tests run side by side and each also proves isolation.
/// </summary>
public sealed class TestHost : IAsyncLifetime
{
    private TestDatabase database = null!;
    private bool isBeside;
    private WebApplicationFactory<Program> factory = null!;

    public IServiceProvider Services => factory.Services;
    public TestDatabase Database => database;

    /// <summary>Real browsers come in: the application listens on a free port of this machine only, at <see cref="Address"/>.</summary>
    public bool IsForBrowsers { get; init; }
    public Uri Address => factory.ClientOptions.BaseAddress;

    public async Task InitializeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync("app");
        await SchemaContext.MigrateAsync(database.Owner, CancellationToken.None);
        Start(null);
    }

    /// <summary>One more server on the same database: after a restart, as a second node, or configured otherwise.</summary>
    /// <param name="change">Settings, environment and services that differ.</param>
    public TestHost Beside(Action<IWebHostBuilder>? change = null, bool isForBrowsers = false)
    {
        var other = new TestHost { database = database, isBeside = true, IsForBrowsers = isForBrowsers };
        other.Start(change);
        return other;
    }

    private void Start(Action<IWebHostBuilder>? change)
    {
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Testing")
                .UseSetting("ConnectionStrings:Application", database.Application)
                .UseSetting("ConnectionStrings:Platform", database.Platform)
                .UseSetting("ConnectionStrings:Owner", database.Owner)
                // All tests come from one address; the limits have tests of their own.
                .UseSetting("RateLimits:SignInsPerMinute", "100000")
                .UseSetting("RateLimits:UploadsPerMinute", "100000")
                .UseSetting("RateLimits:CalendarsPerMinute", "100000")
                // So that SqlCounter sees which test a request belongs to.
                .ConfigureServices(services => services.Configure<TestServerOptions>(options => options.PreserveExecutionContext = true));
            change?.Invoke(host);
        });
        if (!IsForBrowsers)
            return;
        factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        factory.StartServer();
    }

    /// <summary>A new tenant with one account for each role.</summary>
    /// <param name="region">Code of its region; regional observers see their own only.</param>
    public async Task<TestTenant> NewTenantAsync(string? name = null, string region = "north")
    {
        var code = $"t{Guid.CreateVersion7():N}"[..20];
        await using var scope = Services.CreateAsyncScope();
        var tenant = await scope.ServiceProvider.GetRequiredService<TenantProvisioning>().CreateAsync(
            new CreateTenant(code, name ?? "Озёрский муниципальный округ", region, "Северогорская область",
                NameGenitive: "Озёрского муниципального округа", NamePrepositional: "Озёрском муниципальном округе"), CancellationToken.None);
        return new TestTenant(this, tenant);
    }

    /// <summary>A browser without a session.</summary>
    public TestBrowser Anonymous() => new(factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost") }));

    /// <summary>A browser signed in as this account.</summary>
    public async Task<TestBrowser> SignedInAsync(UserAccount account)
    {
        var browser = Anonymous();
        var (name, value) = await SessionCookieAsync(account);
        browser.Client.DefaultRequestHeaders.Add("Cookie", $"{name}={value}");
        return browser;
    }

    /// <summary>The cookie of a session, made by the same scheme that the sign-in page uses.</summary>
    public async Task<(string Name, string Value)> SessionCookieAsync(UserAccount account)
    {
        await using var scope = Services.CreateAsyncScope();
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<UserAccount>>().CreateAsync(await FreshAsync(scope, account));
        var cookie = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IssuedUtc = DateTimeOffset.UtcNow, ExpiresUtc = DateTimeOffset.UtcNow.AddHours(1) };
        var ticket = new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme);
        return (cookie.Cookie.Name!, cookie.TicketDataFormat.Protect(ticket));
    }

    /// <summary>The account as it is stored now: its security stamp may have changed since the test made it.</summary>
    private static async Task<UserAccount> FreshAsync(AsyncServiceScope scope, UserAccount account) =>
        await scope.ServiceProvider.GetRequiredService<UserManager<UserAccount>>().FindByIdAsync(account.Id.ToString()) ?? account;

    public async Task DisposeAsync()
    {
        await factory.DisposeAsync();
        if (!isBeside)
            await database.DisposeAsync();
    }
}

/// <summary>A tenant of one test.</summary>
public sealed class TestTenant(TestHost host, Tenant tenant)
{
    public TestHost Host => host;
    public Tenant Tenant => tenant;
    public Guid Id => tenant.Id;
    public string Code => tenant.Code;

    /// <summary>A scope whose database sees this tenant; the role decides nothing but the history.</summary>
    public AsyncServiceScope Scope(string role = Roles.Methodist, Guid? userId = null, Guid? schoolId = null)
    {
        var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().ActForTenant(tenant.Id, userId, role, schoolId);
        return scope;
    }

    /// <summary>Runs work with this tenant's database.</summary>
    public async Task<TResult> WithDbAsync<TResult>(Func<AppDbContext, Task<TResult>> work)
    {
        await using var scope = Scope(Roles.System);
        return await work(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    /// <summary>A new account of this tenant.</summary>
    public async Task<UserAccount> NewAccountAsync(string role, Guid? schoolId = null, string? password = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<UserAccount>>();
        var account = new UserAccount
        {
            TenantId = Roles.All[role].Scope is RoleScope.Platform or RoleScope.Region ? null : tenant.Id,
            RegionId = Roles.All[role].Scope == RoleScope.Region ? tenant.RegionId : null,
            SchoolId = schoolId,
            Role = role,
            DisplayName = Roles.Label(role),
            UserName = $"{role}-{Guid.CreateVersion7():N}@test",
            CreatedAt = DateTimeOffset.UtcNow,
        };
        var result = password is null ? await users.CreateAsync(account) : await users.CreateAsync(account, password);
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join("; ", result.Errors.Select(e => e.Description)));
        return account;
    }

    /// <summary>A browser signed in with a new account of this role.</summary>
    public async Task<TestBrowser> BrowserAsync(string role, Guid? schoolId = null) => await host.SignedInAsync(await NewAccountAsync(role, schoolId));
}
