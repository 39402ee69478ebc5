using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Application.Notes;

/// <param name="Series">Of the programme's page; where the programme has other indicators, computed by the template without a programme.</param>
/// <param name="Archive">What the values are computed from, also for schools one by one.</param>
public sealed record NoteValues(IReadOnlyList<IndicatorSeries> Series, MonitoringArchive Archive);

/// <summary>Reads the indicators that notes tell, and the answers beside them.</summary>
public sealed class NoteValuesReader(AppDbContext db, IndicatorReader indicators, MonitoringReader monitoring, TenantClock clock)
{
    /// <summary>The programme template whose indicators notes tell (domain reference, 7.1–7.3).</summary>
    public const string Template = "three-directions";

    // Written by schools, listed beside a value and counted nowhere.
    private const string OwnWords = "risk-removed";

    /// <param name="also">Questions whose answers are wanted beside those of the indicators.</param>
    public async Task<NoteValues> ReadAsync(Guid? programId, AcademicYear year, CancellationToken ct, params string[] also)
    {
        var definitions = IndicatorPresets.Of(Template);
        var questions = definitions.SelectMany(definition => definition.Lines).SelectMany(line => line.Refs).SelectMany(reference => reference.Fields).Append(OwnWords).Concat(also);
        var archive = await monitoring.ReadAsync(programId ?? Guid.Empty, year.Previous, year, questions, ct);
        if (programId is { } id && await db.SupportPrograms.AnyAsync(p => p.Id == id && p.TemplateCode == Template, ct)
            && await indicators.ReadAsync(id, year, null, ct) is { Series.Count: > 0 } found)
            return new NoteValues(found.Series, archive);
        var today = await clock.TodayAsync(ct);
        return new NoteValues([.. from definition in definitions from line in definition.Lines select new IndicatorSeries(definition, line, year, [.. Points(definition, line, year, archive, today)])], archive);
    }

    private static IEnumerable<IndicatorPoint> Points(IndicatorDefinition definition, IndicatorLine line, AcademicYear year, MonitoringArchive archive, DateOnly today)
    {
        foreach (var period in definition.Rhythm.PeriodsIn(year.Previous).Concat(definition.Rhythm.PeriodsIn(year)).Where(period => period.FirstDay <= today))
        {
            var value = IndicatorRules.Compute(line, FactsOf(archive, definition.Rhythm, period));
            yield return new IndicatorPoint(period, value, value, null);
        }
    }

    /// <summary>The facts that values of a period are computed from.</summary>
    public static MonitoringFacts FactsOf(MonitoringArchive archive, IndicatorRhythm rhythm, MonitoringPeriod period) => archive.Facts(period, IndicatorReader.Since(rhythm, period));
}
