using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>A school's results by years, newest first, for its card: <c>@await Component.InvokeAsync("SchoolResults", new { schoolId })</c>.</summary>
public sealed class SchoolResultsViewComponent(AppDbContext db) : ViewComponent
{
    private const int YearsShown = 4;

    public async Task<IViewComponentResult> InvokeAsync(Guid schoolId)
    {
        var ct = HttpContext.RequestAborted;
        var rows = await (from result in db.Results.AsNoTracking().VisibleTo(db.Actor)
                          join procedure in db.Procedures on result.ProcedureId equals procedure.Id
                          where result.IsCurrent && result.SchoolId == schoolId
                          orderby procedure.SortOrder
                          select new { result.Id, result.Year, result.Failed, result.Participants, procedure.Name, procedure.Code }).ToListAsync(ct);
        var years = rows.Select(r => r.Year).Distinct().OrderDescending().Take(YearsShown).ToList();
        var model = new SchoolResultsModel(
            schoolId,
            [.. years.Select(y => new AcademicYear(y))],
            [.. rows.GroupBy(r => (r.Code, r.Name)).Select(of => new SchoolResultsRow(of.Key.Code, of.Key.Name,
                [.. years.Select(y => of.Where(r => r.Year == y).Select(r => new ResultCell(r.Id, r.Failed, r.Participants)).SingleOrDefault())]))]);
        return View("/Features/Assessments/SchoolResults.cshtml", model);
    }
}

public sealed record SchoolResultsModel(Guid SchoolId, IReadOnlyList<AcademicYear> Years, IReadOnlyList<SchoolResultsRow> Rows);

public sealed record SchoolResultsRow(string Code, string Procedure, IReadOnlyList<ResultCell?> Cells);
