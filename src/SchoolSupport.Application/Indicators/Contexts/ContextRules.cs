using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Contexts;

namespace SchoolSupport.Application.Indicators.Contexts;

/// <summary>A version of the method by which a school's context is judged, as a department set it; it never changes.</summary>
public sealed class StoredContextRules : TenantRow
{
    public const int CommentMaxLength = 1000;

    /// <summary>From 2 up: number 1 is the standard method, which nobody has to store.</summary>
    public required int Number { get; init; }
    public required string Name { get; init; }

    /// <summary>A <see cref="ContextRuleSet"/> as JSON.</summary>
    public required string Parameters { get; init; }
    public string Comment { get; init; } = "";
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public ContextRuleSet Rules => Read(Parameters, Number);

    internal static ContextRuleSet Read(string parameters, int number) => ProgramJson.Read<ContextRuleSet>(parameters) with { Version = number };
}

/// <param name="CreatedAt">Null for the standard method.</param>
public sealed record ContextRulesVersion(ContextRuleSet Rules, string Comment, DateTimeOffset? CreatedAt);

/// <summary>Versions of the method; the newest is in force.</summary>
public sealed class ContextRulesService(AppDbContext db)
{
    /// <summary>All versions, the newest first; the standard method is the last.</summary>
    public async Task<IReadOnlyList<ContextRulesVersion>> VersionsAsync(CancellationToken ct) =>
    [
        .. (await db.ContextRuleSets.AsNoTracking().OrderByDescending(r => r.Number).ToListAsync(ct)).Select(r => new ContextRulesVersion(r.Rules, r.Comment, r.CreatedAt)),
        new ContextRulesVersion(ContextRuleSet.Standard, "", null),
    ];

    /// <summary>Puts the next version into force.</summary>
    /// <param name="basedOn">The version that the form was made from.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="PreconditionException">The rules are not sound, or another version is in force by now.</exception>
    public Task<int> AddVersionAsync(int basedOn, ContextRuleSet rules, string comment, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (rules.Problems() is [var problem, ..])
            throw new PreconditionException(problem);
        await db.LockAsync("context-rules", ct);
        var newest = await db.ContextRuleSets.MaxAsync(r => (int?)r.Number, ct) ?? ContextRuleSet.Standard.Version;
        if (newest != basedOn)
            throw new PreconditionException($"Пока вы меняли методику, в силу вступила редакция {newest}. Откройте методику заново.");
        db.Actor.Reason = comment;
        db.ContextRuleSets.Add(new StoredContextRules
        {
            Number = newest + 1, Name = rules.Name, Parameters = ProgramJson.Write(rules with { Version = newest + 1 }), Comment = comment,
            CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        });
        await db.SaveAsync("monitoring.context-rules-changed", ct);
        return newest + 1;
    }, ct);
}
