using SchoolSupport.Application.Reports;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Notes;

/// <summary>
/// Results of the two years that a note compares. The year before is taken from its own list where there is one: that knows the schools which have
/// ceased since, so that its sums are those of its own papers.
/// </summary>
internal sealed class LowResultsYears
{
    private readonly (YearFacts Facts, YearOutcome Outcome)[] now;
    private readonly (YearFacts Facts, YearOutcome Outcome)[] then;

    public LowResultsYears(LowResultsData list, LowResultsData? before)
    {
        var (evaluation, own) = (list.Run.Evaluation, before?.Run.Evaluation);
        now = [.. evaluation.Schools.Select(s => (s.Facts.Current, s.Verdict.Current))];
        // Another method may have looked at other procedures: then their sums stand for nothing here.
        then = own is not null && own.Rules.Procedures.SequenceEqual(evaluation.Rules.Procedures) && own.Rules.ThresholdPercent == evaluation.Rules.ThresholdPercent
            ? [.. own.Schools.Select(s => (s.Facts.Current, s.Verdict.Current))]
            : [.. evaluation.Schools.Select(s => (s.Facts.Previous, s.Verdict.Previous))];
    }

    /// <param name="place">0 the list year, 1 the year before.</param>
    public IReadOnlyList<(YearFacts Facts, YearOutcome Outcome)> Of(int place) => place == 0 ? now : then;
}
