using SchoolSupport.Application.Identification;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>Another threshold to look through; fields left empty are those of the method in force. Nothing is stored.</summary>
public sealed class WhatIfForm
{
    public decimal? Threshold { get; set; }
    public int? OneYear { get; set; }
    public int? TwoYears { get; set; }

    public LowResultsRuleSet Over(LowResultsRuleSet rules) => rules with
    {
        ThresholdPercent = Threshold ?? rules.ThresholdPercent,
        ProceduresForOneYear = OneYear ?? rules.ProceduresForOneYear,
        ProceduresForTwoYears = TwoYears ?? rules.ProceduresForTwoYears,
    };
}

/// <param name="Problems">Why these rules cannot be looked through; then there is no result.</param>
public sealed record WhatIfPage(
    AcademicYear Year, WhatIfForm Form, string Method, IReadOnlyList<string> Problems, int IncludedNow, int IncludedThen, WhatIfResult? Result);

public sealed record WhatIfResult(IReadOnlyList<ChangeRow> Entering, IReadOnlyList<ChangeRow> Leaving, IReadOnlyList<ChangeRow> Others);

/// <summary>What another method would change in the list of a year.</summary>
public sealed class WhatIfQueries(FactsLoader loader, RunReader runs)
{
    public async Task<WhatIfPage> PageAsync(AcademicYear year, WhatIfForm form, CancellationToken ct)
    {
        var inputs = await loader.LoadAsync(year, ct);
        var rules = form.Over(inputs.RuleSet.Rules);
        form.Threshold = rules.ThresholdPercent;
        form.OneYear = rules.ProceduresForOneYear;
        form.TwoYears = rules.ProceduresForTwoYears;
        var now = Evaluation.Of(FactsAssembler.Assemble(inputs));
        var included = now.Count(Verdict.Included);
        if (rules.Problems() is { Count: > 0 } problems)
            return new WhatIfPage(year, form, RunWords.Method(inputs.RuleSet.Rules), problems, included, included, null);
        var then = Evaluation.Of(FactsAssembler.Assemble(inputs, rules));
        return new WhatIfPage(year, form, RunWords.Method(inputs.RuleSet.Rules), [], included, then.Count(Verdict.Included),
            ResultOf(RunComparison.Of(now, then), await runs.TitlesAsync(ct)));
    }

    internal static WhatIfResult ResultOf(RunComparison comparison, Func<string, string> titles)
    {
        var entering = LowResultsQueries.ChangesOf(comparison with { Schools = [.. comparison.Entering] }, titles);
        var leaving = LowResultsQueries.ChangesOf(comparison with { Schools = [.. comparison.Leaving] }, titles);
        var known = entering.Concat(leaving).Select(c => c.SchoolId).ToHashSet();
        var others = LowResultsQueries.ChangesOf(comparison, titles).Where(c => c.ChangesVerdict && !known.Contains(c.SchoolId)).ToArray();
        return new WhatIfResult(entering, leaving, others);
    }
}
