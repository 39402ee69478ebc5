using System.Globalization;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>The conditions of the execution's address; what is not known is no condition.</summary>
/// <param name="Section">Line of a section; those below it count too.</param>
/// <param name="From">Terms that end before this day are left out.</param>
/// <param name="To">Terms that begin after this day are left out.</param>
public sealed record ExecutionFilter(MeasureState? State, Guid? Section, string? Responsible, Guid? School, DateOnly? From, DateOnly? To)
{
    public static ExecutionFilter Of(ListState list) => new(
        StateWords.Find(list.Filter("state")), Id(list, "section"), list.Filter("responsible"), Id(list, "school"), Date(list, "from"), Date(list, "to"));

    /// <summary>Conditions on single lines, not on whole measures.</summary>
    private bool IsOfLines => School is not null || From is not null || To is not null;

    public bool HasConditions => State is not null || Section is not null || Responsible is not null || IsOfLines;

    /// <summary>The measure with the lines that fit; null when none does. The state is not asked here, so that it can be counted.</summary>
    public MeasureExecution? Apply(ExecutionPlan plan, MeasureExecution measure)
    {
        if (Section is { } section && !plan.StandsIn(measure.Measure, section))
            return null;
        if (Responsible is { } responsible && !measure.Measure.Responsibles.Any(r => string.Equals(r, responsible, StringComparison.OrdinalIgnoreCase)))
            return null;
        if (!IsOfLines)
            return measure;
        var fitting = measure.With(l => (School is null || l.SchoolId == School) && IsInPeriod(l.Occurrence));
        return fitting.Lines.Count == 0 ? null : fitting;
    }

    public static string? Words(DateOnly? date) => date?.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private bool IsInPeriod(Occurrence occurrence) =>
        (From is null || occurrence.Due is null || occurrence.Due >= From) && (To is null || occurrence.From is null || occurrence.From <= To);

    private static Guid? Id(ListState list, string name) => Guid.TryParse(list.Filter(name), out var id) ? id : null;

    private static DateOnly? Date(ListState list, string name) => RussianModelBinding.TryReadDate(list.Filter(name) ?? "", out var date) ? date : null;
}
