using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Domain.Tests.Programs;

/// <summary>From reports to states, and who may write when.</summary>
public sealed class ReportRulesTests
{
    private static readonly DateOnly Today = new(2025, 9, 3);
    private static readonly Occurrence Late = new("2025-08", new DateOnly(2025, 8, 1), new DateOnly(2025, 8, 31), "август 2025 года");
    private static readonly Occurrence Ahead = new("2025-10", new DateOnly(2025, 10, 1), new DateOnly(2025, 10, 31), "октябрь 2025 года");
    private static readonly Occurrence Open = new("open", null, null, "постоянно");

    public static readonly TheoryData<ReportedStatus, ReportReview, MeasureState, MeasureState> Cases = new()
    {
        // What was said, what became of it, the state after the term and before it.
        { ReportedStatus.InProgress, ReportReview.Draft, MeasureState.Overdue, MeasureState.InProgress },
        { ReportedStatus.Done, ReportReview.Submitted, MeasureState.InProgress, MeasureState.InProgress },
        { ReportedStatus.NotApplicable, ReportReview.Submitted, MeasureState.InProgress, MeasureState.InProgress },
        { ReportedStatus.Done, ReportReview.Returned, MeasureState.Overdue, MeasureState.InProgress },
        { ReportedStatus.NotApplicable, ReportReview.Returned, MeasureState.Overdue, MeasureState.InProgress },
        { ReportedStatus.Done, ReportReview.Confirmed, MeasureState.Done, MeasureState.Done },
        { ReportedStatus.NotApplicable, ReportReview.Confirmed, MeasureState.NotApplicable, MeasureState.NotApplicable },
        { ReportedStatus.Cancelled, ReportReview.Confirmed, MeasureState.Cancelled, MeasureState.Cancelled },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void StateOf_AReport_DependsOnItsConfirmation(ReportedStatus progress, ReportReview review, MeasureState late, MeasureState ahead)
    {
        var report = new ReportStanding(progress, review);
        Assert.Equal(late, ReportRules.StateOf(Late, report, false, Today));
        Assert.Equal(ahead, ReportRules.StateOf(Ahead, report, false, Today));
    }

    [Fact]
    public void StateOf_NoReport_IsByTheTerm()
    {
        Assert.Equal(MeasureState.Overdue, ReportRules.StateOf(Late, null, false, Today));
        Assert.Equal(MeasureState.NotStarted, ReportRules.StateOf(Ahead, null, false, Today));
        Assert.Equal(MeasureState.NotStarted, ReportRules.StateOf(Open, null, false, Today));
    }

    [Fact]
    public void StateOf_DroppedMeasure_IsCancelledUnlessItWasDone()
    {
        Assert.Equal(MeasureState.Cancelled, ReportRules.StateOf(Late, null, true, Today));
        Assert.Equal(MeasureState.Cancelled, ReportRules.StateOf(Late, new ReportStanding(ReportedStatus.Done, ReportReview.Submitted), true, Today));
        Assert.Equal(MeasureState.Done, ReportRules.StateOf(Late, new ReportStanding(ReportedStatus.Done, ReportReview.Confirmed), true, Today));
    }

    [Theory]
    [InlineData(ReportReview.Draft, true, true)]
    [InlineData(ReportReview.Returned, true, true)]
    [InlineData(ReportReview.Submitted, false, false)]
    [InlineData(ReportReview.Confirmed, false, true)]
    public void MayWrite_DependsOnWhoseTurnItIs(ReportReview review, bool others, bool own)
    {
        var report = new ReportStanding(ReportedStatus.Done, review);
        Assert.Equal((others, own), (ReportRules.MayWrite(report, false), ReportRules.MayWrite(report, true)));
    }

    [Fact]
    public void MayWrite_NothingYetAndCancelled()
    {
        Assert.True(ReportRules.MayWrite(null, false));
        Assert.False(ReportRules.MayWrite(new ReportStanding(ReportedStatus.Cancelled, ReportReview.Confirmed), true));
    }

    [Fact]
    public void Missing_IsWhatIsAskedForAndNotThere()
    {
        Assert.Equal(["protocol"], ReportRules.Missing(["order", "protocol", "order"], ["other", "order"]));
        Assert.Empty(ReportRules.Missing([], []));
    }
}
