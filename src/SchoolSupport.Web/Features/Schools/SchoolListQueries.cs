using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Schools;

/// <summary>The register as a list. One command a page, plus one for «today» when groups are looked at.</summary>
public sealed class SchoolListQueries(AppDbContext db, CurrentActor actor, TenantClock clock)
{
    /// <summary>What headings may sort by.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["name", "kind", "area", "pupils", "inn", "login"];

    public async Task<SchoolListPage> ListAsync(ListState list, CancellationToken ct)
    {
        var filter = SchoolFilter.Of(list);
        var found = await FilteredAsync(list, filter, ct);
        var rows = await Sorted(found, list).Skip(list.Skip).Take(list.Size)
            .Select(s => new SchoolRow(s.Id, s.ShortName, s.Kind, s.IsUrban, s.Settlement, s.Pupils, s.Inn, s.Login, s.ClosedOn, found.Count()))
            .ToListAsync(ct);
        // Past the last page no row carries the count.
        var total = rows.Count > 0 ? rows[0].Total : list.Page > 1 ? await found.CountAsync(ct) : 0;
        return new SchoolListPage(list, filter, rows, total, MayEdit: actor.May(Permissions.SchoolsEdit));
    }

    /// <summary>All schools of the filtered list, in its order, for the export.</summary>
    public async Task<IReadOnlyList<School>> AllAsync(ListState list, CancellationToken ct) =>
        await Sorted(await FilteredAsync(list, SchoolFilter.Of(list), ct), list).ToListAsync(ct);

    /// <summary>Official short names by id, to name successors.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> ShortNamesAsync(CancellationToken ct) =>
        await db.Schools.AsNoTracking().Select(s => new { s.Id, s.ShortName }).ToDictionaryAsync(s => s.Id, s => s.ShortName, ct);

    private async Task<IQueryable<School>> FilteredAsync(ListState list, SchoolFilter filter, CancellationToken ct)
    {
        var found = db.Schools.AsNoTracking();
        if (actor.SchoolId is { } own)
            found = found.Where(s => s.Id == own);
        foreach (var word in NaturalKey.SearchWords(list.Search))
            found = found.Where(s => s.SearchText.Contains(word));
        if (filter.Kind is { } kind)
            found = found.Where(s => s.Kind == kind);
        if (filter.IsUrban is { } urban)
            found = found.Where(s => s.IsUrban == urban);
        if (filter.IsClosed is { } closed)
            found = found.Where(s => (s.ClosedOn != null) == closed);
        if (filter.Group is { } group)
        {
            var today = await clock.TodayAsync(ct);
            found = found.Where(s => db.SchoolGroups.Any(g => g.SchoolId == s.Id && g.GroupCode == group.Code
                && g.FromDate <= today && (g.ToDate == null || g.ToDate >= today)));
        }
        return found;
    }

    private static IQueryable<School> Sorted(IQueryable<School> found, ListState list) => (list.Sort, list.Descending) switch
    {
        ("kind", false) => found.OrderBy(s => s.Kind).ThenBy(s => s.SortName),
        ("kind", true) => found.OrderByDescending(s => s.Kind).ThenBy(s => s.SortName),
        ("area", false) => found.OrderByDescending(s => s.IsUrban).ThenBy(s => s.SortName),
        ("area", true) => found.OrderBy(s => s.IsUrban).ThenBy(s => s.SortName),
        ("pupils", false) => found.OrderBy(s => s.Pupils).ThenBy(s => s.SortName),
        ("pupils", true) => found.OrderByDescending(s => s.Pupils ?? -1).ThenBy(s => s.SortName),
        ("inn", false) => found.OrderBy(s => s.Inn).ThenBy(s => s.SortName),
        ("inn", true) => found.OrderByDescending(s => s.Inn).ThenBy(s => s.SortName),
        ("login", false) => found.OrderBy(s => s.Login).ThenBy(s => s.SortName),
        ("login", true) => found.OrderByDescending(s => s.Login).ThenBy(s => s.SortName),
        (_, true) => found.OrderByDescending(s => s.SortName),
        _ => found.OrderBy(s => s.SortName),
    };
}

/// <summary>The conditions of the list's address; what is not known is no condition.</summary>
public sealed record SchoolFilter(SchoolKind? Kind, bool? IsUrban, bool? IsClosed, SchoolGroupKind? Group)
{
    public static SchoolFilter Of(ListState list) => new(
        Enum.TryParse<SchoolKind>(list.Filter("kind"), out var kind) && Enum.IsDefined(kind) ? kind : null,
        list.Filter("area") switch { SchoolWords.UrbanCode => true, SchoolWords.RuralCode => false, _ => null },
        list.Filter("state") switch { "closed" => true, "open" => false, _ => null },
        SchoolGroupKind.Find(list.Filter("group")));

    /// <summary>The conditions in words, each with the parameter that it is kept in.</summary>
    public IEnumerable<(string Parameter, string Words)> Chips()
    {
        if (Kind is { } kind)
            yield return ("kind", $"Вид: {SchoolWords.Kind(kind)}");
        if (IsUrban is { } urban)
            yield return ("area", $"Местность: {SchoolWords.Area(urban)}");
        if (IsClosed is { } closed)
            yield return ("state", closed ? "Закрытые" : "Действующие");
        if (Group is { } group)
            yield return ("group", $"Группа: {group.Name}");
    }
}

public sealed record SchoolListPage(ListState List, SchoolFilter Filter, IReadOnlyList<SchoolRow> Rows, int Total, bool MayEdit)
{
    public bool HasConditions => List.Search is not null || Filter.Chips().Any();
}

public sealed record SchoolRow(
    Guid Id, string ShortName, SchoolKind Kind, bool IsUrban, string Settlement, int? Pupils, string? Inn, string? Login, DateOnly? ClosedOn, int Total);
