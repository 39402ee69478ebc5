using SchoolSupport.Documents.Reports;

namespace SchoolSupport.Application.Tests.Reports;

/// <summary>
/// A reader of papers for publication who knows arithmetic and nothing else: takes every printed number of a column, knows
/// which results are low, and narrows the hidden ones until nothing more follows. Written apart from the suppression.
/// </summary>
internal sealed class PublicationAttack(decimal thresholdPercent)
{
    private const int Unlimited = 100_000;

    private readonly Dictionary<string, Line> lines = [];
    private int? totalParticipants;
    private int? totalFailed;

    /// <summary>What is known of one school at the procedure.</summary>
    private sealed class Line
    {
        public (int Least, int Most) Participants = (0, Unlimited);
        public (int Least, int Most) Failed = (0, Unlimited);
        public (int Least, int Most) Passed = (0, Unlimited);
        public bool? IsLow;
    }

    /// <summary>A cell of shares: a number, «менее 5», «скрыто из 12», «скрыто».</summary>
    public void Read(string school, CellValue value, bool isLow)
    {
        var line = LineOf(school, isLow);
        switch (value)
        {
            case ShareValue share:
                line.Participants = (share.Total, share.Total);
                line.Failed = (share.Count, share.Count);
                break;
            case HiddenValue { Content: var words }:
                ReadHidden(line, words.Replace('\u00a0', ' '));
                break;
        }
    }

    /// <summary>Cells of participants and of failed, apart.</summary>
    public void Read(string school, CellValue participants, CellValue failed, bool isLow)
    {
        var line = LineOf(school, isLow);
        if (participants is IntegerValue { Number: var all })
            line.Participants = ((int)all, (int)all);
        else
            ReadHidden(line, participants.Text.Replace('\u00a0', ' '));
        if (failed is IntegerValue { Number: var some })
            line.Failed = ((int)some, (int)some);
    }

    public void ReadTotal(int? participants, int? failed) =>
        (totalParticipants, totalFailed) = (totalParticipants ?? participants, totalFailed ?? failed);

    private Line LineOf(string school, bool isLow)
    {
        if (!lines.TryGetValue(school, out var line))
            lines[school] = line = new Line();
        line.IsLow = isLow;
        return line;
    }

    private static void ReadHidden(Line line, string words)
    {
        var range = words == "менее 5" ? (1, 4) : words.StartsWith("скрыто из ", StringComparison.Ordinal)
            ? (int.Parse(words[10..]), int.Parse(words[10..])) : (1, Unlimited);
        if (range.Item2 - range.Item1 < line.Participants.Most - line.Participants.Least)
            line.Participants = range;
    }

    /// <summary>Schools of which a hidden number came out, with the number: «школа: не справились 2».</summary>
    /// <param name="shown">Whether the number of this school prints openly.</param>
    public IEnumerable<string> Solve(Func<string, (bool Participants, bool Failed)> shown)
    {
        for (var round = 0; round < 100; round++)
        {
            foreach (var line in lines.Values)
                Narrow(line);
            Sum(line => line.Participants, (line, range) => line.Participants = range, totalParticipants);
            Sum(line => line.Failed, (line, range) => line.Failed = range, totalFailed);
            Sum(line => line.Passed, (line, range) => line.Passed = range, totalParticipants - totalFailed);
        }
        foreach (var (school, line) in lines)
        {
            var (participants, failed) = shown(school);
            if (!participants && line.Participants.Least == line.Participants.Most)
                yield return $"{school}: участников {line.Participants.Least}";
            if (!failed && line.Failed.Least == line.Failed.Most)
                yield return $"{school}: не справились {line.Failed.Least}";
            if (!failed && line.Passed.Least == line.Passed.Most)
                yield return $"{school}: справились {line.Passed.Least}";
        }
    }

    private void Narrow(Line line)
    {
        if (line.IsLow == true)
            line.Failed = Meet(line.Failed, ((int)Math.Ceiling(thresholdPercent * line.Participants.Least / 100m), line.Participants.Most));
        else if (line.IsLow == false && line.Participants.Most < Unlimited)
            line.Failed = Meet(line.Failed, (0, Math.Max(0, (int)Math.Ceiling(thresholdPercent * line.Participants.Most / 100m) - 1)));
        line.Failed = Meet(line.Failed, (line.Participants.Least - line.Passed.Most, line.Participants.Most - line.Passed.Least));
        line.Passed = Meet(line.Passed, (line.Participants.Least - line.Failed.Most, line.Participants.Most - line.Failed.Least));
        line.Participants = Meet(line.Participants, (line.Failed.Least + line.Passed.Least, line.Failed.Most + line.Passed.Most));
    }

    private static (int, int) Meet((int Least, int Most) a, (int Least, int Most) b) => (Math.Max(a.Least, b.Least), Math.Min(a.Most, b.Most));

    private void Sum(Func<Line, (int Least, int Most)> get, Action<Line, (int, int)> set, int? total)
    {
        if (total is not { } known)
            return;
        foreach (var line in lines.Values)
        {
            var others = lines.Values.Where(other => other != line).Select(get).ToArray();
            set(line, Meet(get(line), (known - Math.Min(Unlimited * 10, others.Sum(o => o.Most)), known - others.Sum(o => o.Least))));
        }
    }
}
