using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Contexts;

namespace SchoolSupport.Web.Features.Indicators.Contexts;

/// <summary>Exactly the schools that the page shows, numbers as numbers.</summary>
internal static class ContextExport
{
    private const int KeptDecimals = 4;

    private static readonly HeadNode[] Head =
    [
        new TableColumn("Школа") { WidthMm = 60 }, new TableColumn("Обучающихся") { WidthMm = 22 }, new TableColumn("ИСБ") { WidthMm = 18 }, new TableColumn("Участий") { WidthMm = 20 },
        new TableColumn("Не справились") { WidthMm = 24 }, new TableColumn("Доля, %") { WidthMm = 20 }, new TableColumn("Доля не меньше, %") { WidthMm = 24 }, new TableColumn("Доля не больше, %") { WidthMm = 24 },
        new TableColumn("Выборка") { WidthMm = 26 }, new TableColumn("Место на диаграмме") { WidthMm = 38 }, new TableColumn("К школам схожего контекста") { WidthMm = 34 },
        new TableColumn("С кем сравнивается") { WidthMm = 60 }, new TableColumn("ШНСУ") { WidthMm = 34 }, new TableColumn("Резильентность") { WidthMm = 34 },
        new TableColumn("Высокие результаты") { WidthMm = 40 }, new TableColumn("Динамика") { WidthMm = 26 }, new TableColumn("Чего нет") { WidthMm = 60 },
    ];

    public static string FileName(ContextPage page) => $"Условия и результаты школ {page.Table.Year.Slug}.xlsx";

    public static byte[] Write(ContextPage page) => WorkbookWriter.Write("Условия и результаты школ", new ListSheet(page.Table.Year.Slug, Head, page.Rows.Select(one => Row(page.Table, one)))
    {
        Above = [new SheetLine($"Условия и результаты школ, {page.Table.Year} учебный год", Bold: true), new SheetLine($"Методика: {page.Table.Rules.Name}, редакция {page.Table.Rules.Version}")],
    });

    private static IReadOnlyList<TableCell> Row(ContextTable table, PlacedSchool one)
    {
        var (school, low) = (one.Context, one.Context.Low);
        return
        [
            ContextPage.Name(one), Whole(school.Pupils), Number(school.Index.Value, SocialIndex.Decimals), low.State == ShareState.Known ? low.Whole : new TextValue("нет данных"),
            low.State == ShareState.Known ? low.Part : new TextValue("нет данных"), Number(low.Percent, 1), Tenths(school.Interval?.LowerTenths), Tenths(school.Interval?.UpperTenths),
            one.Comparison.SmallSample ? ContextWords.SmallSample : "", ContextWords.Quadrant(one.Quadrant), ContextWords.Peers(one.Comparison.Standing), one.Peers.Words, ContextWords.Adverse(school),
            ContextWords.Resilient(school.Resilient), ContextWords.High(one.High, school, table.Rules), ContextWords.Dynamics(school.Dynamics), string.Join("; ", school.Unknown),
        ];
    }

    private static TableCell Whole(int? value) => value is { } number ? number : new TextValue("нет данных");

    private static TableCell Number(Fraction? value, int decimals) => value is { } number ? new DecimalValue(number.Round(KeptDecimals), decimals) : new TextValue("нет данных");

    private static TableCell Tenths(int? value) => value is { } tenths ? new DecimalValue(tenths / 10m, 1) : new TextValue("");
}
