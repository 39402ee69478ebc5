using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>Exactly the list that the page shows under its filter and order, as a workbook to work on.</summary>
internal static class LowResultsExport
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static string FileName(LowResultsPage page) => $"Вердикты {page.Year.Slug}.xlsx";

    public static byte[] Write(LowResultsPage page)
    {
        var hasFederal = page.FederalNote is not null;
        HeadNode[] head =
        [
            new TableColumn("Школа") { WidthMm = 55 }, new TableColumn("Вердикт") { WidthMm = 32 }, new TableColumn("Решение") { WidthMm = 45 },
            new TableColumn("Почему") { WidthMm = 120 }, new TableColumn("Предупреждения") { WidthMm = 70 },
            new TableColumn("Запас до порога") { WidthMm = 35 }, new TableColumn("Процедуры запаса") { WidthMm = 70 },
            .. hasFederal ? [new TableColumn("Перечень ФИОКО") { WidthMm = 28 }] : Array.Empty<HeadNode>(),
        ];
        var rows = page.Rows.Select(row => Cells(row, hasFederal)).Concat(page.ClosedShown.Select(closed => Closed(closed, hasFederal)));
        return WorkbookWriter.Write("Школы с низкими образовательными результатами", new ListSheet(page.Year.Slug, head, rows)
        {
            Above =
            [
                new SheetLine($"Школы с низкими образовательными результатами, {page.Year} учебный год", Bold: true),
                new SheetLine(page.Lead),
                new SheetLine($"{Condition(page)}: {RussianText.Count(page.Rows.Count, "школа", "школы", "школ")} из {page.Total}"),
            ],
        });
    }

    private static string Condition(LowResultsPage page) => page.List.Filter("show") switch
    {
        LowResultsQueries.Included => "Включённые",
        LowResultsQueries.NotIncluded => "Не включённые",
        LowResultsQueries.Insufficient => "Недостаточно данных",
        LowResultsQueries.Near => "До порога 1 ученик",
        LowResultsQueries.Differs => "Расходится с перечнем ФИОКО",
        _ => "Все школы",
    };

    private static IReadOnlyList<TableCell> Cells(VerdictRow row, bool hasFederal) =>
    [
        row.Name, Explanation.Label(row.Included switch { true => Verdict.Included, false => Verdict.NotIncluded, null => Verdict.InsufficientData }),
        row.Decision ?? "", string.Join(' ', new[] { row.Why, row.Notes }.Where(text => text.Length > 0)), string.Join(' ', row.Warnings),
        row.MarginHeadline, row.MarginDetail,
        .. hasFederal ? [row.OnFederalList == true ? "есть" : "нет"] : Array.Empty<TableCell>(),
    ];

    private static IReadOnlyList<TableCell> Closed(ClosedRow row, bool hasFederal) =>
        [row.Name, "не оценивается", "", row.Sentence, "", "", "", .. hasFederal ? [""] : Array.Empty<TableCell>()];
}
