using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>Stored results: summary, one procedure, one result with its versions, who has not delivered, templates to fill in.</summary>
[Route("/results"), RequirePermission(Permissions.ResultsView)]
public sealed class ResultsController(ResultsQueries results, DeliveriesQueries deliveries, ResultsExport export, PageYear year) : Controller
{
    [HttpGet("")]
    public IActionResult Index() => Redirect("/results/summary");

    [HttpGet("procedures")]
    public IActionResult Procedures() => Redirect("/results/summary");

    [HttpGet("summary"), KeptPage]
    public async Task<IActionResult> Summary(CancellationToken ct) => View("ResultsSummary", await results.SummaryAsync(year.Value, ct));

    [HttpGet("summary/export")]
    public async Task<IActionResult> Export(CancellationToken ct)
    {
        var file = export.Write(await results.SummaryAsync(year.Value, ct));
        return File(file.Content, UploadWords.XlsxType, file.Name);
    }

    [HttpGet("procedures/{code}")]
    public async Task<IActionResult> Procedure(string code, CancellationToken ct) =>
        await results.ProcedureAsync(code, year.Value, ct) is { } page ? View("ResultsProcedure", page) : NotFound();

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Result(Guid id, CancellationToken ct) =>
        await results.ResultAsync(id, ct) is { } page ? View("ResultShow", page) : NotFound();

    [HttpGet("deliveries")]
    public async Task<IActionResult> Deliveries(string? show, CancellationToken ct) => View("Deliveries", await deliveries.PageAsync(year.Value, show == "missing", ct));

    /// <summary>Our own template for one school, or for all of them.</summary>
    [HttpGet("template"), RequirePermission(Permissions.ResultsUpload)]
    public async Task<IActionResult> Template(Guid? school, CancellationToken ct) =>
        await export.TemplateAsync(year.Value, school, ct) is { } file ? File(file.Content, UploadWords.XlsxType, file.Name) : NotFound();
}
