using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators.Definitions;

/// <summary>Indicators of a programme as data: presets changed, own ones added, withdrawn and taken back.</summary>
[Route("/monitoring/indicators/{programId:guid}/definitions"), RequirePermission(Permissions.ProgramsEdit)]
public sealed class IndicatorDefinitionsController(IndicatorEditQueries queries, IndicatorDefinitions indicators, IValidator<IndicatorForm> validator) : Controller
{
    private const string Form = "IndicatorEdit";

    [HttpGet("")]
    public async Task<IActionResult> Index(Guid programId, CancellationToken ct) => await queries.ListAsync(programId, ct) is { } page ? View("IndicatorList", page) : NotFound();

    [HttpGet("new")]
    public async Task<IActionResult> New(Guid programId, CancellationToken ct) => await queries.EditAsync(programId, null, null, ct) is { } page ? View(Form, page) : NotFound();

    [HttpPost("new")]
    public Task<IActionResult> New(Guid programId, IndicatorForm form, CancellationToken ct) => SaveAsync(programId, null, form, ct);

    [HttpGet("{code}")]
    public async Task<IActionResult> Edit(Guid programId, string code, CancellationToken ct) => await queries.EditAsync(programId, code, null, ct) is { } page ? View(Form, page) : NotFound();

    [HttpPost("{code}")]
    public Task<IActionResult> Edit(Guid programId, string code, IndicatorForm form, CancellationToken ct) => SaveAsync(programId, code, form, ct);

    /// <summary>The programme is no longer judged by it, or is again: a version like any other.</summary>
    [HttpPost("{code}/withdraw")]
    public async Task<IActionResult> Withdraw(Guid programId, string code, int? basedOn, bool back, CancellationToken ct)
    {
        if (await queries.EditAsync(programId, code, null, ct) is not { Current: { } current } page)
            return NotFound();
        var comment = back ? "Показатель возвращён" : "Программа по показателю не оценивается";
        return await indicators.SaveAsync(programId, current, !back, comment, basedOn ?? 0, ct) ? Redirect(page.List) : NotFound();
    }

    private async Task<IActionResult> SaveAsync(Guid programId, string? code, IndicatorForm form, CancellationToken ct)
    {
        if (await queries.EditAsync(programId, code, form, ct) is not { } page)
            return NotFound();
        if (await this.IsValidAsync(validator, form))
            foreach (var problem in await indicators.ProblemsAsync(form.ToDefinition(code), ct))
                ModelState.AddModelError("", problem);
        if (!ModelState.IsValid)
            return this.InvalidForm(page, Form);
        return await indicators.SaveAsync(programId, form.ToDefinition(code), page.IsWithdrawn, form.Comment!, form.BasedOn!.Value, ct) ? Redirect(page.List) : NotFound();
    }
}
