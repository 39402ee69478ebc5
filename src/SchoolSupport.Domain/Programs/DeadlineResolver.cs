using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Programs;

/// <summary>What one line gives: the schedules taken by default, other whole readings, and what must be asked.</summary>
internal sealed record LineReading(
    IReadOnlyList<Schedule> Schedules, IReadOnlyList<IReadOnlyList<Schedule>> Alternatives, IReadOnlyList<DeadlineQuestion> Questions)
{
    public bool IsClean => Questions.Count == 0;
    public static LineReading Of(params IReadOnlyList<Schedule> schedules) => new(schedules, [], []);
    public LineReading Asking(DeadlineQuestion question) => this with { Questions = [.. Questions, question] };
}

/// <summary>Puts the parts of a line together into schedules, with the years that the document gives.</summary>
internal sealed partial class DeadlineResolver(DeadlineContext context)
{
    private static readonly Schedule EmptySchedule = new(ScheduleKind.Empty);
    private static readonly Schedule Weekly = new(ScheduleKind.Recurring) { Every = Recurrence.Week };
    private static readonly Schedule Monthly = new(ScheduleKind.Recurring) { Every = Recurrence.Month };

    /// <summary>The days of the plan when it is for one year.</summary>
    private readonly (DateOnly From, DateOnly To)? _plan = PlanDays(context);

    public LineReading Resolve(string line, DeadlineParts parts)
    {
        var reading = Combine(parts);
        if (parts.Unread.Exists(word => DeadlineWords.IsWeekday(DeadlineText.Lower(word))))
            reading = new LineReading([EmptySchedule], [[Weekly], [Monthly]], [DeadlineQuestions.Weekday]);
        else if (parts.Unread.Count > 0)
            reading = reading is null
                ? LineReading.Of(EmptySchedule).Asking(DeadlineQuestions.Unread(line))
                : new LineReading([EmptySchedule], [reading.Schedules, .. reading.Alternatives], [DeadlineQuestions.UnreadPart(string.Join(" ", parts.Unread))]);
        reading ??= LineReading.Of(EmptySchedule).Asking(DeadlineQuestions.Unread(line));
        return reading with { Questions = [.. reading.Questions, .. parts.Questions] };
    }

