using SchoolSupport.Application.Indicators;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Web.Features.Indicators;

/// <summary>The table of a programme's indicators as a workbook: one row for each value and period, numbers as numbers.</summary>
internal static class IndicatorExport
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // What is kept of an exact number; more digits than anybody prints.
    private const int KeptDecimals = 6;

    private static readonly HeadNode[] Head =
    [
        new TableColumn("Код") { WidthMm = 20 }, new TableColumn("Показатель") { WidthMm = 90 }, new TableColumn("Часть") { WidthMm = 45 }, new TableColumn("Единица") { WidthMm = 20 },
        new TableColumn("Период") { WidthMm = 35 }, new TableColumn("Было год назад") { WidthMm = 22 }, new TableColumn("Цель") { WidthMm = 28 }, new TableColumn("Числитель") { WidthMm = 22 },
        new TableColumn("Знаменатель") { WidthMm = 24 }, new TableColumn("Значение") { WidthMm = 22 }, new TableColumn("За год") { WidthMm = 35 }, new TableColumn("Итог") { WidthMm = 26 },
        new TableColumn("Источник") { WidthMm = 26 }, new TableColumn("Чего нет") { WidthMm = 45 }, new TableColumn("Причина замены") { WidthMm = 60 },
        new TableColumn("Исходное значение") { WidthMm = 26 },
    ];

    public static string FileName(IndicatorsPage page) => $"Показатели {page.Year.Slug}.xlsx";

    public static byte[] Write(IndicatorsPage page) => WorkbookWriter.Write("Показатели программы", new ListSheet(page.Year.Slug, Head, page.Rows.SelectMany(Rows))
    {
        Above = [new SheetLine(page.Found!.Program.Title, Bold: true), new SheetLine($"Показатели программы, {page.Year} учебный год{(page.ShownWords is { } shown ? $"; отбор по итогу: {shown}" : "")}")],
    });

    private static IEnumerable<IReadOnlyList<TableCell>> Rows(IndicatorSeries series) =>
        series.Now.Count == 0 ? [Row(series, null)] : series.Now.Select(point => Row(series, point));

    private static IReadOnlyList<TableCell> Row(IndicatorSeries series, IndicatorPoint? point)
    {
        var definition = series.Definition;
        var before = point is null ? series.Baseline : series.BeforeOf(point);
        var value = point?.Value;
        return
        [
            definition.Code, definition.Name, series.Line.Part, IndicatorWords.Unit(definition.Unit), point?.Period.Title ?? "", Cell(definition, before?.Value.Value),
            IndicatorWords.Target(definition, series.Target), Cell(value?.Numerator, 2), Cell(value?.Denominator, 2), Cell(definition, value?.Value),
            IndicatorWords.Trend(IndicatorJudgement.Trend(before?.Value.Value, value?.Value, definition.WishOf(series.Line))),
            IndicatorJudgement.Words(series.StandingOf(point)),
            value is null ? "" : IndicatorWords.Source(value.Source), value is null ? "" : IndicatorWords.Missing(value) ?? "", value?.Reason ?? "",
            series.Line.Baseline is { } baseline ? Cell(definition, baseline) : new TextValue("год назад"),
        ];
    }

    // An index keeps its digits: one column, one precision.
    private static TableCell Cell(IndicatorDefinition definition, Fraction? value) => definition.Unit == IndicatorUnit.Index && value is { } index
        ? new DecimalValue(index.Round(KeptDecimals), definition.Decimals) : Cell(value, definition.Decimals);

    // A whole number keeps no digits behind the comma, whatever the column would print.
    private static TableCell Cell(Fraction? value, int decimals) => value is not { } number ? new TextValue("нет данных")
        : new DecimalValue(number.Round(KeptDecimals), number.Denominator.IsOne ? 0 : decimals);
}
