using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Reports.Fulfilment;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Reports;

/// <summary>The report on a programme's execution in a period: on the screen, as files. A school's people see their school's terms.</summary>
[Route("/programs/{id:guid}/report"), RequirePermission(Permissions.ProgramsView)]
public sealed class ProgramReportController(ProgramReportQueries queries, FulfilmentService reports) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, CancellationToken ct) =>
        await queries.PageAsync(id, ListState.From(Request, ProgramReportQueries.Sorts), ct) is { } page ? View(page) : NotFound();

    /// <param name="from">First day, dd.MM.yyyy; without both days the usual period.</param>
    /// <param name="to">Last day.</param>
    /// <param name="format">xlsx, docx or pdf.</param>
    [HttpGet("file"), RequirePermission(Permissions.ReportsDownload)]
    public async Task<IActionResult> Download(Guid id, string? from, string? to, string? format, CancellationToken ct)
    {
        var asked = AskedPeriod.Read(from, to);
        if (asked.Problem is not null || ReportService.Find<ReportFormat>(format, ReportService.CodeOf) is not { } wanted)
            return NotFound();
        try
        {
            return await reports.WriteAsync(id, asked.Period, wanted, ct) is { } file ? File(file.Content, file.ContentType, file.Name) : NotFound();
        }
        catch (PdfUnavailableException refused)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return View("NoPdf", new ProgramReportNoPdf(id, asked.Period, refused.Message));
        }
    }
}
