using FsCheck;
using FsCheck.Fluent;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Domain.Tests.Programs;

public sealed class MeasureStatesTests
{
    private static readonly Occurrence January = new("2022-01", new DateOnly(2022, 1, 1), new DateOnly(2022, 1, 31), "январь 2022 года");
    private static readonly Occurrence Open = new("open", new DateOnly(2022, 1, 1), null, "постоянно, без срока");

    [Theory]
    [InlineData(null, "2021-12-31", MeasureState.NotStarted, 0), InlineData(null, "2022-01-31", MeasureState.NotStarted, 0), InlineData(null, "2022-02-01", MeasureState.Overdue, 1)]
    [InlineData(null, "2023-01-31", MeasureState.Overdue, 365), InlineData(ReportedStatus.InProgress, "2022-01-31", MeasureState.InProgress, 0), InlineData(ReportedStatus.InProgress, "2022-02-10", MeasureState.Overdue, 10)]
    [InlineData(ReportedStatus.Done, "2022-02-10", MeasureState.Done, 0), InlineData(ReportedStatus.Cancelled, "2022-02-10", MeasureState.Cancelled, 0), InlineData(ReportedStatus.NotApplicable, "2022-02-10", MeasureState.NotApplicable, 0)]
    public void Of_AnOccurrence(ReportedStatus? reported, string today, MeasureState state, int days)
    {
        var day = DateOnly.ParseExact(today, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(state, MeasureStates.Of(January, reported, day));
        Assert.Equal(days, MeasureStates.DaysOverdue(January, reported, day));
    }

    [Theory]
    [InlineData(MeasureState.NotStarted)]
    [InlineData(MeasureState.NotStarted, MeasureState.NotStarted, MeasureState.NotStarted)]
    [InlineData(MeasureState.InProgress, MeasureState.Done, MeasureState.NotStarted)]
    [InlineData(MeasureState.InProgress, MeasureState.NotStarted, MeasureState.InProgress)]
    [InlineData(MeasureState.Overdue, MeasureState.Done, MeasureState.Overdue, MeasureState.Cancelled)]
    [InlineData(MeasureState.Done, MeasureState.Done, MeasureState.Cancelled, MeasureState.NotApplicable)]
    [InlineData(MeasureState.NotStarted, MeasureState.NotStarted, MeasureState.Cancelled)]
    [InlineData(MeasureState.Cancelled, MeasureState.Cancelled, MeasureState.NotApplicable)]
    [InlineData(MeasureState.NotApplicable, MeasureState.NotApplicable, MeasureState.NotApplicable)]
    public void Of_AMeasure(MeasureState expected, params MeasureState[] occurrences) => Assert.Equal(expected, MeasureStates.Of(occurrences));

    private static Gen<ReportedStatus?> Reports() =>
        Gen.Elements<ReportedStatus?>(null, ReportedStatus.InProgress, ReportedStatus.Done, ReportedStatus.Cancelled, ReportedStatus.NotApplicable);

    private static Gen<DateOnly> Days() => Gen.Choose(0, 4_000).Select(days => new DateOnly(2018, 1, 1).AddDays(days));

    private static Arbitrary<(Occurrence Occurrence, ReportedStatus? Reported, DateOnly Today)> Cases() =>
        Days().SelectMany(due => Days().SelectMany(today => Reports().SelectMany(reported => Gen.Elements(true, false).Select(open =>
            (open ? Open : January with { Due = due }, reported, today))))).ToArbitrary();

    [Fact]
    public void Of_AnyOccurrence_IsTotalAndNeverContradicts() =>
        Prop.ForAll(Cases(), row =>
        {
            var state = MeasureStates.Of(row.Occurrence, row.Reported, row.Today);
            var days = MeasureStates.DaysOverdue(row.Occurrence, row.Reported, row.Today);
            return Enum.IsDefined(state)
                && (state == MeasureState.Overdue) == (days > 0)
                && (row.Occurrence.Due is not null || state != MeasureState.Overdue)
                && (state == MeasureState.Done) == (row.Reported == ReportedStatus.Done)
                && (state == MeasureState.Cancelled) == (row.Reported == ReportedStatus.Cancelled)
                && (state == MeasureState.NotApplicable) == (row.Reported == ReportedStatus.NotApplicable)
                && (state != MeasureState.Overdue || row.Occurrence.Due < row.Today);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    [Fact]
    public void Of_AnyMeasure_IsTotalAndNeverContradicts() =>
        Prop.ForAll(Gen.Elements(Enum.GetValues<MeasureState>()).ListOf().ToArbitrary(), states =>
        {
            var state = MeasureStates.Of(states);
            return Enum.IsDefined(state)
                && (state == MeasureState.Overdue) == states.Contains(MeasureState.Overdue)
                && (state != MeasureState.Done || (states.Contains(MeasureState.Done) && !states.Contains(MeasureState.NotStarted) && !states.Contains(MeasureState.InProgress)))
                && (state is not (MeasureState.Cancelled or MeasureState.NotApplicable) || states.All(s => s is MeasureState.Cancelled or MeasureState.NotApplicable))
                && MeasureStates.Of([.. states.OrderDescending()]) == state;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void ContinuousAndEventDriven_AreNeverOverdue()
    {
        var programme = new ProgramPeriod(new DateOnly(2020, 1, 1), new DateOnly(2022, 12, 31));
        Schedule[] schedules =
        [
            new(ScheduleKind.Continuous), new(ScheduleKind.Continuous) { Every = Recurrence.Quarter }, new Schedule(ScheduleKind.Continuous).InYears(2020, 2020),
            new(ScheduleKind.OnEvent) { Event = "по мере необходимости" }, new Schedule(ScheduleKind.OnEvent).InYears(2020, 2020),
        ];
        var occurrences = schedules.SelectMany(schedule => schedule.Occurrences(programme)).ToList();
        Assert.Equal(16, occurrences.Count);
        Assert.All(occurrences, occurrence => Assert.NotEqual(MeasureState.Overdue, MeasureStates.Of(occurrence, null, new DateOnly(2099, 1, 1))));
    }
}
