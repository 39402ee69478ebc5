using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Programs.Templates;

/// <summary>What the types alone cannot keep: references, keys, and cells that fit the columns.</summary>
public static class TemplateChecks
{
    /// <summary>The fields of a passport (domain reference, 2.1, in its order; tables of their own are not fields).</summary>
    public static readonly IReadOnlyList<string> PassportKeys =
    [
        "name", "motto", "developers", "executors", "legal-bases", "goal", "tasks", "directions", "indicators", "term", "financing",
        "expected-results", "effects", "control", "communication", "coordinator", "mechanisms", "resources", "principles", "participants",
        "context", "model", "structure", "abbreviations", "approval",
    ];

    /// <summary>Every fault with its place; none for a template that can be used.</summary>
    public static IEnumerable<string> Findings(ProgramTemplate template)
    {
        var years = template.Years;
        foreach (var roadmap in template.Roadmaps.Where(r => r.PlanYearOffset is not null && r.OrderYearOffset is not null))
            yield return $"{roadmap.Code}: a plan's year and an order's year";
        if (years.Min < 1 || years.Default < years.Min || years.Max < years.Default)
            yield return "years are not in order";
        foreach (var field in template.Passport.Where(field => !PassportKeys.Contains(field.Key)))
            yield return $"unknown passport field {field.Key}";
        foreach (var key in Doubled(template.Passport.Select(field => $"{field.Key} of {field.Place}")))
            yield return $"doubled passport field {key}";
        foreach (var field in template.Passport.Where(field => (field.Kind == TemplateFieldKind.LegalActs) != (field.Items.Count == 0)))
            yield return $"items of passport field {field.Key}";
        foreach (var group in template.Participants.Where(p => p.Group is { } code && SchoolGroupKind.Find(code) is null))
            yield return $"unknown group {group.Group}";
        var indicators = template.Indicators.Select(indicator => indicator.Code).ToHashSet();
        foreach (var code in Doubled(template.Indicators.Select(indicator => indicator.Code)))
            yield return $"doubled indicator {code}";
        foreach (var code in template.Directions.SelectMany(d => d.Indicators)
                     .Concat(template.Priorities.SelectMany(p => p.Measures).Select(m => m.IndicatorCode)).Where(c => !indicators.Contains(c)))
            yield return $"unknown indicator {code}";
        foreach (var code in Doubled(template.Roadmaps.Select(roadmap => roadmap.Code)))
            yield return $"doubled roadmap {code}";
        foreach (var roadmap in template.Roadmaps)
        {
            if (roadmap.Direction is { } direction && template.Directions.All(d => d.Number != direction))
                yield return $"{roadmap.Code}: unknown direction {direction}";
            foreach (var finding in Sections(roadmap).Concat(Measures(roadmap)))
                yield return $"{roadmap.Code}: {finding}";
        }
    }

    private static IEnumerable<string> Sections(TemplateRoadmap roadmap)
    {
        var known = new HashSet<string>();
        foreach (var section in roadmap.Sections)
        {
            if (section.Parent is { } parent && !known.Contains(parent))
                yield return $"section {section.Key} stands before or without its parent {parent}";
            if (!known.Add(section.Key))
                yield return $"doubled section {section.Key}";
        }
    }

    private static IEnumerable<string> Measures(TemplateRoadmap roadmap)
    {
        var sections = roadmap.Sections.Select(section => section.Key).ToHashSet();
        var columns = roadmap.Columns.Select(column => column.Kind).ToHashSet();
        var earlier = new HashSet<string>();
        foreach (var measure in roadmap.Measures)
        {
            if (measure.Section is { } section ? !sections.Contains(section) : sections.Count > 0)
                yield return $"{measure.Key} stands in no section";
            if (measure.Parent is { } parent && !earlier.Contains(parent))
                yield return $"{measure.Key} stands before or without its parent {parent}";
            foreach (var source in measure.Inherits.Values.Where(source => !earlier.Contains(source)))
                yield return $"{measure.Key} inherits of {source}, which is not before it";
            foreach (var fault in Cells(measure, columns).Concat(Words(measure)))
                yield return $"{measure.Key}: {fault}";
            if (!earlier.Add(measure.Key))
                yield return $"doubled measure {measure.Key}";
        }
    }

    private static IEnumerable<string> Cells(TemplateMeasure measure, HashSet<RoadmapColumn> columns)
    {
        foreach (var column in Enum.GetValues<RoadmapColumn>())
        {
            var text = measure.Cell(column);
            // An unnumbered row has no code although the column is there.
            if (text is null && columns.Contains(column) && column != RoadmapColumn.Code)
                yield return $"no cell {column}";
            if (text is not null && !columns.Contains(column))
                yield return $"cell {column} without a column";
            if (measure.Inherits.ContainsKey(column) && text != "")
                yield return $"cell {column} is inherited and has a text";
        }
    }

    private static IEnumerable<string> Words(TemplateMeasure measure)
    {
        foreach (var artefact in measure.Artefacts.Where(artefact => ArtefactKind.Find(artefact) is null))
            yield return $"unknown artefact {artefact}";
        var schools = measure.Schools;
        if (schools.Scope == SchoolScope.Group ? SchoolGroupKind.Find(schools.Group) is null : schools.Group is not null)
            yield return $"group {schools.Group} of {schools.Scope}";
    }

    private static IEnumerable<string> Doubled(IEnumerable<string> keys) => keys.GroupBy(key => key).Where(group => group.Count() > 1).Select(group => group.Key);
}
