using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>Where rows stand: puts measures at a place, so that as few rows as possible change, and keeps unnumbered rows with their number.</summary>
internal static class MeasureOrder
{
    /// <summary>A place found in the draft: before the row at this index of what else stands directly in the section.</summary>
    internal sealed record Spot(Roadmap Table, Guid? SectionId, int Index);

    /// <summary>The rows together with the unnumbered rows that belong to them and directly follow; in the order of the table.</summary>
    public static List<Measure> WithChildren(RoadmapDraft draft, IReadOnlyCollection<Measure> rows)
    {
        var chosen = rows.Select(row => row.Id).ToHashSet();
        var all = draft.Tables.SelectMany(table => draft.Ordered(table.Id)).ToList();
        for (var i = 1; i < all.Count; i++)
            if (all[i].ParentId is { } parent && chosen.Contains(parent) && chosen.Contains(all[i - 1].Id))
                chosen.Add(all[i].Id);
        return all.FindAll(row => chosen.Contains(row.Id));
    }

    /// <summary>Null when the place names what is not in the draft.</summary>
    /// <param name="without">Rows that are about to leave their places.</param>
    public static Spot? Find(RoadmapDraft draft, MeasurePlace place, IReadOnlyCollection<Measure> without)
    {
        if (place.Beside is { } line)
        {
            if (draft.FindMeasure(line) is not { } beside)
                return null;
            var rows = draft.Children(beside.RoadmapId, beside.SectionId);
            // Beside a row that moves itself means where it stands now.
            var before = rows.Take(rows.IndexOf(beside) + (place.After ? 1 : 0)).Count(row => !without.Contains(row));
            return new Spot(draft.TableOf(beside.RoadmapId), beside.SectionId, before);
        }
        if (place.Section is { } sectionLine)
            return draft.FindSection(sectionLine) is { } section ? Edge(draft, draft.TableOf(section.RoadmapId), section.Id, place.After, without) : null;
        var table = place.Table is { } tableLine ? draft.FindTable(tableLine) : draft.Tables.FirstOrDefault();
        return table is null ? null : Edge(draft, table, null, place.After, without);
    }

    /// <summary>The end of a section is behind its last measure: subsections that follow it have ends of their own.</summary>
    private static Spot Edge(RoadmapDraft draft, Roadmap table, Guid? sectionId, bool after, IReadOnlyCollection<Measure> without) =>
        new(table, sectionId, after ? draft.Children(table.Id, sectionId).Where(row => row is not Measure measure || !without.Contains(measure)).ToList()
            .FindLastIndex(row => row is Measure) + 1 : 0);

    /// <summary>Puts measures of one table at a spot, in their order.</summary>
    public static void Put(RoadmapDraft draft, IReadOnlyList<Measure> moved, Spot spot)
    {
        foreach (var row in moved)
            row.SectionId = spot.SectionId;
        Arrange(draft, moved, spot);
    }

    /// <summary>Puts sections with everything in them at a spot, in their order.</summary>
    public static void Put(RoadmapDraft draft, IReadOnlyList<RoadmapSection> moved, Spot spot)
    {
        foreach (var row in moved)
            row.ParentId = spot.SectionId;
        Arrange(draft, moved, spot);
    }

    /// <summary>Gives rows that stand in the spot's section already their orders there.</summary>
    public static void Arrange(RoadmapDraft draft, IReadOnlyList<TenantRow> moved, Spot spot)
    {
        var rest = draft.Children(spot.Table.Id, spot.SectionId).Where(row => !moved.Contains(row)).ToList();
        var index = Math.Min(spot.Index, rest.Count);
        var lower = index == 0 ? 0 : OrderOf(rest[index - 1]);
        var upper = index < rest.Count ? OrderOf(rest[index]) : (long)lower + ((moved.Count + 1) * RoadmapWriter.SortStep);
        var step = (upper - lower) / (moved.Count + 1);
        if (step > 0 && upper <= int.MaxValue)
        {
            for (var i = 0; i < moved.Count; i++)
                SetOrder(moved[i], (int)(lower + (step * (i + 1))));
            return;
        }
        rest.InsertRange(index, moved);
        for (var i = 0; i < rest.Count; i++)
            SetOrder(rest[i], (i + 1) * RoadmapWriter.SortStep);
    }

    /// <summary>
    /// An unnumbered row belongs to the nearest numbered one above it in its section (domain reference, 3.2 rule 3). Only rows that this concerns
    /// are changed: those given, and those that belonged or now belong to one of them.
    /// </summary>
    public static void Adopt(RoadmapDraft draft, IReadOnlyCollection<Measure> touched)
    {
        var ids = touched.Select(row => row.Id).ToHashSet();
        var living = draft.Measures.Select(row => row.Id).ToHashSet();
        foreach (var table in draft.Tables)
        {
            Measure? numbered = null;
            foreach (var row in draft.Ordered(table.Id))
            {
                if (numbered?.SectionId != row.SectionId)
                    numbered = null;
                var parent = row.Code is null ? numbered?.Id : null;
                if (row.Code is not null)
                    numbered = row;
                if (row.ParentId != parent && (ids.Contains(row.Id) || Concerns(row.ParentId) || Concerns(parent)))
                    row.ParentId = parent;
            }
        }

        bool Concerns(Guid? parent) => parent is { } id && (ids.Contains(id) || !living.Contains(id));
    }

    private static int OrderOf(TenantRow row) => row is Measure measure ? measure.SortOrder : ((RoadmapSection)row).SortOrder;

    private static void SetOrder(TenantRow row, int order)
    {
        if (row is Measure measure)
            measure.SortOrder = order;
        else
            ((RoadmapSection)row).SortOrder = order;
    }
}
