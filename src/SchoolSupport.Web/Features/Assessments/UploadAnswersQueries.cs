using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>Step 2: only what the file does not say, or everything when the person corrects what was recognised.</summary>
public sealed record UploadAnswersPage(
    Guid Id, string FileName, AnswersForm Form, IReadOnlyList<ReadingQuestion> Questions,
    IReadOnlyList<SelectListItem> Years, IReadOnlyList<SelectListItem> Procedures, IReadOnlyList<SelectListItem> Municipalities)
{
    /// <summary>Asked by the file, or open to correction when the file asks nothing.</summary>
    public bool Asks(ReadingQuestion question) => Questions.Contains(question) || (Questions.Count == 0 && question != ReadingQuestion.Scale && (question != ReadingQuestion.Municipality || Municipalities.Count > 0));
}

public sealed class UploadAnswersQueries(AppDbContext db, TenantClock clock)
{
    private const int YearsOffered = 10;

    public async Task<UploadAnswersPage?> PageAsync(Guid id, AnswersForm? posted, CancellationToken ct)
    {
        if (await db.Uploads.AsNoTracking().VisibleTo(db.Actor).SingleOrDefaultAsync(u => u.Id == id, ct) is not { } upload)
            return null;
        var facts = UploadJson.Facts(upload.Facts);
        var answers = UploadJson.Answers(upload.Answers);
        var procedures = await db.Procedures.AsNoTracking().Where(p => p.IsActive).OrderBy(p => p.SortOrder).Select(p => new SelectListItem(p.Name, p.Code)).ToListAsync(ct);
        var now = AcademicYear.Of(await clock.TodayAsync(ct));
        return new UploadAnswersPage(
            id, upload.FileName,
            posted ?? new AnswersForm { Year = answers.Year, Procedure = answers.Procedure, Municipality = answers.Municipality, Version = upload.Version },
            facts?.Questions ?? [],
            [.. Enumerable.Range(0, YearsOffered).Select(back => new AcademicYear(now.StartYear - back)).Select(year => new SelectListItem(year.ToString(), $"{year.StartYear}"))],
            procedures,
            [.. (facts?.Municipalities ?? []).Select(name => new SelectListItem(name, name))]);
    }
}
