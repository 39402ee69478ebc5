using System.Globalization;
using System.Text.RegularExpressions;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Assessments;

/// <summary>Recognises academic years in titles, names and cells.</summary>
internal static partial class YearWords
{
    /// <summary>
    /// Distinct academic years that a text names. «ВПР 2025» and «в 2025 году» are 2024/2025; an autumn date or month
    /// belongs to the year that starts then.
    /// </summary>
    public static IReadOnlyList<AcademicYear> In(string text)
    {
        var plain = Words.Plain(text);
        if (PrintDate().IsMatch(plain))
            return [];
        var found = new List<AcademicYear>();
        var rest = AcademicPattern().Replace(plain, match =>
        {
            if (AcademicYear.TryParse($"{match.Groups[1].Value}/{match.Groups[2].Value}", out var year))
                found.Add(year);
            return " ";
        });
        rest = DatePattern().Replace(rest, match =>
        {
            if (DateOnly.TryParseExact($"{match.Groups[1].Value.PadLeft(2, '0')}.{match.Groups[2].Value.PadLeft(2, '0')}.{match.Groups[3].Value}",
                    "dd.MM.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                found.Add(AcademicYear.Of(date));
            return " ";
        });
        var autumn = AutumnPattern().IsMatch(rest);
        foreach (Match match in YearPattern().Matches(rest))
        {
            var number = int.Parse(match.Value, CultureInfo.InvariantCulture);
            found.Add(autumn ? new AcademicYear(number) : AcademicYear.EndingIn(number));
        }
        return [.. found.Distinct()];
    }

    /// <summary>The year of a cell under «Учебный год» or «Год»; null when it names none or several.</summary>
    public static AcademicYear? OfCell(SheetCell cell)
    {
        if (cell.AsDate is { } date)
            return AcademicYear.Of(date);
        if (cell.IsNumber)
            return cell.Number is >= AcademicYear.MinStartYear + 1 and <= AcademicYear.MaxStartYear && cell.Number == Math.Floor(cell.Number)
                ? AcademicYear.EndingIn((int)cell.Number)
                : null;
        return In(cell.Display) is [var only] ? only : null;
    }

    [GeneratedRegex(@"(?<!\d)(20\d\d)\s?[/-]\s?((?:20)?\d\d)(?!\d|\.)")]
    private static partial Regex AcademicPattern();

    [GeneratedRegex(@"(?<!\d)(\d{1,2})[./](\d{1,2})[./](20\d\d)(?!\d)")]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"(?<![\d.,])20\d\d(?!\d|,\d)")]
    private static partial Regex YearPattern();

    [GeneratedRegex(@"сентябр|октябр|ноябр|декабр|\bосен")]
    private static partial Regex AutumnPattern();

    // The day a file was printed says nothing about the results.
    [GeneratedRegex(@"сформирован|формирования|выгруз|по состоянию|создан|печати|приказ")]
    private static partial Regex PrintDate();
}
