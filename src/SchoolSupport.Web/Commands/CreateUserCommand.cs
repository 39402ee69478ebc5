using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Commands;

/// <summary>
/// <c>create-user</c>: an account of any role; the first administrator of an installation is made by it. Without
/// <c>--password-stdin</c> a one-time password is printed, which must be changed at the first sign-in.
/// </summary>
internal static class CreateUserCommand
{
    private sealed record Wanted(string Login, string Name, string Role, string? Tenant, string? Region, string? SchoolInn, string? Password);

    public static Command Create()
    {
        var login = new Option<string>("--login") { Description = "name to sign in with", Required = true };
        var name = new Option<string>("--name") { Description = "the person's name", Required = true };
        var role = new Option<string>("--role") { Description = string.Join(", ", Roles.All.Keys), Required = true };
        var tenant = new Option<string?>("--tenant") { Description = "code of the tenant (roles of a department or a school)" };
        var region = new Option<string?>("--region") { Description = "name of the region (regional-observer)" };
        var school = new Option<string?>("--school-inn") { Description = "ИНН of the school (roles of a school)" };
        var stdin = new Option<bool>("--password-stdin") { Description = "read the password from standard input" };
        var json = CommandLine.JsonOption();
        var command = new Command("create-user", "create an account") { login, name, role, tenant, region, school, stdin, json };
        command.SetAction((parsed, ct) => CommandLine.WithServicesAsync(async services =>
        {
            var password = parsed.GetValue(stdin) ? (await Console.In.ReadLineAsync(ct))?.Trim() : null;
            var outcome = await AddAsync(services, new Wanted(parsed.GetValue(login)!.Trim(), parsed.GetValue(name)!.Trim(), parsed.GetValue(role)!,
                parsed.GetValue(tenant), parsed.GetValue(region), parsed.GetValue(school), password), ct);
            if (!outcome.Succeeded)
                throw new CommandRefusedException(string.Join(Environment.NewLine, outcome.Problems));
            if (parsed.GetValue(json))
                CommandLine.Print(new { outcome.Account!.Id, outcome.Account.UserName, outcome.Account.Role, oneTimePassword = password is null ? outcome.OneTimePassword : null });
            else
                Console.WriteLine(password is null ? $"{outcome.Account!.UserName}: одноразовый пароль {outcome.OneTimePassword}" : $"{outcome.Account!.UserName}: создан");
            return CommandLine.Done;
        }));
        return command;
    }

    private static async Task<AccountOutcome> AddAsync(IServiceProvider services, Wanted wanted, CancellationToken ct)
    {
        if (!Roles.All.TryGetValue(wanted.Role, out var role))
            throw new CommandRefusedException($"Нет роли «{wanted.Role}». Роли: {string.Join(", ", Roles.All.Keys)}");
        var platform = services.GetRequiredService<PlatformDbContext>();
        var account = new UserAccount
        {
            TenantId = await TenantIdAsync(platform, role, wanted.Tenant),
            RegionId = await RegionIdAsync(platform, role, wanted.Region, ct),
            Role = role.Code,
            DisplayName = wanted.Name,
            UserName = wanted.Login,
            MustChangePassword = wanted.Password is null,
            CreatedAt = platform.Now,
        };
        if (role.Scope == RoleScope.School)
            account.SchoolId = await SchoolIdAsync(services, account.TenantId!.Value, wanted.SchoolInn, ct);
        return await services.GetRequiredService<PlatformService>().AddAccountAsync(account, wanted.Password);
    }

    private static async Task<Guid?> TenantIdAsync(PlatformDbContext platform, RoleDefinition role, string? code)
    {
        if (role.Scope is RoleScope.Platform or RoleScope.Region)
            return null;
        if (code is null)
            throw new CommandRefusedException($"Для роли {role.Code} укажите --tenant");
        return (await TenantDirectory.FindByCodeAsync(platform, code) ?? throw new CommandRefusedException($"Нет муниципалитета с кодом «{code}»")).Id;
    }

    private static async Task<Guid?> RegionIdAsync(PlatformDbContext platform, RoleDefinition role, string? name, CancellationToken ct)
    {
        if (role.Scope != RoleScope.Region)
            return null;
        return (await platform.Regions.AsNoTracking().SingleOrDefaultAsync(r => r.Name == name || r.Code == name, ct)
            ?? throw new CommandRefusedException("Для наблюдателя укажите --region: название региона, в котором есть хотя бы один муниципалитет")).Id;
    }

    private static async Task<Guid> SchoolIdAsync(IServiceProvider services, Guid tenantId, string? inn, CancellationToken ct)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().ActForTenant(tenantId);
        var school = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Schools.AsNoTracking().SingleOrDefaultAsync(s => s.Inn == inn, ct);
        return (school ?? throw new CommandRefusedException("Для роли школы укажите --school-inn: ИНН школы из реестра")).Id;
    }
}
