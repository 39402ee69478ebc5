namespace SchoolSupport.Domain.Programs;

/// <summary>What returns: «1 раз в квартал, ежегодно», «сентябрь, ежегодно», «не менее 1 раза в 3 года».</summary>
internal sealed partial class DeadlineResolver
{
    private LineReading? Repeated(DeadlineParts parts)
    {
        if (Finest(parts.Rhythms) is not { } rhythm || parts.Years.Count > 1)
            return null;
        var years = parts.Years.SingleOrDefault();
        if (rhythm.Spans > 1 || (rhythm.AtLeast && rhythm.Every == Recurrence.Year))
            return rhythm.Every == Recurrence.Year && !parts.HasDates && parts.Within is null or WithinKind.Period
                ? LineReading.Of(new Schedule(ScheduleKind.MinimumFrequency) { Times = rhythm.Times, PerYears = rhythm.Spans })
                : null;
        var schedule = new Schedule(ScheduleKind.Recurring) { Every = rhythm.Every, Times = rhythm.Times > 1 ? rhythm.Times : null };
        if (parts.Spans.Count > 0)
            return Placed(schedule, WithYears(parts));
        // «Ежемесячно в течение учебного года»: not in summer.
        if (parts.Within == WithinKind.SchoolYear && years is null && _plan is null && rhythm.Every == Recurrence.Month)
            return LineReading.Of(schedule with { FromMonth = 9, ToMonth = 5 });
        if (parts.Within == WithinKind.Period && years is null)
            return LineReading.Of(schedule);
        if (parts.Within is not null && years is null && _plan is { } plan)
            return LineReading.Of(schedule with { From = plan.From, To = plan.To });
        return years is { Ascending: false } ? null : LineReading.Of(Bounded(schedule, years));
    }

    /// <summary>«1 раз в квартал, ежегодно» is quarterly; two rhythms that are not «each year» contradict.</summary>
    private static Rhythm? Finest(List<Rhythm> rhythms)
    {
        var finer = rhythms.Where(rhythm => rhythm.Every != Recurrence.Year).Distinct().ToList();
        if (finer.Count == 0)
            return rhythms.Distinct().Count() == 1 ? rhythms[0] : null;
        return finer.Count == 1 && rhythms.All(rhythm => rhythm == finer[0] || rhythm == new Rhythm(Recurrence.Year)) ? finer[0] : null;
    }

    /// <summary>Written years bound a rhythm; so does a plan for one year, unless the thing itself is yearly.</summary>
    private Schedule Bounded(Schedule schedule, Years? years)
    {
        if (years is not null)
            return schedule with { From = years.FirstDay, To = years.LastDay };
        return context.PlanYear is not null && _plan is { } plan && schedule.Every != Recurrence.Year ? schedule with { From = plan.From, To = plan.To } : schedule;
    }

    /// <summary>A rhythm with a place in the year: «ежегодно, 1 квартал», «ежемесячно, сентябрь – декабрь 2022», «до 5 числа каждого месяца».</summary>
    private LineReading? Placed(Schedule schedule, List<DateSpan> spans)
    {
        var years = spans.Select(span => span.ToYears ?? span.FromYears).Distinct().ToList();
        if (spans.Any(span => span.Torn && span != spans[0]) || years.Count > 1 || spans.Any(span => span.Exclusive))
            return null;
        if (spans is [{ Any.Kind: UnitKind.DayOfMonth } day])
            return schedule is { Every: Recurrence.Month, Times: null } ? LineReading.Of(Bounded(DaysOfMonth(schedule, day), null)) : null;
        if (years[0] is { IsOne: true })
            return OnceAndRepeated(schedule, spans);
        if (schedule.Times is not null && schedule.Times != spans.Count)
            return null;
        if (Place(schedule with { Times = null }, spans) is not { } placed || !Agrees(placed, spans))
            return null;
        return years[0] is { Ascending: false } ? null : LineReading.Of(Bounded(placed, years[0]));
    }

    /// <summary>Half-years in January and June agree; «ежеквартально в марте» does not, and weeks have no place in a year.</summary>
    private static bool Agrees(Schedule placed, List<DateSpan> spans) => placed.Every switch
    {
        Recurrence.Year => true,
        Recurrence.HalfYear => spans.Count == 2,
        Recurrence.Quarter => spans.Count == 4,
        Recurrence.Month => spans is [{ IsSingle: false, From.Kind: UnitKind.Month, To.Kind: UnitKind.Month }],
        _ => false,
    };

    /// <summary>«Ежемесячно, сентябрь – декабрь 2022» is bounded; «ежегодно, сентябрь 2022» says both once and each year.</summary>
    private LineReading? OnceAndRepeated(Schedule schedule, List<DateSpan> spans)
    {
        if (Spans(spans) is not { Schedules: [{ } dated] } reading)
            return null;
        if (schedule.Every is Recurrence.Month or Recurrence.Week or Recurrence.Quarter && spans is [{ IsSingle: false }])
            return reading with { Schedules = [schedule with { From = dated.From, To = dated.To }] };
        if (schedule.Every is Recurrence.HalfYear or Recurrence.Quarter && dated.Months is not null)
            return reading;
        var yearly = Place(schedule, [.. spans.Select(span => span with { FromYears = null, ToYears = null })]);
        return new LineReading([dated], yearly is null ? [] : [[yearly]], [DeadlineQuestions.Contradiction]);
    }

    private static Schedule DaysOfMonth(Schedule schedule, DateSpan span) => schedule with { FromDay = span.From?.Day, ToDay = span.To?.Day };

    /// <summary>Where in each year; null when the spans have no common expression.</summary>
    private static Schedule? Place(Schedule schedule, IReadOnlyList<DateSpan> spans)
    {
        if (spans.Count > 1)
            return spans.All(span => span is { IsSingle: true, Any.Kind: UnitKind.Month })
                ? schedule with { AnchorMonths = [.. spans.Select(span => span.Any.Number)] }
                : null;
        return spans[0] switch
        {
            { From: { Kind: UnitKind.Quarter } from, To: { Kind: UnitKind.Quarter } to } => schedule with { Quarter = from.Number, ToQuarter = to == from ? null : to.Number },
            { From: { Kind: UnitKind.Month } from, To: { Kind: UnitKind.Month } to } => schedule with { FromMonth = from.Number, ToMonth = to == from ? null : to.Number },
            { From: { Kind: UnitKind.HalfYear } from, To: { Kind: UnitKind.HalfYear } to } => schedule with { FromMonth = from.FirstMonth, ToMonth = to.LastMonth },
            { From.Kind: UnitKind.DayOfMonth } or { To.Kind: UnitKind.DayOfMonth } => null,
            var span => schedule with
            {
                FromMonth = span.From?.FirstMonth,
                FromDay = span.From is { } first ? FirstDay(first) : null,
                ToMonth = span.To?.LastMonth,
                ToDay = span.To is { } last ? LastDay(last) : null,
            },
        };
    }

    private static int FirstDay(Unit unit) => unit.Kind == UnitKind.Day ? unit.Day : 1;
    private static int LastDay(Unit unit) => unit.Kind == UnitKind.Day ? unit.Day : DateTime.DaysInMonth(2000, unit.LastMonth);
}
