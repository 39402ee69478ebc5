using System.Globalization;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Programs;

/// <summary>Gives back the words that Excel turned into numbers and dates.</summary>
internal static class SheetValues
{
    private static readonly string[] Months =
        ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"];

    private static readonly string[] GenitiveMonths =
        ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];

    /// <summary>The term that a date cell stands for, in the words that its format lets a person see.</summary>
    /// <param name="changed">The words are not what stands in the cell.</param>
    public static string Term(SheetCell cell, out bool changed)
    {
        changed = false;
        if (cell.AsDate is not { } date)
            return cell.Display;
        var format = Letters(cell.Style?.Format);
        var (day, month, year) = (format.Contains('d'), format.Contains('m'), format.Contains('y'));
        changed = true;
        if (month && year && !day)
            return $"{Capital(Months[date.Month - 1])} {date.Year}";
        if (month && !year && !day)
            return Capital(Months[date.Month - 1]);
        if (year && !month && !day)
            return date.Year.ToString(CultureInfo.InvariantCulture);
        if (day && month && !year)
            return $"{date.Day} {GenitiveMonths[date.Month - 1]}";
        if (format.Contains("mmm", StringComparison.Ordinal))
            return $"{date.Day} {GenitiveMonths[date.Month - 1]} {date.Year}";
        changed = false;
        return date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The number that was typed into a cell which Excel took for a date: «2.1» became 2 January, «2.1.3» 2 January 2003,
    /// «1.13» January 2013. What follows on the number above is preferred.
    /// </summary>
    public static string CodeOfDate(SheetCell cell, CodePath? above, CodePath? section)
    {
        if (cell.AsDate is not { } date)
            return cell.Display;
        var dayMonth = $"{date.Day}.{date.Month}";
        var full = $"{date.Day}.{date.Month}.{date.Year % 100}";
        var monthYear = $"{date.Month}.{date.Year % 100}";
        foreach (var candidate in new[] { dayMonth, full, monthYear })
            if (CodePath.Parse(candidate) is { } path && (above?.IsFollowedBy(path) == true || (section?.IsParentOf(path) == true && path.Last == 1)))
                return candidate;
        var format = Letters(cell.Style?.Format);
        if (format.Contains('m') && !format.Contains('d'))
            return monthYear;
        if (!format.Contains('y') && format.Length > 0)
            return dayMonth;
        return above?.Depth == 3 || section?.Depth == 2 || date.Year < 2010 ? full : dayMonth;
    }

    /// <summary>«1.10» is kept as the number 1.1; after 1.9 only 1.10 can be meant.</summary>
    public static string? CodeOfFraction(SheetCell cell, CodePath? above)
    {
        if (CodePath.Parse(cell.Display) is not { Depth: 2 } path || above is not { Depth: 2 } before || before.Steps[0] != path.Steps[0])
            return null;
        return path.Last is > 0 and < 10 && before.Last == path.Last * 10 - 1 ? $"{path.Steps[0]}.{path.Last * 10}" : null;
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>The letters of a number format that stand for parts of a date, without texts in quotes and language marks.</summary>
    private static string Letters(string? format)
    {
        if (format is null)
            return "";
        var letters = new List<char>();
        var (quoted, bracket) = (false, false);
        for (var i = 0; i < format.Length; i++)
        {
            var c = char.ToLowerInvariant(format[i]);
            if (c == '"')
                quoted = !quoted;
            else if (c is '[' or ']')
                bracket = c == '[';
            else if (c is '\\' or '_')
                i++;
            else if (c == ';')
                break;
            else if (!quoted && !bracket && c is 'd' or 'm' or 'y')
                letters.Add(c);
        }
        return string.Concat(letters);
    }
}
