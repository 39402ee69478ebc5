using System.Text.RegularExpressions;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

/// <summary>Says why a table was not taken for a roadmap.</summary>
internal static partial class TableLook
{
    private const int RowsLookedAt = 6;

    public static string WhyNot(SourceTable table)
    {
        var filled = table.Rows.Where(row => !row.IsBlank).ToList();
        if (filled.Count == 0)
            return table.IsSheet ? "лист пуст" : "таблица пуста";
        return $"{Wanting(filled)}{Likeness(filled)}";
    }

    /// <summary>One of the first rows heads columns, though not those of a roadmap.</summary>
    public static bool HasOtherHeading(SourceTable table) =>
        table.Rows.Where(row => !row.IsBlank).Take(2).Any(row => CodePath.Parse(row.Filled.First().Text.Plain) is null
            && row.Filled.Count(cell => ColumnWords.Recognise(cell.Text.Plain)?.Confidence >= ReadColumn.Sure) >= 2);

    private static string Wanting(List<SourceRow> rows)
    {
        // Two cells side by side are a label and its text («Наименование программы»), no heading.
        var best = rows.Take(RowsLookedAt).Where(row => row.Filled.Skip(2).Any()).Select(row => KindsOf(row).ToHashSet()).MaxBy(kinds => kinds.Count);
        if (best is null || (!best.Contains(RoadmapColumn.Title) && !best.Contains(RoadmapColumn.Deadline)))
            return "нет столбцов мероприятий и сроков";
        return best.Contains(RoadmapColumn.Title) ? "нет столбца сроков" : "нет столбца мероприятий";
    }

    private static string Likeness(List<SourceRow> rows)
    {
        var cells = rows.Max(row => row.Cells.Count);
        var labels = string.Join('\n', rows.Select(row => row.Filled.First().Text.Plain));
        var heads = string.Join('\n', rows[0].Filled.Select(cell => cell.Text.Plain));
        if (cells <= 3 && Passport().Matches(labels).Count >= 2)
            return " (похоже на паспорт программы)";
        if (rows.Count <= 4 && Approval().IsMatch(string.Join('\n', rows.SelectMany(row => row.Filled).Select(cell => cell.Text.Plain))))
            return " (похоже на гриф утверждения или реквизиты приказа)";
        var kinds = KindsOf(rows[0]).ToHashSet();
        if (kinds.Contains(RoadmapColumn.Indicator) && !kinds.Contains(RoadmapColumn.Title))
            return " (похоже на таблицу показателей)";
        return Schools().IsMatch(heads) ? " (похоже на список школ)" : "";
    }

    private static IEnumerable<RoadmapColumn> KindsOf(SourceRow row) =>
        row.Filled.Where(cell => cell.Text.Plain.Length <= 80).Select(cell => ColumnWords.Recognise(cell.Text.Plain)).OfType<(RoadmapColumn Kind, double)>().Select(known => known.Kind);

    [GeneratedRegex(@"^\W*\d*\W*(?:наименование|основани|цел[ьи]|задач|исполнител|разработчик|заказчик|координатор|ср(?:о|оки?)\w* (?:и этапы )?реализац|этапы|ожидаем|контрол|объем|источник|показател|целевые)", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Passport();

    [GeneratedRegex(@"утвержд|согласован|приложение|приказ|постановлен|от\s+[«""\d].{0,30}20\d\d|^№\s*\d", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Approval();

    [GeneratedRegex(@"школ|(?<!\p{L})о[оу](?!\p{L})|образовательн\w+ (?:организац|учрежд)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Schools();
}
