namespace SchoolSupport.Domain.Common;

/// <summary>
/// Days on which work is done: neither weekends nor the public holidays of the Labour Code, article 112. Days off that are moved from year to year by
/// decree are not known here.
/// </summary>
public static class DaysOfWork
{
    private static readonly HashSet<(int Month, int Day)> Holidays =
        [.. Enumerable.Range(1, 8).Select(day => (1, day)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)];

    public static bool Is(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Contains((day.Month, day.Day));

    /// <summary>The day itself when work is done on it, else the next one.</summary>
    public static DateOnly OnOrAfter(DateOnly day)
    {
        while (!Is(day))
            day = day.AddDays(1);
        return day;
    }
}
