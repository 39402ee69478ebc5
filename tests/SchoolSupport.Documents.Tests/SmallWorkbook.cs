using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Tests;

/// <summary>A formula whose result the writing program did not store.</summary>
public sealed record Uncomputed(string Formula);

/// <summary>An error of Excel such as #REF!.</summary>
public sealed record ErrorValue(string Text);

/// <summary>A date under a number format of its own.</summary>
public sealed record Shown(DateOnly Date, string Format);

/// <summary>Builds small workbooks for tests, with what real files hold and writers of Excel avoid.</summary>
public sealed class SmallWorkbook
{
    private readonly List<(string Name, bool Hidden, string Xml)> _sheets = [];
    private readonly List<(string Name, string Content)> _extra = [];
    // Number formats besides the two usual ones; the first stands for style 2.
    private readonly List<string> _formats = [];

    public SmallWorkbook Sheet(string name, params object?[][] rows) => AddSheet(name, false, rows);

    public SmallWorkbook HiddenSheet(string name, params object?[][] rows) => AddSheet(name, true, rows);

    public SmallWorkbook RawSheet(string name, string xml)
    {
        _sheets.Add((name, false, xml));
        return this;
    }

    public SmallWorkbook Entry(string name, string content)
    {
        _extra.Add((name, content));
        return this;
    }

    /// <summary>Merges ranges such as «A1:D1» of the sheet added last.</summary>
    public SmallWorkbook Merge(params string[] ranges)
    {
        var (name, hidden, xml) = _sheets[^1];
        var merges = string.Concat(ranges.Select(range => $"<mergeCell ref=\"{range}\"/>"));
        _sheets[^1] = (name, hidden, xml.Replace("</sheetData>", $"</sheetData><mergeCells>{merges}</mergeCells>", StringComparison.Ordinal));
        return this;
    }

    public static object?[] Row(params object?[] cells) => cells;

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Write(zip, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                + string.Concat(_sheets.Select((sheet, i) => $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{i + 1}\"{(sheet.Hidden ? " state=\"hidden\"" : "")} r:id=\"rId{i + 1}\"/>"))
                + "</sheets></workbook>");
            Write(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(_sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
                + "<Relationship Id=\"st\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>");
            Write(zip, "xl/styles.xml", "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts>"
                + string.Concat(_formats.Select((format, i) => $"<numFmt numFmtId=\"{200 + i}\" formatCode=\"{SecurityElement.Escape(format)}\"/>"))
                + "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
                + string.Concat(_formats.Select((_, i) => $"<xf numFmtId=\"{200 + i}\"/>")) + "</cellXfs></styleSheet>");
            for (var i = 0; i < _sheets.Count; i++)
                Write(zip, $"xl/worksheets/sheet{i + 1}.xml", _sheets[i].Xml);
            foreach (var (name, content) in _extra)
                Write(zip, name, content);
        }
        return stream.ToArray();
    }

    private SmallWorkbook AddSheet(string name, bool hidden, object?[][] rows)
    {
        var xml = new StringBuilder("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        for (var r = 0; r < rows.Length; r++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (var c = 0; c < rows[r].Length; c++)
                xml.Append(CellXml(ColumnLetters.Of(c + 1) + (r + 1), rows[r][c]));
            xml.Append("</row>");
        }
        _sheets.Add((name, hidden, xml.Append("</sheetData></worksheet>").ToString()));
        return this;
    }

    private int StyleOf(string format)
    {
        if (!_formats.Contains(format))
            _formats.Add(format);
        return 2 + _formats.IndexOf(format);
    }

    private string CellXml(string at, object? value) => value switch
    {
        null => "",
        string text => $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
        DateOnly date => $"<c r=\"{at}\" s=\"1\"><v>{date.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)}</v></c>",
        Shown shown => $"<c r=\"{at}\" s=\"{StyleOf(shown.Format)}\"><v>{shown.Date.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)}</v></c>",
        Uncomputed formula => $"<c r=\"{at}\"><f>{SecurityElement.Escape(formula.Formula)}</f></c>",
        ErrorValue error => $"<c r=\"{at}\" t=\"e\"><v>{error.Text}</v></c>",
        IFormattable number => $"<c r=\"{at}\"><v>{number.ToString(null, CultureInfo.InvariantCulture)}</v></c>",
        _ => throw new ArgumentException($"Неизвестное значение {value}"),
    };

    private static void Write(ZipArchive zip, string name, string content)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(content);
    }
}
