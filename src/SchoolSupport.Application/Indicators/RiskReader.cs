using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Indicators;

/// <summary>One school at risk or not, beside the year before.</summary>
/// <param name="Before">Null when the school was not there a year before.</param>
public sealed record SchoolRisk(School School, RiskVerdict Verdict, RiskVerdict? Before)
{
    public RiskComparison Change { get; } = RiskComparison.Of(Before, Verdict);

    public IReadOnlyList<AddressedRecommendation> Recommendations => AddressedRecommendation.For(Verdict);
}

/// <summary>The risk matrix of a year (domain reference, 6.3): computed from what schools answered and from stored ВПР results.</summary>
/// <param name="Answers">With the sources of every answer.</param>
/// <param name="Results">Where each result stands: the id of the result's version by school and procedure.</param>
public sealed record RiskMatrix(
    AcademicYear Year, RiskRuleSet Rules, IReadOnlyList<SchoolRisk> Schools, YearAnswers Answers, IReadOnlyDictionary<(Guid School, string Procedure), Guid> Results);

/// <summary>
/// Judges schools by the risk matrix. Nothing is typed twice: 4.1–4.4 are the stored results of ВПР of the year, the rest are the newest counted answers
/// of its collections. The same data give the same verdicts; nothing is stored.
/// </summary>
public sealed class RiskReader(AppDbContext db, AnswersReader answers)
{
    private static readonly string[] Procedures = [.. RiskIndicator.All.Select(i => i.Procedure).OfType<string>()];

    private static readonly string[] Questions =
        [.. FormFacts.RiskAnswers.Select(a => a.Question).Concat(FormFacts.RiskShares.SelectMany(s => new[] { s.Part, s.Whole })).Distinct()];

    /// <param name="only">One school; null: all that existed in the year.</param>
    public async Task<RiskMatrix> ReadAsync(AcademicYear year, Guid? only, CancellationToken ct)
    {
        var rules = RiskRuleSet.Standard;
        var schools = (await db.Schools.AsNoTracking().Where(s => only == null || s.Id == only).OrderBy(s => s.SortName).ToListAsync(ct)).Where(s => s.ExistedIn(year)).ToList();
        var (now, before) = (await answers.ReadAsync(year, Questions, ct), await answers.ReadAsync(year.Previous, Questions, ct));
        var results = await ResultsAsync(year, ct);
        return new RiskMatrix(year, rules,
            [.. schools.Select(school => new SchoolRisk(school, Evaluate(rules, school, year, now, results), school.ExistedIn(year.Previous) ? Evaluate(rules, school, year.Previous, before, results) : null))],
            now, results.Where(r => r.Key.Year == year.StartYear).ToDictionary(r => (r.Key.School, r.Key.Procedure), r => r.Value.Id));
    }

    private static RiskVerdict Evaluate(
        RiskRuleSet rules, School school, AcademicYear year, YearAnswers answers, Dictionary<(Guid School, string Procedure, int Year), (ShareFact Share, Guid Id)> results) =>
        rules.Evaluate(new FormFacts(answers.School(school.Id)).Risk(Procedures.ToDictionary(code => code, code =>
            results.TryGetValue((school.Id, code, year.StartYear), out var found) ? found.Share
            : code.EndsWith('8') && !school.TeachesBasic ? ShareFact.NotApplicable : ShareFact.Missing)));

    private async Task<Dictionary<(Guid School, string Procedure, int Year), (ShareFact Share, Guid Id)>> ResultsAsync(AcademicYear year, CancellationToken ct)
    {
        var (now, before) = (year.StartYear, year.Previous.StartYear);
        var rows = await (from result in db.Results.AsNoTracking()
                          join procedure in db.Procedures.AsNoTracking() on result.ProcedureId equals procedure.Id
                          where result.IsCurrent && (result.Year == now || result.Year == before) && Procedures.Contains(procedure.Code)
                          select new { result.Id, result.SchoolId, procedure.Code, result.Year, result.Participants, result.Failed, result.ByPercent, result.FailedPercent }).ToListAsync(ct);
        return rows.ToDictionary(r => (r.SchoolId, r.Code, r.Year), r => (
            r is { Participants: 0, ByPercent: true, FailedPercent: > 0 and var percent } ? ShareFact.OfPercent(percent)
            : r.Participants == 0 ? new ShareFact(ShareState.NobodyTookPart, 0, 0) : ShareFact.Of(r.Failed, r.Participants), r.Id));
    }
}
