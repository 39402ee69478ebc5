using SchoolSupport.Documents.Programs;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Tests.Programs;

/// <summary>The samples must equal their truth in every field; white space is not compared.</summary>
public sealed class RoadmapSamplesTests
{
    public static TheoryData<string, string> Files => new()
    {
        { "kola-2022", "docx" }, { "kola-2022", "xlsx" }, { "norilsk-2023", "docx" }, { "norilsk-2023", "xlsx" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_Sample_EqualsItsTruth(string name, string extension)
    {
        var truth = RoadmapTruth.Of(name);
        var reading = Read(name, extension);

        Assert.Equal(truth.Tables.Select(table => table.Table), reading.Tables.Select(table => table.Index));
        Assert.Equal(truth.Tables.Select(table => Line(table.Columns)), reading.Tables.Select(table => Line(table.Columns.Select(column => column.Heading))));
        Assert.Equal(truth.Sections.Select(Line), reading.Tables.SelectMany(SectionLines));
        Assert.Equal(truth.Measures.Select(Line), reading.Tables.SelectMany(MeasureLines));
    }

    [Theory]
    [InlineData("kola-2022")]
    [InlineData("norilsk-2023")]
    public void Read_SampleDocument_KnowsTablesAndTheirHeadings(string name)
    {
        var truth = RoadmapTruth.Of(name);
        var reading = Read(name, "docx");

        Assert.Equal(truth.Tables.Select(table => ($"таблица {table.DocxTableIndex + 1}", Flat(table.Heading))),
            reading.Tables.Select(table => (table.Place, Flat(table.Heading))));
    }

    [Theory]
    [InlineData("kola-2022")]
    [InlineData("norilsk-2023")]
    public void Read_SampleWorkbook_KnowsSheets(string name) =>
        Assert.Equal(RoadmapTruth.Of(name).Tables.Select(table => $"лист «{table.XlsxSheet}»"), Read(name, "xlsx").Tables.Select(table => table.Place));

    [Fact]
    public void Read_NorilskDocument_SaysWhyTheOtherTablesAreNone() =>
        Assert.Equal(
            [
                ("таблица 1", "Таблица 1 — не дорожная карта: нет столбцов мероприятий и сроков (похоже на паспорт программы)."),
                ("таблица 2", "Таблица 2 — не дорожная карта: нет столбцов мероприятий и сроков (похоже на таблицу показателей)."),
            ],
            Read("norilsk-2023", "docx").Findings.Select(finding => (finding.Sheet!, finding.Message)));

    [Fact]
    public void Read_KolaDocument_ProposesThePartsOfTheCompositeRow()
    {
        var composite = Assert.Single(Read("kola-2022", "docx").Tables[0].Measures, measure => measure.SubItems.Count > 0);

        Assert.Equal("1.14", composite.Number);
        Assert.Equal(["Февраль 2022", "Март 2022", "Март 2022", "Апрель 2022", "Март 2022"], composite.SubItems.Select(item => item.DeadlineText));
        Assert.StartsWith("«Применение современных", composite.SubItems[0].Title, StringComparison.Ordinal);
        Assert.StartsWith("Круглый стол", composite.SubItems[4].Title, StringComparison.Ordinal);
        Assert.Contains(ReadFlags.Composite, composite.Flags);
    }

    [Fact]
    public void Read_KolaWorkbook_FlagsNothingButTheCompositeRow() =>
        Assert.Equal(["1.14"], Read("kola-2022", "xlsx").Tables[0].Measures.Where(measure => measure.Flags.Count > 0).Select(measure => measure.Number));

    private static RoadmapReading Read(string name, string extension) =>
        new RoadmapReader().Read(File.ReadAllBytes(Path.Combine(SampleFiles.Roadmaps, $"{name}.{extension}")), $"{name}.{extension}");

    private static IEnumerable<string> SectionLines(ReadRoadmapTable table) =>
        table.Sections.Select(section => Line(new TruthSection(section.Title, section.Number,
            section.ParentIndex is { } parent ? table.Sections[parent].Title : null, table.Index, section.Text)));

    private static IEnumerable<string> MeasureLines(ReadRoadmapTable table) =>
        table.Measures.Select(measure => Line(new TruthMeasure(table.Index,
            measure.SectionIndex is { } section ? table.Sections[section].Title : null, measure.Number, measure.Title, measure.Form,
            measure.DeadlineText, measure.ResponsibleText, measure.IndicatorText, measure.ResultText, [.. measure.SchoolMentions])));

    private static string Line(TruthSection section) =>
        Line([$"{section.Table}", section.Number, section.Title, section.Parent, section.Text]);

    private static string Line(TruthMeasure measure) => Line([$"{measure.Table}", measure.Section, measure.Number, measure.Title, measure.Form,
        measure.DeadlineText, measure.ResponsibleText, measure.IndicatorText, measure.ResultText, string.Join("; ", measure.Schools)]);

    private static string Line(IEnumerable<string?> fields) => string.Join(" | ", fields.Select(field => field is null ? "null" : Flat(field)));

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
