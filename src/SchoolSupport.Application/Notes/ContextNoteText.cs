using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Contexts;

namespace SchoolSupport.Application.Notes;

/// <summary>Conditions of schools beside their results: the chart of the page with the table that its numbers lead to (domain reference, 6.6). For the internal edition.</summary>
internal static class ContextNoteText
{
    public static void Write(NoteBuilder note, ContextTable table)
    {
        note.Section("contexts", "Условия и результаты школ");
        var placed = table.Schools.Where(one => one.Quadrant != ContextQuadrant.NotPlaced).ToArray();
        if (placed.Length == 0)
        {
            note.Text("contexts", $"Условия и результаты не сопоставлены: социальный паспорт и результаты за {table.Year} учебный год вместе не известны ни по одной школе.");
            return;
        }
        var hasSmall = placed.Any(ContextFigure.IsSmall);
        note.Text("contexts", $"Индекс социального благополучия (ИСБ, от 0 до 100) рассчитан по социальным паспортам за {table.Year} учебный год: чем он ниже, тем сложнее условия. "
            + $"Рядом — не справившиеся по всем процедурам вместе (таблица {note.NextTable}, рисунок {note.NextFigure}). Пунктир на рисунке — медиана индекса ({SocialIndex.Printed(table.Chart.IndexLine!.Value)}) "
            + $"и доля не справившихся по всем школам ({RussianText.Percent(table.Chart.ShareLine!.Value.Round(1), 1)}); номера — по таблице.",
            Said(placed, ContextQuadrant.RiskGroup, "В группе риска (условия сложнее, доля выше)"), Said(placed, ContextQuadrant.Overcoming, "Справляются вопреки условиям"),
            Absent([.. table.Schools.Where(one => one.Quadrant == ContextQuadrant.NotPlaced).Select(Name)]),
            hasSmall ? "Школы с малой выборкой отмечены знаком «*»: их место может быть случайным, между собой и с другими школами они не сравниваются." : null);
        note.Table("contexts-table", "Условия и результаты школ",
            [NoteTables.Number("№", 10), NoteTables.Words("Школа"), NoteTables.Number("ИСБ", 18), NoteTables.Share("Не справились", 40, "не справились", "участий"), NoteTables.Words("Место на рисунке", 48)],
            ContextFigure.Numbered(table).Select(one => RowGroup.Of(TableRow.Of(one.Number, NoteTables.Name(one.School.School.ShortName), Index(one.School), Low(one.School), PaperWords.Text(ContextFigure.Words(one.School.Quadrant))))), isLong: true);
        if (hasSmall)
            note.Note("contexts-note", $"* Малая выборка: менее {RussianText.Count(table.Rules.SmallSampleBelow, "обучающегося", "обучающихся", "обучающихся")}.");
        note.Points("contexts-chart", ContextFigure.Title, caption => ContextFigure.Of(table, caption));
    }

    private static string Name(PlacedSchool one) => SchoolTitle.Of(one.School.ShortName);

    private static string? Said(PlacedSchool[] placed, ContextQuadrant quadrant, string what)
    {
        var names = placed.Where(one => one.Quadrant == quadrant && !ContextFigure.IsSmall(one)).Select(Name).ToArray();
        return names.Length == 0 ? null : $"{what} — {NoteWords.Schools(names.Length)}: {NoteWords.And(names)}.";
    }

    private static string? Absent(IReadOnlyList<string> names) =>
        names.Count == 0 ? null : $"Нет социального паспорта или результатов: {NoteWords.And(names)}.";

    private static CellValue Index(PlacedSchool one) => one.Context.Index.Value is { } value ? new DecimalValue(value.Round(2), 2) : new TextValue(ReportCells.NoData);

    private static CellValue Low(PlacedSchool one) => one.Context.Low is { State: ShareState.Known, OnlyPercent: null } low
        ? new ShareValue(low.Part, low.Whole, WithPercent: low.Whole >= SmallNumbers.Fewest, Mark: ContextFigure.IsSmall(one) ? "*" : "") : new TextValue(ReportCells.NoData);
}
