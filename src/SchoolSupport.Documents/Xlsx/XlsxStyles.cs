using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>How a cell is shown.</summary>
/// <param name="IsDate">A number in it is shown as a date.</param>
/// <param name="Format">The number format, such as «mmm yyyy»; null for the general one.</param>
public sealed record CellLook(bool IsDate, string? Format, bool Bold);

/// <summary>The cell styles of a workbook, by their index.</summary>
internal static partial class XlsxStyles
{
    private const int MostStyles = 100_000;

    public static CellLook[] Read(XmlReader xml)
    {
        using (xml)
        {
            var formats = new Dictionary<int, string>();
            var bold = new List<bool>();
            var styles = new List<CellLook>();
            string? inside = null;
            while (xml.Read())
            {
                if (xml.LocalName is "cellXfs" or "fonts" && xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
                    inside = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement ? xml.LocalName : null;
                if (xml.NodeType != XmlNodeType.Element)
                    continue;
                if (xml.LocalName == "numFmt" && Id(xml, "numFmtId") is { } id && formats.Count < MostStyles)
                    formats[id] = xml.GetAttribute("formatCode") ?? "";
                else if (xml.LocalName == "font" && inside == "fonts" && bold.Count < MostStyles)
                    bold.Add(false);
                else if (xml.LocalName == "b" && inside == "fonts" && bold.Count > 0)
                    bold[^1] = xml.GetAttribute("val") is null or "1" or "true";
                else if (xml.LocalName == "xf" && inside == "cellXfs" && styles.Count < MostStyles)
                    styles.Add(StyleOf(xml, formats, bold));
            }
            return [.. styles];
        }
    }

    /// <summary>The style of a built-in or given number format, as the old binary format names them.</summary>
    public static CellLook OfFormat(int id, string? format) =>
        new(IsBuiltInDate(id) || format is not null && LooksLikeDate(format), format ?? BuiltIn(id), Bold: false);

    private static CellLook StyleOf(XmlReader xml, Dictionary<int, string> formats, List<bool> bold)
    {
        var format = Id(xml, "numFmtId") ?? 0;
        var font = Id(xml, "fontId") ?? -1;
        return OfFormat(format, formats.GetValueOrDefault(format)) with { Bold = font >= 0 && font < bold.Count && bold[font] };
    }

    private static int? Id(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static bool IsBuiltInDate(int id) => id is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58;

    private static string? BuiltIn(int id) => id switch
    {
        9 => "0%",
        10 => "0.00%",
        14 or 22 => "dd.mm.yyyy",
        15 => "d mmm yy",
        16 => "d mmm",
        17 => "mmm yy",
        _ => null,
    };

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
