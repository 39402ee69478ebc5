using System.CommandLine;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Commands;

/// <summary><c>import-federal-list</c>: reads the federal list of a year; with <c>--commit</c> it takes the place of the current one.</summary>
internal static class ImportFederalListCommand
{
    public static Command Create()
    {
        var json = CommandLine.JsonOption();
        var tenant = CommandLine.TenantOption();
        var file = new Option<FileInfo>("--file") { Description = "workbook with the names of the schools", Required = true };
        var year = new Option<string>("--year") { Description = "academic year of the list, such as 2024/2025", Required = true };
        var source = new Option<string?>("--source") { Description = "the letter that the list came with; by default the file's name" };
        var commit = new Option<bool>("--commit") { Description = "store the list; without it nothing is stored" };
        var command = new Command("import-federal-list", "import the federal list of schools with low results") { tenant, file, year, source, commit, json };
        command.SetAction((parsed, ct) => CommandLine.ForTenantAsync(parsed.GetValue(tenant)!, async (services, _) =>
        {
            if (!AcademicYear.TryParse(parsed.GetValue(year), out var listYear))
                throw new CommandRefusedException($"Не учебный год: «{parsed.GetValue(year)}»; ожидается, например, 2024/2025");
            var info = parsed.GetValue(file)!;
            if (!info.Exists)
                throw new CommandRefusedException($"Нет файла {info.Name}");
            var lists = services.GetRequiredService<FederalListService>();
            var reading = await lists.ReadAsync(await File.ReadAllBytesAsync(info.FullName, ct), info.Name, ct);
            var committed = parsed.GetValue(commit) && reading.CanBeStored;
            if (committed)
                await lists.ReplaceAsync(new NewFederalList(listYear, await services.GetRequiredService<TenantClock>().TodayAsync(ct),
                    parsed.GetValue(source) ?? info.Name, info.Name, reading.Lines), ct);
            Print(listYear, reading, committed, parsed.GetValue(json));
            return reading.CanBeStored ? CommandLine.Done : CommandLine.Forbidden;
        }));
        return command;
    }

    private static void Print(AcademicYear year, FederalReading reading, bool committed, bool json)
    {
        var unmatched = reading.Lines.Where(l => l.SchoolId is null).Select(l => new { l.Row, Name = l.SchoolText }).ToArray();
        if (json)
            CommandLine.Print(new
            {
                Year = year.ToString(), Rows = reading.Lines.Count, Matched = reading.Lines.Count - unmatched.Length, Unmatched = unmatched,
                Findings = reading.Findings.Select(f => new { Severity = f.Severity.ToString().ToLowerInvariant(), f.Sheet, f.Row, f.Column, f.Code, f.Message }),
                Committed = committed,
            });
        else
        {
            Console.WriteLine($"{year}: строк {reading.Lines.Count}, не сопоставлено {unmatched.Length}, {(committed ? "сохранено" : "не сохранено")}");
            foreach (var finding in reading.Findings)
                Console.WriteLine(finding.Message);
        }
    }
}
