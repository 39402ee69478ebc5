namespace SchoolSupport.Domain.Programs;

/// <summary>Days, months and quarters get their years.</summary>
internal sealed partial class DeadlineResolver
{
    private readonly record struct Dated(DateSpan Span, DateOnly? From, DateOnly? To);

    /// <summary>
    /// «Апрель, июнь 2021»: a year serves the dates before it; «2022 год: март» those behind it. Years that stand alone serve all when none has its own.
    /// </summary>
    private static List<DateSpan> WithYears(DeadlineParts parts)
    {
        var spans = parts.Spans.ToList();
        if (parts.Years is [{ } alone] && spans.All(span => !span.HasYears))
            return [.. spans.Select(span => span.To is null ? span with { FromYears = alone } : span with { ToYears = alone })];
        for (var i = spans.Count - 2; i >= 0; i--)
        {
            if (!spans[i].HasYears && (spans[i + 1].FromYears ?? spans[i + 1].ToYears) is { } next)
                spans[i] = spans[i].To is null ? spans[i] with { FromYears = next } : spans[i] with { ToYears = next };
        }
        return spans;
    }

    /// <summary>«Январь 2021, сентябрь»: probably of the same year.</summary>
    private static List<DateSpan> WithYearsBefore(List<DateSpan> spans)
    {
        for (var i = 1; i < spans.Count; i++)
        {
            var before = spans[i - 1].ToYears ?? spans[i - 1].FromYears;
            if (!spans[i].HasYears)
                spans[i] = spans[i].To is null ? spans[i] with { FromYears = before } : spans[i] with { ToYears = before };
        }
        return spans;
    }

    private LineReading? Spans(List<DateSpan> spans)
    {
        if (spans.Exists(span => span.Any.Kind == UnitKind.DayOfMonth))
            return null;
        if (spans.Exists(span => span.Exclusive))
            return spans.Count == 1 ? Until(spans[0]) : null;
        var years = spans.Select(span => span.ToYears ?? span.FromYears).ToList();
        if (years.TrueForAll(year => year is null) ? _plan is null && context.OrderYear is null : years.TrueForAll(year => year is { IsOne: false }))
            return EachYear(spans, years);
        if (years.Exists(year => year is { IsOne: false }))
            return null;
        return years.Contains(null) && years.Exists(year => year is not null)
            ? Once(WithYearsBefore(spans))?.Asking(DeadlineQuestions.NoYear)
            : Once(spans);
    }

    /// <summary>No year or several: the dates return.</summary>
    private LineReading? EachYear(List<DateSpan> spans, List<Years?> years)
    {
        if (years.Distinct().Count() > 1 || years[0] is { Ascending: false })
            return null;
        var bounds = years[0];
        if (bounds is { Range: false } listed && spans is [{ IsSingle: true, Any.Kind: UnitKind.Month }] && !listed.School && listed.Last - listed.First >= listed.Values.Count)
            return LineReading.Of(new Schedule(ScheduleKind.MonthList) { Months = [.. listed.Values.Select(year => spans[0].Any.First(year))] });
        var days = bounds is null && spans is [{ Any.Kind: UnitKind.Day } or { From: null } or { To: null }];
        var schedule = days ? new Schedule(ScheduleKind.DayRange) : new Schedule(ScheduleKind.Recurring) { Every = Recurrence.Year };
        var bounded = bounds is null ? schedule : schedule with { From = bounds.FirstDay, To = bounds.LastDay };
        var reading = Place(bounded, spans) is { } placed
            ? LineReading.Of(placed)
            : LineReading.Of([.. spans.Select(span => Place(span.Any.Kind == UnitKind.Day && bounds is null ? new Schedule(ScheduleKind.DayRange) : bounded, [span])!)]);
        if (spans is [_, { Torn: true }] && spans.TrueForAll(span => span is { IsSingle: true, Any.Kind: UnitKind.Month }) && Place(bounded, [spans[0] with { To = spans[1].To }]) is { } range)
            reading = Torn(reading, range);
        else if (spans.Skip(1).Any(span => span.Torn))
            reading = LineReading.Of([.. spans.Select(span => Place(bounded, [span])!)]).Asking(DeadlineQuestions.TermsApart);
        var nowhere = bounds is null && context is { PeriodFrom: null, PeriodTo: null };
        return nowhere ? reading.Asking(DeadlineQuestions.NoYear) : reading;
    }

