using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>Which cell styles show a number as a date.</summary>
internal static partial class XlsxStyles
{
    public static bool[] DateStyles(XmlReader xml)
    {
        using (xml)
        {
            var dateFormats = new HashSet<int>();
            var styles = new List<bool>();
            var inCellFormats = false;
            while (xml.Read())
            {
                if (xml.LocalName == "cellXfs")
                    inCellFormats = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
                if (xml.NodeType != XmlNodeType.Element)
                    continue;
                if (xml.LocalName == "numFmt" && Id(xml) is { } id && LooksLikeDate(xml.GetAttribute("formatCode") ?? ""))
                    dateFormats.Add(id);
                else if (xml.LocalName == "xf" && inCellFormats && styles.Count < 100_000)
                    styles.Add(Id(xml) is { } format && (IsBuiltInDate(format) || dateFormats.Contains(format)));
            }
            return [.. styles];
        }
    }

    private static int? Id(XmlReader xml) =>
        int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static bool IsBuiltInDate(int id) => id is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58;

    private static bool LooksLikeDate(string format)
    {
        if (format.Length > 255)
            return false;
        var bare = Quoted().Replace(format, "");
        return bare.AsSpan().IndexOfAny("dyDY") >= 0 || bare.Contains("mmm", StringComparison.OrdinalIgnoreCase)
            || bare.Contains("h:m", StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.")]
    private static partial Regex Quoted();
}
