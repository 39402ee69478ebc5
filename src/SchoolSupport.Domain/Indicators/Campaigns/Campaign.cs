using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Domain.Indicators.Campaigns;

/// <summary>The numbers are stored; do not renumber.</summary>
public enum CampaignState
{
    /// <summary>Being prepared; schools do not see it.</summary>
    Draft = 1,
    Open = 2,
    /// <summary>Frozen: nothing changes any more.</summary>
    Closed = 3,
    Cancelled = 4,
}

/// <summary>A collection of data as its rules see it.</summary>
/// <param name="Deadline">The last day, itself included.</param>
/// <param name="AcceptsLate">What is submitted after the deadline is accepted and marked «с опозданием»; else only a draft can be saved then.</param>
public sealed record Campaign(CampaignState State, DateOnly Opens, DateOnly Deadline, bool AcceptsLate = true)
{
    /// <summary>Why it cannot be opened, in Russian; empty when it can.</summary>
    /// <param name="schools">Schools that are asked; a campaign of the department alone has none and <paramref name="asksDepartment"/>.</param>
    public IReadOnlyList<string> BlockersToOpening(IReadOnlyCollection<FormDefinition> forms, int schools, bool asksDepartment, DateOnly today)
    {
        var blockers = new List<string>();
        if (State != CampaignState.Draft)
            blockers.Add("Открыть можно только подготовленный сбор");
        if (forms.Count == 0)
            blockers.Add("Выберите хотя бы одну анкету");
        foreach (var form in forms.Where(form => form.Problems().Count > 0))
            blockers.Add($"В анкете «{form.Title}» есть ошибки: {form.Problems()[0]}");
        if (schools == 0 && !asksDepartment)
            blockers.Add("Выберите хотя бы одну школу");
        if (Deadline < Opens)
            blockers.Add("Срок сдачи раньше дня открытия");
        if (Deadline < today)
            blockers.Add("Срок сдачи уже прошёл");
        return blockers;
    }

    /// <exception cref="PreconditionException">Something blocks it.</exception>
    public Campaign Open(IReadOnlyCollection<FormDefinition> forms, int schools, bool asksDepartment, DateOnly today)
    {
        if (BlockersToOpening(forms, schools, asksDepartment, today) is [var first, ..])
            throw new PreconditionException(first);
        return this with { State = CampaignState.Open, Opens = today };
    }

    /// <summary>Prepared, and its day has come: to be opened without a person.</summary>
    public bool IsDueToOpen(DateOnly today) => State == CampaignState.Draft && Opens <= today && today <= Deadline;

    /// <summary>What closing would leave out or take unread, in Russian sentences; the person decides.</summary>
    public static IReadOnlyList<string> WarningsOfClosing(CampaignProgress progress)
    {
        (int Count, string One, string Many, string Then)[] open =
        [
            (progress.NotStarted, "не начала заполнять", "не начали заполнять", "данных не будет"),
            (progress.Drafts, "не отправила черновик", "не отправили черновик", "в данные он не войдёт"),
            (progress.Returned, "не исправила возвращённое", "не исправили возвращённое", "в данные оно не войдёт"),
            (progress.Submitted, "отправила анкету, и её ещё не проверили", "отправили анкеты, и их ещё не проверили", "ответы войдут с пометкой"),
        ];
        return [.. open.Where(one => one.Count > 0).Select(one => RussianText.Nbsp(
            $"{RussianText.Count(one.Count, "школа", "школы", "школ")} {RussianText.Plural(one.Count, one.One, one.Many, one.Many)}: {one.Then}."))];
    }

    /// <summary>Freezes it for ever.</summary>
    /// <exception cref="PreconditionException">It is not open.</exception>
    public Campaign Close() => State == CampaignState.Open ? this with { State = CampaignState.Closed } : throw new PreconditionException("Закрыть можно только открытый сбор");

    /// <summary>Gives it up. What schools entered stays, and is not counted.</summary>
    /// <exception cref="PreconditionException">It is closed or cancelled.</exception>
    public Campaign Cancel() => State is CampaignState.Draft or CampaignState.Open
        ? this with { State = CampaignState.Cancelled } : throw new PreconditionException("Закрытый сбор нельзя отменить");

    /// <summary>A new last day for everybody.</summary>
    /// <exception cref="PreconditionException">It is not open, or the day is not later.</exception>
    public Campaign Prolong(DateOnly deadline) => State != CampaignState.Open ? throw new PreconditionException("Продлить можно только открытый сбор")
        : deadline <= Deadline ? throw new PreconditionException("Новый срок должен быть позже прежнего")
        : this with { Deadline = deadline };
}
