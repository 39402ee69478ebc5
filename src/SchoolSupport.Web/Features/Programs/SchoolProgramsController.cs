using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>A school's own roadmap under a municipal programme: begun by the school's people for their school, or by the department for any.</summary>
[Route("/programs/{id:guid}/school-programs"), RequirePermission(Permissions.SchoolProgramsEdit)]
public sealed class SchoolProgramsController(SchoolProgramPages pages, SchoolProgramService service) : Controller
{
    [HttpGet("new")]
    public async Task<IActionResult> New(Guid id, Guid? school, CancellationToken ct) => await pages.NewAsync(id, school, null, ct) is { } page ? View("SchoolProgramNew", page) : NotFound();

    [HttpPost("new")]
    public async Task<IActionResult> New(Guid id, SchoolProgramForm form, [FromServices] IValidator<SchoolProgramForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await pages.NewAsync(id, form.SchoolId, form, ct) is { } page ? this.InvalidForm(page, "SchoolProgramNew") : NotFound();
        return await service.StartAsync(id, form.ToCommand(), ct) is { } started ? Redirect($"/programs/{started}") : NotFound();
    }
}
