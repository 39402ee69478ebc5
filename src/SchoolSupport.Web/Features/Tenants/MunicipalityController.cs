using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>The department's own settings.</summary>
[Route("/settings/municipality"), RequirePermission(Permissions.TenantSettings)]
public sealed class MunicipalityController(MunicipalityQueries queries, TenantSettingsService settings) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(bool saved, CancellationToken ct) => View("Municipality", await queries.PageAsync(null, saved, ct));

    [HttpPost("")]
    public async Task<IActionResult> Index(MunicipalityForm form, [FromServices] IValidator<MunicipalityForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(await queries.PageAsync(form, false, ct), "Municipality");
        try
        {
            await settings.ChangeAsync(form.Version ?? 0, form.ToCommand(), ct);
            return Redirect("/settings/municipality?saved=true");
        }
        catch (DbUpdateConcurrencyException)
        {
            return this.Conflicting(await queries.ConflictAsync(form, Request, ct));
        }
    }
}

public sealed class MunicipalityQueries(AppDbContext db, HistoryQueries history)
{
    public async Task<MunicipalityPage> PageAsync(MunicipalityForm? posted, bool saved, CancellationToken ct) =>
        new(posted ?? MunicipalityForm.Of(await StoredAsync(ct)), saved);

    public async Task<ConflictPage> ConflictAsync(MunicipalityForm mine, HttpRequest request, CancellationToken ct)
    {
        var stored = await StoredAsync(ct);
        var fields = mine.InWords().Zip(MunicipalityForm.Of(stored).InWords()).Where(p => p.First.Value != p.Second.Value)
            .Select(p => new ConflictField(p.First.Label, p.First.Value, p.Second.Value));
        var last = (await history.OfRowAsync("tenants", stored.Id, 1, ct)).FirstOrDefault();
        return new ConflictPage("Сведения о муниципалитете", [.. fields], last?.Role ?? "", last?.When ?? "",
            "/settings/municipality", "/settings/municipality", ConflictPage.PostAgain(request, "Form.Version", stored.Version.ToString()));
    }

    private Task<Tenant> StoredAsync(CancellationToken ct) => db.Tenants.AsNoTracking().SingleAsync(ct);
}

public sealed record MunicipalityPage(MunicipalityForm Form, bool Saved);
