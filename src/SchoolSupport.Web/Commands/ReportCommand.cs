using System.CommandLine;
using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Web.Commands;

/// <summary><c>report</c>: writes an official paper to a file, the same that the page offers.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var tenant = CommandLine.TenantOption();
        var kind = new Option<string>("--kind") { Description = "low-results or results-summary", Required = true };
        var year = new Option<string>("--year") { Description = "academic year, such as 2024/2025", Required = true };
        var format = new Option<string>("--format") { Description = "xlsx, docx or pdf", Required = true };
        var output = new Option<string>("--out") { Description = "file to write", Required = true };
        var edition = new Option<string>("--edition") { Description = "internal or publication", DefaultValueFactory = _ => "internal" };
        var json = CommandLine.JsonOption();
        var command = new Command("report", "write an official paper to a file") { tenant, kind, year, format, output, edition, json };
        command.SetAction((parsed, ct) => CommandLine.ForTenantAsync(parsed.GetValue(tenant)!, async (services, _) =>
        {
            var request = new ReportRequest(
                Choice<ReportKind>("--kind", parsed.GetValue(kind)!, ReportService.CodeOf),
                AcademicYear.TryParse(parsed.GetValue(year), out var found) ? found : throw new CommandRefusedException("--year: ожидается учебный год, например 2024/2025"),
                Choice<ReportEdition>("--edition", parsed.GetValue(edition)!, ReportService.CodeOf));
            var wanted = Choice<ReportFormat>("--format", parsed.GetValue(format)!, ReportService.CodeOf);
            var file = await WriteAsync(services.GetRequiredService<ReportService>(), request, wanted, ct);
            var path = Path.GetFullPath(parsed.GetValue(output)!);
            await SaveAsync(path, file.Content, ct);
            if (parsed.GetValue(json))
                CommandLine.Print(new
                {
                    kind = ReportService.CodeOf(request.Kind), year = request.Year.ToString(), edition = ReportService.CodeOf(request.Edition),
                    format = ReportService.CodeOf(wanted), file = path, bytes = file.Content.Length,
                });
            else
                Console.WriteLine(path);
            return CommandLine.Done;
        }));
        return command;
    }

    internal static TValue Choice<TValue>(string option, string code, Func<TValue, string> codeOf) where TValue : struct, Enum =>
        ReportService.Find(code, codeOf)
            ?? throw new CommandRefusedException($"{option}: «{code}» — неизвестное значение; бывает {string.Join(", ", Enum.GetValues<TValue>().Select(codeOf))}");

    private static async Task<ReportFile> WriteAsync(ReportService reports, ReportRequest request, ReportFormat format, CancellationToken ct)
    {
        try
        {
            return await reports.WriteAsync(request, format, ct) ?? throw new CommandRefusedException(request.Kind == ReportKind.LowResults
                ? $"За {request.Year} учебный год нет расчёта: сначала выполните identify"
                : $"За {request.Year} учебный год нет результатов");
        }
        catch (Exception refused) when (refused is PdfUnavailableException or PdfLayoutException)
        {
            throw new CommandRefusedException(refused.Message);
        }
    }

    internal static async Task SaveAsync(string path, byte[] content, CancellationToken ct)
    {
        try
        {
            await File.WriteAllBytesAsync(path, content, ct);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusedException($"Файл {path} не записан: нет такой папки или доступа к ней");
        }
    }
}
