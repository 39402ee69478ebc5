using SchoolSupport.Application.Files;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Docx;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Reports.Fulfilment;

/// <summary>The report on execution as a file in every format; one handed out is kept in the history.</summary>
public sealed class FulfilmentService(AppDbContext db, FulfilmentReader reader, TenantClock clock, ChromiumPdfPrinter printer)
{
    private const int LongestName = 120;

    public bool CanPrintPdf => printer.IsAvailable;

    /// <summary>Null when the programme is missing or foreign, or nothing of it is in force.</summary>
    /// <param name="period">Null: the usual one.</param>
    /// <exception cref="PdfUnavailableException">There is no browser, or it has too much to do.</exception>
    public async Task<ReportFile?> WriteAsync(Guid programId, ReportPeriod? period, ReportFormat format, CancellationToken ct)
    {
        if (await reader.ReadAsync(programId, period, ct) is not { } report)
            return null;
        var document = FulfilmentPaper.Make(report, await clock.TenantAsync(ct));
        var content = format switch
        {
            ReportFormat.Xlsx => OfficialDocumentXlsxWriter.Write(document),
            ReportFormat.Docx => OfficialDocumentDocxWriter.Write(document),
            _ => await printer.PrintAsync(OfficialDocumentHtml.Render(document), ct),
        };
        var (from, to) = (report.Period.From, report.Period.To);
        db.Record("programs.report-downloaded", "support_programs", programId.ToString(),
            $$"""{"from":"{{from:yyyy-MM-dd}}","to":"{{to:yyyy-MM-dd}}","format":"{{ReportService.CodeOf(format)}}"}""");
        await db.SaveAsync("programs.report-downloaded", ct);
        var name = document.Title.Length <= LongestName ? document.Title : document.Title[..LongestName];
        return new ReportFile($"{UploadedFileName.Clean(name)}.{ReportService.CodeOf(format)}", ReportService.ContentTypeOf(format), content);
    }
}
