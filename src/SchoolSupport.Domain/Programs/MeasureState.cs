namespace SchoolSupport.Domain.Programs;

/// <summary>Where a measure or one of its occurrences stands. The pages' words and shapes are those of the state marks.</summary>
public enum MeasureState { NotStarted, InProgress, Done, Overdue, Cancelled, NotApplicable }

/// <summary>What was last said of an occurrence. A report that came back for correction is in progress again.</summary>
public enum ReportedStatus { InProgress, Done, Cancelled, NotApplicable }

/// <summary>States from what is due and what was reported: total, and without a clock.</summary>
public static class MeasureStates
{
    /// <param name="reported">Null: nobody said anything yet.</param>
    /// <param name="today">The tenant's today. The due day itself is not overdue.</param>
    public static MeasureState Of(Occurrence occurrence, ReportedStatus? reported, DateOnly today) => reported switch
    {
        ReportedStatus.Done => MeasureState.Done,
        ReportedStatus.Cancelled => MeasureState.Cancelled,
        ReportedStatus.NotApplicable => MeasureState.NotApplicable,
        _ when occurrence.Due < today => MeasureState.Overdue,
        ReportedStatus.InProgress => MeasureState.InProgress,
        _ => MeasureState.NotStarted,
    };

    /// <summary>
    /// The state of a measure from those of its occurrences. One overdue makes it overdue; what is cancelled or not applicable does not count
    /// beside what is; some done and others not is in progress.
    /// </summary>
    public static MeasureState Of(IReadOnlyCollection<MeasureState> occurrences)
    {
        var live = occurrences.Where(state => state is not (MeasureState.Cancelled or MeasureState.NotApplicable)).ToHashSet();
        if (live.Count == 0)
            return occurrences.Count == 0 ? MeasureState.NotStarted
                : occurrences.Contains(MeasureState.Cancelled) ? MeasureState.Cancelled : MeasureState.NotApplicable;
        if (live.Contains(MeasureState.Overdue))
            return MeasureState.Overdue;
        return live.Count == 1 ? live.Single() : MeasureState.InProgress;
    }

    /// <summary>Whole days since the due day; 0 for everything that is not overdue.</summary>
    public static int DaysOverdue(Occurrence occurrence, ReportedStatus? reported, DateOnly today) =>
        Of(occurrence, reported, today) == MeasureState.Overdue ? today.DayNumber - occurrence.Due!.Value.DayNumber : 0;
}
