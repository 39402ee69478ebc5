using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Indicators.Risks;

/// <summary>A version of the risk method as a department set it; it never changes.</summary>
public sealed class StoredRiskRules : TenantRow
{
    public const int CommentMaxLength = 1000;

    /// <summary>From 2 up: number 1 is the standard method, which nobody has to store.</summary>
    public required int Number { get; init; }
    public required string Name { get; init; }

    /// <summary>A <see cref="RiskRuleSet"/> as JSON.</summary>
    public required string Parameters { get; init; }
    public string Comment { get; init; } = "";
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public RiskRuleSet Rules => Read(Parameters, Number);

    internal static RiskRuleSet Read(string parameters, int number) => ProgramJson.ReadShared<RiskRuleSet>(parameters) with { Version = number };
}

/// <param name="CreatedAt">Null for the standard method.</param>
public sealed record RiskRulesVersion(RiskRuleSet Rules, string Comment, DateTimeOffset? CreatedAt);

/// <summary>Versions of the risk method (domain reference, 6.3.1 and decision 1); the newest is in force.</summary>
public sealed class RiskRulesService(AppDbContext db)
{
    /// <summary>What new lists are made with.</summary>
    public async Task<RiskRuleSet> InForceAsync(CancellationToken ct) =>
        (await db.RiskRuleSets.AsNoTracking().OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct))?.Rules ?? RiskRuleSet.Standard;

    /// <summary>All versions, the newest first; the standard method is the last.</summary>
    public async Task<IReadOnlyList<RiskRulesVersion>> VersionsAsync(CancellationToken ct) =>
    [
        .. (await db.RiskRuleSets.AsNoTracking().OrderByDescending(r => r.Number).ToListAsync(ct)).Select(r => new RiskRulesVersion(r.Rules, r.Comment, r.CreatedAt)),
        new RiskRulesVersion(RiskRuleSet.Standard, "", null),
    ];

    /// <summary>Puts the next version into force. Lists that are fixed keep theirs.</summary>
    /// <param name="basedOn">The version that the form was made from.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="PreconditionException">The rules are not sound, or another version is in force by now.</exception>
    public Task<int> AddVersionAsync(int basedOn, RiskRuleSet rules, string comment, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (rules.Problems() is [var problem, ..])
            throw new PreconditionException(problem);
        await db.LockAsync("risk-rules", ct);
        var newest = await db.RiskRuleSets.MaxAsync(r => (int?)r.Number, ct) ?? RiskRuleSet.Standard.Version;
        if (newest != basedOn)
            throw new PreconditionException($"Пока вы меняли методику, в силу вступила редакция {newest}. Откройте методику заново.");
        db.Actor.Reason = comment;
        db.RiskRuleSets.Add(new StoredRiskRules
        {
            Number = newest + 1, Name = rules.Name, Parameters = ProgramJson.Write(rules with { Version = newest + 1 }), Comment = comment,
            CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        });
        await db.SaveAsync("monitoring.risk-rules-changed", ct);
        return newest + 1;
    }, ct);
}
