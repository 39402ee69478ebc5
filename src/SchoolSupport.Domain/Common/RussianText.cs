using System.Globalization;

namespace SchoolSupport.Domain.Common;

/// <summary>
/// Russian words, numbers and typography for pages and papers, in one place: plural forms, shares, dates,
/// no-break spaces (U+00A0, and U+202F before «%» and in thousands), order of names.
/// </summary>
public static partial class RussianText
{
    public const char NoBreakSpace = '\u00A0';
    public const char NarrowNoBreakSpace = '\u202F';
    private const int MostDigits = 6;

    /// <summary>Decimal comma, narrow no-break space in thousands, the same on every machine.</summary>
    public static readonly CultureInfo Culture = CreateCulture();

    private static readonly string[] GenitiveMonths =
    [
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ];

    private static readonly string[] FeminineDative =
        ["одной", "двум", "трём", "четырём", "пяти", "шести", "семи", "восьми", "девяти"];

    private static readonly string[] FeminineGenitive =
        ["одной", "двух", "трёх", "четырёх", "пяти", "шести", "семи", "восьми", "девяти"];

    private static CultureInfo CreateCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = NarrowNoBreakSpace.ToString();
        culture.NumberFormat.NegativeSign = "−";
        return CultureInfo.ReadOnly(culture);
    }

    /// <summary>The word that goes with a number: 1 школа, 2 школы, 5 школ, 11 школ, 21 школа.</summary>
    public static string Plural(long n, string one, string few, string many)
    {
        var tail = Math.Abs(n % 100);
        if (tail is >= 11 and <= 14)
            return many;
        return (tail % 10) switch { 1 => one, 2 or 3 or 4 => few, _ => many };
    }

    /// <summary>The number and its word, never torn apart: «5 школ».</summary>
    public static string Count(long n, string one, string few, string many) =>
        $"{Number(n)}{NoBreakSpace}{Plural(n, one, few, many)}";

    /// <summary>A whole number with thousands apart: «1 204».</summary>
    public static string Number(long n) => n.ToString("#,0", Culture);

    /// <summary>A decimal with a comma and no digits that say nothing: «30», «29,5».</summary>
    public static string Decimal(decimal value) => value.ToString("#,0.######", Culture);

    /// <summary>A decimal with always so many digits behind the comma: «79,90» beside «79,03».</summary>
    public static string Decimal(decimal value, int digits) => value.ToString(digits == 0 ? "#,0" : $"#,0.{new string('0', digits)}", Culture);

    /// <summary>How large a file is: «48 КБ», «2,4 МБ».</summary>
    public static string Size(long bytes) =>
        bytes < 1024 * 1024
            ? $"{Number(Math.Max(1, bytes / 1024))}{NoBreakSpace}КБ"
            : $"{Decimal(Math.Round(bytes / 1024m / 1024m, 1))}{NoBreakSpace}МБ";

    /// <summary>One to nine in the feminine dative, as in «по двум процедурам»; larger numbers in figures.</summary>
    public static string DativeFeminine(int n) => n is >= 1 and <= 9 ? FeminineDative[n - 1] : Number(n);

    /// <summary>One to nine in the feminine genitive, as in «из девяти»; larger numbers in figures.</summary>
    public static string GenitiveFeminine(int n) => n is >= 1 and <= 9 ? FeminineGenitive[n - 1] : Number(n);

    /// <summary>«7 из 20», without a share.</summary>
    public static string OutOf(int n, int total) => $"{Number(n)}{NoBreakSpace}из{NoBreakSpace}{Number(total)}";

    /// <summary>«7 из 20 (35,0 %)», one decimal, half up; «0 из 0» when there is nothing to share.</summary>
    public static string Share(int n, int total) =>
        total == 0 ? OutOf(n, total) : $"{OutOf(n, total)} ({Percent(100m * n / total, 1)})";

    /// <summary>
    /// The share beside a threshold: more decimals where fewer would contradict «≥ threshold» or blur it:
    /// «29 из 97 (29,90 %)» at 30, never «30,0 %» for 29,97.
    /// </summary>
    public static string Share(int n, int total, decimal thresholdPercent) =>
        total == 0 ? OutOf(n, total) : $"{OutOf(n, total)} ({Percent(100m * n / total, thresholdPercent)})";

    /// <summary>A percentage with a fixed number of decimals, half up: «35,0 %».</summary>
    public static string Percent(decimal percent, int decimals) =>
        percent.Round(decimals).ToString($"#,0.{new string('0', decimals)}", Culture) + NarrowNoBreakSpace + "%";

    /// <summary>A percentage beside a threshold that is compared by ≥; see <see cref="Share(int, int, decimal)"/>.</summary>
    public static string Percent(decimal percent, decimal thresholdPercent)
    {
        var below = percent < thresholdPercent;
        for (var decimals = 1; decimals <= MostDigits; decimals++)
        {
            var shown = percent.Round(decimals);
            // A tenth under the threshold reads as «almost», so it gets its second decimal too.
            var blurred = decimals == 1 && below && shown >= thresholdPercent - 0.1m && shown != percent;
            if (below == shown < thresholdPercent && !blurred)
                return Percent(percent, decimals);
        }
        return Percent(Math.Floor(percent * 1_000_000m) / 1_000_000m, MostDigits);
    }

    /// <summary>Narrow columns: «15.09.2025».</summary>
    public static string ShortDate(DateOnly date) => date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>Texts: «15 сентября 2025 г.».</summary>
    public static string LongDate(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{date.Day}{NoBreakSpace}{GenitiveMonths[date.Month - 1]} {date.Year}{NoBreakSpace}г.");

    private static decimal Round(this decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero);
}
