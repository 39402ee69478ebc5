using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Application.Indicators;

/// <summary>Which value: an indicator's line in a period.</summary>
public sealed record IndicatorPlace(Guid ProgramId, string Code, string Line, MonitoringPeriod Period);

/// <summary>Values put in the place of computed ones, and taken back. Methods answer false when there is no such value for the actor.</summary>
public sealed class IndicatorService(AppDbContext db, IndicatorDefinitions indicators, TenantClock clock)
{
    /// <summary>Why a number cannot be the value of an indicator, in Russian; null when it can.</summary>
    public static string? Problem(IndicatorDefinition definition, decimal value) => definition.Unit switch
    {
        IndicatorUnit.Percent when value is < 0 or > 100 => "Введите долю от 0 до 100 %.",
        IndicatorUnit.YesNo when value is not (0 or 1) => "Введите 1, если да, или 0, если нет.",
        IndicatorUnit.Count when value < 0 || value != decimal.Truncate(value) => "Введите целое число от 0.",
        IndicatorUnit.Index when value is < 0 or > 100 => "Введите число от 0 до 100.",
        _ when value != decimal.Round(value, IndicatorDefinition.MostDecimals) => $"Оставьте не больше {IndicatorDefinition.MostDecimals} знаков после запятой.",
        _ when Math.Abs(value) > 1_000_000_000 => "Число слишком большое.",
        _ => null,
    };

    /// <param name="version">Of the replaced value that the form showed; null: it showed a computed one.</param>
    /// <exception cref="PreconditionException">No reason, a value that cannot be, or somebody replaced it meanwhile.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed the replaced value meanwhile.</exception>
    public Task<bool> ReplaceAsync(IndicatorPlace place, decimal value, string reason, uint? version, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await DefinitionAsync(place, ct) is not { } definition)
            return false;
        if (string.IsNullOrWhiteSpace(reason))
            throw new PreconditionException("Напишите, почему значение изменено вручную");
        if (Problem(definition, value) is { } problem)
            throw new PreconditionException(problem);
        await db.LockAsync($"indicator:{place.ProgramId}", ct);
        if (await FindAsync(place, ct) is not { } stored)
            db.IndicatorOverrides.Add(new IndicatorOverride
            {
                ProgramId = place.ProgramId, Code = place.Code, Line = place.Line, Period = place.Period.Key, Value = value, Reason = reason.Trim(),
                EnteredBy = db.Actor.UserId, EnteredRole = db.Actor.Role, EnteredAt = db.Now,
            });
        else if (version is null)
            throw new PreconditionException("Пока вы вводили значение, его уже заменил кто-то другой. Откройте показатель заново.");
        else
        {
            db.ExpectVersion(stored, version.Value);
            (stored.Value, stored.Reason, stored.EnteredBy, stored.EnteredRole, stored.EnteredAt) = (value, reason.Trim(), db.Actor.UserId, db.Actor.Role, db.Now);
        }
        await db.SaveAsync("monitoring.indicator-replaced", ct);
        return true;
    }, ct);

    /// <summary>The computed value holds again.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed the replaced value meanwhile.</exception>
    public async Task<bool> RestoreAsync(IndicatorPlace place, uint version, CancellationToken ct)
    {
        if (await DefinitionAsync(place, ct) is null || await FindAsync(place, ct) is not { } stored)
            return false;
        db.ExpectVersion(stored, version);
        db.IndicatorOverrides.Remove(stored);
        await db.SaveAsync("monitoring.indicator-restored", ct);
        return true;
    }

    // A period that has not begun has no value that could be replaced.
    private async Task<IndicatorDefinition?> DefinitionAsync(IndicatorPlace place, CancellationToken ct)
    {
        if (await db.SupportPrograms.AsNoTracking().VisibleTo(db).SingleOrDefaultAsync(p => p.Id == place.ProgramId, ct) is not { } program)
            return null;
        var definition = (await indicators.OfAsync(program, ct)).FirstOrDefault(one => one.Code == place.Code);
        return definition is not null && definition.Lines.Any(line => line.Part == place.Line)
            && definition.Rhythm.PeriodsIn(place.Period.Academic).Contains(place.Period) && place.Period.FirstDay <= await clock.TodayAsync(ct) ? definition : null;
    }

    private Task<IndicatorOverride?> FindAsync(IndicatorPlace place, CancellationToken ct) => db.IndicatorOverrides.SingleOrDefaultAsync(o =>
        o.ProgramId == place.ProgramId && o.Code == place.Code && o.Line == place.Line && o.Period == place.Period.Key, ct);
}
