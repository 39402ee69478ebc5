using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Assessments;

/// <summary>A school whose verdict would change, for the list of one year.</summary>
public sealed record VerdictChangeByUpload(AcademicYear Year, Guid SchoolId, string School, Verdict Before, Verdict After);

/// <summary>Which verdicts would change if an upload were stored. Asks the rules on the data of now; nothing is written.</summary>
public sealed class UploadVerdicts(AppDbContext db, FactsLoader loader, TenantClock clock)
{
    /// <summary>A file of many years would ask for as many lists; the newest ones matter.</summary>
    private const int MostYears = 4;

    public async Task<IReadOnlyList<VerdictChangeByUpload>> ChangesAsync(Guid uploadId, CancellationToken ct)
    {
        var rows = await (from row in db.UploadRows.AsNoTracking()
                          where row.UploadId == uploadId && row.SchoolId != null && !row.IsSkipped && row.Participants != null && row.Failed != null && row.Failed <= row.Participants
                          join procedure in db.Procedures on row.ProcedureCode equals procedure.Code
                          select new InputResult(Guid.Empty, row.SchoolId!.Value, procedure.Id, row.Year, row.Participants!.Value, row.Failed!.Value, null)).ToListAsync(ct);
        var now = AcademicYear.Of(await clock.TodayAsync(ct)).StartYear;
        // A result counts for the list of its year and, as «the year before», for the next one.
        var years = rows.Select(r => r.Year).Distinct().SelectMany(year => new[] { year, year + 1 }).Distinct().Where(year => year <= now).OrderDescending().Take(MostYears);
        var changes = new List<VerdictChangeByUpload>();
        foreach (var year in years)
            changes.AddRange(Changes(await loader.LoadAsync(new AcademicYear(year), ct), rows));
        return changes;
    }

    private static IEnumerable<VerdictChangeByUpload> Changes(IdentificationInputs inputs, IReadOnlyList<InputResult> rows)
    {
        var after = rows.Where(r => r.Year == inputs.Year.StartYear || r.Year == inputs.Year.Previous.StartYear).DistinctBy(Key).ToList();
        if (after.Count == 0)
            return [];
        var replaced = after.Select(Key).ToHashSet();
        var changed = inputs with { Results = [.. inputs.Results.Where(r => !replaced.Contains(Key(r))), .. after] };
        var verdicts = Evaluation.Of(FactsAssembler.Assemble(changed)).Schools.ToDictionary(s => s.SchoolId, s => s.Verdict.Verdict);
        return from school in Evaluation.Of(FactsAssembler.Assemble(inputs)).Schools
               where verdicts[school.SchoolId] != school.Verdict.Verdict
               select new VerdictChangeByUpload(inputs.Year, school.SchoolId, school.Name, school.Verdict.Verdict, verdicts[school.SchoolId]);
    }

    private static (Guid, Guid, int) Key(InputResult result) => (result.SchoolId, result.ProcedureId, result.Year);
}