    private static LineReading Torn(LineReading reading, Schedule range) =>
        new(reading.Schedules, [[range]], [DeadlineQuestions.NoSeparator(ScheduleText.Words(reading.Schedules), ScheduleText.Words(range))]);

    /// <summary>«До мая»: with May or without it.</summary>
    private LineReading? Until(DateSpan span)
    {
        if (Spans([span with { Exclusive = false }]) is not { Schedules: [{ } inclusive] } reading)
            return null;
        var exclusive = inclusive switch
        {
            { To: { } to } => inclusive with { To = Before(to, span) },
            { ToMonth: { } month } => inclusive with { ToMonth = month == 1 ? 12 : month - 1, ToDay = DateTime.DaysInMonth(2001, month == 1 ? 12 : month - 1) },
            _ => inclusive,
        };
        return new LineReading([exclusive], [[inclusive]],
            [.. reading.Questions, DeadlineQuestions.Until(ScheduleText.Words(exclusive), ScheduleText.Words(inclusive))]);
    }

    private static DateOnly Before(DateOnly last, DateSpan span) => span.Any switch
    {
        { Kind: UnitKind.Day } => last.AddYears(-1),
        var unit => new DateOnly(last.Year, unit.FirstMonth, 1).AddDays(-1),
    };

    /// <summary>Every span in its own year.</summary>
    private LineReading? Once(List<DateSpan> spans)
    {
        if (spans is [{ From: { } from, To: { } to, IsRange: true } one])
            return Range(one, from, to);
        var dated = new List<Dated>();
        foreach (var span in spans)
        {
            if (DatesOf(span) is not { } dates)
                return null;
            dated.Add(dates);
        }
        if (dated.Exists(dates => dates.To < dates.From))
            return new LineReading([EmptySchedule], [], [DeadlineQuestions.DatesDescend]);
        var torn = spans.Skip(1).Any(span => span.Torn);
        var drop = Enumerable.Range(0, dated.Count - 1).FirstOrDefault(i => dated[i].From > dated[i + 1].From && OneYear(spans[i], spans[i + 1]), -1);
        if (drop >= 0 && !torn)
            return Descending(dated, drop);
        return torn ? TornDates(spans, dated) : LineReading.Of(Schedules(dated));
    }

    /// <summary>The year was written once for both, or for neither.</summary>
    private static bool OneYear(DateSpan span, DateSpan next) => ReferenceEquals(span.ToYears, next.FromYears ?? next.ToYears);

    /// <summary>«Декабрь, январь 2022»: the winter over New Year, or one year in another order.</summary>
    private static LineReading Descending(List<Dated> dated, int drop)
    {
        var earlier = Schedules([.. dated.Select((dates, i) => i <= drop ? Shift(dates, -1) : dates)]);
        var later = Schedules([.. dated.Select((dates, i) => i <= drop ? dates : Shift(dates, 1))]);
        var same = Schedules([.. dated.OrderBy(dates => dates.From)]);
        // Where no year is written, the plan's year is the one that is meant.
        List<Schedule>[] readings = dated[drop].Span.HasYears ? [earlier, later, same] : [same, earlier, later];
        return new LineReading(readings[0], readings[1..], [DeadlineQuestions.Inverted(ScheduleText.Words(readings[0]), ScheduleText.Words(readings[1]))]);
    }

    private static Dated Shift(Dated dates, int years) => dates with { From = dates.From?.AddYears(years), To = dates.To is { } to ? LastOf(dates.Span, to.AddYears(years)) : null };

    private static DateOnly LastOf(DateSpan span, DateOnly day) => span.To is { } unit ? unit.Last(day.Year) : day;

    /// <summary>«Октябрь декабрь 2021» is asked; «Февраль 2022 Март 2022 Март 2022» are the terms of several things.</summary>
    private static LineReading TornDates(List<DateSpan> spans, List<Dated> dated)
    {
        var separate = LineReading.Of([.. dated.SelectMany(dates => Schedules([dates]))]);
        if (spans.Count > 2 && spans.Zip(spans.Skip(1)).Any(pair => OneYear(pair.First, pair.Second)))
            return separate.Asking(DeadlineQuestions.TermsApart);
        if (spans.Count != 2 || !spans.TrueForAll(span => span is { IsSingle: true, Any.Kind: UnitKind.Month }) || dated[0].From >= dated[1].From)
            return OneYear(spans[0], spans[^1]) ? separate.Asking(DeadlineQuestions.TermsApart) : separate;
        var range = new Schedule(ScheduleKind.MonthRange) { From = dated[0].From, To = dated[1].To };
        return Torn(OneYear(spans[0], spans[1]) ? LineReading.Of(Schedules(dated)) : separate, range);
    }

