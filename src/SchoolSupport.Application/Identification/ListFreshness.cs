using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Audit;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Identification;

/// <summary>
/// Whether the latest run of a year still says what the data and the method say now. The history tells cheaply that nothing
/// was touched since; after a change the facts themselves are compared, once for each change, so that numbers put back as
/// they were make no list outdated.
/// </summary>
public sealed class ListFreshness(FactsLoader loader, ListFreshnessMemory memory)
{
    /// <summary>A long transaction writes its history with the time of its beginning and is seen at its end.</summary>
    private const int LongestTransactionMinutes = 30;

    /// <summary>Tables whose rows decide verdicts.</summary>
    private static readonly string[] Deciding = ["results", "absence_confirmations", "rule_sets", "schools", "procedures", "procedure_years"];

    /// <summary>The newest history record that may have changed the verdicts of a run made at that moment: part of a page's query.</summary>
    public static IQueryable<AuditEntry> ChangesSince(AppDbContext db, IQueryable<IdentificationRun> run) =>
        db.AuditEntries.AsNoTracking()
            .Where(e => e.At >= run.Select(r => (DateTimeOffset?)r.CreatedAt).FirstOrDefault()!.Value.AddMinutes(-LongestTransactionMinutes) && Deciding.Contains(e.Entity))
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id);

    /// <param name="lastChange">The first of <see cref="ChangesSince"/>; null when there is none.</param>
    public async Task<bool> IsOutdatedAsync(AcademicYear year, Guid runId, Guid? lastChange, CancellationToken ct)
    {
        if (lastChange is not { } change)
            return false;
        if (memory.Find(runId, change) is { } known)
            return known;
        var inputs = await loader.LoadAsync(year, ct);
        var outdated = inputs.LatestRun?.Says(FactsAssembler.Assemble(inputs), inputs.RuleSet) != true;
        // Somebody made a run in between: its answer is not this run's.
        if (inputs.LatestRun?.Id == runId)
            memory.Keep(runId, change, outdated);
        return outdated;
    }
}

/// <summary>The answers for the latest change of each run, of all tenants: ids are unique among them.</summary>
public sealed class ListFreshnessMemory
{
    /// <summary>One entry for each tenant and year that is looked at; beyond it, everything is asked again.</summary>
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<Guid, (Guid Change, bool Outdated)> answers = new();

    internal bool? Find(Guid runId, Guid change) =>
        answers.TryGetValue(runId, out var answer) && answer.Change == change ? answer.Outdated : null;

    internal void Keep(Guid runId, Guid change, bool outdated)
    {
        if (answers.Count >= Most)
            answers.Clear();
        answers[runId] = (change, outdated);
    }
}
