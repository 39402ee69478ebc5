namespace SchoolSupport.Domain.Programs;

/// <summary>Odd, but allowed: a written date outside of the plan's year or of the programme.</summary>
internal static class DeadlineWarnings
{
    public static IReadOnlyList<string> Of(DeadlineContext context, IReadOnlyList<Schedule> schedules)
    {
        var outside = schedules.Select(DeadlineResolver.Extent).ToList();
        if (context.PlanYear is { } year && DeadlineResolver.PlanDays(context) is { } plan && outside.Exists(dates => Outside(dates, plan.From, plan.To)))
            return [$"Срок выходит за год плана: план на {(context.AcademicPlan ? $"{year}/{year + 1} учебный" : year)} год."];
        if (context is { PeriodFrom: { } from, PeriodTo: { } to } && outside.Exists(dates => Outside(dates, from, to)))
            return [$"Срок выходит за срок программы: {MonthWords.Years(from.Year, to.Year)}."];
        return [];
    }

    private static bool Outside((DateOnly? From, DateOnly? To) dates, DateOnly from, DateOnly to) => dates.From < from || dates.To > to || dates.From > to || dates.To < from;
}
