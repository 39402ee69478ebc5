using System.Globalization;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Assessments;

internal static class PercentSums
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    /// <summary>
    /// Percents lie in 0…100 and add up to 100; two decimals each leave 0.005 a number, and 0.1 is always allowed.
    /// </summary>
    public static bool Check(
        FindingList findings, string sheet, SheetRow row, string school, SheetColumn first, IReadOnlyList<decimal> percents, bool complete)
    {
        if (percents.FirstOrDefault(percent => percent is < 0 or > 100) is var outside and not 0)
        {
            findings.Error(FindingCodes.PercentOutOfRange, $"Строка {row.Number}, «{Words.Short(school)}»: доля вне пределов от 0 до 100 %.",
                sheet, row.Number, first.Letter, outside.ToString("0.##", Russian), "от 0 до 100", "Исправьте доли и загрузите файл снова.");
            return false;
        }
        var sum = percents.Sum();
        var tolerance = Math.Max(0.1m, 0.05m + 0.005m * percents.Count);
        if (!complete || Math.Abs(sum - 100) <= tolerance)
            return true;
        findings.Error(FindingCodes.PercentsNot100,
            $"Строка {row.Number}, «{Words.Short(school)}»: доли в сумме дают {sum.ToString("0.##", Russian)} %, а должны 100 %.",
            sheet, row.Number, first.Letter, sum.ToString("0.##", Russian), "100", "Исправьте доли и загрузите файл снова.");
        return false;
    }
}