    internal static (DateOnly From, DateOnly To)? PlanDays(DeadlineContext context)
    {
        if (context.PlanYear is >= AcademicYear.MinStartYear and <= AcademicYear.MaxStartYear and { } year)
            return context.AcademicPlan
                ? (new AcademicYear(year).FirstDay, new AcademicYear(year).LastDay)
                : (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        // A programme of one year is its own plan.
        return context is { PeriodFrom: { Year: < 9999 } from, PeriodTo: { } to } && from <= to && to < from.AddYears(1) ? (from, to) : null;
    }

    private LineReading? Combine(DeadlineParts parts)
    {
        if ((parts.Event is not null ? 1 : 0) + (parts.Continuous ? 1 : 0) + (parts.HasExternal ? 1 : 0) > 1)
            return null;
        if (parts.Event is { } name)
            return Windowed(parts, new Schedule(ScheduleKind.OnEvent) { Event = name });
        if (parts.Continuous)
            return Windowed(parts, new Schedule(ScheduleKind.Continuous));
        var dates = Dates(parts);
        if (parts.HasExternal)
            return External(parts, dates);
        if (parts.Outcomes is { } outcomes)
            return parts.HasTimes ? null : LineReading.Of(Bounded(outcomes, null));
        return dates;
    }

    private LineReading? Dates(DeadlineParts parts)
    {
        // Years that stand alone belong to dates without any; beside others they are one thing too many.
        if (parts.Spans.Count > 0 && parts.Years.Count > 0 && (parts.Years.Count > 1 || parts.Spans.Exists(span => span.HasYears)))
            return null;
        if (parts.EachSchoolYear)
            return EachSchoolYear(parts);
        if (parts.Rhythms.Count > 0)
            return Repeated(parts);
        if (parts.Spans.Count > 0)
            return parts.Within is null ? Spans(WithYears(parts)) : Spans(WithYears(parts))?.Asking(DeadlineQuestions.Contradiction);
        return parts.Within is { } within ? Within(within, parts.Years) : OnlyYears(parts.Years);
    }

    /// <summary>An event or a continuous activity may stand in a window; with anything else it contradicts itself.</summary>
    private LineReading? Windowed(DeadlineParts parts, Schedule schedule)
    {
        var dates = Dates(parts);
        if (dates is null)
            return parts.HasTimes ? null : LineReading.Of(schedule);
        if (schedule.Kind == ScheduleKind.OnEvent && parts.HasDates && parts.Within is null)
            return new LineReading(dates.Schedules, [[schedule], .. dates.Alternatives], [.. dates.Questions, DeadlineQuestions.EventAndDate]);
        if (dates is { IsClean: true, Schedules: [{ } window] } && parts is { Rhythms.Count: 0, Spans.Count: 0 }
            && (window is { From: not null, Kind: not ScheduleKind.Recurring } || window.Kind is ScheduleKind.YearWithin or ScheduleKind.SchoolYearWithin or ScheduleKind.WholePeriod))
            return LineReading.Of(schedule with { From = window.From, To = window.To });
        return new LineReading([schedule], [dates.Schedules], [DeadlineQuestions.Contradiction]);
    }

    private static LineReading? External(DeadlineParts parts, LineReading? dates)
    {
        var schedule = new Schedule(ScheduleKind.External) { Owner = parts.Owner };
        if (dates is null && parts.HasTimes)
            return null;
        if (dates is null)
            return parts.Owner is null ? LineReading.Of(schedule).Asking(DeadlineQuestions.NoOwner) : LineReading.Of(schedule);
        if (dates.Schedules.Count > 1)
            return null;
        Schedule Own(Schedule window)
        {
            var (from, to) = Extent(window);
            return window with { Kind = ScheduleKind.External, Owner = parts.Owner, Every = Returns(parts, window), From = from, To = to, Months = null, Years = null };
        }
        return dates with { Schedules = [.. dates.Schedules.Select(Own)], Alternatives = [.. dates.Alternatives.Select(other => other.Select(Own).ToList())] };
    }

    /// <summary>«В течение года по графику …» returns each year, even where the plan is for one.</summary>
    private static Recurrence? Returns(DeadlineParts parts, Schedule window) =>
        parts.Within == WithinKind.Year || window is { Kind: ScheduleKind.DayRange, From: null, To: null } ? Recurrence.Year
        : parts.Within == WithinKind.SchoolYear && window.From is null ? Recurrence.SchoolYear
        : window.Every;

    private static LineReading? EachSchoolYear(DeadlineParts parts)
    {
        var schedule = new Schedule(ScheduleKind.SchoolYearEach);
        return parts switch
        {
            { Rhythms.Count: > 0 } or { Within: not null } or { Years.Count: > 1 } => null,
            { Spans: [{ From: null, To: { Kind: UnitKind.Day } day, HasYears: false }], Years.Count: 0 } => LineReading.Of(schedule with { ToMonth = day.Number, ToDay = day.Day }),
            { Spans.Count: > 0 } => null,
            { Years: [{ Ascending: true } years] } => LineReading.Of(schedule with { From = years.FirstDay, To = years.LastDay }),
            _ => LineReading.Of(schedule),
        };
    }

    private LineReading? Within(WithinKind within, List<Years> years)
    {
        if (within == WithinKind.Period)
            return years.Count == 0 ? LineReading.Of(new Schedule(ScheduleKind.WholePeriod)) : OnlyYears(years);
        if (years is [{ } named])
        {
            var school = named.School || (named.Doubtful && within == WithinKind.SchoolYear);
            var first = school && !named.School ? new Years([named.First], School: true) : named;
            return LineReading.Of(new Schedule(school || within == WithinKind.SchoolYear ? ScheduleKind.SchoolYearWithin : named.IsOne ? ScheduleKind.YearWithin : ScheduleKind.YearRange)
            {
                From = first.FirstDay,
                To = first.LastDay,
            });
        }
        if (years.Count > 1)
            return null;
        var schedule = new Schedule(within == WithinKind.SchoolYear ? ScheduleKind.SchoolYearWithin : ScheduleKind.YearWithin) { From = _plan?.From, To = _plan?.To };
        return LineReading.Of(_plan is null && within == WithinKind.Year
            ? schedule with { Every = context.AcademicPlan ? Recurrence.SchoolYear : Recurrence.Year }
            : schedule);
    }

    private static LineReading? OnlyYears(List<Years> years)
    {
        if (years.Count == 0 || (years.Count > 1 && !years.TrueForAll(year => year.IsOne && year.School == years[0].School)))
            return null;
        var schedules = years.Select(OfYears).ToList();
        if (years is [{ Doubtful: true } doubtful])
            return new LineReading(schedules, [[OfYears(new Years([doubtful.First], School: true))]], [DeadlineQuestions.YearsOrSchoolYear(doubtful)]);
        if (years is [{ IsOne: true, School: false } first, { IsOne: true, School: false } last] && first.First < last.First)
        {
            var range = OfYears(new Years([.. Enumerable.Range(first.First, last.First - first.First + 1)], Range: true));
            return new LineReading(schedules, [[range]], [DeadlineQuestions.NoSeparator(ScheduleText.Words(schedules), ScheduleText.Words(range))]);
        }
        return LineReading.Of(schedules);
    }

    private static Schedule OfYears(Years years) => years switch
    {
        { School: true } => new Schedule(ScheduleKind.SchoolYearWithin) { From = years.FirstDay, To = years.LastDay },
        { IsOne: true } => new Schedule(ScheduleKind.Year) { From = years.FirstDay, To = years.LastDay },
        { Range: true } => new Schedule(ScheduleKind.YearRange) { From = years.FirstDay, To = years.LastDay },
        _ => new Schedule(ScheduleKind.YearList) { Years = years.Values },
    };

    /// <summary>The first and the last written day of a schedule.</summary>
    internal static (DateOnly? From, DateOnly? To) Extent(Schedule schedule) => schedule switch
    {
        { Months: { Count: > 0 } months } => (months.Min(), months.Max().AddMonths(1).AddDays(-1)),
        { Years: { Count: > 0 } years } => (new DateOnly(years.Min(), 1, 1), new DateOnly(years.Max(), 12, 31)),
        _ => (schedule.From, schedule.To),
    };
}
