using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Reports;

/// <summary>A programme's official papers and what changed between two of its versions.</summary>
[Route("/programs/{id:guid}"), RequirePermission(Permissions.ProgramsView)]
public sealed class ProgramPapersController(ProgramPaperQueries queries, ProgramPaperService papers) : Controller
{
    /// <param name="kind">programme, when not given, or roadmap.</param>
    /// <param name="version">Number of a version; by itself the one in work or in force.</param>
    [HttpGet("papers")]
    public async Task<IActionResult> Papers(Guid id, string? kind, int? version, CancellationToken ct) =>
        KindOf(kind) is { } chosen && await queries.PapersAsync(id, chosen, version, ct) is { } page ? View(page) : NotFound();

    /// <param name="format">xlsx, docx or pdf.</param>
    [HttpGet("papers/file")]
    public async Task<IActionResult> Download(Guid id, string? kind, int? version, string? format, CancellationToken ct)
    {
        if (KindOf(kind) is not { } chosen || ReportService.Find<ReportFormat>(format, ReportService.CodeOf) is not { } wanted
            || await queries.VersionAsync(id, version, ct) is not { } versionId)
            return NotFound();
        try
        {
            return await papers.WriteAsync(id, versionId, chosen, wanted, ct) is { } file ? File(file.Content, file.ContentType, file.Name) : NotFound();
        }
        catch (PdfUnavailableException refused)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return View("NoPdf", new ProgramNoPdfPage(id, chosen, version, refused.Message));
        }
    }

    /// <param name="from">Number of the earlier version; by itself the one before <paramref name="to"/>.</param>
    [HttpGet("versions/compare")]
    public async Task<IActionResult> Compare(Guid id, int? from, int? to, CancellationToken ct) =>
        await queries.CompareAsync(id, from, to, ct) is { } page ? View(page) : NotFound();

    private static ProgramPaperKind? KindOf(string? code) =>
        ReportService.Find<ProgramPaperKind>(code ?? ProgramPaperService.CodeOf(ProgramPaperKind.Programme), ProgramPaperService.CodeOf);
}
