namespace SchoolSupport.Application.Programs.Editing;

/// <summary>Which rows of a page look different after edits.</summary>
internal static class EditSummary
{
    public static RoadmapEdited Of(ProgramTree tree, IReadOnlyList<EditedRow> rows)
    {
        var measures = tree.Measures.ToDictionary(m => m.Row.Id, m => m.Row.LineId);
        var links = tree.Measures.SelectMany(m => m.Schools).ToDictionary(link => link.Id, link => link.MeasureId);
        var sections = tree.Roadmaps.SelectMany(r => r.Sections).ToDictionary(s => s.Row.Id, s => s.Row.LineId);
        var touched = new HashSet<Guid>();
        foreach (var row in rows)
            if (measures.TryGetValue(row.Kind == typeof(MeasureSchool) ? row.LinkedMeasure ?? links.GetValueOrDefault(row.Id) : row.Id, out var line))
                touched.Add(line);
        touched.UnionWith(tree.Roadmaps.SelectMany(roadmap => Covered(roadmap, touched)).ToList());
        var gone = rows.Select(row => row.GoneLine).OfType<Guid>().ToHashSet();
        // Undone and done again, a row may be there after all.
        gone.ExceptWith(measures.Values);
        gone.ExceptWith(sections.Values);
        return new RoadmapEdited(tree, "", touched, rows.Where(row => sections.ContainsKey(row.Id)).Select(row => sections[row.Id]).ToHashSet(), gone,
            rows.Any(row => row.IsMoved), null);
    }

    /// <summary>Measures that show a merged cell of one of these.</summary>
    private static IEnumerable<Guid> Covered(RoadmapTree roadmap, HashSet<Guid> lines) =>
        from measure in roadmap.Measures
        where measure.Inherited.Keys.Any(column => lines.Contains(roadmap.SourceOf(measure, column).Row.LineId))
        select measure.Row.LineId;
}
