using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Web.Composition;

/// <summary>The demonstration accounts have one public password: a production server does not start beside them.</summary>
public static class DemoGuard
{
    public static async Task RefuseDemoAccountsInProductionAsync(WebApplication app)
    {
        if (!app.Environment.IsProduction())
            return;
        await using var scope = app.Services.CreateAsyncScope();
        var demo = await scope.ServiceProvider.GetRequiredService<PlatformDbContext>().Users.CountAsync(u => u.IsDemo);
        if (demo > 0)
            throw new InvalidOperationException(
                $"This database holds {demo} demonstration accounts with a public password. Use a database without demonstration data in production.");
    }
}
