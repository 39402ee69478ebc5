using System.Text;
using System.Xml;
using SchoolSupport.Documents.Packaging;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Docx.Reading;

/// <summary>Reads one paragraph after another: visible text only, insertions taken, deletions left out, drawings and their texts left out.</summary>
internal sealed class DocxParagraphReader(XmlReader xml, DocxStyleSheet styles, DocxNumberCounters counters, int maxCharacters)
{
    private readonly char[] _chunk = new char[4096];
    private readonly StringBuilder _text = new();
    // Open fields: true while their instruction is read, which nobody sees.
    private readonly Stack<bool> _fields = new();
    private long _total;

    private string? _style;
    private int? _numberingId, _numberingLevel;
    private bool? _centred, _heading;
    private bool _markDeleted, _markHidden, _anyText, _allBold, _anyHidden;

    /// <param name="counts">False where the paragraph is not shown, so that Word gives it no number.</param>
    /// <param name="joinsNext">The paragraph's end was deleted: it goes on in the next one.</param>
    /// <returns>Null when nothing of the paragraph is left.</returns>
    public DocxParagraphBlock? Read(bool counts, out bool joinsNext)
    {
        Reset();
        xml.ForEachChild(Inline);
        joinsNext = _markDeleted;
        var gone = !_anyText && (_markDeleted || (_markHidden && _anyHidden));
        if (gone)
            return null;
        var text = _text.ToString();
        if (counts && Label() is { } label)
            text = label == "-" && text.TrimStart().StartsWith('-') ? text : $"{label} {text}";
        return new DocxParagraphBlock(text, _anyText && _allBold,
            _centred ?? styles.Ask(_style, style => style.Centred) ?? false,
            _heading ?? styles.Ask(_style, style => style.IsHeading) ?? false);
    }

    private void Reset()
    {
        _text.Clear();
        _fields.Clear();
        _style = null;
        _numberingId = _numberingLevel = null;
        _centred = _heading = null;
        _markDeleted = _markHidden = _anyText = _anyHidden = false;
        _allBold = true;
    }

    private string? Label()
    {
        if (_numberingId is { } own)
            return own == 0 ? null : counters.Next(own, _numberingLevel ?? 0);
        return styles.NumberingOf(_style) is { NumberingId: > 0 } inherited
            ? counters.Next(inherited.NumberingId,
                _numberingLevel ?? counters.LevelOfStyle(inherited.NumberingId, inherited.Style) ?? inherited.Level ?? 0)
            : null;
    }

    private void Inline(string name)
    {
        switch (name)
        {
            case "pPr":
                xml.ForEachChild(ParagraphProperty);
                break;
            case "r":
                ReadRun();
                break;
            case "hyperlink" or "ins" or "moveTo" or "smartTag" or "customXml" or "sdt" or "sdtContent" or "fldSimple" or "bdo" or "dir":
                xml.ForEachChild(Inline);
                break;
            case "oMath" or "oMathPara":
                ReadFormula();
                break;
        }
    }

    private void ParagraphProperty(string name)
    {
        switch (name)
        {
            case "pStyle":
                _style = xml.Value();
                break;
            case "jc":
                _centred = xml.Value() == "center";
                break;
            case "outlineLvl":
                _heading = xml.Number() is >= 0 and < 9;
                break;
            case "numPr":
                xml.ForEachChild(part =>
                {
                    if (part == "numId")
                        _numberingId = xml.Number();
                    else if (part == "ilvl")
                        _numberingLevel = xml.Number();
                });
                break;
            case "rPr":
                xml.ForEachChild(part =>
                {
                    _markDeleted |= part is "del" or "moveFrom";
                    _markHidden |= part == "vanish" && xml.IsOn();
                });
                break;
        }
    }

    private void ReadRun()
    {
        bool? bold = null, hidden = null;
        string? style = null;
        xml.ForEachChild(name =>
        {
            if (name == "rPr")
                xml.ForEachChild(property =>
                {
                    if (property == "b")
                        bold = xml.IsOn();
                    else if (property is "vanish" or "webHidden")
                        hidden = xml.IsOn();
                    else if (property == "rStyle")
                        style = xml.Value();
                });
            else
                RunContent(name, () => bold ?? Of(style, s => s.Bold) ?? false, () => hidden ?? Of(style, s => s.Hidden) ?? false);
        });
    }

    private bool? Of(string? runStyle, Func<DocxReadStyle, bool?> question) =>
        (runStyle is null ? null : styles.Ask(runStyle, question)) ?? styles.Ask(_style, question);

    private void RunContent(string name, Func<bool> bold, Func<bool> hidden)
    {
        switch (name)
        {
            case "t":
                AppendText(bold(), hidden());
                break;
            case "tab" or "ptab":
                Append(" ", bold(), hidden());
                break;
            case "br" or "cr":
                Append("\n", bold(), hidden());
                break;
            case "noBreakHyphen":
                Append("-", bold(), hidden());
                break;
            case "sym":
                // Signs of symbol fonts are bullets and ticks; their letters mean nothing in another font.
                Append("-", bold(), hidden());
                break;
            case "fldChar":
                Field(xml.Attribute("fldCharType"));
                break;
            case "AlternateContent" or "Choice":
                xml.ForEachChild(part => RunContent(part, bold, hidden));
                break;
        }
    }

    private void Field(string? kind)
    {
        if (kind == "begin")
            _fields.Push(true);
        else if (_fields.Count > 0)
        {
            _fields.Pop();
            if (kind == "separate")
                _fields.Push(false);
        }
    }

    private void Append(ReadOnlySpan<char> text, bool bold, bool hidden)
    {
        if (hidden || _fields.Contains(true))
        {
            _anyHidden |= hidden;
            return;
        }
        _total += text.Length;
        if (_total > maxCharacters)
            throw WorkbookRefusals.TooMuchText(maxCharacters);
        _text.Append(text);
        if (text.IsWhiteSpace())
            return;
        _anyText = true;
        _allBold &= bold;
    }

    private void ReadFormula()
    {
        var depth = xml.Depth;
        if (xml.IsEmptyElement)
            return;
        while (xml.Read() && xml.Depth > depth)
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "t" })
                AppendText(bold: false, hidden: false);
    }

    // Piece by piece, so that a text of a hundred megabytes is refused, not read.
    private void AppendText(bool bold, bool hidden)
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace))
                continue;
            int read;
            while ((read = xml.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0)
                Append(_chunk.AsSpan(0, read), bold, hidden);
        }
    }
}
