using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Indicators;

/// <summary>Procedures that only the risk matrix looks at (ВПР of grades 4 and 8; domain reference, A12).</summary>
public sealed class MatrixExpectations(AppDbContext db, MonitoringReader monitoring) : IOtherExpectations
{
    private static readonly string[] Codes = [.. RiskIndicator.All.Select(indicator => indicator.Procedure).OfType<string>().Except(ProcedureCodes.Nine)];

    public async Task<IReadOnlyList<(Guid Id, string Name)>> MissingAsync(Guid schoolId, AcademicYear year, CancellationToken ct)
    {
        var found = (await monitoring.ReadAsync(year, year, [], ct)).Facts(null, MonitoringPeriod.Of(year)).Find(MonitoringArchive.Key(schoolId));
        var missing = Codes.Where(code => found?.Failed(code).State == ShareState.Missing).ToArray();
        var procedures = await db.Procedures.AsNoTracking().Where(p => missing.Contains(p.Code)).OrderBy(p => p.SortOrder).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        return procedures.ConvertAll(p => (p.Id, p.Name));
    }
}
