namespace SchoolSupport.Domain.Programs;

/// <summary>The twelve months and four quarters in the cases that deadlines need.</summary>
public static class MonthWords
{
    private static readonly string[] Nominatives =
        ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"];

    private static readonly string[] Genitives =
        ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];

    private static readonly string[] Prepositionals =
        ["январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре", "ноябре", "декабре"];

    private static readonly string[] Romans = ["I", "II", "III", "IV"];

    public static string Nominative(int month) => Nominatives[month - 1];
    public static string Genitive(int month) => Genitives[month - 1];
    public static string Prepositional(int month) => Prepositionals[month - 1];
    public static string Roman(int quarter) => Romans[quarter - 1];

    /// <summary>«2 сентября», «2 сентября 2023 года».</summary>
    public static string Day(int day, int month, int? year = null) =>
        year is null ? $"{day} {Genitive(month)}" : $"{day} {Genitive(month)} {year} года";

    public static string Day(DateOnly date) => Day(date.Day, date.Month, date.Year);

    /// <summary>«с 1 по 10 июня», «с 20 мая по 10 июня»; the year once when it is one.</summary>
    public static string Days(DateOnly from, DateOnly to) =>
        from == to ? Day(from)
        : from.Year != to.Year ? $"с {Day(from)} по {Day(to)}"
        : from.Month != to.Month ? $"с {Day(from.Day, from.Month)} по {Day(to)}"
        : $"с {from.Day} по {Day(to)}";

    /// <summary>«январь 2020 года», «март – апрель 2020 года», «декабрь 2020 года – май 2021 года».</summary>
    public static string Months(DateOnly from, DateOnly to) =>
        from.Year != to.Year ? $"{Nominative(from.Month)} {from.Year} года – {Nominative(to.Month)} {to.Year} года"
        : from.Month != to.Month ? $"{Nominative(from.Month)} – {Nominative(to.Month)} {to.Year} года"
        : $"{Nominative(to.Month)} {to.Year} года";

    /// <summary>«III квартал 2018 года», «III – IV кварталы 2018 года».</summary>
    public static string Quarters(DateOnly from, DateOnly to)
    {
        var (first, last) = (QuarterOf(from), QuarterOf(to));
        return from.Year != to.Year ? $"{Roman(first)} квартал {from.Year} года – {Roman(last)} квартал {to.Year} года"
            : first != last ? $"{Roman(first)} – {Roman(last)} кварталы {to.Year} года"
            : $"{Roman(last)} квартал {to.Year} года";
    }

    /// <summary>«2020 год», «2020 – 2022 годы».</summary>
    public static string Years(int from, int to) => from == to ? $"{from} год" : $"{from} – {to} годы";

    /// <summary>«январь, март и июнь».</summary>
    public static string And(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.Take(words.Count - 1))} и {words[^1]}";

    public static int QuarterOf(DateOnly date) => ((date.Month - 1) / 3) + 1;
}
