using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Application.Notes;

/// <param name="Series">Of the programme's page; where the programme has other indicators, computed by the template without a programme.</param>
/// <param name="Program">Whose participants count as such; null: nobody does.</param>
/// <param name="Archive">What the values are computed from, also for schools one by one.</param>
public sealed record NoteValues(IReadOnlyList<IndicatorSeries> Series, Guid? Program, MonitoringArchive Archive)
{
    /// <summary>The facts that values of a period are computed from.</summary>
    public MonitoringFacts FactsOf(IndicatorRhythm rhythm, MonitoringPeriod period) => Archive.Facts(Program, period, IndicatorReader.Since(rhythm, period));
}

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
        var archive = await monitoring.ReadAsync(year.Previous, year, questions, ct);
        if (programId is { } id && await db.SupportPrograms.AnyAsync(p => p.Id == id && p.TemplateCode == Template, ct)
            && await indicators.ReadAsync(id, year, null, ct) is { Series.Count: > 0 } found)
            return new NoteValues(found.Series, id, archive);
        var series = IndicatorComputation.Of(programId, definitions, archive, year.Previous, year, await clock.TodayAsync(ct), withFactors: true)
            .GroupBy(one => (one.Definition, one.Line), (key, ones) => new IndicatorSeries(key.Definition, key.Line, year, [.. ones.Select(one => IndicatorReader.PointOf(one.Period, one.Value, null))]));
        return new NoteValues([.. series], programId, archive);
    }
}
