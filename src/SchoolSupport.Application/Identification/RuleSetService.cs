using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Identification;

/// <summary>A version of the method with its number and row version.</summary>
public sealed record RuleSetVersion(Guid Id, uint RowVersion, LowResultsRuleSet Rules, string Comment, bool IsCurrent, DateTimeOffset CreatedAt);

/// <summary>Versions of the tenant's method. A version is never changed; runs keep theirs.</summary>
public sealed class RuleSetService(AppDbContext db)
{
    /// <summary>All versions, the newest first.</summary>
    public async Task<IReadOnlyList<RuleSetVersion>> VersionsAsync(CancellationToken ct)
    {
        var rows = await db.RuleSets.AsNoTracking().OrderByDescending(r => r.VersionNumber).ToListAsync(ct);
        return rows.Select(r => new RuleSetVersion(r.Id, r.Version, FactsReader.RulesOf(r.Parameters, r.VersionNumber, r.Name),
            r.Comment, r.IsCurrent, r.CreatedAt)).ToArray();
    }

    /// <summary>Everything that forbids these rules, in Russian.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(LowResultsRuleSet rules, CancellationToken ct)
    {
        var known = await db.Procedures.AsNoTracking().Select(p => p.Code).ToListAsync(ct);
        return [.. rules.Problems(), .. rules.Procedures.Except(known).Select(code => $"Процедуры «{code}» нет в справочнике")];
    }

    /// <summary>Puts the next version into force.</summary>
    /// <param name="currentId">The version in force when the form was shown.</param>
    /// <exception cref="PreconditionException">The rules are not sound, or another version is in force by now.</exception>
    public async Task<int> AddVersionAsync(Guid currentId, LowResultsRuleSet rules, string comment, CancellationToken ct)
    {
        if (await ProblemsAsync(rules, ct) is [var problem, ..])
            throw new PreconditionException(problem);
        var current = await db.RuleSets.SingleAsync(r => r.IsCurrent, ct);
        if (current.Id != currentId)
            throw new PreconditionException($"Пока вы меняли методику, в силу вступила редакция {current.VersionNumber}. Откройте методику заново.");
        var next = new StoredRuleSet
        {
            VersionNumber = await db.RuleSets.MaxAsync(r => r.VersionNumber, ct) + 1,
            Name = rules.Name,
            Parameters = JsonSerializer.Serialize(rules),
            Comment = comment,
            IsCurrent = true,
            CreatedBy = db.Actor.UserId,
            CreatedAt = db.Now,
        };
        db.Actor.Reason = comment;
        // One version is in force: the old one must go before the new one comes, hence two saves in a transaction.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        current.IsCurrent = false;
        await db.SaveAsync("identification.rules-changed", ct);
        db.RuleSets.Add(next);
        await db.SaveAsync("identification.rules-changed", ct);
        await transaction.CommitAsync(ct);
        return next.VersionNumber;
    }
}
