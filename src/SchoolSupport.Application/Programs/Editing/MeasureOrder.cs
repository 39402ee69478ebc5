namespace SchoolSupport.Application.Programs.Editing;

/// <summary>Where rows stand: puts measures at a place, so that as few rows as possible change, and keeps unnumbered rows with their number.</summary>
internal static class MeasureOrder
{
    /// <summary>A place found in the draft: before the row at this index of the section's other rows.</summary>
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
            var rows = draft.InSection(beside.RoadmapId, beside.SectionId);
            // Beside a row that moves itself means where it stands now.
            var before = rows.Take(rows.IndexOf(beside) + (place.After ? 1 : 0)).Count(row => !without.Contains(row));
            return new Spot(draft.TableOf(beside.RoadmapId), beside.SectionId, before);
        }
        if (place.Section is { } sectionLine)
            return draft.FindSection(sectionLine) is { } section ? End(draft, draft.TableOf(section.RoadmapId), section.Id, place.After, without) : null;
        var table = place.Table is { } tableLine ? draft.FindTable(tableLine) : draft.Tables.FirstOrDefault();
        return table is null ? null : End(draft, table, null, place.After, without);
    }

    /// <summary>Puts rows of one table at a spot, in their order.</summary>
    public static void Put(RoadmapDraft draft, IReadOnlyList<Measure> moved, Spot spot)
    {
        var rest = draft.InSection(spot.Table.Id, spot.SectionId).Where(row => !moved.Contains(row)).ToList();
        var index = Math.Min(spot.Index, rest.Count);
        foreach (var row in moved)
            row.SectionId = spot.SectionId;
        var lower = index == 0 ? 0 : rest[index - 1].SortOrder;
        var upper = index < rest.Count ? rest[index].SortOrder : lower + ((moved.Count + 1) * RoadmapWriter.SortStep);
        var step = (upper - lower) / (moved.Count + 1);
        if (step > 0 && !Overflows(lower, moved.Count))
        {
            for (var i = 0; i < moved.Count; i++)
                moved[i].SortOrder = lower + (step * (i + 1));
            return;
        }
        rest.InsertRange(index, moved);
        for (var i = 0; i < rest.Count; i++)
            rest[i].SortOrder = (i + 1) * RoadmapWriter.SortStep;
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

    private static Spot End(RoadmapDraft draft, Roadmap table, Guid? sectionId, bool after, IReadOnlyCollection<Measure> without) =>
        new(table, sectionId, after ? draft.InSection(table.Id, sectionId).Count(row => !without.Contains(row)) : 0);

    private static bool Overflows(int lower, int count) => lower > int.MaxValue - ((count + 2) * RoadmapWriter.SortStep);
}
