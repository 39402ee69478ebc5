using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace SchoolSupport.Documents.Tests;

/// <summary>A cell of a table of Word; a line feed in the text begins a new paragraph.</summary>
/// <param name="Merge">«restart» begins a vertical merge, «continue» goes on in it.</param>
/// <param name="Xml">Paragraphs as they are, instead of the text.</param>
public sealed record WordCell(string Text = "", int Span = 1, string? Merge = null, bool Bold = false, bool Centred = false, string? Xml = null)
{
    public static readonly WordCell Down = new(Merge: "continue");
}

/// <summary>Builds small documents for tests, with what real files hold and tidy writers avoid.</summary>
public sealed class SmallDocument
{
    private const string Namespaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";

    private readonly StringBuilder _body = new();
    private readonly List<(string Name, string Content)> _extra = [];
    private string? _numbering, _styles;

    public static WordCell Across(string text, int span, bool bold = false) => new(text, span, Bold: bold);

    public static WordCell Begin(string text) => new(text, Merge: "restart");

    public SmallDocument Line(string text = "", bool bold = false, bool centred = false)
    {
        _body.Append(Paragraph(text, bold, centred));
        return this;
    }

    public SmallDocument Raw(string xml)
    {
        _body.Append(xml);
        return this;
    }

    public SmallDocument Numbering(string xml)
    {
        _numbering = $"<w:numbering {Namespaces}>{xml}</w:numbering>";
        return this;
    }

    public SmallDocument Styles(string xml)
    {
        _styles = $"<w:styles {Namespaces}>{xml}</w:styles>";
        return this;
    }

    public SmallDocument Entry(string name, string content)
    {
        _extra.Add((name, content));
        return this;
    }

    public static object[] Row(params object[] cells) => cells;

    public SmallDocument Table(params object[][] rows)
    {
        _body.Append(TableXml(rows));
        return this;
    }

    /// <summary>Cells are texts or <see cref="WordCell"/>.</summary>
    public static string TableXml(params object[][] rows)
    {
        var columns = rows.Max(row => row.Sum(cell => cell is WordCell word ? word.Span : 1));
        var xml = new StringBuilder("<w:tbl><w:tblPr/><w:tblGrid>");
        for (var i = 0; i < columns; i++)
            xml.Append(CultureInfo.InvariantCulture, $"<w:gridCol w:w=\"{1000 + 500 * i}\"/>");
        xml.Append("</w:tblGrid>");
        foreach (var row in rows)
        {
            xml.Append("<w:tr>");
            foreach (var cell in row)
                xml.Append(CellXml(cell as WordCell ?? new WordCell((string)cell)));
            xml.Append("</w:tr>");
        }
        return xml.Append("</w:tbl>").ToString();
    }

    public static string Paragraph(string text, bool bold = false, bool centred = false) =>
        $"<w:p><w:pPr>{(centred ? "<w:jc w:val=\"center\"/>" : "")}</w:pPr><w:r>{(bold ? "<w:rPr><w:b/></w:rPr>" : "")}<w:t xml:space=\"preserve\">{SecurityElement.Escape(text)}</w:t></w:r></w:p>";

    public static string Numbered(int list, int level, string text = "") =>
        $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{(text.Length > 0 ? $"<w:r><w:t>{SecurityElement.Escape(text)}</w:t></w:r>" : "")}</w:p>";

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""");
            Write(zip, "word/_rels/document.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""");
            Write(zip, "word/document.xml", $"<w:document {Namespaces}><w:body>{_body}<w:sectPr/></w:body></w:document>");
            if (_numbering is not null)
                Write(zip, "word/numbering.xml", _numbering);
            if (_styles is not null)
                Write(zip, "word/styles.xml", _styles);
            foreach (var (name, content) in _extra)
                Write(zip, name, content);
        }
        return stream.ToArray();
    }

    private static string CellXml(WordCell cell)
    {
        var merge = cell.Merge switch { null => "", "continue" => "<w:vMerge/>", var value => $"<w:vMerge w:val=\"{value}\"/>" };
        var span = cell.Span > 1 ? $"<w:gridSpan w:val=\"{cell.Span}\"/>" : "";
        var content = cell.Xml ?? string.Concat(cell.Text.Split('\n').Select(line => Paragraph(line, cell.Bold, cell.Centred)));
        return $"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{content}</w:tc>";
    }

    private static void Write(ZipArchive zip, string name, string content)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(content);
    }
}
