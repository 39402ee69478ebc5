namespace SchoolSupport.Domain.Identification;

/// <summary>One procedure whose numbers would have to change.</summary>
/// <param name="ProcedureIndex">Place in the rule set's order.</param>
/// <param name="LowFrom">The least number of failed at which the result is low.</param>
/// <param name="Pupils">By how many the failed would have to change, always positive.</param>
public readonly record struct MarginStep(int ProcedureIndex, int Failed, int Participants, int LowFrom, int Pupils);

/// <summary>How far a verdict is from changing, in pupils of the year looked at; past years are fixed.</summary>
/// <param name="Leaves">True: an included school would leave the list with so many fewer failed.
/// False: a school not included would enter it with so many more.</param>
/// <param name="Pupils">The fewest pupils in all.</param>
/// <param name="Steps">The procedures that reach it, in the rule set's order.</param>
public sealed record Margin(bool Leaves, int Pupils, IReadOnlyList<MarginStep> Steps);

internal static class MarginRules
{
    /// <param name="previousIsEnough">The year before already holds its part of criterion 2.</param>
    public static Margin? Of(
        LowResultsRuleSet rules, YearFacts facts, YearOutcome current, Verdict verdict, bool previousIsEnough)
    {
        if (verdict == Verdict.InsufficientData)
            return null;
        // With the past fixed both criteria ask the same of this year: a number of low procedures.
        var includedFrom = previousIsEnough
            ? Math.Min(rules.ProceduresForOneYear, rules.ProceduresForTwoYears)
            : rules.ProceduresForOneYear;
        var leaves = verdict == Verdict.Included;
        var toChange = leaves ? current.LowCount - includedFrom + 1 : includedFrom - current.LowCount;
        var candidates = Candidates(rules, facts, current, leaves);
        if (candidates.Count < toChange)
            return null;
        candidates.Sort((a, b) => a.Pupils != b.Pupils ? a.Pupils.CompareTo(b.Pupils)
            : a.Participants != b.Participants ? BySize(a, b, leaves)
            : a.ProcedureIndex.CompareTo(b.ProcedureIndex));
        var steps = candidates.GetRange(0, toChange);
        steps.Sort((a, b) => a.ProcedureIndex.CompareTo(b.ProcedureIndex));
        return new Margin(leaves, steps.Sum(step => step.Pupils), steps.ToArray());
    }

    // Among equals name the likelier change: a small group slips below the threshold first,
    // while one more pupil who passes is soonest found in a large one.
    private static int BySize(MarginStep a, MarginStep b, bool leaves) =>
        leaves ? b.Participants.CompareTo(a.Participants) : a.Participants.CompareTo(b.Participants);

    private static List<MarginStep> Candidates(LowResultsRuleSet rules, YearFacts facts, YearOutcome current, bool low)
    {
        var steps = new List<MarginStep>(facts.Procedures.Length);
        for (var i = 0; i < facts.Procedures.Length; i++)
        {
            ref readonly var fact = ref facts.Procedures[i];
            // A percentage alone cannot be counted in pupils.
            if (current.Procedures[i].IsLow != low || fact.OnlyPercent is not null)
                continue;
            var lowFrom = rules.LowFrom(fact.Participants);
            var pupils = low ? fact.Failed - lowFrom + 1 : lowFrom - fact.Failed;
            steps.Add(new MarginStep(i, fact.Failed, fact.Participants, lowFrom, pupils));
        }
        return steps;
    }
}
