using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Web.Features.Identification;

public sealed record RulesPage(RuleSetVersion Current, IReadOnlyList<RuleVersionRow> Versions, IReadOnlyList<string> Procedures, bool MayEdit);

public sealed record RuleVersionRow(int Version, string Name, string Parameters, string Comment, string When, bool IsCurrent);

/// <param name="Preview">What the version would change in the list of <paramref name="Year"/>; null until asked for.</param>
public sealed record NewRulesPage(AcademicYear Year, RuleSetForm Form, IReadOnlyList<SelectListItem> Procedures, WhatIfResult? Preview);

/// <summary>Reads the versions of the method.</summary>
public sealed class RulesQueries(AppDbContext db, RuleSetService rules, IdentificationService identification, LowResultsQueries lists, RunReader runs, TenantClock clock)
{
    public async Task<RulesPage> PageAsync(CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var versions = await rules.VersionsAsync(ct);
        var titles = await runs.TitlesAsync(ct);
        var current = versions.Single(v => v.IsCurrent);
        return new RulesPage(current, versions.Select(v => new RuleVersionRow(v.Rules.Version, RussianText.Nbsp(v.Rules.Name), WordsOf(v.Rules), v.Comment,
            RunWords.Date(v.CreatedAt, tenant), v.IsCurrent)).ToArray(), current.Rules.Procedures.Select(titles).ToArray(), db.Actor.May(Permissions.RulesEdit));
    }

    public async Task<NewRulesPage> NewAsync(RuleSetForm? form, LowResultsRuleSet? preview, CancellationToken ct)
    {
        var year = await lists.StartYearAsync(ct);
        var procedures = await db.Procedures.AsNoTracking().OrderBy(p => p.SortOrder).Select(p => new SelectListItem(p.Name, p.Code)).ToListAsync(ct);
        form ??= RuleSetForm.Of((await rules.VersionsAsync(ct)).Single(v => v.IsCurrent));
        var result = preview is null ? null
            : WhatIfQueries.ResultOf((await identification.WhatIfAsync(year, preview, ct)).Comparison, await runs.TitlesAsync(ct));
        return new NewRulesPage(year, form, procedures, result);
    }

    /// <summary>The parameters in one line: «30 % и больше; за год 2 процедуры; в каждом из двух лет 1 процедура; процедур 9».</summary>
    private static string WordsOf(LowResultsRuleSet rules) => RussianText.Nbsp(
        $"порог {RussianText.Decimal(rules.ThresholdPercent)} %; за год {Procedures(rules.ProceduresForOneYear)}; "
        + $"в каждом из двух лет {Procedures(rules.ProceduresForTwoYears)}; всего {Procedures(rules.Procedures.Count)}; "
        + $"малая выборка: меньше {RussianText.Count(rules.SmallSampleBelow, "участника", "участников", "участников")}");

    private static string Procedures(int n) => RussianText.Count(n, "процедура", "процедуры", "процедур");
}
