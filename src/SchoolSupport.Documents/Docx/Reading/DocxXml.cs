using System.Globalization;
using System.Xml;
using SchoolSupport.Documents.Packaging;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Docx.Reading;

/// <summary>Walking through WordprocessingML without loading it.</summary>
internal static class DocxXml
{
    // A table in a table in a table is about 30 deep; a hostile file must not exhaust the stack.
    private const int DeepestElement = 200;

    /// <summary>
    /// Calls <paramref name="handle"/> with the local name of each child of the element that the reader stands on.
    /// The handler leaves the reader on the child's end, or where it was when it does not want the child.
    /// </summary>
    public static void ForEachChild(this XmlReader xml, Action<string> handle)
    {
        if (xml.IsEmptyElement || xml.NodeType != XmlNodeType.Element)
            return;
        var depth = xml.Depth;
        if (depth > DeepestElement)
            throw WorkbookRefusals.Broken("части документа вложены друг в друга слишком глубоко", FileWords.Document);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            var childDepth = xml.Depth;
            handle(xml.LocalName);
            if (xml.NodeType == XmlNodeType.Element && xml.Depth == childDepth)
                xml.SkipToEnd();
        }
    }

    /// <summary>Stands on the element's end afterwards, or still on the element when it is empty.</summary>
    public static void SkipToEnd(this XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
        }
    }

    /// <summary>An attribute by its local name: the prefix is the writing program's choice.</summary>
    public static string? Attribute(this XmlReader xml, string name)
    {
        string? value = null;
        for (var more = xml.MoveToFirstAttribute(); more && value is null; more = xml.MoveToNextAttribute())
            if (xml.LocalName == name && xml.Prefix != "xmlns")
                value = xml.Value;
        xml.MoveToElement();
        return value;
    }

    public static string? Value(this XmlReader xml) => xml.Attribute("val");

    public static int? Number(this XmlReader xml, string attribute = "val") =>
        int.TryParse(xml.Attribute(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A property that is on by standing there, unless it says otherwise.</summary>
    public static bool IsOn(this XmlReader xml) => xml.Value() is not ("0" or "false" or "off" or "none");
}
