using SchoolSupport.Application;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Composition;

/// <summary>The composition root of the web server.</summary>
public static class Server
{
    public static void AddServices(WebApplicationBuilder builder)
    {
        builder.Host.UseDefaultServiceProvider(options => { options.ValidateOnBuild = true; options.ValidateScopes = true; });
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        builder.Services.AddWebShell(builder.Configuration);
        builder.Services.AddSchoolSupportApplication(builder.Configuration);
        builder.Services.AddWorkers();
        builder.Services.AddSecurity(builder.Environment);
        builder.Services.AddRateLimits(builder.Configuration);
        builder.Services.AddWebRooms();
        builder.Services.AddUploadLimits();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: [WebShell.ReadyTag]);
    }

    public static void Use(WebApplication app)
    {
        app.UseWebShell();
        app.UseAuthentication();
        app.UseMiddleware<ActorMiddleware>();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<PasswordChangeMiddleware>();
        app.MapWebShell();
    }
}
