using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Reports.Fulfilment;

/// <summary>The report on execution as an official paper: what was found stands on the first pages, tables in appendices across the page.</summary>
public static class FulfilmentPaper
{
    private static readonly (string Heading, string[] Tables)[] Appendices =
    [
        ("Исполнение по разделам, школам, ответственным и времени", [FulfilmentTables.Sections, FulfilmentTables.Schools, FulfilmentTables.Responsibles, FulfilmentTables.Parts]),
        ("Исполнение по мероприятиям", [FulfilmentTables.Measures]),
        ("Просроченные сроки", [FulfilmentTables.Overdue, FulfilmentTables.Earlier]),
        ("Мероприятия без последнего дня исполнения", [FulfilmentTables.Undated]),
        ("Документы", [FulfilmentTables.Evidence]),
    ];

    public static OfficialDocument Make(FulfilmentReport report, Tenant tenant)
    {
        var tables = FulfilmentTables.Of(report).Select((table, i) => new NumberedTable(table, i + 1)).ToList();
        return new OfficialDocument
        {
            Title = $"Отчёт об исполнении за {report.Period.Accusative}. {report.Program.Title}",
            Kind = "ОТЧЁТ",
            TitleLines = [PaperWords.Text("об исполнении мероприятий документа"), PaperWords.Text(FulfilmentPhrases.Quoted(report.Program.Title)), PaperWords.Text($"за {report.Period.Accusative}")],
            Authority = PaperWords.Authority(tenant),
            Registration = PaperWords.Registration(report.Today),
            Sections = PaperWords.Numbered(
            [
                new("Основание", [.. FulfilmentPhrases.Basis(report).Select(PaperWords.Paragraph)]),
                new("Порядок учёта", [.. FulfilmentPhrases.Method().Select(PaperWords.Paragraph)]),
                new("Итоги", [.. FulfilmentPhrases.Findings(report).Select(PaperWords.Paragraph), .. Where(tables)]),
            ]),
            Signature = PaperWords.Signature(tenant),
            Executor = PaperWords.Executor(tenant),
            Appendices = [.. AppendicesOf(tables)],
        };
    }

    private sealed record NumberedTable(FulfilmentTable Table, int Number);

    /// <summary>Every table is named in the text before it comes.</summary>
    private static IEnumerable<DocumentBlock> Where(List<NumberedTable> tables)
    {
        if (tables.Count > 0)
            yield return PaperWords.Paragraph($"Подробные сведения: {string.Join("; ", tables.Select(t => $"{Lower(t.Table.Title)} — таблица{RussianText.NoBreakSpace}{t.Number}"))}.");
    }

    private static string Lower(string title) => char.ToLower(title[0], RussianText.Culture) + title[1..];

    private static IEnumerable<DocumentSection> AppendicesOf(List<NumberedTable> tables)
    {
        var found = Appendices.Select(a => (a.Heading, Tables: tables.Where(t => a.Tables.Contains(t.Table.Code)).ToList())).Where(a => a.Tables.Count > 0).ToList();
        return found.Select((appendix, i) => new DocumentSection(appendix.Heading,
            [.. appendix.Tables.SelectMany(t => new DocumentBlock[] { t.Table.Print(t.Number), new Note(PaperWords.Text(t.Table.Remark)) })])
        {
            Landscape = true, Mark = found.Count == 1 ? "Приложение" : PaperWords.Text($"Приложение № {i + 1}"),
        });
    }
}
