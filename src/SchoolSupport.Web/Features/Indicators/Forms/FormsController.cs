using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators.Forms;

/// <summary>Forms of collections: which there are, what they ask, how they changed; an own one, and the next version of one.</summary>
[Route("/monitoring/forms"), RequirePermission(Permissions.MonitoringCollect)]
public sealed class FormsController(FormPages pages, FormDraftService drafts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("FormList", await pages.ListAsync(ct));

    [HttpGet("new")]
    public IActionResult New() => View("FormNew", new NewFormPage(NewFormForm.Empty()));

    [HttpPost("new")]
    public async Task<IActionResult> New(NewFormForm form, [FromServices] IValidator<NewFormForm> validator, CancellationToken ct) => await this.IsValidAsync(validator, form)
        ? Redirect(FormDraftPage.PathOf(await drafts.CreateAsync(form.Code!, form.ToHeading(), ct))) : this.InvalidForm(new NewFormPage(form), "FormNew");

    /// <param name="number">Of a version; without it the one that holds today.</param>
    [HttpGet("{code}")]
    public async Task<IActionResult> Page(string code, int? number, CancellationToken ct) => await pages.PageAsync(code, number, ct) is { } page ? View("FormPage", page) : NotFound();

    /// <summary>How a version differs from the one before it.</summary>
    [HttpGet("{code}/changes")]
    public async Task<IActionResult> Changes(string code, int? number, CancellationToken ct) => await pages.ChangesAsync(code, number, ct) is { } page ? View("FormChanges", page) : NotFound();

    [HttpPost("{code}/draft")]
    public async Task<IActionResult> Draft(string code, CancellationToken ct) => await drafts.StartAsync(code, ct) is { } draft ? Redirect(FormDraftPage.PathOf(draft)) : NotFound();
}
