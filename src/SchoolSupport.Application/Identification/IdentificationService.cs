using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Identification;

/// <summary>What would change if a run were made now.</summary>
/// <param name="Run">The run that is compared with.</param>
/// <param name="Now">The verdicts by the data and the method of now.</param>
public sealed record PendingChanges(RunView Run, Evaluation Now, RunComparison Comparison);

/// <param name="RowVersion">The run as the page showed it.</param>
/// <param name="DocumentNumber">Number of the order that approves the list.</param>
public sealed record ApproveRun(Guid RunId, uint RowVersion, string DocumentNumber, DateOnly DocumentDate);

/// <summary>Makes, previews and approves runs of identification.</summary>
public sealed class IdentificationService(AppDbContext db, IdentificationEngine engine, FactsLoader loader, RunReader runs)
{
    public const int DocumentNumberMaxLength = 60;

    /// <summary>Stores a run for the list year. When nothing changed since the latest one, that one is returned.</summary>
    /// <exception cref="PreconditionException">The register is empty.</exception>
    public async Task<RunOutcome> RunAsync(AcademicYear year, CancellationToken ct)
    {
        if (!await db.Schools.AnyAsync(ct))
            throw new PreconditionException("Рассчитать список пока нельзя: в реестре нет ни одной школы.");
        // Asked for twice at once, the second waits, finds the same facts and returns the first one's run.
        return await db.InTransactionAsync(async () =>
        {
            await db.LockAsync("identification-run", ct);
            return await engine.RunAsync(db.TenantId, year, db.Actor, ct);
        }, ct);
    }

    /// <summary>What a new run would change in the latest one; null when there is no run or nothing changed.</summary>
    public async Task<PendingChanges?> PendingAsync(AcademicYear year, CancellationToken ct) =>
        await runs.LatestAsync(year, ct) is { } run ? Pending(run, await loader.LoadAsync(year, ct)) : null;

    /// <summary>The same of a run and data that were read already.</summary>
    public static PendingChanges? Pending(RunView run, IdentificationInputs inputs)
    {
        var facts = FactsAssembler.Assemble(inputs);
        if (facts.InputsHash == run.InputsHash && inputs.RuleSet.Id == run.RuleSetId)
            return null;
        var now = Evaluation.Of(facts);
        return new PendingChanges(run, now, RunComparison.Of(run.Evaluation, now));
    }

    /// <summary>The verdicts under other rules, beside those of now; nothing is stored.</summary>
    public async Task<(Evaluation Now, Evaluation Then, RunComparison Comparison)> WhatIfAsync(AcademicYear year, LowResultsRuleSet rules, CancellationToken ct)
    {
        var inputs = await loader.LoadAsync(year, ct);
        var now = Evaluation.Of(FactsAssembler.Assemble(inputs));
        var then = Evaluation.Of(FactsAssembler.Assemble(inputs, rules));
        return (now, then, RunComparison.Of(now, then));
    }

    /// <summary>Approves the latest run of its year; the run is frozen by it. False when there is no such run.</summary>
    /// <exception cref="PreconditionException">It is approved already, or a later run exists.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Someone else approved it in the meantime.</exception>
    public async Task<bool> ApproveAsync(ApproveRun command, CancellationToken ct)
    {
        var run = await db.IdentificationRuns.SingleOrDefaultAsync(r => r.Id == command.RunId, ct);
        if (run is null)
            return false;
        if (await BlockerToApprovalAsync(run, ct) is { } blocker)
            throw new PreconditionException(blocker);
        db.ExpectVersion(run, command.RowVersion);
        run.ApprovedAt = db.Now;
        run.ApprovedBy = db.Actor.UserId;
        run.ApprovedRole = db.Actor.Role;
        run.ApprovalDocument = RussianText.Nbsp($"№ {command.DocumentNumber.Trim().TrimStart('№').Trim()} от {RussianText.ShortDate(command.DocumentDate)}");
        await db.SaveAsync("identification.run-approved", ct);
        return true;
    }

    private async Task<string?> BlockerToApprovalAsync(IdentificationRun run, CancellationToken ct)
    {
        if (run.ApprovedAt is not null)
            return $"Расчёт № {run.Number} уже утверждён.";
        var latest = await db.IdentificationRuns.Where(r => r.Year == run.Year).MaxAsync(r => r.Number, ct);
        return latest == run.Number ? null : $"Утвердить можно только последний расчёт года: это расчёт № {latest}.";
    }
}
