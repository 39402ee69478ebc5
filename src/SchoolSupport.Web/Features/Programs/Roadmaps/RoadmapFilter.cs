using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>Which rows of a table are shown: the address keeps it.</summary>
/// <param name="Section">Line of a section, its subsections included.</param>
/// <param name="Responsible">One of those who are responsible, in any case of letters.</param>
/// <param name="School">A school that the measure concerns.</param>
/// <param name="OnlyUnclear">Only what «требует уточнения».</param>
public sealed record RoadmapFilter(Guid? Section, string? Responsible, Guid? School, bool OnlyUnclear, string? Search)
{
    public static readonly IReadOnlyList<string> Names = ["section", "responsible", "school", "unclear", "q"];

    public bool IsEmpty => this == new RoadmapFilter(null, null, null, false, null);

    public static RoadmapFilter From(ListState list) => new(
        Guid.TryParse(list.Filter("section"), out var section) ? section : null, list.Filter("responsible"),
        Guid.TryParse(list.Filter("school"), out var school) ? school : null, list.Filter("unclear") is not null, list.Search);

    /// <summary>The measures of a table that are shown.</summary>
    public IEnumerable<MeasureNode> Apply(RoadmapTree tree, IReadOnlyDictionary<Guid, TableSchool> schools)
    {
        var sections = Section is { } line ? Under(tree, line) : null;
        var words = NaturalKey.SearchWords(Search);
        return tree.Measures.Where(measure =>
            (sections is null || (measure.Row.SectionId is { } at && sections.Contains(at)))
            && (!OnlyUnclear || measure.Row.NeedsAnswer)
            && (Responsible is null || tree.ResponsiblesOf(measure).Contains(Responsible, StringComparer.OrdinalIgnoreCase))
            && (School is not { } school || Concerns(measure, school, schools))
            && (words.Length == 0 || Holds(tree, measure, words)));
    }

    /// <summary>Whether a measure is for a school. The department's own work is for none.</summary>
    public static bool Concerns(MeasureNode measure, Guid school, IReadOnlyDictionary<Guid, TableSchool> schools) => measure.Row.SchoolScope switch
    {
        SchoolScope.Participants => schools.TryGetValue(school, out var known) && known.Groups.Count > 0,
        SchoolScope.Group => schools.TryGetValue(school, out var known) && known.Groups.Contains(measure.Row.GroupCode ?? ""),
        SchoolScope.Listed => measure.Schools.Any(link => link.SchoolId == school),
        _ => false,
    };

    private static HashSet<Guid> Under(RoadmapTree tree, Guid line)
    {
        var found = new HashSet<Guid>();
        foreach (var section in tree.Sections)
            if (section.Row.LineId == line || (section.Row.ParentId is { } parent && found.Contains(parent)))
                found.Add(section.Row.Id);
        return found;
    }

    private static bool Holds(RoadmapTree tree, MeasureNode measure, string[] words)
    {
        var text = NaturalKey.Fold(string.Join(' ', tree.Columns.Select(column => column.Kind == RoadmapColumn.Other
            ? measure.Other.GetValueOrDefault(column.Heading) : tree.TextOf(measure, column.Kind)).Concat(measure.SubItems.Select(item => item.Title))));
        return words.All(word => text.Contains(word, StringComparison.Ordinal));
    }
}

/// <param name="Title">As lists call it.</param>
/// <param name="Groups">Groups as which it takes part today; empty when it does not.</param>
public sealed record TableSchool(Guid Id, string Title, IReadOnlyList<string> Groups);
