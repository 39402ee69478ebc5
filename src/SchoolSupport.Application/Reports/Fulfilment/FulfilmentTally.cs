using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Reports.Fulfilment;

/// <summary>
/// Terms counted by where they stand, each in exactly one place. A term is one occurrence of a measure for one executor: the department or one
/// school. The state itself comes from execution; here what waits for confirmation is only told apart from what is in progress.
/// </summary>
/// <param name="Done">Reported and confirmed.</param>
/// <param name="Waiting">Reported; the department has not answered yet.</param>
public sealed record FulfilmentTally(int Done, int Waiting, int InProgress, int NotStarted, int Overdue, int Cancelled, int NotApplicable)
{
    public int Total => Live + Cancelled + NotApplicable;

    /// <summary>What counts at all, the denominator of the share: neither cancelled nor not applicable.</summary>
    public int Live => Done + Waiting + InProgress + NotStarted + Overdue;

    public static FulfilmentTally Of(IEnumerable<ExecutionLine> lines)
    {
        var found = lines.ToLookup(line => (line.State, Waits: line.State == MeasureState.InProgress && line.Waits));
        int Of(MeasureState state, bool waits = false) => found[(state, waits)].Count();
        return new FulfilmentTally(Of(MeasureState.Done), Of(MeasureState.InProgress, waits: true), Of(MeasureState.InProgress), Of(MeasureState.NotStarted),
            Of(MeasureState.Overdue), Of(MeasureState.Cancelled), Of(MeasureState.NotApplicable));
    }
}
