using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>Russian forms that sentences of notes share. Names of schools are never declined.</summary>
internal static class NoteWords
{
    public const string NoData = "нет данных";

    // A decision that lists a whole district is not read to its end.
    private const int MostNames = 6;

    /// <summary>«1 школа», «2 школы», «5 школ».</summary>
    public static string Schools(int n) => RussianText.Count(n, "школа", "школы", "школ");

    /// <summary>«у 1 школы», «у 2 школ», «из 5 школ».</summary>
    public static string OfSchools(int n) => RussianText.Count(n, "школы", "школ", "школ");

    /// <summary>«1 школе», «2 школам».</summary>
    public static string ToSchools(int n) => RussianText.Count(n, "школе", "школам", "школам");

    /// <summary>«в 1 школе», «в 2 школах».</summary>
    public static string InSchools(int n) => $"в {RussianText.Count(n, "школе", "школах", "школах")}";

    public static string Pupils(int n) => RussianText.Count(n, "обучающийся", "обучающихся", "обучающихся");

    /// <summary>«А», «А и Б», «А, Б и В»; names that hold commas are parted by semicolons.</summary>
    public static string And(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        2 => $"{items[0]} и {items[1]}",
        _ when items.Any(item => item.Contains(',', StringComparison.Ordinal)) => string.Join("; ", items),
        _ => $"{string.Join(", ", items.SkipLast(1))} и {items[^1]}",
    };

    /// <summary>The names, or how many there are when a sentence would drown in them.</summary>
    public static string Some(IReadOnlyList<string> names) => names.Count <= MostNames ? And(names) : Schools(names.Count);

    /// <summary>The same words inside a sentence.</summary>
    public static string Small(string text) => text.Length == 0 ? text : char.ToLower(text[0], RussianText.Culture) + text[1..];

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], RussianText.Culture) + text[1..];

    /// <summary>«в сентябре 2025 года», «в 2024/2025 учебном году».</summary>
    public static string In(MonitoringPeriod period) => period.Kind == PeriodKind.Month
        ? $"в {MonthWords.Prepositional(period.Number)} {period.Year} года" : $"в {period.Academic} учебном году";

    /// <summary>A person's own words in quotation marks; those inside become the inner ones.</summary>
    public static string Quoted(string words) => $"«{words.Trim().TrimEnd('.').Replace('«', '„').Replace('»', '“')}»";

    /// <summary>How values moved: «увеличилось значение 1 показателя, уменьшилось — 2»; only what there is.</summary>
    public static string Moves(IReadOnlyList<ShareChange> moves)
    {
        var (up, down, same) = (moves.Count(m => m.Tenths > 0), moves.Count(m => m.Tenths < 0), moves.Count(m => m.Tenths == 0));
        if (moves.Count == 1)
            return $"значение показателя {(up == 1 ? "увеличилось" : down == 1 ? "уменьшилось" : "практически не изменилось")}";
        if (up == moves.Count || down == moves.Count || same == moves.Count)
            return $"значения всех {RussianText.Count(moves.Count, "показателя", "показателей", "показателей")} {(up > 0 ? "увеличились" : down > 0 ? "уменьшились" : "практически не изменились")}";
        (int Count, string Verb)[] kinds = [(up, "увеличилось"), (down, "уменьшилось"), (same, "практически не изменилось")];
        return string.Join(", ", kinds.Where(kind => kind.Count > 0).Select((kind, place) => place == 0
            ? $"{kind.Verb} значение {RussianText.Count(kind.Count, "показателя", "показателей", "показателей")}" : $"{kind.Verb} — {kind.Count}"));
    }

    /// <summary>How a count moved: «увеличилось с 3 до 4», «уменьшилось с 4 до 3», «не изменилось (4)».</summary>
    public static string Moved(int before, int now) => now > before ? $"увеличилось с {before} до {now}" : now < before ? $"уменьшилось с {before} до {now}" : $"не изменилось ({now})";

    /// <summary>«Нет данных по 2 школам: А и Б.»; null when nobody is missing.</summary>
    public static string? Missing(IReadOnlyList<string> names) => names.Count == 0 ? null : $"Нет данных по {ToSchools(names.Count)}: {And(names)}.";
}