    private LineReading? Range(DateSpan span, Unit from, Unit to)
    {
        if (span is { FromYears: { IsOne: false } } or { ToYears: { IsOne: false } })
            return null;
        int? last = span.ToYears is { } written ? YearOf(to, written) : null;
        int? first = span.FromYears is { } own ? YearOf(from, own) : null;
        if (first is { } y && last is null)
            return Ordered(span, from.First(y), to.Last(y) < from.First(y) ? to.Last(y + 1) : to.Last(y));
        if (first is not null && last is { } l)
            return Ordered(span, from.First(first.Value), to.Last(l));
        if (span.ToYears is { School: true } && last is { } s)
            return Ordered(span, from.First(YearOf(from, span.ToYears)), to.Last(s));
        if (last is null && _plan is { } plan && from.First(YearIn(plan, from)) is var start && to.Last(YearIn(plan, to)) is var end && start <= end)
            return Ordered(span, start, end);
        var year = last ?? _plan?.To.Year ?? context.OrderYear!.Value;
        if (to.Last(year) >= from.First(year))
            return Ordered(span, from.First(year), to.Last(year));
        var (before, after) = (Ordered(span, from.First(year - 1), to.Last(year)), Ordered(span, from.First(year), to.Last(year + 1)));
        // An order looks forward, a year written behind the last month belongs to it.
        var (taken, other) = last is null && _plan is null ? (after, before) : (before, after);
        return new LineReading(taken.Schedules, [other.Schedules], [DeadlineQuestions.Inverted(ScheduleText.Words(before.Schedules), ScheduleText.Words(after.Schedules))]);
    }

    private static LineReading Ordered(DateSpan span, DateOnly from, DateOnly to) =>
        from <= to ? LineReading.Of(Schedules([new Dated(span, from, to)])) : new LineReading([EmptySchedule], [], [DeadlineQuestions.DatesDescend]);

    private Dated? DatesOf(DateSpan span)
    {
        if (span is { From: { } from, To: { } to, IsRange: true })
            return Range(span, from, to) is { IsClean: true, Schedules: [{ } range] } ? new Dated(span, range.From, range.To) : null;
        var unit = span.Any;
        var year = (span.ToYears ?? span.FromYears) is { } years ? YearOf(unit, years) : _plan is { } plan ? YearIn(plan, unit) : context.OrderYear!.Value;
        // There is no 29 February in every year.
        if (!unit.Exists(year))
            return null;
        return new Dated(span, span.From is null ? null : unit.First(year), span.To is null ? null : unit.Last(year));
    }

    /// <summary>The calendar year of a unit in the one year written; of an academic year the autumn is its first.</summary>
    private static int YearOf(Unit unit, Years years) => years.School && unit.FirstMonth < 9 ? years.First + 1 : years.First;

    private static int YearIn((DateOnly From, DateOnly To) plan, Unit unit) =>
        unit.First(plan.From.Year) >= new DateOnly(plan.From.Year, plan.From.Month, 1) ? plan.From.Year : plan.To.Year;

    private static List<Schedule> Schedules(List<Dated> dated) =>
        dated.Count > 1 && dated.TrueForAll(dates => dates.Span is { IsSingle: true, Any.Kind: UnitKind.Month })
            ? [new Schedule(ScheduleKind.MonthList) { Months = [.. dated.Select(dates => dates.From!.Value)] }]
            : [.. dated.Select(dates => new Schedule(KindOf(dates.Span))
            {
                From = dates.From,
                To = dates.To,
                Quarter = KindOf(dates.Span) is ScheduleKind.Quarter or ScheduleKind.QuarterRange ? dates.Span.From?.Number : null,
                ToQuarter = KindOf(dates.Span) is ScheduleKind.QuarterRange ? dates.Span.To?.Number : null,
            })];

    private static ScheduleKind KindOf(DateSpan span) => (span.From?.Kind, span.To?.Kind) switch
    {
        (UnitKind.Month, UnitKind.Month) => !span.IsRange ? ScheduleKind.Month : ScheduleKind.MonthRange,
        (UnitKind.Quarter, UnitKind.Quarter) => !span.IsRange ? ScheduleKind.Quarter : ScheduleKind.QuarterRange,
        (UnitKind.HalfYear, UnitKind.HalfYear) => ScheduleKind.MonthRange,
        _ => ScheduleKind.DayRange,
    };
}
