using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>Programmes as a list: a fixed number of commands, whatever its length.</summary>
public sealed class ProgramListQueries(AppDbContext db, CurrentActor actor, TenantClock clock)
{
    /// <summary>What headings may sort by.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["period", "title"];

    public async Task<ProgramListPage> ListAsync(ListState list, CancellationToken ct)
    {
        var filter = ProgramFilter.Of(list, MayRestore);
        var found = Filtered(list, filter);
        var programs = await Sorted(found, list).Skip(list.Skip).Take(list.Size)
            .Select(p => new ListedProgram(p, db.Schools.Where(s => s.Id == p.SchoolId).Select(s => s.ShortName).FirstOrDefault(), found.Count())).ToListAsync(ct);
        var total = programs.Count > 0 ? programs[0].Total : list.Page > 1 ? await found.CountAsync(ct) : 0;
        var rows = await RowsAsync(programs, ct);
        return new ProgramListPage(list, filter, rows, total, await YearsAsync(ct), actor.IsSchool ? [] : await SchoolsAsync(ct),
            actor.May(Permissions.ProgramsEdit) && !actor.IsSchool, MayRestore, actor.IsSchool);
    }

    private bool MayRestore => actor.May(Permissions.ProgramsEdit) && !actor.IsSchool;

    private sealed record ListedProgram(SupportProgram Program, string? School, int Total);

    private IQueryable<SupportProgram> Filtered(ListState list, ProgramFilter filter)
    {
        var found = filter.State == ProgramFilter.Removed
            ? db.SupportPrograms.AsNoTracking().Where(p => p.RemovedAt != null)
            : db.SupportPrograms.AsNoTracking().VisibleTo(db);
        foreach (var word in NaturalKey.SearchWords(list.Search))
            found = found.Where(p => p.SearchText.Contains(word));
        if (filter.Kind is { } kind)
            found = found.Where(p => p.DocumentKind == kind);
        if (filter.Status is { } status)
            found = found.Where(p => db.ProgramVersions.Any(v => v.ProgramId == p.Id && v.Status == status));
        if (filter.InYear is { } year)
        {
            var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            found = found.Where(p => (p.PeriodFrom == null || p.PeriodFrom <= last) && (p.PeriodTo == null || p.PeriodTo >= first));
        }
        if (filter.School is { } school)
            found = found.Where(p => p.SchoolId == school || db.ProgramParticipants.Any(x => x.ProgramId == p.Id && x.SchoolId == school));
        return found;
    }

    private static IQueryable<SupportProgram> Sorted(IQueryable<SupportProgram> found, ListState list) => (list.Sort, list.Descending) switch
    {
        ("title", false) => found.OrderBy(p => p.Title).ThenBy(p => p.Id),
        ("title", true) => found.OrderByDescending(p => p.Title).ThenBy(p => p.Id),
        (_, false) => found.OrderBy(p => p.PeriodFrom).ThenBy(p => p.SchoolId != null).ThenBy(p => p.Title).ThenBy(p => p.Id),
        _ => found.OrderByDescending(p => p.PeriodFrom ?? DateOnly.MinValue).ThenBy(p => p.SchoolId != null).ThenBy(p => p.Title).ThenBy(p => p.Id),
    };

