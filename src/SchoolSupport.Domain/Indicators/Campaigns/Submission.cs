using System.Text.Json.Serialization;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Domain.Indicators.Campaigns;

/// <summary>Where a school is with a campaign. «Not started» comes first: what nobody touched is not started. The numbers are stored; do not renumber.</summary>
public enum SubmissionState { NotStarted = 0, Draft = 1, Submitted = 2, Returned = 3, Accepted = 4 }

/// <param name="Text">What is asked to be looked at.</param>
/// <param name="Was">The answer that the remark was made on.</param>
public sealed record FieldRemark(AnswerKey Field, string Text, Answer Was)
{
    public const int TextMaxLength = 1000;
}

/// <summary>
/// What one school hands in. Every step asks the campaign first: «Why…» gives the reason in Russian or null, the step itself throws it.
/// </summary>
/// <param name="Extension">A last day for this school alone.</param>
/// <param name="LeftOn">The school ceased, or was let off: what it entered stays, and it counts nowhere.</param>
/// <param name="Remarks">Of the last return.</param>
/// <param name="IsLate">Submitted after its last day.</param>
public sealed record Submission(
    SubmissionState State = SubmissionState.NotStarted, DateOnly? Extension = null, DateOnly? LeftOn = null, IReadOnlyList<FieldRemark>? Remarks = null, bool IsLate = false)
{
    /// <summary>The last day for this school, itself included.</summary>
    public DateOnly DueIn(Campaign campaign) => Extension is { } until && until > campaign.Deadline ? until : campaign.Deadline;

    /// <summary>Nothing is expected of the school any more on this day.</summary>
    public bool HasLeft(DateOnly today) => LeftOn is { } left && left <= today;

    /// <summary>Its answers are counted: accepted, or submitted and not yet looked at.</summary>
    [JsonIgnore]
    public bool Counts => LeftOn is null && State is (SubmissionState.Submitted or SubmissionState.Accepted);

    public bool IsOverdue(Campaign campaign, DateOnly today) => campaign.State == CampaignState.Open && !HasLeft(today)
        && State is not (SubmissionState.Submitted or SubmissionState.Accepted) && DueIn(campaign) < today;

    /// <summary>Why nothing can be saved now, and where what was typed can go; null when it can.</summary>
    public string? WhyNotEditable(Campaign campaign, DateOnly today) => campaign.State switch
    {
        CampaignState.Draft => "Сбор ещё не открыт",
        CampaignState.Closed => "Сбор закрыт, данные заморожены. Сообщите об исправлении в управление образования",
        CampaignState.Cancelled => "Сбор отменён",
        _ when HasLeft(today) => "Школа больше не участвует в сборе",
        _ => State switch
        {
            SubmissionState.Submitted => "Анкета отправлена. Чтобы исправить её, отзовите отправку",
            SubmissionState.Accepted => "Анкета принята. Чтобы исправить её, попросите управление образования вернуть её",
            _ => null,
        },
    };

    /// <summary>The first saved answer makes a draft. What came back stays returned until it is submitted again.</summary>
    /// <exception cref="PreconditionException">Nothing can be saved now.</exception>
    public Submission Save(Campaign campaign, DateOnly today) => Refuse(WhyNotEditable(campaign, today)) ??
        (State == SubmissionState.NotStarted ? this with { State = SubmissionState.Draft } : this);

    /// <summary>Everything that forbids submitting, in Russian; empty when nothing does.</summary>
    /// <param name="findings">Of the whole form, gaps included.</param>
    public IReadOnlyList<string> BlockersToSubmitting(Campaign campaign, IReadOnlyList<FieldFinding> findings, FormAnswers answers, DateOnly today)
    {
        if (WhyNotEditable(campaign, today) is { } reason)
            return [reason];
        var blockers = new List<string>();
        if (!campaign.AcceptsLate && DueIn(campaign) < today)
            blockers.Add(RussianText.Nbsp($"Срок сдачи прошёл {RussianText.ShortDate(DueIn(campaign))}. Введённое сохранено; попросите управление образования продлить срок"));
        if (findings.FirstOrDefault(finding => finding.Code == FormChecks.NoClasses) is { } classes)
            blockers.Add(classes.Message);
        var gaps = findings.Count(finding => finding.Code == FormChecks.NoAnswer);
        if (gaps > 0)
            blockers.Add($"Ответьте ещё на {RussianText.Count(gaps, "вопрос", "вопроса", "вопросов")}");
        var errors = findings.Count(finding => finding.Severity == FindingSeverity.Error && finding.Code is not (FormChecks.NoClasses or FormChecks.NoAnswer));
        if (errors > 0)
            blockers.Add($"Исправьте {RussianText.Count(errors, "ошибку", "ошибки", "ошибок")}");
        var comments = findings.Count(finding => finding is { Severity: not FindingSeverity.Error, HoldsUp: true });
        if (comments > 0)
            blockers.Add($"Напишите комментарий к {RussianText.Count(comments, "ответу", "ответам", "ответам")}");
        var remarks = UnansweredRemarks(answers).Count;
        if (remarks > 0)
            blockers.Add($"Исправьте или поясните {RussianText.Count(remarks, "ответ", "ответа", "ответов")} с замечаниями");
        return blockers;
    }

    /// <summary>Remarks whose answer is still what it was and has no comment.</summary>
    public IReadOnlyList<FieldRemark> UnansweredRemarks(FormAnswers answers) => State != SubmissionState.Returned ? []
        : [.. (Remarks ?? []).Where(remark => answers[remark.Field] == remark.Was && !answers.Commented.Contains(remark.Field))];

    /// <exception cref="PreconditionException">Something blocks it.</exception>
    public Submission Submit(Campaign campaign, IReadOnlyList<FieldFinding> findings, FormAnswers answers, DateOnly today) =>
        BlockersToSubmitting(campaign, findings, answers, today) is [var first, ..] ? throw new PreconditionException(first)
            : this with { State = SubmissionState.Submitted, IsLate = DueIn(campaign) < today };

    /// <summary>The school takes back what nobody has accepted yet.</summary>
    /// <exception cref="PreconditionException">It was not submitted, the campaign is not open, or it could not be handed in again.</exception>
    public Submission Withdraw(Campaign campaign, DateOnly today) => Refuse(
        campaign.State != CampaignState.Open ? "Сбор не открыт"
        : State != SubmissionState.Submitted ? "Отозвать можно только отправленную анкету"
        : !campaign.AcceptsLate && DueIn(campaign) < today
            ? $"Срок сдачи прошёл {RussianText.ShortDate(DueIn(campaign))}, отозванную анкету уже не отправить. Попросите управление образования вернуть её на исправление" : null)
        ?? this with { State = Remarks is { Count: > 0 } ? SubmissionState.Returned : SubmissionState.Draft, IsLate = false };

    /// <summary>The department sends it back with remarks on fields.</summary>
    /// <param name="until">A last day for the correction, not before today; null: the campaign's.</param>
    /// <exception cref="PreconditionException">It was not handed in, the campaign is not open, or there is nothing to correct.</exception>
    public Submission Return(Campaign campaign, IReadOnlyList<FieldRemark> remarks, DateOnly? until, DateOnly today) => Refuse(
        campaign.State != CampaignState.Open ? "Сбор не открыт"
        : State is not (SubmissionState.Submitted or SubmissionState.Accepted) ? "Вернуть можно только отправленную анкету"
        : remarks.Count == 0 || remarks.Any(remark => string.IsNullOrWhiteSpace(remark.Text)) ? "Напишите, что исправить"
        : until < today ? "Срок исправления уже прошёл"
        : until is null && !campaign.AcceptsLate && DueIn(campaign) < today ? "Срок сдачи прошёл. Укажите, до какого дня исправить, иначе школа не сможет отправить анкету" : null)
        ?? this with { State = SubmissionState.Returned, Remarks = remarks, Extension = Later(until, Extension), IsLate = false };

    // What the school was given already is not taken away by a shorter term.
    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is { } day && other is { } than && day < than ? other : one ?? other;

    /// <exception cref="PreconditionException">It does not wait for a decision, or the campaign is not open.</exception>
    public Submission Accept(Campaign campaign) => Refuse(
        campaign.State != CampaignState.Open ? "Сбор не открыт"
        : State != SubmissionState.Submitted ? "Принять можно только отправленную анкету" : null)
        ?? this with { State = SubmissionState.Accepted, Remarks = null };

    /// <summary>A later last day for this school alone.</summary>
    /// <exception cref="PreconditionException">The campaign is not open, or the day is not later than the one that holds.</exception>
    public Submission Extend(Campaign campaign, DateOnly until, DateOnly today) => Refuse(
        campaign.State != CampaignState.Open ? "Сбор не открыт"
        : until <= DueIn(campaign) || until < today ? "Новый срок должен быть позже прежнего и не раньше сегодняшнего дня" : null)
        ?? this with { Extension = until };

    private static Submission? Refuse(string? reason) => reason is null ? null : throw new PreconditionException(reason);
}
