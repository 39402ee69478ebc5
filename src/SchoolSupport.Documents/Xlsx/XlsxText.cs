using System.Xml;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>Reads texts of cells through one buffer, so that a cell of a hundred megabytes is refused, not read.</summary>
internal sealed class XlsxText(int maxCharacters)
{
    private readonly char[] _buffer = new char[maxCharacters + 1];
    private int _length;

    public ReadOnlySpan<char> Span => _buffer.AsSpan(0, _length);

    /// <summary>Reads the text of the element the reader stands on; afterwards it stands on the element's end.</summary>
    public void Read(XmlReader xml)
    {
        _length = 0;
        Append(xml);
    }

    /// <summary>Joins every t of an si or is element, leaving out phonetic runs.</summary>
    public string ReadRich(XmlReader xml)
    {
        _length = 0;
        if (xml.IsEmptyElement)
            return "";
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "rPh")
                SkipToEnd(xml);
            else if (xml.LocalName == "t")
                Append(xml);
        }
        return Span.ToString();
    }

    private void Append(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace))
                continue;
            int read;
            while ((read = xml.ReadValueChunk(_buffer, _length, _buffer.Length - _length)) > 0)
            {
                _length += read;
                if (_length > maxCharacters)
                    throw WorkbookRefusals.CellTooLong(maxCharacters);
            }
        }
    }

    private static void SkipToEnd(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
        }
    }
}
