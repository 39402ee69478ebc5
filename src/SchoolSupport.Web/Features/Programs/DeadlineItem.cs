using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>A deadline as lists show it.</summary>
/// <param name="Who">Who has to do it; for what is late, who is late; empty for a school's person, who is meant.</param>
/// <param name="In">«через 7 дней», for what is still to be done in time.</param>
public sealed record DeadlineItem(
    string Link, string Title, string Program, string Term, DateOnly? Due, string Responsibles, string Who, MeasureState State, string StateWords, string? In)
{
    /// <param name="ownSchool">The reader's school; null for the department.</param>
    public static DeadlineItem Of(Deadline deadline, Guid? ownSchool) => new(
        ExecutionLinks.Of(deadline, ownSchool), deadline.Title, deadline.Execution.Program.Title, deadline.Occurrence.Title, deadline.Occurrence.Due,
        string.Join(", ", deadline.Measure.Measure.Responsibles), ownSchool is null ? WhoIs(deadline) : "", deadline.State, Words(deadline),
        deadline.IsOpen && deadline.Occurrence.Due is { } due && due >= deadline.Execution.Today
            ? Programs.StateWords.In(due.DayNumber - deadline.Execution.Today.DayNumber) : null);

    private static string Words(Deadline deadline)
    {
        if (deadline.Lines.Count == 1)
            return Programs.StateWords.Of(deadline.Lines[0]);
        var state = deadline.State == MeasureState.Overdue ? $"просрочено на {Programs.StateWords.Days(deadline.DaysOverdue)}" : Programs.StateWords.Of(deadline.State);
        return $"{state}; выполнили {RussianText.OutOf(deadline.Done, deadline.Live)}";
    }

    private static string WhoIs(Deadline deadline)
    {
        var schools = deadline.State == MeasureState.Overdue ? deadline.LateSchools.ToList() : deadline.AllSchools.ToList();
        return schools.Count switch
        {
            0 => "Управление",
            1 => Programs.StateWords.School(schools[0]),
            _ => RussianText.Count(schools.Count, "школа", "школы", "школ"),
        };
    }
}
