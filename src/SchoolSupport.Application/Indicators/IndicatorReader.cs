using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Application.Indicators;

/// <summary>A value of a period.</summary>
/// <param name="Value">What holds: the computed one, or what a person put in its place.</param>
/// <param name="Computed">What the data give, also beside a replaced value.</param>
/// <param name="Override">Null unless the value was replaced by hand.</param>
public sealed record IndicatorPoint(MonitoringPeriod Period, IndicatorValue Value, IndicatorValue Computed, IndicatorOverride? Override);

/// <summary>One line of an indicator through three years.</summary>
/// <param name="Points">Oldest first: periods of the year and of the two before it that have begun.</param>
public sealed record IndicatorSeries(IndicatorDefinition Definition, IndicatorLine Line, AcademicYear Year, IReadOnlyList<IndicatorPoint> Points)
{
    /// <summary>Periods of the year that is looked at.</summary>
    public IReadOnlyList<IndicatorPoint> Now { get; } = [.. Points.Where(point => point.Period.Academic == Year)];

    /// <summary>The latest period of the year that has a value, else the latest that has begun; null: none has begun.</summary>
    public IndicatorPoint? Current => Now.LastOrDefault(point => point.Value.Value is not null) ?? Now.LastOrDefault();

    /// <summary>The same period a year before: what the value is compared with.</summary>
    public IndicatorPoint? Baseline => Current is { } current ? BeforeOf(current)
        : Points.LastOrDefault(point => point.Period.Academic == Year.Previous);

    /// <summary>Null without a target, and for a breakdown: the value as a whole is what the target is for.</summary>
    public IndicatorTarget? Target { get; } = Definition.IsBreakdown(Line) ? null : IndicatorTarget.For(Definition.Targets, Year);

    public IndicatorStanding Standing => StandingOf(Current);

    public IndicatorTrend Trend => IndicatorJudgement.Trend(Baseline?.Value.Value, Current?.Value.Value, Definition.WishOf(Line));

    /// <summary>The light of a period: the same in the table, beside one value and in the workbook.</summary>
    /// <param name="point">Null: no period has begun.</param>
    public IndicatorStanding StandingOf(IndicatorPoint? point) => IndicatorJudgement.Standing(point?.Value.Value, Target, InitialOf(point));

    /// <summary>The same period a year before; null when it is not known.</summary>
    public IndicatorPoint? BeforeOf(IndicatorPoint point) => Points.FirstOrDefault(other => other.Period == point.Period.YearBefore);

    // What the programme began with: the value that its definition names, else that of a year before.
    private Fraction? InitialOf(IndicatorPoint? point) => Line.Baseline is { } baseline ? (Fraction)baseline : point is null ? null : BeforeOf(point)?.Value.Value;
}

/// <summary>The indicators of a programme in a year.</summary>
/// <param name="Series">In the order of the document; empty for a programme that has none.</param>
public sealed record ProgramIndicators(SupportProgram Program, AcademicYear Year, IReadOnlyList<IndicatorSeries> Series, MonitoringArchive Archive);

/// <summary>Computes the indicators of a municipal programme (domain reference, section 7) from the data as they are now, with everything behind each value.</summary>
public sealed class IndicatorReader(AppDbContext db, MonitoringReader monitoring, IndicatorDefinitions indicators, TenantClock clock)
{
    /// <summary>Years that are shown: the one that is looked at and the two before it.</summary>
    public const int YearsShown = 3;

    /// <summary>From when on answers count for a period: after the period before it in the same year, so that January's do not stand in for June's.</summary>
    public static DateOnly? Since(IndicatorRhythm rhythm, MonitoringPeriod period)
    {
        var earlier = rhythm.PeriodsIn(period.Academic).Where(other => other.LastDay < period.FirstDay).ToArray();
        return earlier.Length == 0 ? null : earlier.Max(other => other.LastDay).AddDays(1);
    }

    /// <summary>Null for a missing or foreign programme.</summary>
    /// <param name="code">One indicator; null: all.</param>
    public async Task<ProgramIndicators?> ReadAsync(Guid programId, AcademicYear year, string? code, CancellationToken ct)
    {
        if (await db.SupportPrograms.AsNoTracking().VisibleTo(db).SingleOrDefaultAsync(p => p.Id == programId, ct) is not { } program)
            return null;
        var definitions = (await indicators.OfAsync(program, ct)).Where(definition => code is null || definition.Code == code).ToList();
        return await ComputeAsync(program, definitions, await OverridesAsync(programId, code, ct), year, ct);
    }

    /// <summary>Values of the years shown, as the data give them now.</summary>
    internal async Task<ProgramIndicators> ComputeAsync(
        SupportProgram program, IReadOnlyList<IndicatorDefinition> definitions, IReadOnlyDictionary<(string Code, string Line, string Period), IndicatorOverride> overrides, AcademicYear year, CancellationToken ct)
    {
        var from = new AcademicYear(year.StartYear - YearsShown + 1);
        var archive = await monitoring.ReadAsync(from, year, IndicatorDefinitions.Questions(definitions), ct);
        var points = IndicatorComputation.Of(program.Id, definitions, archive, from, year, await clock.TodayAsync(ct), withFactors: true)
            .ToLookup(one => (one.Definition.Code, one.Line.Part), one => PointOf(one.Period, one.Value, overrides.GetValueOrDefault((one.Definition.Code, one.Line.Part, one.Period.Key))));
        return new ProgramIndicators(program, year,
            [.. definitions.SelectMany(definition => definition.Lines.Select(line => new IndicatorSeries(definition, line, year, [.. points[(definition.Code, line.Part)]])))], archive);
    }

    internal async Task<IReadOnlyDictionary<(string Code, string Line, string Period), IndicatorOverride>> OverridesAsync(Guid programId, string? code, CancellationToken ct) =>
        (await db.IndicatorOverrides.AsNoTracking().Where(o => o.ProgramId == programId && (code == null || o.Code == code)).ToListAsync(ct)).ToDictionary(o => (o.Code, o.Line, o.Period));

    internal static IndicatorPoint PointOf(MonitoringPeriod period, IndicatorValue computed, IndicatorOverride? replaced) =>
        new(period, replaced is null ? computed : computed.ReplaceBy(replaced.Value, replaced.Reason), computed, replaced);
}
