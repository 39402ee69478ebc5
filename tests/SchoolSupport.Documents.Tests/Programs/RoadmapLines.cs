using SchoolSupport.Documents.Programs;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Tests.Programs;

/// <summary>Reads what tests build and says it in short lines.</summary>
internal static class RoadmapLines
{
    public static RoadmapReading Read(SmallDocument document) => new RoadmapReader().Read(document.ToBytes(), "план.docx");

    public static RoadmapReading Read(SmallWorkbook workbook) => new RoadmapReader().Read(workbook.ToBytes(), "план.xlsx");

    public static ReadRoadmapTable Single(SmallDocument document) => Assert.Single(Read(document).Tables);

    public static ReadRoadmapTable Single(SmallWorkbook workbook) => Assert.Single(Read(workbook).Tables);

    /// <summary>«2.1 ОО в неблагоприятных условиях ← Организационные меры».</summary>
    public static IEnumerable<string> Sections(this ReadRoadmapTable table) => table.Sections.Select(section =>
        $"{section.Number ?? "–"} {section.Title}{(section.ParentIndex is { } parent ? $" ← {table.Sections[parent].Title}" : "")}");

    /// <summary>«2.1 Анализ [раздел] январь 2020 года / Комитет».</summary>
    public static IEnumerable<string> Measures(this ReadRoadmapTable table) => table.Measures.Select(measure =>
        $"{measure.Number ?? "–"} {measure.Title.Replace('\n', '¶')} [{(measure.SectionIndex is { } section ? table.Sections[section].Title : "")}] "
        + $"{measure.DeadlineText?.Replace('\n', '¶')} / {measure.ResponsibleText?.Replace('\n', '¶')}");

    public static ReadMeasure Numbered(this ReadRoadmapTable table, string number) => table.Measures.First(measure => measure.Number == number);
}
