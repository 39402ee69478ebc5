using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Commands;

/// <summary><c>add-alias</c>: says once which school a spelling means; files are matched by it afterwards.</summary>
internal static class AddAliasCommand
{
    private const string Source = "командная строка";

    public static Command Create()
    {
        var tenant = CommandLine.TenantOption();
        var name = new Option<string>("--name") { Description = "the spelling as it stands in files", Required = true };
        var inn = new Option<string>("--inn") { Description = "ИНН of the school", Required = true };
        var json = CommandLine.JsonOption();
        var command = new Command("add-alias", "teach a spelling of a school's name") { tenant, name, inn, json };
        command.SetAction((parsed, ct) => CommandLine.ForTenantAsync(parsed.GetValue(tenant)!, async (services, _) =>
        {
            var (spelling, number) = (parsed.GetValue(name)!.Trim(), parsed.GetValue(inn)!.Trim());
            var school = await services.GetRequiredService<AppDbContext>().Schools.AsNoTracking().SingleOrDefaultAsync(s => s.Inn == number, ct)
                ?? throw new CommandRefusedException($"В реестре нет школы с ИНН {number}");
            var added = await AddAsync(services.GetRequiredService<SchoolAliasService>(), school, spelling, ct);
            if (parsed.GetValue(json))
                CommandLine.Print(new { name = spelling, inn = number, school = school.ShortName, added });
            else
                Console.WriteLine(added ? $"«{spelling}» — это {school.ShortName}" : $"«{spelling}» и так узнаётся как {school.ShortName}");
            return CommandLine.Done;
        }));
        return command;
    }

    /// <returns>False when the spelling already means this school.</returns>
    private static async Task<bool> AddAsync(SchoolAliasService aliases, School school, string name, CancellationToken ct)
    {
        if (name.Length is 0 or > SchoolAliasService.NameMaxLength)
            throw new CommandRefusedException($"Название — от 1 до {SchoolAliasService.NameMaxLength} знаков");
        var clash = await aliases.ClashAsync(school.Id, name, ct);
        if (clash?.OtherId == school.Id)
            return false;
        try
        {
            await aliases.AddAsync(school.Id, name, Source, ct);
            return true;
        }
        catch (PreconditionException refused)
        {
            throw new CommandRefusedException(refused.Message);
        }
    }
}
