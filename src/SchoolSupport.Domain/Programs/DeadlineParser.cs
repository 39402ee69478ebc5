namespace SchoolSupport.Domain.Programs;

/// <summary>Reads the words of a deadline. What is not understood is asked, never guessed.</summary>
public static class DeadlineParser
{
    public static DeadlineReading Read(string? text, DeadlineContext context) =>
        new(text ?? "", [new Schedule(ScheduleKind.Empty)], [], [new DeadlineQuestion("unknown", "Укажите срок.")], [], []);
}
