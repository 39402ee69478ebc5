using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Import;

/// <summary>What a person decided about one table of a file.</summary>
/// <param name="PlanYear">The year that words without a year mean; null: every year of the programme.</param>
/// <param name="SplitsComposite">Composite rows become measures with sub-items.</param>
/// <param name="InheritsEmpty">Empty cells show the value of the row above, where the reading found that likely.</param>
public sealed record TableChoice(int? PlanYear, bool SplitsComposite, bool InheritsEmpty)
{
    /// <summary>What a person starts from; empty cells stay empty until somebody says otherwise.</summary>
    public static TableChoice SuggestedFor(ReadRoadmapTable table) =>
        new(ImportedRoadmap.PlanYearOf(table), table.Measures.Any(m => m.SubItems.Count > 0), InheritsEmpty: false);
}

/// <summary>Turns a table as it was read into a roadmap before it has rows.</summary>
public static class ImportedRoadmap
{
    private static readonly ResponsibleGroup[] OfSchools =
        [ResponsibleGroup.Schools, ResponsibleGroup.Heads, ResponsibleGroup.DeputyHeads, ResponsibleGroup.Teachers, ResponsibleGroup.ClassTeachers];

    /// <param name="schoolOf">Which school of the register a mention means; null for one that nobody matched.</param>
    public static NewRoadmap Of(ReadRoadmapTable table, string fileName, TableChoice choice, Func<string, Guid?> schoolOf) => new(
        TitleOf(table), [.. table.Columns.Select(c => new RoadmapColumnHeading(c.Kind, c.Heading))], choice.PlanYear, null,
        [.. table.Sections.Select(s => new NewSection(s.Number, s.Title, s.ParentIndex))],
        [.. table.Measures.Select(m => Measure(m, fileName, choice, schoolOf))]);

    /// <summary>The words above the table, else the place where it stands.</summary>
    public static string TitleOf(ReadRoadmapTable table)
    {
        var title = string.Join(' ', table.Heading.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return title.Length == 0 ? "Дорожная карта" : title.Length <= Roadmap.TitleMaxLength ? title : title[..Roadmap.TitleMaxLength];
    }

    /// <summary>The one year that the heading names; null when it names none or several.</summary>
    public static int? PlanYearOf(ReadRoadmapTable table) => YearShift.In(table.Heading).Distinct().ToList() is [var only] ? only : null;

    /// <summary>For whom a row is: schools that it names, else those who take part when the responsible ones are a group of schools.</summary>
    public static SchoolScope ScopeOf(ReadMeasure measure, IReadOnlyCollection<Guid> named) =>
        named.Count > 0 ? SchoolScope.Listed
        : ResponsibleText.Split(measure.ResponsibleText).Any(p => p.Group is { } group && OfSchools.Contains(group)) ? SchoolScope.Participants : SchoolScope.None;

    /// <summary>Cells of a row that show another one's value, with its index.</summary>
    public static IReadOnlyDictionary<RoadmapColumn, int> InheritedOf(ReadMeasure measure, TableChoice choice) => choice.InheritsEmpty
        ? measure.MaybeInheritedFrom.Concat(measure.InheritedFrom).GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.Last().Value)
        : measure.InheritedFrom;

    private static NewMeasure Measure(ReadMeasure source, string fileName, TableChoice choice, Func<string, Guid?> schoolOf)
    {
        var inherited = InheritedOf(source, choice);
        var schools = source.SchoolMentions.Select(schoolOf).OfType<Guid>().Distinct().ToList();
        return new NewMeasure
        {
            Section = source.SectionIndex, Parent = source.ParentMeasureIndex, Code = source.Code, Title = source.Title,
            Form = Own(RoadmapColumn.Form), DeadlineText = Own(RoadmapColumn.Deadline), ResponsibleText = Own(RoadmapColumn.Responsible),
            IndicatorText = Own(RoadmapColumn.Indicator), ResultText = Own(RoadmapColumn.Result), SchoolText = Own(RoadmapColumn.Schools),
            InheritedFrom = inherited,
            SubItems = choice.SplitsComposite ? [.. source.SubItems.Select(i => new NewSubItem(i.Title, i.DeadlineText, i.ResultText, null))] : [],
            Other = source.Others.GroupBy(o => o.Heading).ToDictionary(same => same.Key, same => string.Join('\n', same.Select(o => o.Text))),
            SchoolScope = ScopeOf(source, schools), Schools = [.. schools.Select(id => (id, (string?)null))], Level = LevelOf(source.LevelText),
            SourcePlace = $"{fileName}, {source.Place}",
        };

        // The cell belongs to the row in which it begins.
        string? Own(RoadmapColumn column) => inherited.ContainsKey(column) ? "" : source.TextOf(column);
    }

    private static MeasureLevel? LevelOf(string? text) => text?.ToLowerInvariant() switch
    {
        { } words when words.Contains("муницип", StringComparison.Ordinal) => MeasureLevel.Municipal,
        { } words when words.Contains("метод", StringComparison.Ordinal) => MeasureLevel.Methodical,
        { } words when words.Contains("школ", StringComparison.Ordinal) => MeasureLevel.School,
        _ => null,
    };
}
