using System.Globalization;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>Numbers that people typed as text: «1 204», «30,5 %», «12,0».</summary>
public static class CellNumbers
{
    /// <param name="plain">The text was digits with at most a decimal sign: no spaces inside, no percent sign.</param>
    public static bool TryParse(string text, out double number, out bool plain)
    {
        number = 0;
        plain = false;
        Span<char> buffer = stackalloc char[32];
        var length = 0;
        plain = true;
        var trimmed = text.AsSpan().Trim();
        foreach (var c in trimmed)
        {
            if (c is ' ' or '\u00A0' or '\u202F' or '\u2009' or '%')
            {
                plain = false;
                continue;
            }
            if (length == buffer.Length)
                return false;
            buffer[length++] = c switch { ',' => '.', '−' or '–' => '-', _ => c };
        }
        var cleaned = buffer[..length];
        foreach (var c in cleaned)
            if (!char.IsAsciiDigit(c) && c is not '.' and not '-')
                return false;
        return double.TryParse(cleaned, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out number);
    }
}
