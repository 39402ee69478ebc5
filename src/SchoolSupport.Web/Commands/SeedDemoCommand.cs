using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Commands.Demo;

namespace SchoolSupport.Web.Commands;

/// <summary><c>seed-demo</c>: two fictional municipalities with three years of results, and an account for every role. Never in production.</summary>
internal static class SeedDemoCommand
{
    public static Command Create()
    {
        var json = CommandLine.JsonOption();
        var command = new Command("seed-demo", "fill in the demonstration: two fictional municipalities") { json };
        command.SetAction((parsed, ct) => CommandLine.WithServicesAsync(async services =>
        {
            if (string.Equals(Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"), "Production", StringComparison.OrdinalIgnoreCase))
                throw new CommandRefusedException("Демонстрационные данные не загружаются в рабочую установку");
            var scopes = services.GetRequiredService<IServiceScopeFactory>();
            var seeder = new DemoSeeder(scopes, text => Console.Error.WriteLine(text));
            if (OzerskyDemo.Plan() is { } ozersky)
                await seeder.SeedAsync(ozersky, ct);
            await seeder.SeedAsync(LesnoyDemo.Plan(), ct);
            await SharedAccountsAsync(services, scopes, ct);
            if (parsed.GetValue(json))
                CommandLine.Print(new { tenants = await services.GetRequiredService<PlatformDbContext>().Tenants.Where(t => t.IsDemo).Select(t => t.Code).ToListAsync(ct) });
            return CommandLine.Done;
        }));
        return command;
    }

    private static async Task SharedAccountsAsync(IServiceProvider services, IServiceScopeFactory scopes, CancellationToken ct)
    {
        var region = await services.GetRequiredService<PlatformDbContext>().Regions.SingleAsync(r => r.Name == OzerskyDemo.Region, ct);
        foreach (var role in (string[])[Roles.RegionalObserver, Roles.PlatformAdmin])
            await DemoAccounts.EnsureAsync(scopes, new UserAccount
            {
                RegionId = role == Roles.RegionalObserver ? region.Id : null, Role = role, DisplayName = $"Демонстрация: {Roles.Label(role)}",
                Position = role == Roles.RegionalObserver ? region.Name : "вся установка", UserName = $"{DemoAccounts.ShortRole(role)}@demo", IsDemo = true, CreatedAt = DateTimeOffset.UtcNow,
            });
    }
}
