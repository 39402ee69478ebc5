using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>Reads the roadmap page, whatever the number of measures, in eight commands.</summary>
public sealed class RoadmapQueries(AppDbContext db, CurrentActor actor, TenantClock clock, PageYear year, ProgramFrames frames, ProgramTreeReader trees, KeptTables kept)
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);
    private const int EditsLookedAt = 50;
    private const int MostResponsibles = 60;
    private static readonly Dictionary<Guid, TableSchool> NoSchools = [];
    private static readonly TableRows NoRows = new("", "", false, false, [], []);

    /// <summary>Null for a programme or version that the person cannot see.</summary>
    /// <param name="number">Number of the version; null: the current one.</param>
    /// <param name="line">Line of the table; null: the first one.</param>
    public async Task<RoadmapPage?> PageAsync(Guid id, int? number, Guid? line, ListState list, CancellationToken ct)
    {
        if (await frames.FindAsync(id, ProgramTab.Roadmap, ct, number, isCounted: false) is not { } frame)
            return null;
        var tables = actor.TenantId is { } tenant ? await kept.ReadAsync(tenant, frame.Version.Id, trees, ct) : await trees.ReadTablesAsync(frame.Version.Id, ct);
        var filter = RoadmapFilter.From(list);
        var draft = frame.IsEditable ? await DraftAsync(frame.Version.Id, ct) : null;
        var links = tables.Select(Link).ToList();
        if ((tables.FirstOrDefault(t => t.Row.LineId == line) ?? tables.FirstOrDefault()) is not { } table)
            return new RoadmapPage(frame, list, filter, links, null, NoRows, 0, 0, 0, new FilterOptions([], [], []), draft);
        var schools = await SchoolsAsync(id, frame.Version.Id, ct);
        var visible = Visible(frame, table, schools).ToList();
        var shown = filter.Apply(table, schools).Select(m => m.Row.LineId).ToHashSet();
        shown.IntersectWith(visible.Select(m => m.Row.LineId));
        var rows = new TableRows($"/programs/{id}/roadmap", YearQuery, draft is not null, false, TableRowsMaker.Columns(table), TableRowsMaker.Rows(table, shown, schools, actor.SchoolId));
        return new RoadmapPage(frame, list, filter, links, Link(table), rows, visible.Count, shown.Count, visible.Count(m => m.Row.NeedsAnswer), Options(table, visible, schools), draft);
    }

    /// <summary>The frame of a page that writes the draft; null when the person cannot or the version is no draft.</summary>
    public async Task<ProgramFrame?> EditableAsync(Guid id, CancellationToken ct) =>
        await frames.FindAsync(id, ProgramTab.Roadmap, ct, isCounted: false) is { IsEditable: true } frame ? frame : null;

    /// <summary>Rows of a draft after an edit, or after edits of others.</summary>
    /// <param name="wanted">Element ids of the rows that look different.</param>
    public async Task<TableRows> PartAsync(RoadmapTree table, Guid programId, IReadOnlySet<string> wanted, CancellationToken ct)
    {
        // Only rows that name schools need to know them.
        var isNaming = table.Measures.Any(m => m.Row.SchoolScope == SchoolScope.Listed && wanted.Contains($"m-{m.Row.LineId:N}"));
        var schools = isNaming ? await SchoolsAsync(programId, table.Row.VersionId, ct) : NoSchools;
        var rows = TableRowsMaker.Rows(table, table.Measures.Select(m => m.Row.LineId).ToHashSet(), schools, only: wanted);
        return new TableRows($"/programs/{programId}/roadmap", YearQuery, true, true, TableRowsMaker.Columns(table), rows);
    }

    /// <summary>Who wrote the draft lately, and what the person may take back.</summary>
    public async Task<DraftState> DraftAsync(Guid versionId, CancellationToken ct)
    {
        var me = actor.UserId;
        var edits = await (from edit in db.RoadmapEdits.AsNoTracking()
                           where edit.VersionId == versionId
                           orderby edit.Id descending
                           select new { edit.Id, edit.UserId, edit.At, edit.Title, edit.UndoneAt, Role = db.People.Where(p => p.Id == edit.UserId).Select(p => p.Role).FirstOrDefault() })
            .Take(EditsLookedAt).ToListAsync(ct);
        var zone = await ZoneAsync(ct);
        string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);
        var others = edits.Where(e => e.UserId != me && e.UndoneAt is null && e.At > db.Now - Lately).DistinctBy(e => e.UserId)
            .Select(e => $"{Roles.Label(e.Role ?? Roles.System)}, {e.Title}, {Time(e.At)}").ToList();
        var own = edits.Find(e => e.UserId == me && e.UndoneAt is null);
        return new DraftState(versionId, $"{me:N}", db.Now.ToUnixTimeMilliseconds(), own is null ? null : $"{own.Title}, {Time(own.At)}",
            others.Count == 0 ? null : string.Join("; ", others), Time(db.Now));
    }

    /// <summary>A moment on the tenant's clocks, «03.09.2025, 14:20».</summary>
    public async Task<string> MomentAsync(DateTimeOffset at, CancellationToken ct) =>
        TimeZoneInfo.ConvertTime(at, await ZoneAsync(ct)).ToString("dd.MM.yyyy, HH:mm", CultureInfo.InvariantCulture);

    private async Task<TimeZoneInfo> ZoneAsync(CancellationToken ct) => TimeZoneInfo.FindSystemTimeZoneById((await clock.TenantAsync(ct)).TimeZone);

    /// <summary>The schools that take part today or are named in the version.</summary>
    public async Task<IReadOnlyDictionary<Guid, TableSchool>> SchoolsAsync(Guid programId, Guid versionId, CancellationToken ct)
    {
        var today = await clock.TodayAsync(ct);
        var participants = db.ProgramParticipants.Where(p => p.ProgramId == programId && p.FromDate <= today && (p.ToDate == null || p.ToDate >= today));
        var named = from link in db.MeasureSchools
                    join measure in db.Measures on link.MeasureId equals measure.Id
                    join roadmap in db.Roadmaps on measure.RoadmapId equals roadmap.Id
                    where roadmap.VersionId == versionId
                    select link.SchoolId;
        var found = await (from school in db.Schools.AsNoTracking()
                           join participant in participants on school.Id equals participant.SchoolId into groups
                           from participant in groups.DefaultIfEmpty()
                           where participant != null || named.Contains(school.Id)
                           orderby school.SortName
                           select new { school.Id, school.ShortName, Group = participant == null ? null : participant.GroupCode }).ToListAsync(ct);
        return found.GroupBy(s => s.Id).ToDictionary(same => same.Key,
            same => new TableSchool(same.Key, NaturalKey.Title(same.First().ShortName), [.. same.Select(s => s.Group).OfType<string>()]));
    }

    /// <summary>A school's people see the department's own work and what concerns their school.</summary>
    private IEnumerable<MeasureNode> Visible(ProgramFrame frame, RoadmapTree table, IReadOnlyDictionary<Guid, TableSchool> schools) =>
        actor.SchoolId is not { } own || frame.Program.SchoolId == own ? table.Measures
        : table.Measures.Where(m => m.Row.SchoolScope == SchoolScope.None || RoadmapFilter.Concerns(m, own, schools));

    private FilterOptions Options(RoadmapTree table, List<MeasureNode> visible, IReadOnlyDictionary<Guid, TableSchool> schools) => new(
        [.. table.Sections.Select(s => (s.Row.LineId, s.Row.Number is { Length: > 0 } number ? $"{number.TrimEnd('.')}. {s.Row.Title}" : s.Row.Title, s.Depth))],
        [.. visible.SelectMany(table.ResponsiblesOf).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).OrderByDescending(same => same.Count())
            .Select(same => same.Key).Take(MostResponsibles).Order(StringComparer.Create(RussianText.Culture, ignoreCase: true))],
        actor.IsSchool ? [] : [.. schools.Values]);

    private string YearQuery => year.Chosen is { } chosen ? $"?{PageYear.Parameter}={chosen.Slug}" : "";

    internal static TableLink Link(RoadmapTree table) => new(table.Row.LineId, table.Row.Title, table.Row.Direction, table.Row.PlanYear);
}
