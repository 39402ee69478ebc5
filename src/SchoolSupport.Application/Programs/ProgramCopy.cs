using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>Turns a stored roadmap back into a plain one, whole or in part: for a plan of another year, a template or a school's own roadmap.</summary>
public static class ProgramCopy
{
    /// <param name="keeps">Which measures to take; what a kept measure shows of a merged cell that is not taken becomes its own.</param>
    public static NewRoadmap Roadmap(RoadmapTree tree, Func<MeasureNode, bool>? keeps = null)
    {
        var measures = tree.Measures.Where(m => keeps?.Invoke(m) ?? true).ToList();
        var sections = UsedSections(tree, keeps is null ? null : measures);
        var sectionIndex = sections.Select((s, index) => (s.Row.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        var measureIndex = measures.Select((m, index) => (m.Row.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        var row = tree.Row;
        return new NewRoadmap(row.Title, tree.Columns, row.PlanYear, row.OrderYear,
            [.. sections.Select(s => new NewSection(s.Row.Number, s.Row.Title, s.Row.ParentId is { } parent ? sectionIndex[parent] : null))],
            [.. measures.Select((m, index) => Measure(tree, m, index, sectionIndex, measureIndex))], row.Direction, row.AcademicPlan);
    }

    /// <summary>All sections, or those that hold a kept measure, with the ones around them.</summary>
    private static List<SectionNode> UsedSections(RoadmapTree tree, List<MeasureNode>? kept)
    {
        if (kept is null)
            return [.. tree.Sections];
        var parents = tree.Sections.ToDictionary(s => s.Row.Id, s => s.Row.ParentId);
        var used = new HashSet<Guid>();
        foreach (var measure in kept)
            for (var id = measure.Row.SectionId; id is { } section && used.Add(section); id = parents[section])
            {
            }
        return [.. tree.Sections.Where(s => used.Contains(s.Row.Id))];
    }

    private static NewMeasure Measure(RoadmapTree tree, MeasureNode node, int index, Dictionary<Guid, int> sections, Dictionary<Guid, int> measures)
    {
        var row = node.Row;
        var inherited = new Dictionary<RoadmapColumn, int>();
        foreach (var column in node.Inherited.Keys)
            if (measures.TryGetValue(tree.SourceOf(node, column).Row.Id, out var source) && source < index)
                inherited[column] = source;
        return new NewMeasure
        {
            Section = row.SectionId is { } section ? sections[section] : null,
            Parent = row.ParentId is { } parent && measures.TryGetValue(parent, out var above) && above < index ? above : null,
            Code = row.Code, Title = row.Title,
            Form = Text(RoadmapColumn.Form), DeadlineText = Text(RoadmapColumn.Deadline), ResponsibleText = Text(RoadmapColumn.Responsible),
            IndicatorText = Text(RoadmapColumn.Indicator), ResultText = Text(RoadmapColumn.Result), SchoolText = Text(RoadmapColumn.Schools),
            InheritedFrom = inherited,
            SubItems = [.. node.SubItems.Select(i => new NewSubItem(i.Title, i.DeadlineText, i.ResultText, i.Level, Known(i.Deadline)))],
            Other = node.Other, SchoolScope = row.SchoolScope, GroupCode = row.GroupCode, Grades = row.Grades,
            Schools = [.. node.Schools.Select(s => (s.SchoolId, s.Grades))], Artefacts = row.Artefacts, Level = row.Level,
            Deadline = inherited.ContainsKey(RoadmapColumn.Deadline) ? null : Known(tree.DeadlineOf(node)),
        };

        string? Text(RoadmapColumn column) => inherited.ContainsKey(column) || !node.Inherited.ContainsKey(column) ? node.OwnText(column) : tree.TextOf(node, column);
    }

    /// <summary>What a person answered is taken along; everything else is read again where it goes.</summary>
    private static StoredDeadline? Known(StoredDeadline deadline) => deadline.Answered ? deadline : null;
}
