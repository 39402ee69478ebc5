using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Identification;

/// <param name="MayOpen">The person may open the page behind the verdict.</param>
public sealed record VerdictBlock(Guid SchoolId, AcademicYear Year, VerdictCard? Card, bool MayOpen, bool MayConfirm);

/// <summary>The verdict on a school for its card: the latest run for the department; for a school's people the latest approved one, of their own school only.</summary>
public sealed class SchoolVerdictViewComponent(RunReader runs, VerdictCards cards, LowResultsQueries lists, CurrentActor actor, PageYear pageYear) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid schoolId)
    {
        if (actor.SchoolId is { } own && own != schoolId)
            return Content("");
        var ct = HttpContext.RequestAborted;
        var year = pageYear.Chosen ?? await lists.StartYearAsync(ct);
        var run = await runs.LatestAsync(year, ct, approvedOnly: actor.IsSchool, schoolId: schoolId);
        var school = run?.Evaluation.Schools.SingleOrDefault();
        var card = school is null ? null : await cards.CardAsync(run!, school, await runs.TitlesAsync(ct), ct);
        return View("~/Features/Identification/_VerdictCard.cshtml",
            new VerdictBlock(schoolId, year, card, actor.May(Permissions.IdentificationView), actor.May(Permissions.ResultsUpload)));
    }
}
