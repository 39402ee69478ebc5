using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Indicators;

/// <summary>One school at risk or not, beside the list of the year before.</summary>
/// <param name="Before">Null when the school was not there a year before.</param>
/// <param name="Answers">What the verdict was made from, with the collections.</param>
public sealed record SchoolRisk(School School, RiskVerdict Verdict, RiskVerdict? Before, SourcedAnswers Answers)
{
    public RiskComparison Change { get; } = RiskComparison.Of(Before, Verdict);

    public IReadOnlyList<AddressedRecommendation> Recommendations => AddressedRecommendation.For(Verdict);
}

/// <summary>The risk matrix of an October (domain reference, 6.3): computed from what schools answered and from stored ВПР results.</summary>
/// <param name="Year">The academic year of that October.</param>
/// <param name="Results">Where each result stands: the id of the result's version by school and procedure.</param>
public sealed record RiskMatrix(
    AcademicYear Year, RiskRuleSet Rules, IReadOnlyList<SchoolRisk> Schools, IReadOnlyDictionary<(Guid School, string Procedure), Guid> Results)
{
    /// <summary>The year whose ВПР sections 4.1–4.4 look at: in October the last that is over is the one before (domain reference, 6.3.1, A11).</summary>
    public AcademicYear ResultsYear => Year.Previous;
}

/// <summary>
/// Judges schools by the risk matrix. Nothing is typed twice: 4.1–4.4 are the stored results of the ВПР of the year before, the rest are the answers of the
/// year's collections up to the October list. The same data give the same verdicts; nothing is stored.
/// </summary>
public sealed class RiskReader(AppDbContext db, AnswersReader answers)
{
    private static readonly string[] Procedures = [.. RiskIndicator.All.Select(i => i.Procedure).OfType<string>()];

    /// <param name="only">One school; null: all that existed in the year.</param>
    public async Task<RiskMatrix> ReadAsync(AcademicYear year, Guid? only, CancellationToken ct)
    {
        var rules = RiskRuleSet.Standard;
        var schools = (await db.Schools.AsNoTracking().Where(s => only == null || s.Id == only).OrderBy(s => s.SortName).ToListAsync(ct)).Where(s => s.ExistedIn(year)).ToList();
        var given = await answers.ReadAsync(year.Previous, year, MonitoringArchive.QuestionsOfRisk, ct);
        var results = await ResultsAsync(year, ct);
        return new RiskMatrix(year, rules,
            [.. schools.Select(school => new SchoolRisk(school, Evaluate(rules, school, year, given, results),
                school.ExistedIn(year.Previous) ? Evaluate(rules, school, year.Previous, given, results) : null, given.OfOctober(school.Id, year)))],
            results.Where(r => r.Key.Year == year.StartYear - 1).ToDictionary(r => (r.Key.School, r.Key.Procedure), r => r.Value.Id));
    }

    private static RiskVerdict Evaluate(
        RiskRuleSet rules, School school, AcademicYear year, MonitoringAnswers answers, Dictionary<(Guid School, string Procedure, int Year), (ShareFact Share, Guid Id)> results) =>
        rules.Evaluate(new FormFacts(answers.OfOctober(school.Id, year).Answers).Risk(Procedures.ToDictionary(code => code, code =>
            results.TryGetValue((school.Id, code, year.StartYear - 1), out var found) ? found.Share
            : code.EndsWith('8') && !school.TeachesBasic ? ShareFact.NotApplicable : ShareFact.Missing)));

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
