using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Identification;

/// <summary>How one number prints in the edition for publication.</summary>
public enum PublishedValue
{
    Shown = 0,
    /// <summary>«менее 5»: fewer than five participants, so that neither count prints.</summary>
    FewerThanFive = 1,
    /// <summary>«скрыто»: it, or another number that follows from it, would be under five.</summary>
    Hidden = 2,
}

/// <summary>How the two counts of a school print; the share goes with them.</summary>
public readonly record struct PublishedCounts(PublishedValue Participants, PublishedValue Failed)
{
    public bool ShareShown => Participants == PublishedValue.Shown && Failed == PublishedValue.Shown;

    /// <summary>What stands in a cell: «7 из 20 (35,0 %)», «менее 5 участников», «скрыто из 12», «скрыто».</summary>
    public string Print(ResultCounts counts, decimal thresholdPercent) => this switch
    {
        { ShareShown: true } => RussianText.Share(counts.Failed, counts.Participants, thresholdPercent),
        { Participants: PublishedValue.FewerThanFive } => RussianText.Nbsp("менее 5 участников"),
        { Participants: PublishedValue.Shown } => RussianText.Nbsp($"скрыто из {RussianText.Number(counts.Participants)}"),
        _ => "скрыто",
    };
}

/// <summary>One procedure of a table for publication: a line for each school, and the total of all of them.</summary>
public sealed record PublishedColumn(IReadOnlyList<PublishedCounts> Rows, PublishedCounts Total);

/// <summary>
/// Which numbers may be published: no count under five of participants, failed or passed, and none that can be
/// computed from the totals. A school without participants shows its zero. Verdicts are not looked at.
/// </summary>
public static class SmallNumbers
{
    /// <summary>Counts below this are not published.</summary>
    public const int Fewest = 5;

    public static PublishedColumn Suppress(IReadOnlyList<ResultCounts> rows)
    {
        var total = new ResultCounts(rows.Sum(row => row.Participants), rows.Sum(row => row.Failed));
        var lines = rows.Select(row => new Line(row)).ToArray();
        var participants = total.Participants is 0 or >= Fewest;
        var failed = participants && !IsSmall(total);
        // Every round hides one number more, so it ends.
        while (participants && Deduction.Participants(lines, total))
        {
            if (Smallest(lines, line => line.ParticipantsShown) is { } line)
                line.HideBoth();
            else
                participants = failed = false;
        }
        while (failed && Deduction.Failed(lines, total))
        {
            if (Smallest(lines, line => line.FailedShown) is { } line)
                line.HideFailed();
            else
                failed = false;
        }
        var hidden = total.Participants is > 0 and < Fewest ? PublishedValue.FewerThanFive : PublishedValue.Hidden;
        return new PublishedColumn(
            lines.Select(line => line.Published).ToArray(),
            new PublishedCounts(participants ? PublishedValue.Shown : hidden, failed ? PublishedValue.Shown : hidden));
    }

    /// <summary>Failed, or those who passed, are too few to print beside the participants.</summary>
    private static bool IsSmall(ResultCounts counts) =>
        counts.Participants > 0 && (counts.Failed < Fewest || counts.Participants - counts.Failed < Fewest);

    // A line without participants hides nothing when hidden.
    private static Line? Smallest(Line[] lines, Func<Line, bool> shown) =>
        lines.Where(line => line.Counts.Participants > 0 && shown(line)).MinBy(line => line.Counts.Participants);

    private sealed class Line(ResultCounts counts)
    {
        public ResultCounts Counts { get; } = counts;
        public bool ParticipantsShown { get; private set; } = counts.Participants is 0 or >= Fewest;
        public bool FailedShown { get; private set; } = counts.Participants is 0 or >= Fewest && !IsSmall(counts);

        /// <summary>What a reader knows of the hidden participants without any total.</summary>
        public (int Least, int Most) ParticipantsRange =>
            ParticipantsShown ? (Counts.Participants, Counts.Participants)
            : Counts.Participants < Fewest ? (1, Fewest - 1)
            : (Fewest, int.MaxValue / 4096);

        public PublishedCounts Published => (ParticipantsShown, FailedShown) switch
        {
            (true, true) => new PublishedCounts(PublishedValue.Shown, PublishedValue.Shown),
            (true, false) => new PublishedCounts(PublishedValue.Shown, PublishedValue.Hidden),
            _ when Counts.Participants < Fewest => new PublishedCounts(PublishedValue.FewerThanFive, PublishedValue.FewerThanFive),
            _ => new PublishedCounts(PublishedValue.Hidden, PublishedValue.Hidden),
        };

        public void HideBoth() => ParticipantsShown = FailedShown = false;

        public void HideFailed() => FailedShown = false;
    }

    /// <summary>What a reader can work out: the narrowest range of each hidden number, given the printed total.</summary>
    private static class Deduction
    {
        /// <summary>Some hidden number of participants has only one possible value.</summary>
        public static bool Participants(Line[] lines, ResultCounts total) =>
            Ranges(lines, total).Any(item => !item.Line.ParticipantsShown && item.Least == item.Most);

        /// <summary>Some hidden number of failed, or of passed, has only one possible value.</summary>
        public static bool Failed(Line[] lines, ResultCounts total)
        {
            var hidden = Ranges(lines, total).Where(item => !item.Line.FailedShown).ToArray();
            var shown = lines.Where(line => line.FailedShown).ToArray();
            var participants = total.Participants - shown.Sum(line => line.Counts.Participants);
            var failed = total.Failed - shown.Sum(line => line.Counts.Failed);
            return hidden.Any(item => OneValue(item, failed, participants) || OneValue(item, participants - failed, participants));
        }

        // `part` pupils lie among `all` pupils of the hidden lines: how many of them can lie in this one?
        private static bool OneValue((Line Line, int Least, int Most) item, int part, int all) =>
            Math.Max(0, part - (all - item.Least)) == Math.Min(part, item.Most);

        private static IEnumerable<(Line Line, int Least, int Most)> Ranges(Line[] lines, ResultCounts total)
        {
            var least = lines.Sum(line => (long)line.ParticipantsRange.Least);
            var most = lines.Sum(line => (long)line.ParticipantsRange.Most);
            foreach (var line in lines)
            {
                var (own, ownMost) = line.ParticipantsRange;
                yield return (line,
                    (int)Math.Max(own, total.Participants - (most - ownMost)),
                    (int)Math.Min(ownMost, total.Participants - (least - own)));
            }
        }
    }
}
