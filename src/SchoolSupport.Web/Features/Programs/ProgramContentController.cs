using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>The words of a draft beside its roadmaps: one form for each list, and the facts of the programme itself.</summary>
[Route("/programs/{id:guid}"), RequirePermission(Permissions.SchoolProgramsEdit)]
public sealed class ProgramContentController(ProgramContentPages pages, ProgramContentService service) : Controller
{
    [HttpGet("passport")]
    public Task<IActionResult> Passport(Guid id, string? add, CancellationToken ct) => ShowAsync<PassportForm>(id, add, ct);

    [HttpPost("passport")]
    public Task<IActionResult> Passport(Guid id, PassportForm form, string? newField, [FromServices] IValidator<PassportForm> validator, CancellationToken ct) =>
        SaveAsync(id, form, validator, newField, ct);

    [HttpGet("directions")]
    public Task<IActionResult> Directions(Guid id, string? add, CancellationToken ct) => ShowAsync<DirectionsForm>(id, add, ct);

    [HttpPost("directions")]
    public Task<IActionResult> Directions(Guid id, DirectionsForm form, [FromServices] IValidator<DirectionsForm> validator, CancellationToken ct) => SaveAsync(id, form, validator, null, ct);

    [HttpGet("stages")]
    public Task<IActionResult> Stages(Guid id, string? add, CancellationToken ct) => ShowAsync<StagesForm>(id, add, ct);

    [HttpPost("stages")]
    public Task<IActionResult> Stages(Guid id, StagesForm form, [FromServices] IValidator<StagesForm> validator, CancellationToken ct) => SaveAsync(id, form, validator, null, ct);

    [HttpGet("managerial")]
    public Task<IActionResult> Managerial(Guid id, string? add, CancellationToken ct) => ShowAsync<ManagerialForm>(id, add, ct);

    [HttpPost("managerial")]
    public Task<IActionResult> Managerial(Guid id, ManagerialForm form, [FromServices] IValidator<ManagerialForm> validator, CancellationToken ct) => SaveAsync(id, form, validator, null, ct);

    [HttpGet("legal-bases")]
    public Task<IActionResult> LegalBases(Guid id, string? add, CancellationToken ct) => ShowAsync<LegalBasesForm>(id, add, ct);

    [HttpPost("legal-bases")]
    public Task<IActionResult> LegalBases(Guid id, LegalBasesForm form, [FromServices] IValidator<LegalBasesForm> validator, CancellationToken ct) => SaveAsync(id, form, validator, null, ct);

    [HttpGet("indicators")]
    public Task<IActionResult> Indicators(Guid id, string? add, CancellationToken ct) => ShowAsync<IndicatorsForm>(id, add, ct);

    [HttpPost("indicators")]
    public Task<IActionResult> Indicators(Guid id, IndicatorsForm form, [FromServices] IValidator<IndicatorsForm> validator, CancellationToken ct) => SaveAsync(id, form, validator, null, ct);

    [HttpGet("settings")]
    public async Task<IActionResult> Settings(Guid id, CancellationToken ct) => await pages.SettingsAsync(id, null, ct) is { } page ? View("ProgramSettings", page) : NotFound();

    [HttpPost("settings")]
    public async Task<IActionResult> Settings(Guid id, SettingsForm form, [FromServices] IValidator<SettingsForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await pages.SettingsAsync(id, form, ct) is { } page ? this.InvalidForm(page, "ProgramSettings") : NotFound();
        try
        {
            return await service.ChangeSettingsAsync(id, form.Version ?? 0, form.ToSettings(), ct) ? Redirect($"/programs/{id}") : NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            return await pages.SettingsConflictAsync(id, form, Request, ct) is { } conflict ? this.Conflicting(conflict) : NotFound();
        }
    }

    private async Task<IActionResult> ShowAsync<TForm>(Guid id, string? add, CancellationToken ct) where TForm : ContentForm, new() =>
        await pages.StoredAsync<TForm>(id, ct) is not { } page ? NotFound() : View(ViewOf<TForm>(), Prepared(page, add));

    private async Task<IActionResult> SaveAsync<TForm>(Guid id, TForm form, IValidator<TForm> validator, string? newField, CancellationToken ct) where TForm : ContentForm, new()
    {
        if (!await this.IsValidAsync(validator, form))
            return await pages.PostedAsync(id, form, ct) is { } page ? this.InvalidForm(page, ViewOf<TForm>()) : NotFound();
        try
        {
            if (!await service.ChangeAsync(id, form.Version ?? 0, OperationOf<TForm>(), form.ApplyTo, ct))
                return NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            return await pages.ConflictAsync(id, form, PathOf<TForm>(), Request, ct) is { } conflict ? this.Conflicting(conflict) : NotFound();
        }
        return form.Action is ContentForm.Save or null ? Redirect($"/programs/{id}#{AnchorOf<TForm>()}")
            : Redirect($"/programs/{id}/{PathOf<TForm>()}{(form.Action == ContentForm.Add ? $"?add={newField ?? "row"}#row-new" : form.Fragment)}");
    }

    /// <summary>An empty row to begin with, or the one that was asked for.</summary>
    private static ContentPage<TForm> Prepared<TForm>(ContentPage<TForm> page, string? add) where TForm : ContentForm
    {
        if (add is not null || page.Form.InWords().Count == 0)
            page.Form.AddRow(add);
        return page;
    }

    private static string ViewOf<TForm>() => typeof(TForm).Name[..^"Form".Length];

    private static string PathOf<TForm>() => typeof(TForm) == typeof(LegalBasesForm) ? "legal-bases" : ViewOf<TForm>().ToLowerInvariant();

    // Written out, so that every code of the history can be found by looking for it.
    private static string OperationOf<TForm>() => PathOf<TForm>() switch
    {
        "passport" => "programs.passport-changed",
        "directions" => "programs.directions-changed",
        "stages" => "programs.stages-changed",
        "managerial" => "programs.managerial-measures-changed",
        "legal-bases" => "programs.legal-bases-changed",
        _ => "programs.indicators-changed",
    };

    // Legal bases are printed inside the passport.
    private static string AnchorOf<TForm>() => typeof(TForm) == typeof(LegalBasesForm) ? "passport" : PathOf<TForm>();
}
