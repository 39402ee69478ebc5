using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Reports;

/// <summary>
/// Small numbers of a paper for publication. A reader knows more than the table: whether each result is low follows from
/// the verdicts. So the suppression of <see cref="SmallNumbers"/> is checked again by someone who knows every «низкий» and
/// «не низкий»; where that gives a hidden number away, the total goes, and then the participants of the line.
/// </summary>
/// <remarks>
/// The same counts give the same column in every paper of a year: a number hidden in one cannot be read in another.
/// </remarks>
public static class PublicationColumns
{
    /// <param name="rows">One line a school; a school without participants is (0, 0).</param>
    /// <param name="rules">Say from which count on a result is low.</param>
    public static PublishedColumn Of(IReadOnlyList<ResultCounts> rows, LowResultsRuleSet rules)
    {
        var column = SmallNumbers.Suppress(rows);
        if (!GivesAway(rows, column, rules))
            return column;
        // The total of the failed gives most away; what is left is looked at again.
        column = column with { Total = column.Total with { Failed = PublishedValue.Hidden } };
        if (!GivesAway(rows, column, rules))
            return column;
        var hidden = new PublishedCounts(PublishedValue.Hidden, PublishedValue.Hidden);
        var lines = rows.Select((row, i) => Alone(row, column.Rows[i], rules) is { IsOne: true } ? hidden : column.Rows[i]);
        return new PublishedColumn(lines.ToArray(), hidden);
    }

    private readonly record struct Span(long Least, long Most)
    {
        public bool IsOne => Least == Most;
    }

    /// <summary>The failed of a line by itself, without any total; null when they print.</summary>
    private static Span? Alone(ResultCounts row, PublishedCounts shown, LowResultsRuleSet rules) =>
        shown.Failed == PublishedValue.Shown ? null : Failed(row, Participants(row, shown), rules);

    private static Span Participants(ResultCounts row, PublishedCounts shown) => shown.Participants switch
    {
        PublishedValue.Shown => new Span(row.Participants, row.Participants),
        PublishedValue.FewerThanFive => new Span(1, SmallNumbers.Fewest - 1),
        _ => new Span(SmallNumbers.Fewest, int.MaxValue / 4096),
    };

    private static Span Failed(ResultCounts row, Span participants, LowResultsRuleSet rules) =>
        rules.IsLow(row.ToFact()) == true
            ? new Span(rules.LowFrom((int)participants.Least), participants.Most)
            : new Span(0, rules.LowFrom((int)participants.Most) - 1);

    private static Span Passed(ResultCounts row, Span participants, LowResultsRuleSet rules) =>
        rules.IsLow(row.ToFact()) == true
            ? new Span(0, participants.Most - rules.LowFrom((int)participants.Most))
            : new Span(participants.Least - rules.LowFrom((int)participants.Least) + 1, participants.Most);

    private static bool GivesAway(IReadOnlyList<ResultCounts> rows, PublishedColumn column, LowResultsRuleSet rules)
    {
        var total = new ResultCounts(rows.Sum(r => r.Participants), rows.Sum(r => r.Failed));
        var all = Enumerable.Range(0, rows.Count).ToArray();
        var participants = Narrow(all.Select(i => Participants(rows[i], column.Rows[i])).ToArray(),
            column.Total.Participants == PublishedValue.Shown ? total.Participants : null);
        if (all.Any(i => column.Rows[i].Participants != PublishedValue.Shown && participants[i].IsOne))
            return true;
        var hidden = all.Where(i => column.Rows[i].Failed != PublishedValue.Shown).ToArray();
        var sumShown = column.Total.Failed == PublishedValue.Shown;
        var failed = Narrow(hidden.Select(i => Failed(rows[i], participants[i], rules)).ToArray(),
            sumShown ? hidden.Sum(i => rows[i].Failed) : null);
        var passed = Narrow(hidden.Select(i => Passed(rows[i], participants[i], rules)).ToArray(),
            sumShown ? hidden.Sum(i => rows[i].Participants - rows[i].Failed) : null);
        return failed.Concat(passed).Any(span => span.IsOne);
    }

    /// <summary>What is left of each range when the sum of them is known.</summary>
    private static Span[] Narrow(Span[] spans, int? sum)
    {
        if (sum is not { } known)
            return spans;
        var least = spans.Sum(span => span.Least);
        var most = spans.Sum(span => span.Most);
        return spans.Select(span => new Span(
            Math.Max(span.Least, known - (most - span.Most)), Math.Min(span.Most, known - (least - span.Least)))).ToArray();
    }
}
