using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Web.Composition;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Schools;

/// <summary>Loading a register: file → preview → confirmation → receipt. Nothing is changed before the confirmation.</summary>
[Route("/schools/import"), RequirePermission(Permissions.SchoolsEdit)]
public sealed class SchoolImportController(SchoolImportService import) : Controller
{
    [HttpGet("")]
    public IActionResult Choose() => View("ImportChoose", new ImportChoosePage(new SchoolImportForm()));

    [HttpPost(""), EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Choose(SchoolImportForm form, [FromServices] IValidator<SchoolImportForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(new ImportChoosePage(form), "ImportChoose");
        using var content = new MemoryStream();
        await form.File!.CopyToAsync(content, ct);
        return Redirect($"/schools/import/{await import.KeepAsync(content.ToArray(), SchoolImportForm.NameOf(form.File), ct)}");
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Preview(Guid id, CancellationToken ct) =>
        await import.FindAsync(id, ct) is not { } found ? NotFound()
        : found.Plan is { } plan ? View("ImportPreview", new ImportPreviewPage(id, found.File.FileName, plan)) : View("ImportDone", found.File);

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Commit(Guid id, CancellationToken ct) =>
        await import.CommitAsync(id, ct) ? Redirect($"/schools/import/{id}") : NotFound();
}

public sealed class SchoolImportForm
{
    public IFormFile? File { get; set; }

    /// <summary>The name without a path, cut to what is kept.</summary>
    public static string NameOf(IFormFile file)
    {
        var name = Path.GetFileName(file.FileName.Replace('\\', '/'));
        return name.Length <= SchoolImportFile.FileNameMaxLength ? name : name[^SchoolImportFile.FileNameMaxLength..];
    }
}

public sealed class SchoolImportFormValidator : AbstractValidator<SchoolImportForm>
{
    public SchoolImportFormValidator() =>
        RuleFor(f => f.File).Must(file => file is { Length: > 0 }).WithMessage("Выберите файл с реестром школ.")
            .Must(file => file is null || file.Length <= WorkbookLimits.Default.MaxFileBytes)
            .WithMessage($"Файл больше {WorkbookLimits.Default.MaxFileBytes / 1_048_576} МБ. Удалите из книги лишние листы и рисунки.");
}

public sealed record ImportChoosePage(SchoolImportForm Form);

public sealed record ImportPreviewPage(Guid Id, string FileName, SchoolImportPlan Plan);