    private async Task<IReadOnlyList<ProgramRow>> RowsAsync(List<ListedProgram> programs, CancellationToken ct)
    {
        var ids = programs.ConvertAll(p => p.Program.Id);
        var today = await clock.TodayAsync(ct);
        var versions = (await db.ProgramVersions.AsNoTracking().VisibleTo(db).Where(v => ids.Contains(v.ProgramId))
            .Select(v => new { v.ProgramId, v.Id, v.Number, v.Status }).ToListAsync(ct)).ToLookup(v => v.ProgramId);
        var shown = versions.ToDictionary(of => of.Key, of => of.OrderBy(v => v.Status == VersionStatus.Superseded).ThenByDescending(v => v.Number).First().Id);
        var shownIds = shown.Values.ToList();
        var counts = await (from measure in db.Measures
                            join roadmap in db.Roadmaps on measure.RoadmapId equals roadmap.Id
                            where shownIds.Contains(roadmap.VersionId)
                            group measure by roadmap.VersionId into of
                            select new { Version = of.Key, Measures = of.Count(), Needs = of.Count(m => m.NeedsAnswer) }).ToDictionaryAsync(c => c.Version, ct);
        var schools = await db.ProgramParticipants.Where(x => ids.Contains(x.ProgramId) && x.FromDate <= today && (x.ToDate == null || x.ToDate >= today))
            .GroupBy(x => x.ProgramId).Select(of => new { of.Key, Count = of.Select(x => x.SchoolId).Distinct().Count() }).ToDictionaryAsync(c => c.Key, c => c.Count, ct);
        return [.. programs.Select(p =>
        {
            var count = shown.TryGetValue(p.Program.Id, out var version) ? counts.GetValueOrDefault(version) : null;
            return new ProgramRow(p.Program.Id, p.Program.Title, p.Program.DocumentKind, p.School is { } school ? NaturalKey.Title(school) : null,
                ProgramDates.Term(p.Program.PeriodFrom, p.Program.PeriodTo), p.Program.PeriodTo < today,
                [.. versions[p.Program.Id].Where(v => v.Status != VersionStatus.Superseded).OrderByDescending(v => v.Status).Select(v => (v.Number, v.Status))],
                count?.Measures ?? 0, count?.Needs ?? 0, schools.GetValueOrDefault(p.Program.Id), p.Program.Version);
        })];
    }

    private async Task<IReadOnlyList<int>> YearsAsync(CancellationToken ct)
    {
        var bounds = await db.SupportPrograms.VisibleTo(db).GroupBy(_ => 1)
            .Select(all => new { From = all.Min(p => p.PeriodFrom), To = all.Max(p => p.PeriodTo) }).SingleOrDefaultAsync(ct);
        return bounds is { From: { } from, To: { } to } ? [.. Enumerable.Range(from.Year, to.Year - from.Year + 1).Reverse()] : [];
    }

    private async Task<IReadOnlyList<SelectListItem>> SchoolsAsync(CancellationToken ct)
    {
        var schools = await db.Schools.AsNoTracking().OrderBy(s => s.SortName).Select(s => new { s.Id, s.ShortName }).ToListAsync(ct);
        return [.. schools.Select(s => new SelectListItem(NaturalKey.Title(s.ShortName), s.Id.ToString()))];
    }
}

/// <summary>The conditions of the list's address; what is not known is no condition.</summary>
public sealed record ProgramFilter(string? Kind, string? State, int? InYear, Guid? School)
{
    public const string Removed = "removed";

    private static readonly Dictionary<string, VersionStatus> Statuses = new()
    {
        ["draft"] = VersionStatus.Draft, ["on-approval"] = VersionStatus.OnApproval, ["approved"] = VersionStatus.Approved,
    };

    public VersionStatus? Status => State is not null && Statuses.TryGetValue(State, out var status) ? status : null;

    public static ProgramFilter Of(ListState list, bool mayRestore)
    {
        var state = list.Filter("state");
        return new ProgramFilter(
            DocumentKind.Find(list.Filter("kind") ?? "")?.Code,
            state is not null && (Statuses.ContainsKey(state) || (state == Removed && mayRestore)) ? state : null,
            int.TryParse(list.Filter("in"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1990 and < 2200 ? year : null,
            Guid.TryParse(list.Filter("school"), out var school) ? school : null);
    }

    public bool IsAny => Kind is not null || State is not null || InYear is not null || School is not null;
}

public sealed record ProgramListPage(
    ListState List, ProgramFilter Filter, IReadOnlyList<ProgramRow> Rows, int Total, IReadOnlyList<int> Years, IReadOnlyList<SelectListItem> Schools,
    bool MayStart, bool MayRestore, bool IsSchool)
{
    public bool HasConditions => List.Search is not null || Filter.IsAny;

    public string? SchoolName => Filter.School is { } id ? Schools.FirstOrDefault(s => s.Value == id.ToString())?.Text : null;
}

/// <param name="Versions">What is in force and what is in work.</param>
/// <param name="IsOver">The term has ended.</param>
public sealed record ProgramRow(
    Guid Id, string Title, string Kind, string? School, string? Term, bool IsOver, IReadOnlyList<(int Number, VersionStatus Status)> Versions,
    int Measures, int NeedsAnswer, int Schools, uint Version);
