using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Domain.Reports;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Reports;

/// <summary>Official papers: what there is, on the screen, as files.</summary>
[Route("/reports"), RequirePermission(Permissions.ReportsDownload)]
public sealed class ReportsController(ReportQueries queries, ReportService reports, PageYear year) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await queries.IndexAsync(year.Value, ct));

    /// <param name="kind">low-results or results-summary.</param>
    /// <param name="edition">internal, when not given, or publication.</param>
    [HttpGet("{kind:regex(^(low-results|results-summary)$)}")]
    public async Task<IActionResult> Paper(string kind, string? edition, CancellationToken ct)
    {
        if (RequestOf(kind, edition) is not { } request)
            return NotFound();
        // The year above the page leads here too; the list of reports says what a year lacks.
        return await queries.PaperAsync(request, ct) is { } page ? View(page) : Redirect($"/reports?year={request.Year.Slug}");
    }

    /// <param name="kind">low-results or results-summary.</param>
    /// <param name="edition">internal, when not given, or publication.</param>
    /// <param name="format">xlsx, docx or pdf.</param>
    [HttpGet("{kind:regex(^(low-results|results-summary)$)}/file")]
    public async Task<IActionResult> Download(string kind, string? edition, string? format, CancellationToken ct)
    {
        if (RequestOf(kind, edition) is not { } request || ReportService.Find<ReportFormat>(format, ReportService.CodeOf) is not { } wanted)
            return NotFound();
        try
        {
            return await reports.WriteAsync(request, wanted, ct) is { } file ? File(file.Content, file.ContentType, file.Name) : NotFound();
        }
        catch (PdfUnavailableException refused)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return View("PdfUnavailable", new PdfUnavailablePage(request, refused.Message));
        }
    }

    private ReportRequest? RequestOf(string kind, string? edition) =>
        ReportService.Find<ReportKind>(kind, ReportService.CodeOf) is { } found
        && ReportService.Find<ReportEdition>(edition ?? ReportService.CodeOf(ReportEdition.Internal), ReportService.CodeOf) is { } chosen
            ? new ReportRequest(found, year.Value, chosen) : null;
}
