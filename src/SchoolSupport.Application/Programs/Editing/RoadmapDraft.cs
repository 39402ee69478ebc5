using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>
/// A version that is being written, with all rows of its tables tracked: a command changes rows, the save writes what differs.
/// While the transaction is open the version can be neither approved nor sent for approval.
/// </summary>
internal sealed class RoadmapDraft
{
    private readonly AppDbContext db;

    private RoadmapDraft(AppDbContext db, SupportProgram program, ProgramVersion version) => (this.db, Program, Version) = (db, program, version);

    public SupportProgram Program { get; }
    public ProgramVersion Version { get; }
    public List<Roadmap> Tables { get; private set; } = [];
    public List<RoadmapSection> Sections { get; private set; } = [];
    public List<Measure> Measures { get; private set; } = [];
    public List<MeasureSchool> Schools { get; private set; } = [];

    /// <summary>Null when the person cannot see or may not write such a programme, or it has no such version. Needs an open transaction.</summary>
    /// <exception cref="PreconditionException">The version is not a draft.</exception>
    public static async Task<RoadmapDraft?> LoadAsync(AppDbContext db, DraftKey key, CancellationToken ct)
    {
        // An approval waits until this edit is stored, and an edit that comes after it finds the version approved.
        var head = await (from version in db.ProgramVersions.FromSql($"select *, xmin from program_versions where id = {key.VersionId} for share").AsNoTracking()
                          join program in db.SupportPrograms.AsNoTracking().VisibleTo(db) on version.ProgramId equals program.Id
                          where program.Id == key.ProgramId
                          select new { program, version }).SingleOrDefaultAsync(ct);
        if (head is null || !db.Actor.MayEdit(head.program))
            return null;
        head.version.DemandDraft();
        var draft = new RoadmapDraft(db, head.program, head.version);
        await draft.ReadRowsAsync(ct);
        return draft;
    }

    private async Task ReadRowsAsync(CancellationToken ct)
    {
        Tables = await db.Roadmaps.Where(t => t.VersionId == Version.Id).OrderBy(t => t.SortOrder).ThenBy(t => t.Id).ToListAsync(ct);
        var ids = Tables.ConvertAll(t => t.Id);
        Sections = await db.RoadmapSections.Where(s => ids.Contains(s.RoadmapId)).ToListAsync(ct);
        Measures = await db.Measures.Where(m => ids.Contains(m.RoadmapId)).ToListAsync(ct);
        Schools = await (from link in db.MeasureSchools
                         join measure in db.Measures on link.MeasureId equals measure.Id
                         where ids.Contains(measure.RoadmapId)
                         select link).ToListAsync(ct);
    }

    public Measure? FindMeasure(Guid line) => Measures.Find(m => m.LineId == line);
    public RoadmapSection? FindSection(Guid line) => Sections.Find(s => s.LineId == line);
    public Roadmap? FindTable(Guid line) => Tables.Find(t => t.LineId == line);
    public Roadmap TableOf(Guid id) => Tables.Find(t => t.Id == id)!;

    /// <summary>The measures of all lines in the order of the table; null when one of them is not in the draft.</summary>
    public List<Measure>? FindMeasures(IReadOnlyCollection<Guid> lines)
    {
        var wanted = lines.ToHashSet();
        var found = Tables.SelectMany(table => Ordered(table.Id)).Where(m => wanted.Contains(m.LineId)).ToList();
        return found.Count == wanted.Count ? found : null;
    }

    /// <summary>The rows as they are now; later changes of rows make a new tree necessary.</summary>
    public RoadmapTree TreeOf(Roadmap table) => new(table, Sections.Where(s => s.RoadmapId == table.Id), Measures.Where(m => m.RoadmapId == table.Id),
        Schools.ToLookup(s => s.MeasureId));

    public ProgramTree Tree() => new(Program, Version, ProgramJson.Read<ProgramContent>(Version.Content),
        [.. Tables.OrderBy(t => t.SortOrder).ThenBy(t => t.Id).Select(TreeOf)]);

    /// <summary>
    /// What stands directly in a section, or in the table without one: measures and subsections share an order
    /// (<see cref="RoadmapTree.Rows"/>).
    /// </summary>
    public List<TenantRow> Children(Guid tableId, Guid? sectionId) =>
        [.. Measures.Where(m => m.RoadmapId == tableId && m.SectionId == sectionId).Select(m => (m.SortOrder, Row: (TenantRow)m))
            .Concat(Sections.Where(s => s.RoadmapId == tableId && s.ParentId == sectionId).Select(s => (s.SortOrder, Row: (TenantRow)s)))
            .OrderBy(row => row.SortOrder).ThenBy(row => row.Row.Id).Select(row => row.Row)];

    /// <summary>All rows of a table as printed, headings and measures, or those under one section.</summary>
    public IEnumerable<TenantRow> Rows(Guid tableId, Guid? sectionId = null) =>
        Children(tableId, sectionId).SelectMany(row => row is RoadmapSection section ? Rows(tableId, section.Id).Prepend(section) : [row]);

    /// <summary>All measures of a table as printed.</summary>
    public IEnumerable<Measure> Ordered(Guid tableId) => Rows(tableId).OfType<Measure>();

    /// <summary>The section at the top around a section; null for none.</summary>
    public Guid? RootOf(Guid? sectionId)
    {
        var root = sectionId;
        while (root is { } id && Sections.Find(s => s.Id == id)?.ParentId is { } parent)
            root = parent;
        return root;
    }

    public DeadlineContext DeadlineContext(Roadmap table, string? title) => RoadmapWriter.ContextOf(Program, table.PlanYear, table.OrderYear, table.AcademicPlan) with { Title = title };

    public void Add(Roadmap row) => Add(db.Roadmaps, Tables, row);
    public void Add(RoadmapSection row) => Add(db.RoadmapSections, Sections, row);
    public void Add(Measure row) => Add(db.Measures, Measures, row);
    public void Add(MeasureSchool row) => Add(db.MeasureSchools, Schools, row);
    public void Remove(Roadmap row) => Remove(db.Roadmaps, Tables, row);
    public void Remove(RoadmapSection row) => Remove(db.RoadmapSections, Sections, row);
    public void Remove(MeasureSchool row) => Remove(db.MeasureSchools, Schools, row);

    public void Remove(Measure row)
    {
        foreach (var link in Schools.Where(s => s.MeasureId == row.Id).ToList())
            Remove(link);
        Remove(db.Measures, Measures, row);
    }

    private static void Add<TRow>(DbSet<TRow> set, List<TRow> rows, TRow row) where TRow : TenantRow
    {
        set.Add(row);
        rows.Add(row);
    }

    private static void Remove<TRow>(DbSet<TRow> set, List<TRow> rows, TRow row) where TRow : TenantRow
    {
        set.Remove(row);
        rows.Remove(row);
    }
}
