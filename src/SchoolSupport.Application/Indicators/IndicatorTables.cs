using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Jobs;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Application.Indicators;

/// <summary>How the stored values stand to the data.</summary>
/// <param name="Run">The latest computation; null: there was none yet.</param>
/// <param name="IsRecomputing">Data changed, and a computation waits or runs.</param>
/// <param name="FailureId">The latest computation failed; the log has the error under this id. Null: it did not.</param>
public sealed record IndicatorState(IndicatorRun? Run, bool IsRecomputing, string? FailureId)
{
    public bool Holds => Run is not null && !IsRecomputing && FailureId is null;
}

/// <summary>The values of a programme for its table.</summary>
/// <param name="IsStored">The values are those of the latest computation; else they were computed just now from the data.</param>
public sealed record IndicatorTable(SupportProgram Program, AcademicYear Year, IReadOnlyList<IndicatorSeries> Series, IndicatorState State, bool IsStored);

/// <summary>
/// The table of a programme from stored values. While they do not hold (data changed, a period has begun since, a year nobody computes any more) the values
/// are computed on the way: a table may be slow, it may not be wrong.
/// </summary>
public sealed class IndicatorTables(AppDbContext db, IndicatorReader reader, IndicatorDefinitions indicators, TenantClock clock, JobQueue jobs, JobSignal signal)
{
    /// <summary>Null for a missing or foreign programme.</summary>
    public async Task<IndicatorTable?> ReadAsync(Guid programId, AcademicYear year, CancellationToken ct)
    {
        if (await db.SupportPrograms.AsNoTracking().VisibleTo(db).SingleOrDefaultAsync(p => p.Id == programId, ct) is not { } program)
            return null;
        var definitions = await indicators.OfAsync(program, ct);
        var overrides = await reader.OverridesAsync(programId, null, ct);
        var state = await StateAsync(ct);
        if (state.Holds && await StoredAsync(programId, definitions, overrides, year, ct) is { } series)
            return new IndicatorTable(program, year, series, state, IsStored: true);
        return new IndicatorTable(program, year, (await reader.ComputeAsync(program, definitions, overrides, year, ct)).Series, state, IsStored: false);
    }

    /// <summary>Puts a computation into the background now.</summary>
    public async Task RequestAsync(CancellationToken ct)
    {
        const string operation = "monitoring.indicators-requested";
        var job = jobs.Add(IndicatorJob.KindName, db.TenantId);
        db.Record(operation, "indicator_runs", job.Id.ToString());
        await db.SaveAsync(operation, ct);
        signal.Ring();
    }

    private async Task<IndicatorState> StateAsync(CancellationToken ct)
    {
        var run = await db.IndicatorRuns.AsNoTracking().OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct);
        var last = await db.Jobs.AsNoTracking().Where(job => job.SubjectId == db.TenantId && job.Kind == IndicatorJob.KindName)
            .OrderBy(job => job.Status == JobStatus.Waiting || job.Status == JobStatus.Running ? 0 : 1).ThenByDescending(job => job.CreatedAt)
            .Select(job => new { job.Status, job.FailureId }).FirstOrDefaultAsync(ct);
        return new IndicatorState(run, last?.Status is JobStatus.Waiting or JobStatus.Running, last?.Status == JobStatus.Failed ? last.FailureId ?? "" : null);
    }

    // Null when a value that should be there is not.
    private async Task<IReadOnlyList<IndicatorSeries>?> StoredAsync(
        Guid programId, IReadOnlyList<IndicatorDefinition> definitions, IReadOnlyDictionary<(string Code, string Line, string Period), IndicatorOverride> overrides, AcademicYear year, CancellationToken ct)
    {
        var from = year.StartYear - IndicatorReader.YearsShown + 1;
        var stored = (await db.IndicatorValues.AsNoTracking().Where(v => v.ProgramId == programId && v.Year >= from && v.Year <= year.StartYear).ToListAsync(ct)).ToDictionary(v => (v.Code, v.Line, v.Period));
        var today = await clock.TodayAsync(ct);
        var result = new List<IndicatorSeries>();
        foreach (var definition in definitions)
            foreach (var line in definition.Lines)
            {
                var points = new List<IndicatorPoint>();
                foreach (var period in Enumerable.Range(from, IndicatorReader.YearsShown).SelectMany(start => definition.Rhythm.PeriodsIn(new AcademicYear(start))).Where(period => period.FirstDay <= today))
                {
                    if (!stored.TryGetValue((definition.Code, line.Part, period.Key), out var value))
                        return null;
                    points.Add(IndicatorReader.PointOf(period, ValueOf(value), overrides.GetValueOrDefault((definition.Code, line.Part, period.Key))));
                }
                result.Add(new IndicatorSeries(definition, line, year, points));
            }
        return result;
    }

    private static IndicatorValue ValueOf(StoredIndicatorValue stored) => new(
        stored.Line, Exact(stored.Value), Exact(stored.Numerator), Exact(stored.Denominator), Exact(stored.Base), [],
        [.. stored.Missing.Select(school => school == Guid.Empty ? "" : MonitoringArchive.Key(school))], [], stored.Source);

    private static Fraction? Exact(string? text) => text is null ? null : Fraction.Parse(text);
}
