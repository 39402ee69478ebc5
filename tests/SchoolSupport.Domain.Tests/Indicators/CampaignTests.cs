using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Indicators;

public class CampaignTests
{
    private static readonly DateOnly First = new(2025, 9, 1);
    private static readonly DateOnly Last = new(2025, 9, 15);
    private static readonly Campaign Open = new(CampaignState.Open, First, Last);
    private static readonly FormDefinition Form = FormPresets.Find("risk-prevention")!;
    private static readonly SchoolTraits Traits = new(true, true, true, new HashSet<string>());
    private static readonly AnswerKey Field = new("risk-prevention");

    private static FormAnswers Answered(bool yes, params AnswerKey[] commented) =>
        FormAnswers.Of(Traits, new Dictionary<AnswerKey, Answer> { [Field] = yes ? Answer.Yes : Answer.No }) with { Commented = commented.ToHashSet() };

    private static Submission Submit(Submission submission, FormAnswers answers, DateOnly? today = null, Campaign? campaign = null) =>
        submission.Submit(campaign ?? Open, FormChecks.Of(Form, answers), answers, today ?? Last);

    private static string Refused(Action step) => Plain(Assert.Throws<PreconditionException>(step).Message);

    [Fact]
    public void School_FromNothingToAccepted_GoesThroughEveryState()
    {
        var draft = new Submission().Save(Open, First);
        Assert.Equal(SubmissionState.Draft, draft.State);
        var submitted = Submit(draft, Answered(false));
        Assert.Equal((SubmissionState.Submitted, false, true), (submitted.State, submitted.IsLate, submitted.Counts));
        var returned = submitted.Return(Open, [new(Field, "Мероприятие в плане есть", Answer.No)], null, Last);
        Assert.Equal((SubmissionState.Returned, false), (returned.State, returned.Counts));
        Assert.Equal(SubmissionState.Accepted, Submit(returned.Save(Open, Last), Answered(true)).Accept(Open).State);
    }

    [Fact]
    public void Submit_WithGapsOrErrors_IsHeldUpAndTheDraftStays()
    {
        var empty = FormAnswers.Of(Traits, new Dictionary<AnswerKey, Answer>());
        Assert.Equal(["Ответьте ещё на 1 вопрос"], new Submission(SubmissionState.Draft).BlockersToSubmitting(Open, FormChecks.Of(Form, empty), empty, First).Select(Plain));
        var large = new FieldFinding(Field, FindingSeverity.Warning, "large-change", "", AsksComment: true);
        Assert.Equal(["Напишите комментарий к 2 ответам"],
            new Submission(SubmissionState.Draft).BlockersToSubmitting(Open, [large, large], Answered(true), First).Select(Plain));
        Assert.Equal(SubmissionState.Draft, new Submission(SubmissionState.Draft).Save(Open, First).State);
    }

    [Fact]
    public void Submit_AfterTheDeadline_IsLateOrRefused_AndNothingIsLost()
    {
        var draft = new Submission(SubmissionState.Draft);
        Assert.False(Submit(draft, Answered(true), Last).IsLate);
        Assert.True(Submit(draft, Answered(true), Last.AddDays(1)).IsLate);
        var strict = Open with { AcceptsLate = false };
        Assert.Equal("Срок сдачи прошёл 15.09.2025. Введённое сохранено; попросите управление образования продлить срок",
            Refused(() => Submit(draft, Answered(true), Last.AddDays(1), strict)));
        Assert.Equal(draft, draft.Save(strict, Last.AddDays(1)));
        var extended = draft.Extend(strict, Last.AddDays(5), Last.AddDays(1));
        Assert.False(Submit(extended, Answered(true), Last.AddDays(5), strict).IsLate);
        Assert.Throws<PreconditionException>(() => draft.Extend(strict, Last, First));
    }

