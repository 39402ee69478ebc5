using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>Recommendations to each school: its deficits with their numbers and the first typical measure against each, deficits with the same measure in one row.</summary>
internal static class RiskAdvice
{
    // The page offers the rest: a paper of every measure against every deficit of every school would not be read.
    private const int MostOfSection = 2;

    public static void Write(NoteBuilder note, IReadOnlyList<(string School, RiskVerdict Verdict)> schools, ReportEdition edition)
    {
        note.Table("recommendations-table", "Рекомендации школам",
            [NoteTables.Words("Школа", 32), NoteTables.Words(edition == ReportEdition.Publication ? "Раздел" : "Дефицит", 48), NoteTables.Words("Меры"), NoteTables.Words("Ответственные, срок", 38)],
            schools.Select(school => GroupOf(school.School, Rows(school.Verdict, edition))).OfType<RowGroup>(), isLong: true);
    }

    private sealed record Advice(string What, IReadOnlyList<TypicalMeasure> Measures);

    private static RowGroup? GroupOf(string school, IReadOnlyList<Advice> rows) => rows.Count == 0 ? null : new RowGroup([.. rows.Select((row, i) => new TableRow(
    [
        .. i > 0 ? [] : (TableCell[])[NoteTables.Name(school, rows.Count)],
        PaperWords.Text(row.What),
        PaperWords.Text(string.Join("\n", row.Measures.Select((measure, n) => row.Measures.Count == 1 ? measure.Title : $"{n + 1}) {measure.Title}"))),
        PaperWords.Text(string.Join("\n", row.Measures.Select((measure, n) => (row.Measures.Count == 1 ? "" : $"{n + 1}) ") + $"{measure.Responsible}, {measure.Term}"))),
    ]))]) { MayDivide = rows.Count > NoteTables.MostRowsTogether };

    private static IReadOnlyList<Advice> Rows(RiskVerdict verdict, ReportEdition edition)
    {
        var advice = AddressedRecommendation.For(verdict);
        // Which line of a section carries it tells something of single children, so publication stays at the section.
        if (edition == ReportEdition.Publication)
            return [.. advice.GroupBy(a => a.Section).Select(section => new Advice(
                $"{section.Key} «{verdict.Sections.First(s => s.Section.Code == section.Key).Section.Name}»",
                [.. section.SelectMany(a => a.Measures.Take(1)).DistinctBy(m => m.Code).Take(MostOfSection)]))];
        return [.. advice.GroupBy(a => string.Join('|', a.Measures.Take(1).Select(m => m.Code))).Select(same => new Advice(
            string.Join("; ", same.Select((a, i) => i == 0 ? a.Text.TrimEnd('.') : char.ToLowerInvariant(a.Text[0]) + a.Text.TrimEnd('.')[1..])),
            [.. same.First().Measures.Take(1)]))];
    }
}
