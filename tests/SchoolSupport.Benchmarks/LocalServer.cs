using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Composition;

namespace SchoolSupport.Benchmarks;

/// <summary>The real server (Kestrel on loopback) in this process, and people signed in to it.</summary>
public sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private LocalServer(WebApplication app) => this.app = app;

    public static async Task<LocalServer> StartAsync(TestDatabase database)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Server).Assembly.GetName().Name,
            ContentRootPath = Path.Combine(Report.Root(), "src", "SchoolSupport.Web"),
            EnvironmentName = "Testing",
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Application"] = database.Application,
            ["ConnectionStrings:Platform"] = database.Platform,
            ["ConnectionStrings:Owner"] = database.Owner,
            ["Serilog:MinimumLevel:Default"] = "Warning",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Server.AddServices(builder);
        var app = builder.Build();
        Server.Use(app);
        await app.StartAsync();
        return new LocalServer(app);
    }

    /// <summary>A methodologist of the department, with the cookie that the sign-in page would have set.</summary>
    public async Task<HttpClient> ClientAsync(Guid tenantId)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var account = new UserAccount
        {
            TenantId = tenantId,
            Role = Roles.Methodist,
            DisplayName = "Методист",
            UserName = $"bench-{Guid.CreateVersion7():N}@test",
            CreatedAt = DateTimeOffset.UtcNow,
        };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<UserAccount>>().CreateAsync(account);
        if (!made.Succeeded)
            throw new InvalidOperationException(made.ToString());
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<UserAccount>>().CreateAsync(account);
        var cookie = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IssuedUtc = DateTimeOffset.UtcNow, ExpiresUtc = DateTimeOffset.UtcNow.AddHours(1) };
        var ticket = new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme);
        var address = new Uri(app.Urls.First());
        var cookies = new CookieContainer();
        cookies.Add(address, new Cookie(cookie.Cookie.Name!, cookie.TicketDataFormat.Protect(ticket)));
        return new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = address };
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
