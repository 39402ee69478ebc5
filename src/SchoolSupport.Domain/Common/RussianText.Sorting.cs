using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SchoolSupport.Domain.Common;

public static partial class RussianText
{
    private const int NumberWidth = 10;

    [GeneratedRegex(@"^\W*(?:(?:муниципальное|государственное|частное|областное)\s+(?:\w+\s+){0,3}?учреждение|[мгчн][абк]?оу|мобу|огбоу|ночу|ноу)(?!\w)\W*",
        RegexOptions.CultureInvariant)]
    private static partial Regex LegalForm();

    /// <summary>
    /// A key to sort names by, compared by ordinal: without the legal form and quotes, in one case, ё as е,
    /// numbers as numbers (№ 2 before № 10).
    /// </summary>
    public static string NaturalKey(string name)
    {
        var lower = name.ToLower(CultureInfo.InvariantCulture).Replace('ё', 'е');
        var bare = LegalForm().Replace(lower, "");
        var key = new StringBuilder(bare.Length + NumberWidth);
        for (var i = 0; i < bare.Length; i++)
        {
            if (char.IsAsciiDigit(bare[i]))
            {
                var start = i;
                while (i + 1 < bare.Length && char.IsAsciiDigit(bare[i + 1]))
                    i++;
                key.Append(bare[start..(i + 1)].TrimStart('0').PadLeft(NumberWidth, '0'));
            }
            else if (char.IsLetter(bare[i]))
                key.Append(bare[i]);
            else if (key.Length > 0 && key[^1] != ' ')
                key.Append(' ');
        }
        return key.ToString().TrimEnd();
    }
}
