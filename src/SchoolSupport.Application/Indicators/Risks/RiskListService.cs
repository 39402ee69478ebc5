using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Indicators.Risks;

/// <summary>A list to be fixed.</summary>
/// <param name="BasedOn">Number of the newest fixed list of the year when the page was shown; 0: there was none.</param>
/// <param name="Reason">Why it is made anew; empty for the first.</param>
/// <param name="OrderNumber">Empty: no order yet.</param>
public sealed record FixRiskList(AcademicYear Year, int BasedOn, string Reason, string OrderNumber, DateOnly? OrderDate);

/// <summary>Fixes lists of schools at risk: inputs, their sources, the method and the verdicts as they are now. A list that is fixed never changes.</summary>
public sealed class RiskListService(AppDbContext db, RiskReader reader, TenantClock clock)
{
    /// <summary>The newest fixed list of a year; null: none.</summary>
    public Task<RiskRun?> NewestAsync(AcademicYear year, CancellationToken ct) =>
        db.RiskRuns.AsNoTracking().Where(run => run.Year == year.StartYear).OrderByDescending(run => run.Number).FirstOrDefaultAsync(ct);

    /// <summary>How a year's list stands, in words: fixed when and under which number, or computed today.</summary>
    public async Task<string> StandingAsync(AcademicYear year, CancellationToken ct) =>
        RiskListWords.Standing(await NewestAsync(year, ct), await clock.TenantAsync(ct), await clock.TodayAsync(ct));

    /// <returns>The fixed list's id.</returns>
    /// <exception cref="PreconditionException">Another list was fixed meanwhile, there is nothing to fix, or a repeated one has no reason.</exception>
    public Task<Guid> FixAsync(FixRiskList command, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        await db.LockAsync("risk-list", ct);
        var newest = await NewestAsync(command.Year, ct);
        if ((newest?.Number ?? 0) != command.BasedOn)
            throw new PreconditionException($"Пока вы смотрели список, его зафиксировали: № {newest?.Number}. Откройте страницу заново.");
        if (newest is not null && command.Reason.Length == 0)
            throw new PreconditionException("Список этого года уже зафиксирован. Напишите, почему он фиксируется заново.");
        var live = await reader.LiveAsync(command.Year, null, ct);
        var schools = live.Schools.Where(one => one.Existed).ToList();
        if (schools.TrueForAll(one => one.Verdict.IsRisk == Ternary.Unknown))
            throw new PreconditionException("Фиксировать нечего: вывода нет ни по одной школе. Сначала соберите сведения.");
        var run = new RiskRun
        {
            Number = (await db.RiskRuns.MaxAsync(one => (int?)one.Number, ct) ?? 0) + 1, Year = command.Year.StartYear, Rules = ProgramJson.Write(live.Rules),
            SchoolCount = schools.Count, RiskCount = schools.Count(one => one.Verdict.IsRisk == Ternary.Yes), UnknownCount = schools.Count(one => one.Verdict.IsRisk == Ternary.Unknown),
            OrderNumber = command.OrderNumber, OrderDate = command.OrderDate, Reason = command.Reason, CreatedBy = db.Actor.UserId, CreatedRole = db.Actor.Role, CreatedAt = db.Now,
        };
        db.Actor.Reason = command.Reason;
        db.RiskRuns.Add(run);
        await db.SaveAsync("monitoring.risk-list-fixed", ct);
        await AddSchoolsAsync(run.Id, schools, ct);
        return run.Id;
    }, ct);

    // All in one statement: the database takes a list whole or not at all.
    private Task AddSchoolsAsync(Guid run, List<LiveRisk> schools, CancellationToken ct)
    {
        var (ids, facts) = (schools.Select(one => one.School.Id).ToArray(), schools.Select(one => ProgramJson.Write(one.Inputs.Facts)).ToArray());
        var (sources, verdicts) = (schools.Select(one => ProgramJson.Write(one.Inputs.Sources)).ToArray(), schools.Select(one => (short)one.Verdict.IsRisk).ToArray());
        var sections = schools.Select(one => string.Join(',', one.Verdict.Sections.Select(part => (int)part.Triggered))).ToArray();
        return db.Database.ExecuteSqlAsync($"""
            insert into risk_run_schools (tenant_id, run_id, school_id, facts, sources, is_risk, sections)
            select {db.TenantId}, {run}, s.school_id, s.facts::jsonb, s.sources::jsonb, s.is_risk, string_to_array(s.sections, ',')::smallint[]
            from unnest({ids}, {facts}, {sources}, {verdicts}, {sections}) as s(school_id, facts, sources, is_risk, sections)
            """, ct);
    }
}
