using SchoolSupport.Application.Persistence;
using SchoolSupport.Documents.Docx;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Reports;

public enum ReportKind { LowResults = 0, ResultsSummary = 1 }

public enum ReportFormat { Xlsx = 0, Docx = 1, Pdf = 2 }

public sealed record ReportRequest(ReportKind Kind, AcademicYear Year, ReportEdition Edition);

/// <param name="Name">In Russian, such as «Список ШНОР 2024-2025.xlsx».</param>
public sealed record ReportFile(string Name, string ContentType, byte[] Content);

/// <summary>Makes official papers and writes them in every format; a paper handed out is kept in the history.</summary>
public sealed class ReportService(LowResultsReader lowResults, ResultsSummaryReader summaries, ChromiumPdfPrinter printer, AppDbContext db)
{
    public bool CanPrintPdf => printer.IsAvailable;

    /// <summary>The paper's content, or null when the year has nothing to print.</summary>
    public async Task<OfficialDocument?> MakeAsync(ReportRequest request, CancellationToken ct) => request.Kind switch
    {
        ReportKind.LowResults => await lowResults.LoadAsync(request.Year, ct) is { } data ? LowResultsReport.Make(data, request.Edition) : null,
        _ => await summaries.LoadAsync(request.Year, ct) is { } data ? ResultsSummaryReport.Make(data, request.Edition) : null,
    };

    /// <summary>The paper as a file, or null when the year has nothing to print.</summary>
    /// <exception cref="PdfUnavailableException">There is no browser, or it has too much to do.</exception>
    public async Task<ReportFile?> WriteAsync(ReportRequest request, ReportFormat format, CancellationToken ct)
    {
        if (await MakeAsync(request, ct) is not { } document)
            return null;
        var content = format switch
        {
            ReportFormat.Xlsx => OfficialDocumentXlsxWriter.Write(document),
            ReportFormat.Docx => OfficialDocumentDocxWriter.Write(document),
            _ => await printer.PrintAsync(OfficialDocumentHtml.Render(document), ct),
        };
        db.Record("reports.report-downloaded", "reports", $"{CodeOf(request.Kind)}/{request.Year.Slug}/{CodeOf(request.Edition)}/{CodeOf(format)}");
        await db.SaveAsync("reports.report-downloaded", ct);
        return new ReportFile(NameOf(request, format), ContentTypeOf(format), content);
    }

    /// <summary>«low-results», «publication», «xlsx»: the words of addresses and of the command line.</summary>
    public static string CodeOf(ReportKind kind) => kind == ReportKind.LowResults ? "low-results" : "results-summary";

    public static string CodeOf(ReportEdition edition) => edition == ReportEdition.Publication ? "publication" : "internal";

    public static string CodeOf(ReportFormat format) => format switch { ReportFormat.Xlsx => "xlsx", ReportFormat.Docx => "docx", _ => "pdf" };

    /// <summary>The value with this code, or null.</summary>
    public static TValue? Find<TValue>(string? code, Func<TValue, string> codeOf) where TValue : struct, Enum =>
        Enum.GetValues<TValue>().Where(value => codeOf(value) == code).Select(value => (TValue?)value).FirstOrDefault();

    private static string NameOf(ReportRequest request, ReportFormat format) =>
        $"{(request.Kind == ReportKind.LowResults ? "Список ШНОР" : "Сводка результатов")} {request.Year.Slug}"
        + $"{(request.Edition == ReportEdition.Publication ? " для публикации" : "")}.{CodeOf(format)}";

    internal static string ContentTypeOf(ReportFormat format) => format switch
    {
        ReportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ReportFormat.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/pdf",
    };
}
