using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

/// <summary>Sums up what a person should look at in a roadmap before it is stored.</summary>
internal static class MeasureFindings
{
    private const int RowsNamed = 15;

    public static void Report(FindingList findings, string place, IReadOnlyList<ReadColumn> columns, IReadOnlyList<ReadMeasure> measures)
    {
        foreach (var column in columns.Where(column => column.IsGuessed && column.Kind != RoadmapColumn.Other))
            findings.Warn(RoadmapFindingCodes.ColumnsGuessed, $"Столбец «{NameOf(column.Kind)}» определён по содержанию: его заголовок этого не говорит.",
                place, found: column.Heading.Length > 0 ? column.Heading : "без заголовка", action: "Проверьте, верно ли назван столбец.");
        if (measures.Count == 0)
            findings.Warn(RoadmapFindingCodes.NoMeasures, "В таблице есть заголовки дорожной карты, но нет ни одного мероприятия.", place);
        Sum(FindingSeverity.Note, RoadmapFindingCodes.RowsGlued, [ReadFlags.Glued, ReadFlags.GrowingRow], "Разорванные строки склеены");
        Sum(FindingSeverity.Note, RoadmapFindingCodes.ValuesFromMergedCells, [ReadFlags.FromMergedCell], "Значения взяты из объединённых ячеек");
        Sum(FindingSeverity.Warning, RoadmapFindingCodes.EmptyCells, [ReadFlags.EmptyMaybeInherited], "Пустые ячейки, которые могут наследовать значение выше");
        Sum(FindingSeverity.Warning, RoadmapFindingCodes.NumbersRestored, [ReadFlags.NumberFromDate, ReadFlags.NumberFromFraction], "Номера, которые Excel изменил, восстановлены");
        Sum(FindingSeverity.Warning, RoadmapFindingCodes.CompositeRows, [ReadFlags.Composite], "Составные строки: предложены подпункты");

        void Sum(FindingSeverity severity, string code, string[] flags, string what)
        {
            var rows = measures.Where(measure => measure.Flags.Any(flags.Contains)).Select(measure => measure.Place.Row).ToList();
            if (rows.Count > 0)
                findings.Add(new Finding(severity, code, $"{what}: {RussianText.Count(rows.Count, "строка", "строки", "строк")} ({Named(rows)}).", place, rows[0], Found: $"{rows.Count}"));
        }
    }

    private static string Named(List<int> rows) =>
        string.Join(", ", rows.Take(RowsNamed)) + (rows.Count > RowsNamed ? " …" : "");

    private static string NameOf(RoadmapColumn kind) => kind switch
    {
        RoadmapColumn.Code => "номер",
        RoadmapColumn.Title => "мероприятие",
        RoadmapColumn.Form => "форма",
        RoadmapColumn.Deadline => "срок",
        RoadmapColumn.Responsible => "ответственный",
        RoadmapColumn.Indicator => "показатель",
        RoadmapColumn.Result => "результат",
        RoadmapColumn.Schools => "школы",
        RoadmapColumn.Level => "уровень",
        _ => "прочее",
    };
}
