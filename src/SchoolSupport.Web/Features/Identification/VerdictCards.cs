using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>Makes a verdict's card from a stored run: words, numbers and where each number came from.</summary>
public sealed class VerdictCards(AppDbContext db, TenantClock clock)
{
    public async Task<VerdictCard> CardAsync(RunView run, EvaluatedSchool school, Func<string, string> titles, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var words = run.Evaluation.Explain(school, titles);
        var calculation = Calculation.Of(run.Evaluation.Rules, school.Facts, school.Verdict, titles, RunWords.Run(run, tenant) + ".");
        var origins = await OriginsAsync(school.ResultIds, ct);
        return new VerdictCard(LowResultsQueries.IncludedOf(school.Verdict.Verdict), HeadlineOf(school.Verdict.Verdict, run.Year), words.Reason, school.Notes,
            words.MarginHeadline, words.MarginDetail, words.Warnings, calculation.Rule, calculation.Formula,
            RowsOf(run.Evaluation.Rules, calculation, school.ResultIds, origins), calculation.Result, calculation.Source,
            $"{RunWords.Run(run, tenant)}, {RunWords.Approval(run)}");
    }

    private static string HeadlineOf(Verdict verdict, AcademicYear year) => verdict switch
    {
        Verdict.Included => $"Включена в список школ с низкими результатами за {year} год",
        Verdict.NotIncluded => $"Не включена в список школ с низкими результатами за {year} год",
        _ => $"Недостаточно данных, чтобы решить о включении в список за {year} год",
    };

    // The lines stand in the order of the stored results: list year, then the year before, each in the rule set's order.
    private static CalculationRow[] RowsOf(LowResultsRuleSet rules, Calculation calculation, Guid?[] resultIds, Dictionary<Guid, Origin> origins) =>
        calculation.Numbers.Select((line, i) => new CalculationRow(line.Year,
            $"{(i < rules.Procedures.Count ? "now" : "before")}-{rules.Procedures[i % rules.Procedures.Count]}", line.Procedure, line.Failed, line.Participants,
            line is { Failed: { } failed, Participants: { } participants and > 0 } ? RussianText.Percent(100m * failed / participants, rules.ThresholdPercent) : null,
            line.Comparison, line.IsLow, line.Conclusion, resultIds[i] is { } id ? origins.GetValueOrDefault(id) : null)).ToArray();

    private async Task<Dictionary<Guid, Origin>> OriginsAsync(Guid?[] resultIds, CancellationToken ct)
    {
        var ids = resultIds.OfType<Guid>().ToArray();
        if (ids.Length == 0)
            return [];
        var rows = await db.Results.AsNoTracking().Where(r => ids.Contains(r.Id))
            .Select(r => new { r.Id, r.UploadId, r.Sheet, r.Row, r.LastRow, r.VersionNumber, r.RecordedRole, r.SchoolId,
                FileName = db.Uploads.Where(u => u.Id == r.UploadId).Select(u => u.FileName).FirstOrDefault() }).ToListAsync(ct);
        return rows.ToDictionary(r => r.Id, r => new Origin(r.UploadId, r.FileName ?? $"введено на экране, {Roles.Label(r.RecordedRole)}",
            RussianText.Nbsp(string.Join(", ", new[]
            {
                r.Sheet is null ? null : $"лист «{r.Sheet}»",
                r.Row is null ? null : r.LastRow is { } last && last != r.Row ? $"строки {r.Row}–{last}" : $"строка {r.Row}",
                $"версия {r.VersionNumber}",
            }.OfType<string>()))));
    }
}
