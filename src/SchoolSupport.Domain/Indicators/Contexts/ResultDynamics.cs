using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Indicators.Contexts;

/// <summary>How a share of those who failed moved. Exact: one pupil in a thousand is a change.</summary>
public enum Dynamics { NoData = 0, Improved = 1, Same = 2, Worsened = 3 }

/// <summary>Dynamics and other verdicts on results that indicators count (domain reference, 6.7, cases DY).</summary>
public static class ResultDynamics
{
    /// <summary>ОГЭ and ЕГЭ of a subject as one share; what does not apply is left out, one missing part makes the whole missing.</summary>
    public static ShareFact Pool(IEnumerable<ShareFact> parts)
    {
        var applicable = parts.Where(part => part.State is not (ShareState.NotApplicable or ShareState.NobodyTookPart)).ToArray();
        if (applicable.Length == 0)
            return ShareFact.NotApplicable;
        if (applicable.Length == 1)
            return applicable[0];
        // Percentages without counts cannot be weighed against each other.
        if (applicable.Any(part => part.State != ShareState.Known || part.OnlyPercent is not null))
            return ShareFact.Missing;
        return ShareFact.Of(applicable.Sum(part => part.Part), applicable.Sum(part => part.Whole));
    }

    /// <summary>The share of those who failed, a year ago and now: improved means strictly lower.</summary>
    public static Dynamics Of(ShareFact before, ShareFact now) =>
        before.Percent is not { } then || now.Percent is not { } today ? Dynamics.NoData
        : today < then ? Dynamics.Improved
        : today > then ? Dynamics.Worsened
        : Dynamics.Same;

    /// <summary>Whether it counts as positive: improved, or kept at zero where the rule set counts that. No data is unknown.</summary>
    public static Ternary IsPositive(ContextRuleSet rules, ShareFact before, ShareFact now) => Of(before, now) switch
    {
        Dynamics.NoData => Ternary.Unknown,
        Dynamics.Improved => Ternary.Yes,
        Dynamics.Same when rules.ZeroCountsAsMaintained && now.Percent == Fraction.Zero => Ternary.Yes,
        _ => Ternary.No,
    };

    /// <summary>Several grades, each beside its year before: improved when more of them improved than worsened.</summary>
    public static Dynamics OfGrades(IEnumerable<(ShareFact Before, ShareFact Now)> grades)
    {
        var all = grades.Select(grade => Of(grade.Before, grade.Now)).Where(dynamics => dynamics != Dynamics.NoData).ToArray();
        if (all.Length == 0)
            return Dynamics.NoData;
        var balance = all.Count(dynamics => dynamics == Dynamics.Improved) - all.Count(dynamics => dynamics == Dynamics.Worsened);
        return balance > 0 ? Dynamics.Improved : balance < 0 ? Dynamics.Worsened : Dynamics.Same;
    }

    /// <summary>
    /// Nobody failed of those who took part. Null: nobody took part, and the school is left out; missing data are unknown.
    /// </summary>
    public static Ternary? IsWithoutFailures(ShareFact share) => share.State switch
    {
        ShareState.Known => share.Percent == Fraction.Zero ? Ternary.Yes : Ternary.No,
        ShareState.NotApplicable or ShareState.NobodyTookPart => null,
        _ => Ternary.Unknown,
    };
}
