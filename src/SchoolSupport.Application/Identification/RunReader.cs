using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Identification;

/// <summary>A stored run with its verdicts, as it was when it was made.</summary>
/// <param name="RowVersion">For <see cref="IdentificationService.ApproveAsync"/>: what the page was made from.</param>
/// <param name="Evaluation">Restored from stored facts and the run's own rule set.</param>
public sealed record RunView(
    Guid Id, int Number, Guid RuleSetId, string InputsHash, string CreatedRole, DateTimeOffset CreatedAt,
    DateTimeOffset? ApprovedAt, string? ApprovedRole, string? ApprovalDocument, uint RowVersion, Evaluation Evaluation)
{
    public AcademicYear Year => Evaluation.Year;
    public bool IsApproved => ApprovedAt is not null;
}

/// <summary>Reads stored runs of the tenant at work: two commands for a run, whatever its size.</summary>
public sealed class RunReader(AppDbContext db)
{
    /// <summary>The latest run of the year, or null. A school's people see approved runs only.</summary>
    public Task<RunView?> LatestAsync(AcademicYear year, CancellationToken ct, bool approvedOnly = false, Guid? schoolId = null) =>
        LoadAsync(db.IdentificationRuns.Where(r => r.Year == year.StartYear && (!approvedOnly || r.ApprovedAt != null))
            .OrderByDescending(r => r.Number), schoolId, ct);

    /// <param name="schoolId">Only this school's verdict.</param>
    public Task<RunView?> FindAsync(Guid runId, CancellationToken ct, Guid? schoolId = null) =>
        LoadAsync(db.IdentificationRuns.Where(r => r.Id == runId), schoolId, ct);

    /// <summary>Titles of procedures by code; a code that left the catalogue is its own title.</summary>
    public async Task<Func<string, string>> TitlesAsync(CancellationToken ct)
    {
        var names = await db.Procedures.AsNoTracking().Select(p => new { p.Code, p.Name }).ToDictionaryAsync(p => p.Code, p => p.Name, ct);
        return code => names.GetValueOrDefault(code, code);
    }

    private async Task<RunView?> LoadAsync(IQueryable<IdentificationRun> runs, Guid? schoolId, CancellationToken ct)
    {
        var found = await runs.AsNoTracking()
            .Select(r => new { Run = r, Rules = db.RuleSets.Single(s => s.Id == r.RuleSetId) })
            .FirstOrDefaultAsync(ct);
        if (found is null)
            return null;
        var run = found.Run;
        var rules = FactsReader.RulesOf(found.Rules.Parameters, found.Rules.VersionNumber, found.Rules.Name);
        var verdicts = await db.Verdicts.AsNoTracking()
            .Where(v => v.RunId == run.Id && (schoolId == null || v.SchoolId == schoolId))
            .Join(db.Schools, v => v.SchoolId, s => s.Id, (v, s) => new { Verdict = v, s.SortName })
            .OrderBy(v => v.SortName).ThenBy(v => v.Verdict.SchoolId)
            .Select(v => v.Verdict).ToListAsync(ct);
        var year = new AcademicYear(run.Year);
        return new RunView(run.Id, run.Number, run.RuleSetId, run.InputsHash, run.CreatedRole, run.CreatedAt,
            run.ApprovedAt, run.ApprovedRole, run.ApprovalDocument, run.Version,
            new Evaluation(year, rules, verdicts.Select(v => Restore(v, year, rules)).ToArray()));
    }

    private static EvaluatedSchool Restore(StoredVerdict stored, AcademicYear year, LowResultsRuleSet rules)
    {
        var facts = new SchoolFacts(YearOf(stored, year, 0, rules.Procedures.Count), YearOf(stored, year.Previous, 1, rules.Procedures.Count));
        return new EvaluatedSchool(stored.SchoolId, SchoolTitle.Of(stored.SchoolName), (SchoolKind)stored.SchoolKind, facts,
            rules.Evaluate(facts), stored.ResultIds, stored.Notes);
    }

    private static YearFacts YearOf(StoredVerdict stored, AcademicYear year, int place, int width)
    {
        var facts = new ProcedureFact[width];
        for (var i = 0; i < width; i++)
        {
            var at = place * width + i;
            facts[i] = new ProcedureFact((ProcedureState)stored.States[at], stored.Participants[at], stored.Failed[at], stored.Percents?[at]);
        }
        return new YearFacts(year, facts);
    }
}