    [Fact]
    public void Remarks_UntilChangedOrExplained_HoldUpTheNextSubmission()
    {
        var returned = new Submission(SubmissionState.Submitted).Return(Open, [new(Field, "Проверьте", Answer.No)], Last.AddDays(3), Last);
        Assert.Equal(Last.AddDays(3), returned.DueIn(Open));
        Assert.Equal("Исправьте или поясните 1 ответ с замечаниями", Refused(() => Submit(returned, Answered(false))));
        Assert.Equal(SubmissionState.Submitted, Submit(returned, Answered(true)).State);
        Assert.Equal(SubmissionState.Submitted, Submit(returned, Answered(false, Field)).State);
        Assert.Equal(SubmissionState.Returned, Submit(returned, Answered(true)).Withdraw(Open, First).State);
    }

    [Fact]
    public void AfterTheLastDay_OfAStrictCollection_NothingIsTakenBackThatCouldNotBeSentAgain()
    {
        var strict = Open with { AcceptsLate = false };
        var (sent, late) = (new Submission(SubmissionState.Submitted), Last.AddDays(1));
        Assert.StartsWith("Срок сдачи прошёл", Refused(() => sent.Withdraw(strict, late)), StringComparison.Ordinal);
        Assert.Equal(SubmissionState.Draft, sent.Withdraw(strict, Last).State);
        Assert.Equal(SubmissionState.Draft, sent.Withdraw(Open, late).State);
        Assert.StartsWith("Срок сдачи прошёл. Укажите", Refused(() => sent.Return(strict, [new(Field, "Проверьте", Answer.No)], null, late)), StringComparison.Ordinal);
        Assert.Equal(late, sent.Return(strict, [new(Field, "Проверьте", Answer.No)], late, late).DueIn(strict));
    }

    [Fact]
    public void Return_DoesNotShortenATermThatWasGiven()
    {
        var prolonged = new Submission(SubmissionState.Submitted) with { Extension = Last.AddDays(10) };
        Assert.Equal(Last.AddDays(10), prolonged.Return(Open, [new(Field, "Проверьте", Answer.No)], Last.AddDays(3), Last).DueIn(Open));
        Assert.Equal(Last.AddDays(12), prolonged.Return(Open, [new(Field, "Проверьте", Answer.No)], Last.AddDays(12), Last).DueIn(Open));
    }

    [Fact]
    public void Edit_WhatIsSubmittedOrAccepted_SaysWhoCanHelp()
    {
        Assert.Equal("Анкета отправлена. Чтобы исправить её, отзовите отправку", Refused(() => new Submission(SubmissionState.Submitted).Save(Open, First)));
        Assert.Equal("Анкета принята. Чтобы исправить её, попросите управление образования вернуть её",
            Refused(() => new Submission(SubmissionState.Accepted).Save(Open, First)));
        Assert.Equal(SubmissionState.Draft, new Submission(SubmissionState.Submitted).Withdraw(Open, First).State);
        Assert.Throws<PreconditionException>(() => new Submission(SubmissionState.Accepted).Withdraw(Open, First));
        Assert.Equal(SubmissionState.Returned, new Submission(SubmissionState.Accepted).Return(Open, [new(Field, "Проверьте", Answer.No)], null, First).State);
        Assert.Throws<PreconditionException>(() => new Submission(SubmissionState.Submitted).Return(Open, [], null, First));
        Assert.Throws<PreconditionException>(() => new Submission(SubmissionState.Draft).Accept(Open));
    }

