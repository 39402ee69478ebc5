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

    private static RiskInputs InputsOf(
        School school, AcademicYear year, MonitoringAnswers given, Dictionary<(Guid School, string Procedure, int Year), (ShareFact Share, Guid Id)> results)
    {
        var october = given.OfOctober(school.Id, year);
        var facts = new FormFacts(october.Answers).Risk(Procedures.ToDictionary(code => code, code =>
            results.TryGetValue((school.Id, code, year.StartYear - 1), out var found) ? found.Share
            : code.EndsWith('8') && !school.TeachesBasic ? ShareFact.NotApplicable : ShareFact.Missing));
        return new RiskInputs(facts, () => [.. RiskSources.Of(october), .. RiskSources.OfResults(year.Previous, code => results.TryGetValue((school.Id, code, year.StartYear - 1), out var found) ? found.Id : null)]);
    }

    private async Task<Dictionary<(Guid School, string Procedure, int Year), (ShareFact Share, Guid Id)>> ResultsAsync(AcademicYear year, CancellationToken ct)
    {
        var (now, before) = (year.StartYear - 1, year.StartYear - 2);
        var rows = await (from result in db.Results.AsNoTracking()
                          join procedure in db.Procedures.AsNoTracking() on result.ProcedureId equals procedure.Id
                          where result.IsCurrent && (result.Year == now || result.Year == before) && Procedures.Contains(procedure.Code)
                          select new { result.Id, result.SchoolId, procedure.Code, result.Year, result.Participants, result.Failed, result.ByPercent, result.FailedPercent }).ToListAsync(ct);
        return rows.ToDictionary(r => (r.SchoolId, r.Code, r.Year), r => (
            r is { Participants: 0, ByPercent: true, FailedPercent: > 0 and var percent } ? ShareFact.OfPercent(percent)
            : r.Participants == 0 ? new ShareFact(ShareState.NobodyTookPart, 0, 0) : ShareFact.Of(r.Failed, r.Participants), r.Id));
    }
}
