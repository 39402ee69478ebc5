using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Application.Indicators;

/// <summary>A value of a programme's indicator.</summary>
internal readonly record struct ComputedIndicator(Guid? Program, IndicatorDefinition Definition, IndicatorLine Line, MonitoringPeriod Period, IndicatorValue Value);

/// <summary>All values of a programme, the same for pages, notes, the command line and the background.</summary>
internal static class IndicatorComputation
{
    /// <param name="program">Whose participants count as such; null: nobody does.</param>
    /// <param name="today">Periods that have not begun have no value.</param>
    /// <param name="withFactors">False: what is listed beside values is left out.</param>
    /// <returns>For each line of each indicator its periods, oldest first.</returns>
    public static IEnumerable<ComputedIndicator> Of(
        Guid? program, IReadOnlyList<IndicatorDefinition> definitions, MonitoringArchive archive, AcademicYear first, AcademicYear last, DateOnly today, bool withFactors) =>
        from definition in definitions
        from line in definition.Lines
        from year in Enumerable.Range(first.StartYear, last.StartYear - first.StartYear + 1)
        from period in definition.Rhythm.PeriodsIn(new AcademicYear(year))
        where period.FirstDay <= today
        select new ComputedIndicator(program, definition, line, period,
            IndicatorRules.Compute(line, archive.Facts(program, period, IndicatorReader.Since(definition.Rhythm, period)), withFactors));
}