    [Theory]
    [InlineData(SubmissionState.NotStarted)]
    [InlineData(SubmissionState.Draft)]
    [InlineData(SubmissionState.Submitted)]
    [InlineData(SubmissionState.Returned)]
    [InlineData(SubmissionState.Accepted)]
    public void Closed_Freezes_EveryStep(SubmissionState state)
    {
        var closed = Open.Close();
        var submission = new Submission(state);
        Assert.Equal("Сбор закрыт, данные заморожены. Сообщите об исправлении в управление образования", submission.WhyNotEditable(closed, First));
        Action[] steps =
        [
            () => submission.Save(closed, First), () => Submit(submission, Answered(true), First, closed), () => submission.Withdraw(closed, First), () => submission.Accept(closed),
            () => submission.Return(closed, [new(Field, "Проверьте", Answer.No)], null, First), () => submission.Extend(closed, Last.AddDays(9), First),
            () => closed.Close(), () => closed.Cancel(), () => closed.Prolong(Last.AddDays(9)),
        ];
        Assert.All(steps, step => Assert.Throws<PreconditionException>(step));
    }

    [Fact]
    public void SchoolClosedInTheMiddle_CountsNowhere_AndKeepsItsDraft()
    {
        var left = new Submission(SubmissionState.Draft, LeftOn: new DateOnly(2025, 9, 10));
        Assert.Equal("Школа больше не участвует в сборе", left.WhyNotEditable(Open, Last));
        Assert.Null(left.WhyNotEditable(Open, First));
        Assert.False(left.IsOverdue(Open, Last.AddDays(1)));
        Assert.False((left with { State = SubmissionState.Accepted }).Counts);
        var progress = CampaignProgress.Of(Open, [left, new(), new(SubmissionState.Draft), new(SubmissionState.Submitted, IsLate: true), new(SubmissionState.Accepted)], Last.AddDays(1));
        Assert.Equal(new CampaignProgress(1, 1, 1, 0, 1, Left: 1, Overdue: 2, Late: 1), progress);
        Assert.Equal((4, 2), (progress.Expected, progress.HandedIn));
    }

    [Fact]
    public void Closing_WarnsOfWhatIsLeftOut() => Assert.Equal(
        ["2 школы не начали заполнять: данных не будет.", "1 школа отправила анкету, и её ещё не проверили: ответы войдут с пометкой."],
        Campaign.WarningsOfClosing(new CampaignProgress(2, 0, 1, 0, 5, 0, 2, 0)).Select(Plain));

    [Fact]
    public void Opening_AsksForFormsSchoolsAndAFutureDeadline()
    {
        var draft = new Campaign(CampaignState.Draft, First, Last);
        Assert.Equal(["Выберите хотя бы одну анкету", "Выберите хотя бы одну школу", "Срок сдачи уже прошёл"],
            draft.BlockersToOpening([], 0, false, Last.AddDays(1)));
        Assert.Equal((CampaignState.Open, First.AddDays(1)), (draft.Open([Form], 14, false, First.AddDays(1)).State, draft.Open([Form], 14, false, First.AddDays(1)).Opens));
        Assert.Empty(draft.BlockersToOpening([Form], 0, true, First));
        Assert.True(draft.IsDueToOpen(First));
        Assert.False(draft.IsDueToOpen(First.AddDays(-1)));
        Assert.False(draft.IsDueToOpen(Last.AddDays(1)));
        Assert.Throws<PreconditionException>(() => Open.Open([Form], 14, false, First));
    }

    [Fact]
    public void Reminders_ComeBeforeAndAfterTheLastDay_ToThoseWhoOwe()
    {
        bool On(int daysFromDeadline, Submission submission) => CampaignReminders.IsDue(Open, submission, Last.AddDays(daysFromDeadline));
        Assert.Equal([-7, -1, 1, 8], Enumerable.Range(-14, 24).Where(day => On(day, new Submission())));
        Assert.Equal([-2, 4, 6], Enumerable.Range(-14, 24).Where(day => On(day, new Submission(Extension: Last.AddDays(5)))));
        Assert.DoesNotContain(Enumerable.Range(-14, 24), day => On(day, new Submission(SubmissionState.Submitted)));
        Assert.True(CampaignReminders.IsDue(Open with { Opens = First.AddMonths(-2) }, new Submission(), Last.AddDays(-30)));
    }
}
