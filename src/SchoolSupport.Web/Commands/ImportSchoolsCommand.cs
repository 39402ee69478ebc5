using System.CommandLine;
using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Commands;

/// <summary><c>import-schools</c>: reads a register workbook; without <c>--commit</c> nothing is stored.</summary>
internal static class ImportSchoolsCommand
{
    public static Command Create()
    {
        var tenant = CommandLine.TenantOption();
        var file = new Option<FileInfo>("--file") { Description = "workbook with the register of schools", Required = true };
        var commit = new Option<bool>("--commit") { Description = "store what was read" };
        var json = CommandLine.JsonOption();
        var command = new Command("import-schools", "load the register of schools from a workbook") { tenant, file, commit, json };
        command.SetAction((parsed, ct) => CommandLine.ForTenantAsync(parsed.GetValue(tenant)!, async (services, _) =>
            await RunAsync(services.GetRequiredService<SchoolImportService>(), parsed.GetValue(file)!, parsed.GetValue(commit), parsed.GetValue(json), ct)));
        return command;
    }

    private static async Task<int> RunAsync(SchoolImportService import, FileInfo file, bool commit, bool json, CancellationToken ct)
    {
        if (!file.Exists)
            throw new CommandRefusedException($"Нет файла «{file.FullName}»");
        var plan = await import.PlanAsync(await File.ReadAllBytesAsync(file.FullName, ct), file.Name, ct);
        var committed = commit && !plan.IsForbidden;
        if (committed)
            await import.StoreAsync(plan, ct);
        if (json)
            CommandLine.Print(Answer(plan, committed));
        else
            Tell(plan, committed);
        return plan.IsForbidden ? CommandLine.Forbidden : CommandLine.Done;
    }

    private static object Answer(SchoolImportPlan plan, bool committed) => new
    {
        rows = plan.Lines.Count,
        created = plan.Created,
        changed = plan.Changed,
        same = plan.Same,
        closed = plan.Closed,
        findings = plan.Findings.Select(f => new
        {
            severity = f.Severity.ToString().ToLowerInvariant(), sheet = f.Sheet, row = f.Row, column = f.Column, code = f.Code, message = f.Message,
        }),
        committed,
    };

    private static void Tell(SchoolImportPlan plan, bool committed)
    {
        foreach (var finding in plan.Findings)
            Console.WriteLine($"{finding.Severity}: {finding.Message}");
        Console.WriteLine($"rows {plan.Lines.Count}, created {plan.Created}, changed {plan.Changed}, same {plan.Same}, closed {plan.Closed}, "
            + (committed ? "committed" : "not committed"));
    }
}
