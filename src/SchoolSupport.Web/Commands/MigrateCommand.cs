using System.CommandLine;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Web.Commands;

/// <summary><c>migrate</c>: brings the database of <c>ConnectionStrings:Owner</c> to the program's schema.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var json = CommandLine.JsonOption();
        var command = new Command("migrate", "bring the database to the newest schema") { json };
        command.SetAction(async (parsed, ct) =>
        {
            var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
            if (configuration.GetConnectionString("Owner") is not { Length: > 0 } owner)
            {
                await Console.Error.WriteLineAsync("ConnectionStrings:Owner is not set");
                return CommandLine.Failed;
            }
            var applied = await SchemaContext.MigrateAsync(owner, ct);
            if (parsed.GetValue(json))
                CommandLine.Print(new { applied });
            else
                Console.WriteLine(applied.Count == 0 ? "The schema is up to date." : $"Applied: {string.Join(", ", applied)}");
            return CommandLine.Done;
        });
        return command;
    }
}
