using System.Text.RegularExpressions;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Tests.Programs;

/// <summary>The words of the templates: Russian, whole, without what a careful editor would strike.</summary>
public sealed partial class TemplateLanguageTests
{
    // Not words: keys and numbers, of which «I» is a Latin letter.
    private static readonly string[] KeyMembers = ["Code", "Key", "Number", "Group", "Parent", "Section", "Direction", "Artefacts", "Inherits", "Indicators", "IndicatorCode"];

    // Cells that are empty in the source (domain reference, 3.3).
    private static readonly string[] EmptyResults = ["plan:4", "plan:10", "plan:11", "plan:25", "prevention:4"];

    public static TheoryData<string> Codes => TemplateSamples.Codes;

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Latin();

    [GeneratedRegex("""["']|  | ,| \.|\.\.| - |\u00A0|^\s|\s$|«\s|\s»""")]
    private static partial Regex Careless();

    [Theory, MemberData(nameof(Codes))]
    public void Texts_OfEveryField_AreRussianAndClean(string code)
    {
        var texts = Words(code).ToList();
        Assert.True(texts.Count > 150, $"{texts.Count} texts were looked at");
        Assert.All(texts, found =>
        {
            Assert.True(found.Text.Length > 0, found.Place);
            Assert.False(Latin().IsMatch(found.Text), $"{found.Place}: {found.Text}");
            Assert.False(Careless().IsMatch(found.Text), $"{found.Place}: {found.Text}");
            Assert.Equal(found.Text.Count(c => c == '«'), found.Text.Count(c => c == '»'));
            Assert.Equal(found.Text.Count(c => c == '('), found.Text.Count(c => c == ')'));
        });
    }

    [Theory, MemberData(nameof(Codes))]
    public void Measures_OfOneSection_HaveTitlesOfTheirOwn(string code) =>
        Assert.All(TemplateSamples.Filled(code).Program.Roadmaps.SelectMany(roadmap => roadmap.Measures.GroupBy(m => (roadmap.Code, m.Section))),
            section => Assert.Equal(section.Count(), section.Select(measure => measure.Title).Distinct().Count()));

    [Theory, MemberData(nameof(Codes))]
    public void Titles_OfMeasures_AreWholePhrases(string code) =>
        Assert.All(TemplateSamples.Filled(code).Program.Roadmaps.SelectMany(roadmap => roadmap.Measures), measure =>
        {
            Assert.True(char.IsUpper(measure.Title[0]), measure.Title);
            Assert.False(measure.Title.EndsWith('.'), measure.Title);
            Assert.InRange(measure.Title.Length, 20, 700);
            Assert.True(measure.Title.Split(' ').Length > 2, measure.Title);
        });

    [Theory, MemberData(nameof(Codes))]
    public void Cells_ThatAreNotInherited_AreEmptyOnlyInTheSource(string code)
    {
        var empty = from roadmap in TemplateSamples.Template(code).Roadmaps
                    from measure in roadmap.Measures
                    from column in roadmap.Columns.Select(column => column.Kind)
                    where measure.Cell(column) == "" && !measure.Inherits.ContainsKey(column)
                    select $"{roadmap.Code}:{measure.Key} {column}";
        var expected = code == "three-directions" ? EmptyResults.Select(key => $"{key} {RoadmapColumn.Result}") : [];
        Assert.Equal(expected.Order(StringComparer.Ordinal), empty.Order(StringComparer.Ordinal));
    }

    // An empty cell of a measure is judged by the columns, not here.
    private static IEnumerable<(string Place, string Text)> Words(string code) =>
        from found in TemplateSamples.Texts(TemplateSamples.Filled(code).Program)
        where !KeyMembers.Any(member => Regex.IsMatch(found.Place, $@"\.{member}(\[|$)"))
        where found.Text.Length > 0 || !Regex.IsMatch(found.Place, @"\.(Measures|Items)\[\d+\]\.")
        select found;
}
