using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>Counts typed in on the screen, by a school for itself or by the department for any.</summary>
[Route("/results/entry"), RequirePermission(Permissions.ResultsUpload)]
public sealed class ResultEntryController(ResultEntry entry, ResultEntryPages pages, IValidator<ResultEntryForm> validator, CurrentActor actor) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Enter(Guid? school, string? procedure, Guid? stored, CancellationToken ct) => View("ResultEntry", await pages.PageAsync(null, school, procedure, stored, ct));

    [HttpPost("")]
    public async Task<IActionResult> Enter(ResultEntryForm form, CancellationToken ct)
    {
        form.School = actor.SchoolId ?? form.School;
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(await pages.PageAsync(form, null, null, null, ct), "ResultEntry");
        return await entry.EnterAsync(form.ToCommand(form.School!.Value), ct) is { } outcome ? Redirect($"/results/entry?stored={outcome.ResultId}") : NotFound();
    }
}

/// <summary>The form with its lists.</summary>
public sealed class ResultEntryPages(AppDbContext db, TenantClock clock, PageYear year)
{
    private const int YearsOffered = 6;

    public async Task<ResultEntryPage> PageAsync(ResultEntryForm? form, Guid? school, string? procedure, Guid? stored, CancellationToken ct)
    {
        var own = db.Actor.SchoolId;
        var schools = await db.Schools.AsNoTracking().Where(s => own == null || s.Id == own).OrderBy(s => s.SortName).Select(s => new { s.Id, s.ShortName }).ToListAsync(ct);
        var procedures = await db.Procedures.AsNoTracking().Where(p => p.IsActive).OrderBy(p => p.SortOrder).Select(p => new { p.Id, p.Code, p.Name }).ToListAsync(ct);
        var known = stored is not null && await db.Results.VisibleTo(db.Actor).AnyAsync(r => r.Id == stored, ct);
        var newest = AcademicYear.Of(await clock.TodayAsync(ct));
        form ??= new ResultEntryForm { Year = Math.Min(year.Value.StartYear, newest.StartYear), School = own ?? school, Procedure = procedures.FirstOrDefault(p => p.Code == procedure)?.Id };
        return new ResultEntryPage(form,
            [.. Enumerable.Range(0, YearsOffered).Select(back => new AcademicYear(newest.StartYear - back)).Select(y => new SelectListItem(y.ToString(), $"{y.StartYear}"))],
            [.. schools.Select(s => new SelectListItem(UploadWords.School(s.ShortName), s.Id.ToString()))],
            [.. procedures.Select(p => new SelectListItem(p.Name, p.Id.ToString()))],
            own is null ? null : schools.Select(s => UploadWords.School(s.ShortName)).SingleOrDefault(), known ? stored : null);
    }
}
