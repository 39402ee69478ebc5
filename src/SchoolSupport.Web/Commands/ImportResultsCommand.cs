using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Commands;

/// <summary>
/// <c>import-results</c>: looks at a results file and, with <c>--commit</c>, stores it when nothing forbids it. Exit code 2 when an
/// error or a school that is not in the register forbids storing.
/// </summary>
internal static class ImportResultsCommand
{
    public static Command Create()
    {
        var tenant = CommandLine.TenantOption();
        var file = new Option<string>("--file") { Description = "results file (.xlsx, .xls or CSV)", Required = true };
        var year = new Option<string?>("--year") { Description = "academic year, 2024/2025, when the file does not say it" };
        var procedure = new Option<string?>("--procedure") { Description = "code of the procedure, when the file does not say it" };
        var store = new Option<bool>("--commit") { Description = "store the results; without it nothing is written" };
        var json = CommandLine.JsonOption();
        var command = new Command("import-results", "read a file of ВПР, ОГЭ or ЕГЭ results") { tenant, file, year, procedure, store, json };
        command.SetAction((parsed, ct) => CommandLine.ForTenantAsync(parsed.GetValue(tenant)!, async (services, _) =>
        {
            var answers = new UploadAnswers(YearOf(parsed.GetValue(year)), parsed.GetValue(procedure));
            var path = parsed.GetValue(file)!;
            var (found, receipt) = await services.GetRequiredService<UploadImport>()
                .ImportAsync(Path.GetFileName(path), await CommandLine.ReadFileAsync(path, ct), answers, parsed.GetValue(store), ct);
            var schools = await services.GetRequiredService<AppDbContext>().Schools.AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.ShortName, ct);
            if (parsed.GetValue(json))
                CommandLine.Print(Answer(found, receipt, schools));
            else
                Say(found, receipt);
            return found.CanCommit ? CommandLine.Done : CommandLine.Forbidden;
        }));
        return command;
    }

    private static int? YearOf(string? text)
    {
        if (text is null)
            return null;
        return AcademicYear.TryParse(text, out var year) ? year.StartYear
            : throw new CommandRefusedException($"Не учебный год: «{text}»; ожидается, например, 2024/2025");
    }

    private static object Answer(InterpretedUpload found, UploadReceipt? receipt, Dictionary<Guid, string> schools) => new
    {
        Kind = found.Reading.Kind.Code(),
        Year = Year(found),
        Procedures = found.Rows.Select(r => r.ProcedureCode).Where(code => code.Length > 0).Distinct().ToList(),
        Rows = found.Rows.Count,
        Matched = found.Rows.Count(r => r.SchoolId is not null),
        Unmatched = Unmatched(found).Select(row => new
        {
            row.Sheet,
            row.Row,
            Name = row.Label,
            Suggestions = UploadJson.Suggestions(row.Suggestions).Select(s => schools[s.SchoolId]).ToList(),
        }).ToList(),
        Findings = found.Findings.Where(f => f.Severity != FindingSeverity.Note).Select(f => new
        {
            Severity = f.Severity == FindingSeverity.Error ? "error" : "warning",
            f.Sheet,
            f.Row,
            f.Column,
            f.Code,
            f.Message,
        }).ToList(),
        Committed = receipt is not null,
    };

    /// <summary>The file's year; null when it holds several or says none.</summary>
    private static string? Year(InterpretedUpload found) =>
        found.Reading.Year?.ToString()
        ?? (found.Rows.Select(r => r.Year).Where(y => y > 0).Distinct().ToList() is [var only] ? new AcademicYear(only).ToString() : null);

    /// <summary>Each name once for each row of a sheet: a wide table has several results in one row.</summary>
    private static IEnumerable<UploadRow> Unmatched(InterpretedUpload found) => found.Rows.Where(r => r.IsUnmatched).DistinctBy(r => (r.Sheet, r.Row, r.Label));

    private static void Say(InterpretedUpload found, UploadReceipt? receipt)
    {
        Console.WriteLine($"{found.Reading.Kind.Label()}, {Year(found) ?? "год не один или не указан"}: строк {found.Rows.Count}");
        foreach (var finding in found.Findings.Where(f => f.Severity != FindingSeverity.Note))
            Console.WriteLine($"{(finding.Severity == FindingSeverity.Error ? "ошибка" : "предупреждение")}: {finding.Message}{Place(finding)}");
        foreach (var row in Unmatched(found))
            Console.WriteLine($"не сопоставлена: «{row.Label}» (лист «{row.Sheet}», строка {row.Row})");
        Console.WriteLine(receipt is null ? found.CanCommit ? "Можно сохранить: повторите с --commit." : "Сохранить нельзя."
            : $"Сохранено: новых {receipt.Added}, изменено {receipt.Changed}, дополнено {receipt.Enriched}, без изменений {receipt.Same}.");
    }

    private static string Place(Finding finding) =>
        finding.Sheet is null ? "" : $" (лист «{finding.Sheet}»{(finding.Row is { } row ? $", строка {row}" : "")}{(finding.Column is { } column ? $", столбец {column}" : "")})";
}
