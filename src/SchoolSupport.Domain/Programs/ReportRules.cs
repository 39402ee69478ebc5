namespace SchoolSupport.Domain.Programs;

/// <summary>What was said of an occurrence and what became of it.</summary>
public readonly record struct ReportStanding(ReportedStatus Progress, ReportReview Review);

/// <summary>How reports turn into states, who may write them when, and which documents are still missing.</summary>
public static class ReportRules
{
    /// <summary>
    /// What is said counts when it is confirmed. While it waits the occurrence is in progress and not overdue, because it is the reader's
    /// turn; what came back is the reporter's turn again.
    /// </summary>
    /// <param name="isDropped">A later version cancelled the measure: what was not done by then is cancelled.</param>
    public static MeasureState StateOf(Occurrence occurrence, ReportStanding? report, bool isDropped, DateOnly today)
    {
        var state = report switch
        {
            null => MeasureStates.Of(occurrence, null, today),
            { Review: ReportReview.Confirmed } confirmed => MeasureStates.Of(occurrence, confirmed.Progress, today),
            { Review: ReportReview.Submitted } => MeasureState.InProgress,
            _ => MeasureStates.Of(occurrence, ReportedStatus.InProgress, today),
        };
        return isDropped && state is not (MeasureState.Done or MeasureState.NotApplicable) ? MeasureState.Cancelled : state;
    }

    /// <summary>Whether the report may be written now. What waits is withdrawn first; what is confirmed comes back from its reader, unless it is the writer's own word.</summary>
    /// <param name="isOwnWord">The department writes about its own work: its word needs no second person.</param>
    public static bool MayWrite(ReportStanding? report, bool isOwnWord) => report switch
    {
        null => true,
        { Progress: ReportedStatus.Cancelled } => false,
        { Review: ReportReview.Draft or ReportReview.Returned } => true,
        { Review: ReportReview.Confirmed } => isOwnWord,
        _ => false,
    };

    /// <summary>Kinds of documents that must still be attached before the occurrence counts as done, each once, in the order asked for.</summary>
    /// <param name="required">Codes of <see cref="ArtefactKind"/> that the measure must yield.</param>
    /// <param name="attached">Codes of what is attached.</param>
    public static IReadOnlyList<string> Missing(IEnumerable<string> required, IEnumerable<string> attached) =>
        [.. required.Distinct().Except(attached)];
}
