using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>What a person says of a deadline that cannot be sure. The words as written stay; only what is understood of them changes.</summary>
internal static class DeadlineAnswers
{
    public static void Apply(RoadmapDraft draft, Measure row, DeadlineAnswer answer)
    {
        if (answer.SubItem is { } line)
        {
            var items = MeasureCells.SubItems(row);
            var at = items.FindIndex(item => item.LineId == line);
            if (at < 0)
                throw new PreconditionException("Этого подпункта больше нет. Обновите страницу.");
            items[at] = items[at] with { Deadline = Answered(draft, row, items[at].Deadline, answer) };
            MeasureCells.SetSubItems(row, items);
            return;
        }
        if (MeasureCells.Links(row).ContainsKey(RoadmapColumn.Deadline))
            throw new PreconditionException("Срок здесь тот же, что в строке выше: ответьте о нём там.");
        var deadline = MeasureCells.Deadline(row);
        if (answer is DeadlineChoice choice && Find(deadline, choice.Words).Schedules is [{ Kind: ScheduleKind.Inherited }])
            MeasureEdits.Join(draft, row, RoadmapColumn.Deadline);
        else
            MeasureCells.SetDeadline(row, Answered(draft, row, deadline, answer));
    }

    private static StoredDeadline Answered(RoadmapDraft draft, Measure row, StoredDeadline deadline, DeadlineAnswer answer) => answer switch
    {
        DeadlineAsRead => deadline with { Answered = true },
        DeadlineChoice choice => deadline with { Schedules = Find(deadline, choice.Words).Schedules, Answered = true },
        DeadlineSchedule schedule => deadline with { Schedules = Read(draft, row, schedule.Text), Answered = true },
        DeadlineHintAnswer { Accept: true } hint => deadline with { Schedules = [Find(deadline, hint).Schedule], Hints = Without(deadline, hint), Answered = true },
        DeadlineHintAnswer hint => deadline with { Hints = Without(deadline, hint) },
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static DeadlineAlternative Find(StoredDeadline deadline, string words) =>
        deadline.Alternatives.FirstOrDefault(other => MeasureCells.SameWords(other.Words, words))
            ?? throw new PreconditionException("Срок уже другой, такого ответа больше нет. Обновите страницу.");

    private static DeadlineHint Find(StoredDeadline deadline, DeadlineHintAnswer answer) =>
        deadline.Hints.FirstOrDefault(hint => hint.Quote == answer.Quote) ?? throw new PreconditionException("Такого предложения больше нет. Обновите страницу.");

    private static List<DeadlineHint> Without(StoredDeadline deadline, DeadlineHintAnswer answer) => [.. deadline.Hints.Where(hint => hint.Quote != answer.Quote)];

    /// <summary>Words that a person writes to be clear must be clear.</summary>
    private static IReadOnlyList<Schedule> Read(RoadmapDraft draft, Measure row, string text)
    {
        var reading = DeadlineParser.Read(MeasureCells.Clean(text), draft.DeadlineContext(draft.TableOf(row.RoadmapId), null));
        if (reading.NeedsClarifying)
            throw new PreconditionException($"{string.Join(" ", reading.Questions.Select(question => question.Text))} Напишите срок так, чтобы он был однозначен: "
                + "«октябрь и декабрь 2025 года», «с 1 по 10 июня 2025 года», «до 15 марта 2025 года», «ежемесячно».");
        return reading.Schedules;
    }
}
