using System.Globalization;

namespace SchoolSupport.Documents.Assessments;

internal static class ProtocolClasses
{
    /// <summary>The grade of a class name: «5А», «5-а», «05 Б», «5» are 5.</summary>
    public static int? GradeOf(string className)
    {
        var digits = className.AsSpan().Trim();
        var length = 0;
        while (length < digits.Length && char.IsAsciiDigit(digits[length]))
            length++;
        return int.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var grade) && grade is >= 1 and <= 11
            ? grade
            : null;
    }
}
