using System.Globalization;

namespace SchoolSupport.Domain.Programs;

/// <param name="Code">As printed; null for none.</param>
/// <param name="IsPart">An unnumbered row that belongs to the numbered one above it: it stays unnumbered.</param>
public sealed record NumberedRow(string? Code, bool IsPart);

/// <summary>Numbers measures on demand, in the way in which a section is numbered already (domain reference, 3.2 rule 1: printed codes are nobody's key).</summary>
public static class MeasureNumbers
{
    /// <summary>New codes in the order of the rows; null for rows that stay unnumbered.</summary>
    /// <param name="section">Number of the section as printed: «2.1», «IV»; null when it has none.</param>
    public static IReadOnlyList<string?> Renumber(string? section, IReadOnlyList<NumberedRow> rows)
    {
        var number = section?.Trim().TrimEnd('.') ?? "";
        var codes = rows.Select(row => row.Code?.Trim()).OfType<string>().Where(code => code.Length > 0).ToList();
        var prefix = number.Length > 0 && IsPrefixed(number, codes) ? number + "." : "";
        // Where both ways of writing are mixed, the more frequent one wins.
        var dot = codes.Count(code => code.EndsWith('.')) * 2 >= codes.Count;
        var next = 0;
        return [.. rows.Select(row => row.IsPart && string.IsNullOrWhiteSpace(row.Code) ? null
            : string.Create(CultureInfo.InvariantCulture, $"{prefix}{++next}{(dot ? "." : "")}"))];
    }

    /// <summary>Most codes repeat the section's number; where there are none, arabic numbers are repeated and Roman ones are not.</summary>
    private static bool IsPrefixed(string number, List<string> codes) =>
        codes.Count == 0 ? char.IsAsciiDigit(number[0]) : codes.Count(code => code.StartsWith(number + ".", StringComparison.Ordinal) && code.TrimEnd('.').Length > number.Length) * 2 >= codes.Count;
}
