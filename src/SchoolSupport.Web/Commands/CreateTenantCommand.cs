using System.CommandLine;
using System.Text.RegularExpressions;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Commands;

/// <summary><c>create-tenant</c>: a department with its catalogue and method; run again it changes nothing.</summary>
internal static partial class CreateTenantCommand
{
    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex CodePattern();

    public static Command Create()
    {
        var code = new Option<string>("--code") { Description = "Latin code, such as ozersky", Required = true };
        var name = new Option<string>("--name") { Description = "name, such as «Озёрский муниципальный округ»", Required = true };
        var region = new Option<string>("--region") { Description = "region; the same spelling joins tenants for a regional observer", Required = true };
        var genitive = new Option<string?>("--name-genitive") { Description = "«Озёрского муниципального округа»" };
        var prepositional = new Option<string?>("--name-prepositional") { Description = "«Озёрском муниципальном округе»" };
        var timeZone = new Option<string>("--time-zone") { Description = "IANA time zone", DefaultValueFactory = _ => Tenant.DefaultTimeZone };
        var json = CommandLine.JsonOption();
        var command = new Command("create-tenant", "create a tenant (a municipal education department)") { code, name, region, genitive, prepositional, timeZone, json };
        command.SetAction((parsed, ct) => CommandLine.WithServicesAsync(async services =>
        {
            var wanted = new CreateTenant(parsed.GetValue(code)!.Trim(), parsed.GetValue(name)!.Trim(), parsed.GetValue(region)!.Trim(), parsed.GetValue(region)!.Trim(),
                parsed.GetValue(genitive), parsed.GetValue(prepositional), TimeZone: parsed.GetValue(timeZone)!);
            Refuse(wanted);
            var existed = await TenantDirectory.FindByCodeAsync(services.GetRequiredService<PlatformDbContext>(), wanted.Code) is not null;
            var tenant = await services.GetRequiredService<TenantProvisioning>().CreateAsync(wanted, ct);
            if (parsed.GetValue(json))
                CommandLine.Print(new { tenant.Id, tenant.Code, tenant.Name, created = !existed });
            else
                Console.WriteLine(existed ? $"{tenant.Code}: уже есть" : $"{tenant.Code}: создан");
            return CommandLine.Done;
        }));
        return command;
    }

    private static void Refuse(CreateTenant wanted)
    {
        if (!CodePattern().IsMatch(wanted.Code) || wanted.Code.Length > Tenant.CodeMaxLength)
            throw new CommandRefusedException($"Код «{wanted.Code}»: нужны строчные латинские буквы, цифры и дефис, не больше {Tenant.CodeMaxLength} знаков");
        if (wanted.Name.Length is 0 or > Tenant.NameMaxLength)
            throw new CommandRefusedException($"Название: от 1 до {Tenant.NameMaxLength} знаков");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(wanted.TimeZone, out _))
            throw new CommandRefusedException($"Нет часового пояса «{wanted.TimeZone}»");
    }
}
