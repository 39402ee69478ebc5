using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Identification;

/// <param name="Schools">All schools of the register, to tick and to match.</param>
public sealed record FederalListPage(
    AcademicYear Year, FederalListVersion? Current, IReadOnlyList<FederalLineRow> Lines, IReadOnlyList<FederalListVersion> Older,
    IReadOnlyList<SelectListItem> Schools, bool MayEdit, FederalListForm Form);

public sealed record FederalListVersion(Guid Id, string Date, string Source, string? FileName, string StoredAt, int Lines);

/// <param name="SchoolId">Null while a person has not said which school it is.</param>
public sealed record FederalLineRow(Guid Id, string Text, int? Row, Guid? SchoolId, string? School);

/// <summary>Reads the federal lists of a year.</summary>
public sealed class FederalListQueries(AppDbContext db, TenantClock clock)
{
    public async Task<FederalListPage> PageAsync(AcademicYear year, FederalListForm? form, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var lists = await db.FederalLists.AsNoTracking().Where(l => l.Year == year.StartYear).OrderByDescending(l => l.CreatedAt)
            .Select(l => new { List = l, Lines = db.FederalListEntries.Count(e => e.ListId == l.Id) }).ToListAsync(ct);
        var schools = await db.Schools.AsNoTracking().OrderBy(s => s.SortName).Select(s => new { s.Id, s.ShortName }).ToListAsync(ct);
        var titles = schools.ToDictionary(s => s.Id, s => RussianText.Nbsp(NaturalKey.Title(s.ShortName)));
        var current = lists.Find(l => l.List.IsCurrent);
        var lines = current is null ? [] : await db.FederalListEntries.AsNoTracking().Where(e => e.ListId == current.List.Id).ToListAsync(ct);
        FederalListVersion Version(FederalList l, int count) =>
            new(l.Id, RussianText.ShortDate(l.ListDate), l.Source, l.FileName, RunWords.Moment(l.CreatedAt, tenant), count);
        var places = schools.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i);
        return new FederalListPage(year, current is null ? null : Version(current.List, current.Lines),
            lines.OrderBy(l => l.SchoolId is null ? -1 : places[l.SchoolId.Value]).ThenBy(l => l.Row)
                .Select(l => new FederalLineRow(l.Id, l.SchoolText, l.Row, l.SchoolId, l.SchoolId is { } id ? titles[id] : null)).ToArray(),
            lists.Where(l => !l.List.IsCurrent).Select(l => Version(l.List, l.Lines)).ToArray(),
            schools.Select(s => new SelectListItem(titles[s.Id], s.Id.ToString())).ToArray(),
            db.Actor.May(Permissions.FederalListEdit), form ?? new FederalListForm());
    }

    /// <summary>Names of ticked schools as the list's lines.</summary>
    public async Task<IReadOnlyList<FederalLine>> TickedAsync(IReadOnlyList<Guid> ids, CancellationToken ct) =>
        (await db.Schools.AsNoTracking().Where(s => ids.Contains(s.Id)).OrderBy(s => s.SortName).ToListAsync(ct))
        .Select(s => new FederalLine(s.ShortName, null, s.Id)).ToArray();
}
