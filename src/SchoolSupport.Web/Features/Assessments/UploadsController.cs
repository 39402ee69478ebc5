using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using FluentValidation;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Composition;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>Uploads: list, a new one, one at its step, its file and its findings.</summary>
[Route("/results/uploads"), RequirePermission(Permissions.UploadsView)]
public sealed class UploadsController(UploadListQueries list, UploadPageQueries pages, UploadFiles files, UploadService uploads, CurrentActor actor) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("UploadList", await list.ListAsync(ListState.From(Request, UploadListQueries.Sorts, descending: true), ct));

    [HttpGet("new"), RequirePermission(Permissions.ResultsUpload)]
    public async Task<IActionResult> New(Guid? replaces, CancellationToken ct) => View("UploadNew", await files.NewAsync(replaces, ct));

    [HttpPost("new"), RequirePermission(Permissions.ResultsUpload), EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> New(Guid? replaces, UploadForm form, [FromServices] IValidator<UploadForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(await files.NewAsync(replaces, ct), "UploadNew");
        var source = actor.IsSchool ? UploadSource.School : UploadSource.Department;
        var id = await uploads.AddAsync(new AddUpload(form.File!.FileName, await UploadFiles.ReadAsync(form.File, ct), source, replaces), ct);
        return Redirect($"/results/uploads/{id}");
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, string? rows, CancellationToken ct) =>
        await pages.PageAsync(id, rows == "all", ct) is { } page ? View("UploadShow", page) : NotFound();

    /// <summary>The file as it came; never shown inside the browser.</summary>
    [HttpGet("{id:guid}/file")]
    public async Task<IActionResult> Original(Guid id, CancellationToken ct) =>
        await files.OriginalAsync(id, ct) is { } file ? File(file.Content, "application/octet-stream", file.Name) : NotFound();

    [HttpGet("{id:guid}/findings")]
    public async Task<IActionResult> Findings(Guid id, CancellationToken ct) =>
        await files.FindingsAsync(id, ct) is { } file ? File(file.Content, UploadWords.XlsxType, file.Name) : NotFound();
}
