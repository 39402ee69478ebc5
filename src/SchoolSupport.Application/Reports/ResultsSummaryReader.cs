using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Reports;

/// <summary>Reads the current results of a year for the summary.</summary>
public sealed class ResultsSummaryReader(AppDbContext db, TenantClock clock)
{
    /// <summary>Null when the year has no results.</summary>
    public async Task<ResultsSummaryData?> LoadAsync(AcademicYear year, CancellationToken ct)
    {
        var lines = await LinesAsync(year, ct);
        if (lines.Count == 0)
            return null;
        var previous = await LinesAsync(year.Previous, ct);
        var used = lines.Concat(previous).Select(l => l.ProcedureId).ToHashSet();
        var catalogue = await db.Procedures.AsNoTracking().OrderBy(p => p.SortOrder).ThenBy(p => p.Code)
            .Select(p => new SummaryProcedure(p.Id, p.Code, p.Name,
                !db.ProcedureYears.Any(y => y.ProcedureId == p.Id && y.Year == year.StartYear && !y.WasHeld),
                !db.ProcedureYears.Any(y => y.ProcedureId == p.Id && y.Year == year.StartYear - 1 && !y.WasHeld))).ToListAsync(ct);
        var register = await db.Schools.AsNoTracking().OrderBy(s => s.SortName).ThenBy(s => s.Id).ToListAsync(ct);
        var stored = await db.RuleSets.AsNoTracking().SingleAsync(r => r.IsCurrent, ct);
        var tenant = await clock.TenantAsync(ct);
        return new ResultsSummaryData(tenant, year, clock.Today(tenant), FactsReader.RulesOf(stored.Parameters, stored.VersionNumber, stored.Name),
            register.Where(s => s.ExistedIn(year)).Select(s => new SummarySchool(s.Id, s.ShortName)).ToArray(),
            catalogue.Where(p => used.Contains(p.Id)).ToArray(), lines, previous);
    }

    private async Task<List<SummaryLine>> LinesAsync(AcademicYear year, CancellationToken ct)
    {
        var rows = await (
            from result in db.Results.AsNoTracking()
            where result.Year == year.StartYear && result.IsCurrent
            join school in db.Schools on result.SchoolId equals school.Id
            join procedure in db.Procedures on result.ProcedureId equals procedure.Id
            from upload in db.Uploads.Where(u => u.Id == result.UploadId).DefaultIfEmpty()
            orderby school.SortName, school.Id, procedure.SortOrder, procedure.Code
            select new { Result = result, school.ShortName, FileName = upload == null ? null : upload.FileName }).ToListAsync(ct);
        return rows.ConvertAll(r => new SummaryLine(
            new SummarySchool(r.Result.SchoolId, r.ShortName), r.Result.ProcedureId,
            new ResultCounts(r.Result.Participants, r.Result.Failed),
            r.Result.ByPercent ? r.Result.FailedPercent : null, MarksOf(r.Result), SourceOf(r.Result, r.FileName)));
    }

    private static int[]? MarksOf(SchoolResult result) =>
        result is { Mark2: { } two, Mark3: { } three, Mark4: { } four, Mark5: { } five } ? [two, three, four, five] : null;

    private static string SourceOf(SchoolResult result, string? fileName) =>
        fileName is null ? "введено на странице" : result.Row is { } row ? $"{fileName}, строка {row}" : fileName;
}
