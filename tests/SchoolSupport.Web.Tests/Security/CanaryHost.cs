using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>The application with deliberate holes: each guard has to find its own.</summary>
internal sealed class CanaryHost : IDisposable
{
    private readonly TestHost host;

    private CanaryHost(TestHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    public static CanaryHost Beside(TestHost host) => new(host.Beside(web => web.ConfigureTestServices(services => services
        .AddControllersWithViews().ConfigureApplicationPartManager(parts => parts.ApplicationParts.Add(new Holes())))));

    public static implicit operator TestHost(CanaryHost canary) => canary.host;

    public void Dispose() => host.DisposeAsync().GetAwaiter().GetResult();

    private sealed class Holes : ApplicationPart, IApplicationPartTypeProvider
    {
        public override string Name => nameof(Holes);

        public IEnumerable<TypeInfo> Types => [typeof(HolesController).GetTypeInfo()];
    }
}

[Route("/canary")]
public sealed class HolesController : Controller
{
    [HttpGet("unguarded")]
    public IActionResult Unguarded() => Content("open");

    // A hole on purpose: the guard must find it.
#pragma warning disable ASP0026
    [HttpGet("two-guards"), AllowAnonymous, RequirePermission(Application.Tenants.Permissions.Home)]
    public IActionResult TwoGuards() => Content("open");
#pragma warning restore ASP0026

    [HttpPost("no-token"), IgnoreAntiforgeryToken, SignedIn]
    public IActionResult NoToken() => Content("changed");

    /// <summary>Shows whatever is asked for, whosever it is.</summary>
    [HttpGet("leak/{id:guid}"), RequirePermission(Application.Tenants.Permissions.SchoolsView)]
    public IActionResult Leak(Guid id) => Content($"secret {id}");

    [HttpGet("inline"), SignedIn]
    public IActionResult Inline() => Content("<p style='color:red' onclick='go()'>text</p><style></style><script>go()</script>", "text/html; charset=utf-8");

    /// <summary>Refuses by the wrong role instead of by the right permission.</summary>
    [HttpGet("wrong-role"), RequirePermission(Application.Tenants.Permissions.Home)]
    public IActionResult WrongRole() => User.HasClaim(AppClaims.Role, Roles.Official) ? Content("") : StatusCode(StatusCodes.Status403Forbidden);
}
