using System.Text;

namespace SchoolSupport.Documents.Reports;

/// <summary>Text as an office file can hold it.</summary>
internal static class XmlText
{
    /// <summary>Drops what XML cannot hold; line ends become spaces.</summary>
    public static string Clean(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) && char.IsControl(c))
                result.Append(' ');
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                result.Append(c).Append(text[++i]);
            else if (!char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\ufffe' or '\uffff'))
                result.Append(c);
        }
        return result.ToString();
    }
}
