using FsCheck;
using FsCheck.Fluent;
using SchoolSupport.Domain.Identification;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Identification;

public class LowResultsProperties
{
    private const int Procedures = 4;

    private static readonly Gen<ProcedureFact> AnyFact = Gen.Frequency(
        (8, Gen.Choose(1, 12).SelectMany(n => Gen.Choose(0, n).Select(failed => Of(failed, n)))),
        (1, Gen.Constant(ProcedureFact.NoParticipants)),
        (1, Gen.Constant(ProcedureFact.Missing)),
        (1, Gen.Constant(ProcedureFact.NotApplicable)),
        (1, Gen.Elements(29.99m, 30m, 55m).Select(ProcedureFact.OfPercent)));

    private static readonly Gen<LowResultsRuleSet> AnyRules =
        from threshold in Gen.Elements(30m, 10m, 33.3m, 50m, 100m, 0.01m)
        from one in Gen.Choose(1, 3)
        from two in Gen.Choose(1, 2)
        select new LowResultsRuleSet
        {
            ThresholdPercent = threshold, ProceduresForOneYear = one, ProceduresForTwoYears = two, Procedures = ["a", "b", "c", "d"],
        };

    private static readonly Gen<SchoolFacts> AnyFacts =
        from now in AnyFact.ArrayOf(Procedures)
        from before in AnyFact.ArrayOf(Procedures)
        select School(before, now);

    private static void Check(Func<LowResultsRuleSet, SchoolFacts, bool> property) =>
        Prop.ForAll(AnyRules.SelectMany(rules => AnyFacts.Select(facts => (rules, facts))).ToArbitrary(), row => property(row.rules, row.facts))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static SchoolFacts With(SchoolFacts facts, int index, ProcedureFact fact)
    {
        var now = (ProcedureFact[])facts.Current.Procedures.Clone();
        now[index] = fact;
        return facts with { Current = facts.Current with { Procedures = now } };
    }

    [Fact]
    public void Evaluate_OneMoreFailure_NeverTakesASchoolNearerToNo() => Check((rules, facts) =>
    {
        var before = rules.Evaluate(facts);
        return Enumerable.Range(0, Procedures).All(i =>
        {
            var fact = facts.Current.Procedures[i];
            if (fact.State != ProcedureState.Reported || fact.OnlyPercent is not null || fact.Failed == fact.Participants)
                return true;
            var after = rules.Evaluate(With(facts, i, fact with { Failed = fact.Failed + 1 }));
            return after.Criterion1 >= before.Criterion1 && after.Criterion2 >= before.Criterion2;
        });
    });

    [Fact]
    public void Evaluate_NothingMissing_IsNeverUnknown() => Check((rules, facts) =>
    {
        var verdict = rules.Evaluate(facts);
        return verdict.Verdict != Verdict.InsufficientData
            || verdict.Current.MissingCount + verdict.Previous.MissingCount > 0;
    });

    /// <summary>«Unknown» is said exactly when what is missing could really decide: tried out both ways.</summary>
    [Fact]
    public void Evaluate_Unknown_MeansThatTheMissingDecides() => Check((rules, facts) =>
    {
        var best = rules.Evaluate(Fill(facts, Of(0, 10))).Verdict;
        var worst = rules.Evaluate(Fill(facts, Of(10, 10))).Verdict;
        return rules.Evaluate(facts).Verdict == (best == worst ? best : Verdict.InsufficientData);
    });

    private static SchoolFacts Fill(SchoolFacts facts, ProcedureFact fact) => new(Fill(facts.Current, fact), Fill(facts.Previous, fact));

    private static YearFacts Fill(YearFacts year, ProcedureFact fact) =>
        year with { Procedures = year.Procedures.Select(old => old.State == ProcedureState.Missing ? fact : old).ToArray() };

    /// <summary>The margin is the least change of this year that flips the verdict: compared with trying everything.</summary>
    [Fact]
    public void Margin_AgainstTryingEverything_IsTheLeastThatFlips() => Check((rules, facts) =>
    {
        var verdict = rules.Evaluate(facts);
        if (verdict.Verdict == Verdict.InsufficientData)
            return verdict.Margin is null;
        var leaves = verdict.Verdict == Verdict.Included;
        var least = LeastChange(rules, facts, leaves, 0, 0);
        if (verdict.Margin is not { } margin)
            return least is null;
        var changed = margin.Steps.Aggregate(facts, (now, step) =>
        {
            var fact = now.Current.Procedures[step.ProcedureIndex];
            return With(now, step.ProcedureIndex, fact with { Failed = fact.Failed + (leaves ? -step.Pupils : step.Pupils) });
        });
        return margin.Pupils == least && margin.Pupils == margin.Steps.Sum(step => step.Pupils)
            && rules.Evaluate(changed).Verdict == Verdict.Included != leaves;
    });

    private static int? LeastChange(LowResultsRuleSet rules, SchoolFacts facts, bool leaves, int index, int spent)
    {
        if (index == Procedures)
            return (rules.Evaluate(facts).Verdict == Verdict.Included) != leaves ? spent : null;
        var fact = facts.Current.Procedures[index];
        var countable = fact.State == ProcedureState.Reported && fact.OnlyPercent is null;
        var lowFrom = countable ? Math.Max(0, rules.LowFrom(fact.Participants)) : 0;
        // Failing counts matter only at the two sides of the threshold, so only these are tried.
        int[] tries = !countable ? [0] : leaves
            ? [0, .. fact.Failed >= lowFrom ? new[] { fact.Failed - lowFrom, fact.Failed - lowFrom + 1 } : []]
            : [0, .. fact.Failed < lowFrom ? new[] { lowFrom - fact.Failed - 1, lowFrom - fact.Failed } : []];
        return tries.Distinct()
            .Select(pupils => LeastChange(rules,
                With(facts, index, countable ? fact with { Failed = fact.Failed + (leaves ? -pupils : pupils) } : fact),
                leaves, index + 1, spent + pupils))
            .Min();
    }
}
