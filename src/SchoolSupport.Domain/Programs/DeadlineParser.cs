namespace SchoolSupport.Domain.Programs;

/// <summary>
/// Reads the words of a deadline (domain reference, section 3.4). Pure and total: any text gives a reading, and what cannot be sure is asked about,
/// never guessed. Letter case, kinds of dashes and spaces, ё, Latin look-alikes and markup make no difference.
/// </summary>
public static class DeadlineParser
{
    /// <summary>More terms than any cell has; a longer text is prose.</summary>
    private const int MostLines = 60;

    public static DeadlineReading Read(string? text, DeadlineContext context)
    {
        var written = text ?? "";
        var lines = written.Length <= DeadlineText.MaxLength ? DeadlineText.Lines(written) : [];
        var readings = lines.Count is > 0 and <= MostLines ? Joined(lines, context) : [Whole(written, context)];
        var schedules = readings.SelectMany(reading => reading.Reading.Schedules).ToList();
        return new DeadlineReading(
            written,
            schedules,
            Alternatives(readings),
            [.. readings.SelectMany(reading => reading.Reading.Questions).Distinct()],
            DeadlineHints.Of(context, schedules),
            DeadlineWarnings.Of(context, schedules));
    }

    private readonly record struct ReadLine(string Text, LineReading Reading);

    private static ReadLine Whole(string written, DeadlineContext context)
    {
        var trimmed = written.Trim();
        if (trimmed.Length == 0)
            return new ReadLine("", context.InheritsFromAbove
                ? LineReading.Of(new Schedule(ScheduleKind.Inherited))
                : LineReading.Of(new Schedule(ScheduleKind.Empty)).Asking(DeadlineQuestions.Empty) with { Alternatives = [[new Schedule(ScheduleKind.Inherited)]] });
        var shown = trimmed.Length <= 100 ? trimmed : trimmed[..100] + "…";
        return new ReadLine(trimmed, LineReading.Of(new Schedule(ScheduleKind.Empty) { Text = trimmed }).Asking(DeadlineQuestions.Unread(shown)));
    }

    /// <summary>The lines of a cell, each a term of its own unless two make sense only together.</summary>
    private static List<ReadLine> Joined(List<DeadlineText.Line> lines, DeadlineContext context)
    {
        var result = new List<ReadLine>();
        foreach (var line in lines)
        {
            var single = ReadPieces(line.Text, context);
            if (result.Count > 0 && !line.AfterBlank && Join(result[^1], new ReadLine(line.Text, single), context) is { } joined)
                result[^1] = joined;
            else
                result.Add(new ReadLine(line.Text, single));
        }
        return result;
    }

    private static ReadLine? Join(ReadLine above, ReadLine below, DeadlineContext context)
    {
        var text = $"{above.Text} {below.Text}";
        var joined = ReadLineOf(text, context);
        if (joined is not { IsClean: true, Schedules.Count: 1 })
            return null;
        // A line of its own begins with a capital and is understood alone, after one that is.
        var unfinished = above.Text[^1] is ',' or '-';
        var apart = char.IsUpper(below.Text[0]) && above.Reading.IsClean && below.Reading.IsClean;
        return unfinished || !apart ? new ReadLine(text, joined) : null;
    }

    /// <summary>One line; or the terms between «/» and «;» when each of them is understood and the whole is not.</summary>
    private static LineReading ReadPieces(string line, DeadlineContext context)
    {
        var whole = ReadLineOf(line, context);
        if (whole.IsClean)
            return whole;
        foreach (var sign in (ReadOnlySpan<char>)['/', ';'])
        {
            var pieces = line.Split(sign, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (pieces.Length < 2)
                continue;
            var readings = pieces.Select(piece => ReadLineOf(piece, context)).ToList();
            var schedules = readings.SelectMany(reading => reading.Schedules).ToList();
            // «Апрель / июнь 2021»: the first one shares the year, so it does not return each year.
            if (readings.TrueForAll(reading => reading.IsClean) && schedules.Select(IsDated).Distinct().Count() == 1)
                return LineReading.Of(schedules);
        }
        return whole;
    }

    private static bool IsDated(Schedule schedule) => DeadlineResolver.Extent(schedule) != (null, null);

    private static LineReading ReadLineOf(string line, DeadlineContext context)
    {
        var reading = new DeadlineResolver(context).Resolve(line, DeadlineScanner.Scan(line));
        IReadOnlyList<Schedule> Said(IReadOnlyList<Schedule> schedules) => [.. schedules.Select(schedule => schedule with { Text = line })];
        return reading with { Schedules = Said(reading.Schedules), Alternatives = [.. reading.Alternatives.Select(Said)] };
    }

    /// <summary>Another reading of one line stands among the default readings of the others.</summary>
    private static List<DeadlineAlternative> Alternatives(List<ReadLine> lines)
    {
        var all = new List<DeadlineAlternative>();
        for (var i = 0; i < lines.Count; i++)
        {
            foreach (var other in lines[i].Reading.Alternatives)
            {
                IReadOnlyList<Schedule> schedules = [.. lines.SelectMany((line, j) => j == i ? other : line.Reading.Schedules)];
                all.Add(new DeadlineAlternative(schedules, ScheduleText.Words(schedules)));
            }
        }
        return all;
    }
}
