using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Tenants;

namespace SchoolSupport.Web.Features.Schools;

/// <summary>A school's card: what it is, its groups, spellings and history. A school's person finds the own school only.</summary>
public sealed class SchoolCardQueries(AppDbContext db, CurrentActor actor, TenantClock clock, HistoryQueries history)
{
    private const int HistoryShown = 5;

    public async Task<SchoolCardPage?> CardAsync(Guid id, CancellationToken ct)
    {
        if (actor.SchoolId is { } own && own != id)
            return null;
        var found = await db.Schools.AsNoTracking().Where(s => s.Id == id).Select(s => new
        {
            School = s,
            Successor = db.Schools.Where(o => o.Id == s.SuccessorId).Select(o => o.ShortName).FirstOrDefault(),
            Absorbed = db.Schools.Where(o => o.SuccessorId == s.Id).OrderBy(o => o.SortName)
                .Select(o => new AbsorbedSchool(o.Id, o.ShortName, o.ClosedOn!.Value, o.CountWithSuccessor)).ToList(),
        }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var groups = await db.SchoolGroups.AsNoTracking().Where(g => g.SchoolId == id).OrderBy(g => g.FromDate)
            .Select(g => new GroupRow(g.Id, g.GroupCode, g.FromDate, g.ToDate, g.Basis, g.Reason)).ToListAsync(ct);
        var aliases = await db.SchoolAliases.AsNoTracking().Where(a => a.SchoolId == id).OrderBy(a => a.Name)
            .Select(a => new AliasRow(a.Id, a.Name, a.Source, a.CreatedAt)).ToListAsync(ct);
        var recent = actor.IsSchool ? [] : await history.OfSchoolAsync(id, HistoryShown, ct);
        return new SchoolCardPage(found.School, found.Successor, found.Absorbed, groups, aliases, recent,
            await clock.TodayAsync(ct), actor.May(Permissions.SchoolsEdit), actor.May(Permissions.AuditView));
    }
}

public sealed record SchoolCardPage(
    School School,
    string? Successor,
    IReadOnlyList<AbsorbedSchool> Absorbed,
    IReadOnlyList<GroupRow> Groups,
    IReadOnlyList<AliasRow> Aliases,
    IReadOnlyList<HistoryRow> History,
    DateOnly Today,
    bool MayEdit,
    bool MayAudit)
{
    public string Title => SchoolWords.Title(School.ShortName);

    /// <summary>What the school teaches differs from what its kind usually does.</summary>
    public bool HasOwnLevels => SchoolDetails.Levels(School.Kind) != (School.TeachesBasic, School.TeachesSecondary);
}

public sealed record AbsorbedSchool(Guid Id, string ShortName, DateOnly ClosedOn, bool CountWithSuccessor);

public sealed record GroupRow(Guid Id, string Code, DateOnly From, DateOnly? To, string Basis, string Reason)
{
    public string Term => To is { } to
        ? $"с {RussianText.ShortDate(From)} по {RussianText.ShortDate(to)}"
        : $"с {RussianText.ShortDate(From)}";
}

public sealed record AliasRow(Guid Id, string Name, string Source, DateTimeOffset CreatedAt);
