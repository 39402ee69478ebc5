using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>Puts the rows of an edit back as they were before it.</summary>
internal static class EditReversal
{
    private static readonly string[] References = [nameof(Measure.RoadmapId), nameof(Measure.SectionId), nameof(Measure.ParentId), nameof(MeasureSchool.MeasureId)];

    /// <summary>A row that is no longer as the edit left it, or that others have come to need since; null when nothing is in the way.</summary>
    public static Guid? Blocker(AppDbContext db, RoadmapDraft draft, IReadOnlyList<EditedRow> rows)
    {
        foreach (var row in rows)
        {
            var current = Find(draft, row);
            if (row.After is null ? current is not null : current is null || !IsAs(db.Entry(current), row.After))
                return row.Id;
        }
        return Needed(draft, rows);
    }

    public static void Apply(AppDbContext db, RoadmapDraft draft, IReadOnlyList<EditedRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Before is null)
                Remove(draft, Find(draft, row));
            else if (row.After is null)
                Add(db, draft, row);
            else
                Write(db.Entry(Find(draft, row)!), row.Before);
        }
    }

    /// <summary>Adds what the edit removed and is still missing. A section or a number above that is gone too is not waited for.</summary>
    /// <returns>The measures among it.</returns>
    public static List<Measure> Restore(AppDbContext db, RoadmapDraft draft, IReadOnlyList<EditedRow> rows)
    {
        var back = new List<Measure>();
        foreach (var row in rows.Where(row => row is { After: null, Before: not null } && Find(draft, row) is null && HasPlace(draft, row)))
            if (Add(db, draft, row) is Measure measure)
                back.Add(measure);
        foreach (var section in draft.Sections.Where(s => s.ParentId is { } parent && !draft.Sections.Exists(other => other.Id == parent)))
            section.ParentId = null;
        foreach (var measure in back)
        {
            if (measure.SectionId is { } section && !draft.Sections.Exists(s => s.Id == section))
                measure.SectionId = null;
            if (measure.ParentId is { } parent && !draft.Measures.Exists(m => m.Id == parent))
                measure.ParentId = null;
        }
        return back;
    }

    private static bool HasPlace(RoadmapDraft draft, EditedRow row) =>
        row.Kind == typeof(Roadmap)
        || (row.Kind == typeof(MeasureSchool) ? draft.Measures.Exists(m => m.Id == row.LinkedMeasure)
            : draft.Tables.Exists(t => t.Id == row.Before![nameof(Measure.RoadmapId)]!.GetValue<Guid>()));

    /// <summary>A row that would be taken away or left behind while another row hangs on it.</summary>
    private static Guid? Needed(RoadmapDraft draft, IReadOnlyList<EditedRow> rows)
    {
        var leaving = rows.Where(row => row.Before is null).Select(row => row.Id).ToHashSet();
        var coming = rows.Where(row => row.After is null).Select(row => row.Id).ToHashSet();
        var changed = rows.Select(row => row.Id).ToHashSet();
        bool Hangs(Guid id, Guid? on) => !changed.Contains(id) && on is { } to && leaving.Contains(to);
        if (draft.Measures.Find(m => Hangs(m.Id, m.SectionId) || Hangs(m.Id, m.ParentId) || Hangs(m.Id, m.RoadmapId)) is { } measure)
            return measure.Id;
        if (draft.Sections.Find(s => Hangs(s.Id, s.ParentId) || Hangs(s.Id, s.RoadmapId)) is { } section)
            return section.Id;
        if (draft.Schools.Find(s => Hangs(s.Id, s.MeasureId)) is { } link)
            return link.MeasureId;
        var there = draft.Tables.Select(t => t.Id).Concat(draft.Sections.Select(s => s.Id)).Concat(draft.Measures.Select(m => m.Id)).ToHashSet();
        foreach (var row in rows)
            foreach (var reference in References)
                if (row.Before?[reference]?.GetValue<Guid>() is { } to && !there.Contains(to) && !coming.Contains(to))
                    return to;
        return null;
    }

    private static bool IsAs(EntityEntry entry, JsonObject kept) => kept.All(value => EditedRows.Same(entry.Property(value.Key), value.Value));

    private static void Write(EntityEntry entry, JsonObject kept)
    {
        foreach (var (name, value) in kept)
        {
            var property = entry.Property(name);
            property.CurrentValue = EditedRows.ValueOf(property.Metadata, value);
        }
    }

    private static object Add(AppDbContext db, RoadmapDraft draft, EditedRow row)
    {
        var entity = Activator.CreateInstance(row.Kind)!;
        var entry = db.Entry(entity);
        entry.Property(nameof(TenantRow.Id)).CurrentValue = row.Id;
        Write(entry, row.Before!);
        switch (entity)
        {
            case Roadmap table: draft.Add(table); break;
            case RoadmapSection section: draft.Add(section); break;
            case Measure measure: draft.Add(measure); break;
            default: draft.Add((MeasureSchool)entity); break;
        }
        return entity;
    }

    /// <summary>A measure takes its links to schools along, so they may be gone already.</summary>
    private static void Remove(RoadmapDraft draft, TenantRow? row)
    {
        switch (row)
        {
            case Roadmap table: draft.Remove(table); break;
            case RoadmapSection section: draft.Remove(section); break;
            case Measure measure: draft.Remove(measure); break;
            case MeasureSchool link: draft.Remove(link); break;
        }
    }

    private static TenantRow? Find(RoadmapDraft draft, EditedRow row) =>
        row.Kind == typeof(Roadmap) ? draft.Tables.Find(t => t.Id == row.Id)
        : row.Kind == typeof(RoadmapSection) ? draft.Sections.Find(s => s.Id == row.Id)
        : row.Kind == typeof(Measure) ? draft.Measures.Find(m => m.Id == row.Id)
        : draft.Schools.Find(s => s.Id == row.Id);
}
