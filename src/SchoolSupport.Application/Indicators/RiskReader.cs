using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Indicators;

/// <summary>
/// Judges schools by the risk matrix, or reads the list that the department fixed (domain reference, 6.3). Nothing is typed twice: 4.1–4.4 are the stored
/// results of the ВПР of the year before, the rest are the answers of the year's collections up to the October list. As long as a list is not fixed it is
/// computed from the data of now; a fixed one is what was stored, and what changed since is said beside it.
/// </summary>
public sealed class RiskReader(AppDbContext db, AnswersReader answers, RiskRulesService rules, TenantClock clock)
{
    private static readonly string[] Procedures = [.. RiskIndicator.All.Select(i => i.Procedure).OfType<string>()];

    /// <summary>The newest fixed list of the year, else the data of now.</summary>
    /// <param name="only">One school; null: all that existed in the year.</param>
    public async Task<RiskMatrix> ReadAsync(AcademicYear year, Guid? only, CancellationToken ct)
    {
        var live = await LiveAsync(year, only, ct);
        var runs = await RunsAsync(year, ct);
        return await AsFixedAsync(live, runs.FirstOrDefault(run => run.Year == year.StartYear), runs, only, ct);
    }

    /// <summary>A fixed list as it was made; null for a missing or foreign one.</summary>
    public async Task<RiskMatrix?> ReadRunAsync(Guid runId, Guid? only, CancellationToken ct)
    {
        if (await db.RiskRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == runId, ct) is not { } asked)
            return null;
        var year = new AcademicYear(asked.Year);
        return await AsFixedAsync(await LiveAsync(year, only, ct), asked, await RunsAsync(year, ct), only, ct);
    }

    /// <summary>Verdicts of all schools of the year by the data of now and the method in force, whatever was fixed.</summary>
    public async Task<IReadOnlyList<Ternary>> VerdictsNowAsync(AcademicYear year, CancellationToken ct) =>
        [.. (await LiveAsync(year, null, ct)).Schools.Where(one => one.Existed).Select(one => one.Verdict.IsRisk)];

    /// <summary>Fixed lists of the year and of the year before, the newest first.</summary>
    private Task<List<RiskRun>> RunsAsync(AcademicYear year, CancellationToken ct)
    {
        var (now, before) = (year.StartYear, year.StartYear - 1);
        return db.RiskRuns.AsNoTracking().Where(run => run.Year == now || run.Year == before).OrderByDescending(run => run.Number).ToListAsync(ct);
    }

    private async Task<RiskMatrix> AsFixedAsync(LiveRisks live, RiskRun? run, List<RiskRun> runs, Guid? only, CancellationToken ct)
    {
        var (tenant, today) = (await clock.TenantAsync(ct), await clock.TodayAsync(ct));
        var before = runs.FirstOrDefault(one => one.Year == live.Year.StartYear - 1);
        var stored = await StoredAsync([.. new[] { run, before }.OfType<RiskRun>()], only, ct);
        RiskVerdict? Before(LiveRisk school) => before is null ? school.Before : stored.GetValueOrDefault((before.Id, school.School.Id))?.Verdict;
        var history = runs.FindAll(one => one.Year == live.Year.StartYear);
        var head = new RiskListHead(run, RiskListWords.Standing(run, tenant, today), history, before is null ? null : RiskListWords.Standing(before, tenant, today));
        if (run is null)
            return new RiskMatrix(live.Year, live.Rules, [.. live.Schools.Where(one => one.Existed).Select(one => new SchoolRisk(one.School, one.Verdict, Before(one), one.Inputs))], head, null);
        var rows = live.Schools.Where(one => stored.ContainsKey((run.Id, one.School.Id)))
            .Select(one => (Live: one, Fixed: stored[(run.Id, one.School.Id)])).ToList();
        return new RiskMatrix(live.Year, run.RuleSet, [.. rows.Select(row => new SchoolRisk(row.Live.School, row.Fixed.Verdict, Before(row.Live), row.Fixed.Inputs))], head,
            run.Id != history[0].Id ? null : RiskListChanges.Of(run.RuleSet, live, stored.Where(one => one.Key.Run == run.Id).ToDictionary(one => one.Key.School, one => one.Value)));
    }

    private async Task<Dictionary<(Guid Run, Guid School), FixedRisk>> StoredAsync(IReadOnlyList<RiskRun> runs, Guid? only, CancellationToken ct)
    {
        if (runs.Count == 0)
            return [];
        var (ids, rulesOf) = (runs.Select(run => run.Id).ToArray(), runs.ToDictionary(run => run.Id, run => run.RuleSet));
        var rows = await db.RiskRunSchools.AsNoTracking().Where(row => ids.Contains(row.RunId) && (only == null || row.SchoolId == only)).ToListAsync(ct);
        return rows.ToDictionary(row => (row.RunId, row.SchoolId), row =>
        {
            var facts = ProgramJson.Read<RiskFacts>(row.Facts);
            return new FixedRisk(FrozenVerdict.Read(rulesOf[row.RunId], facts, row.IsRisk, row.Sections), new RiskInputs(facts, () => ProgramJson.Read<List<RiskSource>>(row.Sources)));
        });
    }

    /// <summary>What the data of now and the method in force give, whatever was fixed.</summary>
    internal async Task<LiveRisks> LiveAsync(AcademicYear year, Guid? only, CancellationToken ct)
    {
        var method = await rules.InForceAsync(ct);
        var schools = await db.Schools.AsNoTracking().Where(s => only == null || s.Id == only).OrderBy(s => s.SortName).ToListAsync(ct);
        var given = await answers.ReadAsync(year.Previous, year, MonitoringArchive.QuestionsOfRisk, ct);
        var results = await ResultsAsync(year, ct);
        return new LiveRisks(year, method, schools.ConvertAll(school =>
        {
            var inputs = InputsOf(school, year, given, results);
            return new LiveRisk(school, school.ExistedIn(year), method.Evaluate(inputs.Facts),
                school.ExistedIn(year.Previous) ? method.Evaluate(InputsOf(school, year.Previous, given, results).Facts) : null, inputs);
        }));
    }

    private static RiskInputs InputsOf(School school, AcademicYear year, MonitoringAnswers given, MatrixResults results)
    {
        var october = given.OfOctober(school.Id, year);
        return new RiskInputs(
            new FormFacts(october.Answers).Risk(results.Shares.OfMatrix(Monitored(school), year.Previous)),
            () => [.. RiskSources.Of(october), .. RiskSources.OfResults(year.Previous, code => results.Ids.TryGetValue((school.Id, code, year.StartYear - 1), out var id) ? id : null)]);
    }

    private static MonitoredSchool Monitored(School school) =>
        new(school.Id, school.ShortName, school.TeachesBasic, school.TeachesSecondary, school.IsUrban, school.Pupils, school.OpenedOn, school.ClosedOn);

    /// <param name="Ids">Where each result stands, by school, procedure and year.</param>
    private sealed record MatrixResults(MonitoringResults Shares, IReadOnlyDictionary<(Guid School, string Procedure, int Year), Guid> Ids);

    /// <summary>Results of the matrix's procedures in the two years that are looked at, with what was not held and where nobody took part (domain reference, A12).</summary>
    private async Task<MatrixResults> ResultsAsync(AcademicYear year, CancellationToken ct)
    {
        var (now, before) = (year.StartYear - 1, year.StartYear - 2);
        var procedures = await db.Procedures.AsNoTracking().Where(p => Procedures.Contains(p.Code)).Select(p => new { p.Id, p.Code, p.Family, p.Grade }).ToListAsync(ct);
        var ids = procedures.ConvertAll(p => p.Id);
        var rows = await db.Results.AsNoTracking().Where(r => r.IsCurrent && (r.Year == now || r.Year == before) && ids.Contains(r.ProcedureId))
            .Select(r => new { r.Id, r.SchoolId, r.ProcedureId, r.Year, r.Participants, r.Failed, r.ByPercent, r.FailedPercent }).ToListAsync(ct);
        var notHeld = await db.ProcedureYears.AsNoTracking().Where(p => !p.WasHeld && (p.Year == now || p.Year == before)).Select(p => new { p.ProcedureId, p.Year }).ToListAsync(ct);
        var absences = await db.AbsenceConfirmations.AsNoTracking().Where(a => a.WithdrawnAt == null && (a.Year == now || a.Year == before))
            .Select(a => new { a.SchoolId, a.ProcedureId, a.Year }).ToListAsync(ct);
        var codes = procedures.ToDictionary(p => p.Id, p => p.Code);
        return new MatrixResults(
            new MonitoringResults(procedures.ConvertAll(p => new KnownProcedure(p.Id, p.Code, p.Family, p.Grade)),
                rows.ConvertAll(r => new CurrentResult(r.SchoolId, r.ProcedureId, r.Year, r.Participants, r.Failed, null, null, null, null,
                    r is { Participants: 0, ByPercent: true, FailedPercent: > 0 and var percent } ? percent : null)),
                notHeld.Select(p => (p.ProcedureId, p.Year)).ToHashSet(), absences.Select(a => (a.SchoolId, a.ProcedureId, a.Year)).ToHashSet()),
            rows.ToDictionary(r => (r.SchoolId, codes[r.ProcedureId], r.Year), r => r.Id));
    }
}
