namespace SchoolSupport.Domain.Programs;

/// <summary>What the document around a deadline says about years.</summary>
/// <param name="PeriodFrom">First day of the programme.</param>
/// <param name="PeriodTo">Last day of the programme.</param>
/// <param name="PlanYear">The year that the roadmap is for; with <paramref name="AcademicPlan"/> the year of its September. Null when it serves the whole programme.</param>
/// <param name="OrderYear">The year in which months without a year lie when only the approving order has one; leave null where they return every year.</param>
/// <param name="AcademicPlan">Reporting goes by academic years.</param>
/// <param name="Title">The measure's title, which may hide a recurrence.</param>
/// <param name="InheritsFromAbove">By the layout of the table an empty cell belongs to the row above.</param>
public sealed record DeadlineContext(
    DateOnly? PeriodFrom = null,
    DateOnly? PeriodTo = null,
    int? PlanYear = null,
    int? OrderYear = null,
    bool AcademicPlan = false,
    string? Title = null,
    bool InheritsFromAbove = false)
{
    public ProgramPeriod Period => new(PeriodFrom, PeriodTo);
}

/// <summary>The days of a programme, either end may be unknown.</summary>
public readonly record struct ProgramPeriod(DateOnly? From, DateOnly? To);

/// <summary>
/// What was understood of a deadline. <see cref="Schedules"/> is never empty: where nothing is understood, it holds one of kind Empty.
/// Several mean several terms in one cell; sub-items take them by index.
/// </summary>
/// <param name="Alternatives">Other readings of the whole cell, to choose from.</param>
/// <param name="Questions">Why a person must look: the deadline «требует уточнения».</param>
/// <param name="Hints">Recurrences that the title hides; suggested, never set.</param>
/// <param name="Warnings">Odd, but understood: Russian sentences.</param>
public sealed record DeadlineReading(
    string Text,
    IReadOnlyList<Schedule> Schedules,
    IReadOnlyList<DeadlineAlternative> Alternatives,
    IReadOnlyList<DeadlineQuestion> Questions,
    IReadOnlyList<DeadlineHint> Hints,
    IReadOnlyList<string> Warnings)
{
    public bool NeedsClarifying => Questions.Count > 0;
}

/// <param name="Schedules">Stand for all schedules of the reading.</param>
/// <param name="Words">The reading in Russian words.</param>
public sealed record DeadlineAlternative(IReadOnlyList<Schedule> Schedules, string Words);

/// <param name="Code">A stable kebab-case code, such as <c>months-inverted</c>.</param>
/// <param name="Text">The question in Russian.</param>
public sealed record DeadlineQuestion(string Code, string Text);

/// <param name="Schedule">The schedule to take if a person agrees.</param>
/// <param name="Quote">The words of the title.</param>
/// <param name="Text">The suggestion in Russian.</param>
public sealed record DeadlineHint(Schedule Schedule, string Quote, string Text);
