using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>Stored results for pages. A school's people get their own rows only.</summary>
public sealed class ResultsQueries(AppDbContext db, TenantClock clock)
{
    /// <summary>A result is shown as low from this percentage up; verdicts are made by the method, not here.</summary>
    public const int ShownThreshold = 30;
    private const int YearsShown = 4;

    public async Task<SummaryPage> SummaryAsync(AcademicYear year, CancellationToken ct)
    {
        var procedures = await db.Procedures.AsNoTracking().OrderBy(p => p.SortOrder).Select(p => new
        {
            p.Id, p.Code, p.Name, p.Family, p.Grade, WasHeld = !db.ProcedureYears.Any(y => y.ProcedureId == p.Id && y.Year == year.StartYear && !y.WasHeld),
        }).ToListAsync(ct);
        var years = Enumerable.Range(0, YearsShown).Select(back => new AcademicYear(year.StartYear - back)).ToList();
        var first = years[^1].StartYear;
        var results = await (from result in db.Results.AsNoTracking().VisibleTo(db.Actor)
                             join school in db.Schools on result.SchoolId equals school.Id
                             where result.IsCurrent && result.Year >= first && result.Year <= year.StartYear
                             orderby school.SortName
                             select new { result.Id, result.ProcedureId, result.Year, result.SchoolId, school.ShortName, school.TeachesBasic, school.TeachesSecondary, result.Failed, result.Participants }).ToListAsync(ct);
        var byProcedure = results.ToLookup(r => (r.ProcedureId, r.Year));
        var rows = procedures.Select(p => new SummaryRow(p.Code, p.Name,
            [.. years.Select(y => byProcedure[(p.Id, y.StartYear)].ToList() is { Count: > 0 } of
                ? new SummaryCell(of.Sum(r => r.Failed), of.Sum(r => r.Participants), of.Count(r => r.Participants > 0), of.Count(r => r.Participants > 0 && 100L * r.Failed >= (long)ShownThreshold * r.Participants))
                : null)])).Where(r => r.Years.Any(y => y is not null)).ToList();
        var held = procedures.Where(p => byProcedure.Contains((p.Id, year.StartYear))).ToList();
        var matrix = results.Where(r => r.Year == year.StartYear).GroupBy(r => (r.SchoolId, r.ShortName, r.TeachesBasic, r.TeachesSecondary)).Select(school =>
        {
            var cells = school.ToDictionary(r => r.ProcedureId, r => new ResultCell(r.Id, r.Failed, r.Participants));
            return new MatrixRow(school.Key.SchoolId, UploadWords.School(school.Key.ShortName), 
                [.. held.Select(p => new MatrixCell(cells.GetValueOrDefault(p.Id), !p.WasHeld ? TaughtGrades.NotHeld
                    : TaughtGrades.Cover(p.Family, p.Grade, school.Key.TeachesBasic, school.Key.TeachesSecondary) ? null : TaughtGrades.Lacking(p.Family)))]);
        }).ToList();
        return new SummaryPage(year, years, rows, [.. held.Select(p => (p.Code, p.Name))], matrix, db.Actor.IsSchool);
    }

    public async Task<ProcedureResultsPage?> ProcedureAsync(string code, AcademicYear year, CancellationToken ct)
    {
        var procedures = await ProceduresAsync(ct);
        if (procedures.FirstOrDefault(p => p.Code == code) is not { } procedure)
            return null;
        var rows = await (from result in db.Results.AsNoTracking().VisibleTo(db.Actor)
                          join school in db.Schools on result.SchoolId equals school.Id
                          where result.IsCurrent && result.Year == year.StartYear && result.ProcedureId == procedure.Id
                          orderby school.SortName
                          select new { Result = result, school.ShortName, File = db.Uploads.Where(u => u.Id == result.UploadId).Select(u => u.FileName).SingleOrDefault() }).ToListAsync(ct);
        return new ProcedureResultsPage(procedure.Code, procedure.Name, year,
            [.. rows.Select(r => new ProcedureResultsRow(r.Result.Id, r.Result.SchoolId, UploadWords.School(r.ShortName), r.Result.Failed, r.Result.Participants, MarksOf(r.Result),
                r.Result.MeanMark, r.Result.MeanScore, r.Result.VersionNumber, SourceOf(r.Result, r.File), r.Result.UploadId))],
            [.. procedures.Select(p => (p.Code, p.Name))]);
    }

    /// <summary>Every version of the result that this version belongs to.</summary>
    public async Task<ResultPage?> ResultAsync(Guid id, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var versions = await (from one in db.Results.AsNoTracking().VisibleTo(db.Actor)
                              where one.Id == id
                              from result in db.Results.AsNoTracking().Where(r => r.SchoolId == one.SchoolId && r.ProcedureId == one.ProcedureId && r.Year == one.Year)
                              join school in db.Schools on result.SchoolId equals school.Id
                              join procedure in db.Procedures on result.ProcedureId equals procedure.Id
                              from upload in db.Uploads.Where(u => u.Id == result.UploadId).DefaultIfEmpty()
                              orderby result.VersionNumber descending
                              select new { Result = result, school.ShortName, procedure.Name, procedure.Code, Upload = upload }).ToListAsync(ct);
        if (versions.Count == 0)
            return null;
        var newest = versions[0];
        var journal = await db.JournalComparisons.AsNoTracking()
            .Where(c => c.IsCurrent && c.SchoolId == newest.Result.SchoolId && c.ProcedureId == newest.Result.ProcedureId && c.Year == newest.Result.Year)
            .Select(c => new { c.Lowered, c.Confirmed, c.Raised }).SingleOrDefaultAsync(ct);
        return new ResultPage(newest.Result.SchoolId, UploadWords.School(newest.ShortName), newest.Name, newest.Code, new AcademicYear(newest.Result.Year),
            [.. versions.Select(v => Version(v.Result, v.Upload, tenant))],
            journal is null ? null : (journal.Lowered, journal.Confirmed, journal.Raised));
    }

    private VersionRow Version(SchoolResult result, Upload? upload, Tenant tenant)
    {
        // A file of the department holds other schools' results: a school sees its place in it, not the file.
        var isOpen = upload is not null && (db.Actor.SchoolId is null || upload.SchoolId == db.Actor.SchoolId);
        return new VersionRow(result.Id, result.VersionNumber, result.IsCurrent, upload?.Status == UploadStatus.Returned, result.Failed, result.Participants, MarksOf(result),
            result.MeanMark, result.ByPercent, Roles.Label(result.RecordedRole), LocalTime.Of(result.RecordedAt, tenant), upload?.FileName,
            result.Source == ResultSource.Form ? "введён на экране" : UploadWords.Place(result.Sheet, result.Row, result.ColumnLetter),
            result.SchoolText, isOpen ? upload!.Id : null, upload?.Number, isOpen);
    }

    internal static (int, int, int, int)? MarksOf(SchoolResult result) =>
        result is { Mark2: { } two, Mark3: { } three, Mark4: { } four, Mark5: { } five } ? (two, three, four, five) : null;

    internal static string SourceOf(SchoolResult result, string? file) =>
        result.Source == ResultSource.Form ? "введён на экране"
        : result.Row is null ? file ?? "файл"
        : $"{file}, строка{RussianText.NoBreakSpace}{result.Row}";

    private Task<List<Procedure>> ProceduresAsync(CancellationToken ct) => db.Procedures.AsNoTracking().OrderBy(p => p.SortOrder).ToListAsync(ct);
}
