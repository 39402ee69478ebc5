using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Identification;

/// <param name="Basis">The document: «протокол комиссии № 4 от 20.08.2025».</param>
public sealed record DecideSchool(Guid SchoolId, AcademicYear Year, bool IsIncluded, string Basis, string Reason);

/// <summary>An officer's inclusion or exclusion of a school for a year; the calculation stays beside it.</summary>
public sealed class ManualDecisionService(AppDbContext db)
{
    /// <returns>False when there is no such school.</returns>
    /// <exception cref="PreconditionException">A decision is in force already.</exception>
    public async Task<bool> DecideAsync(DecideSchool command, CancellationToken ct)
    {
        if (!await db.Schools.AnyAsync(s => s.Id == command.SchoolId, ct))
            return false;
        if (await db.ManualDecisions.AnyAsync(d => d.SchoolId == command.SchoolId && d.Year == command.Year.StartYear && d.WithdrawnAt == null, ct))
            throw new PreconditionException($"Решение по школе за {command.Year} год уже принято. Чтобы принять другое, сначала отмените действующее.");
        db.Actor.Reason = command.Reason;
        db.ManualDecisions.Add(new ManualDecision
        {
            SchoolId = command.SchoolId, Year = command.Year.StartYear, IsIncluded = command.IsIncluded, Basis = command.Basis,
            Reason = command.Reason, DecidedBy = db.Actor.UserId, DecidedRole = db.Actor.Role, DecidedAt = db.Now,
        });
        await db.SaveAsync(command.IsIncluded ? "identification.school-included" : "identification.school-excluded", ct);
        return true;
    }

    /// <returns>False when there is no such decision in force.</returns>
    public async Task<bool> WithdrawAsync(Guid id, string reason, CancellationToken ct)
    {
        var decision = await db.ManualDecisions.SingleOrDefaultAsync(d => d.Id == id && d.WithdrawnAt == null, ct);
        if (decision is null)
            return false;
        db.Actor.Reason = reason;
        decision.WithdrawnAt = db.Now;
        decision.WithdrawnBy = db.Actor.UserId;
        decision.WithdrawalReason = reason;
        await db.SaveAsync("identification.decision-withdrawn", ct);
        return true;
    }
}
