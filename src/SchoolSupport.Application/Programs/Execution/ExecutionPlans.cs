using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Execution;

/// <summary>A programme with the version by which work is done.</summary>
/// <param name="SchoolId">Set for a school's own programme: all of its measures are that school's.</param>
public sealed record ProgramInForce(
    Guid Id, string Title, Guid? SchoolId, DateOnly? PeriodFrom, DateOnly? PeriodTo, string SchoolTerm, Guid VersionId, int VersionNumber, DateTimeOffset ApprovedAt)
{
    public ProgramPeriod Period => new(PeriodFrom, PeriodTo);
}

/// <summary>Plans of this process. An approved version never changes, so that a plan is right for as long as the programme's days are the same.</summary>
public sealed class ExecutionPlanCache : IDisposable
{
    /// <summary>All plans together, in measures; one takes a few kilobytes.</summary>
    private const int MostMeasures = 30_000;
    private static readonly TimeSpan Unused = TimeSpan.FromHours(2);
    private readonly MemoryCache plans = new(new MemoryCacheOptions { SizeLimit = MostMeasures });

    internal ExecutionPlan? Find(ProgramInForce program) => plans.Get<ExecutionPlan>(KeyOf(program));

    internal void Keep(ProgramInForce program, ExecutionPlan plan) =>
        plans.Set(KeyOf(program), plan, new MemoryCacheEntryOptions { Size = Math.Max(1, plan.Measures.Count), SlidingExpiration = Unused });

    public void Dispose() => plans.Dispose();

    private static (Guid, ProgramPeriod) KeyOf(ProgramInForce program) => (program.VersionId, program.Period);
}

/// <summary>Plans of versions in force: from memory, or read in four commands for all that are missing there.</summary>
public sealed class ExecutionPlans(AppDbContext db, ExecutionPlanCache cache)
{
    /// <returns>By programme. The programmes were read under this tenant's policies, so a plan from memory is this tenant's.</returns>
    public async Task<IReadOnlyDictionary<Guid, ExecutionPlan>> OfAsync(IReadOnlyList<ProgramInForce> programs, CancellationToken ct)
    {
        var found = new Dictionary<Guid, ExecutionPlan>(programs.Count);
        var missing = new List<ProgramInForce>();
        foreach (var program in programs)
            if (cache.Find(program) is { } plan)
                found.Add(program.Id, plan);
            else
                missing.Add(program);
        if (missing.Count == 0)
            return found;
        var trees = await TreesAsync([.. missing.Select(p => p.VersionId)], ct);
        foreach (var program in missing)
        {
            var plan = ExecutionPlanBuilder.Build([.. trees[program.VersionId]], program.Period);
            cache.Keep(program, plan);
            found.Add(program.Id, plan);
        }
        return found;
    }

    private async Task<ILookup<Guid, RoadmapTree>> TreesAsync(List<Guid> versions, CancellationToken ct)
    {
        var roadmaps = await db.Roadmaps.AsNoTracking().Where(r => versions.Contains(r.VersionId)).OrderBy(r => r.SortOrder).ThenBy(r => r.Id).ToListAsync(ct);
        var ids = roadmaps.ConvertAll(r => r.Id);
        var sections = (await db.RoadmapSections.AsNoTracking().Where(s => ids.Contains(s.RoadmapId)).ToListAsync(ct)).ToLookup(s => s.RoadmapId);
        var measures = (await db.Measures.AsNoTracking().Where(m => ids.Contains(m.RoadmapId)).ToListAsync(ct)).ToLookup(m => m.RoadmapId);
        var schools = (await (from link in db.MeasureSchools.AsNoTracking()
                              join measure in db.Measures on link.MeasureId equals measure.Id
                              where ids.Contains(measure.RoadmapId)
                              select link).ToListAsync(ct)).ToLookup(s => s.MeasureId);
        return roadmaps.ToLookup(r => r.VersionId, r => new RoadmapTree(r, sections[r.Id], measures[r.Id], schools));
    }
}
