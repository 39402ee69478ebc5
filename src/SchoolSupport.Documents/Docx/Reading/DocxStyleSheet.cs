using System.Xml;

namespace SchoolSupport.Documents.Docx.Reading;

/// <summary>What a style says of the properties that reading asks for; null where it is silent.</summary>
internal sealed class DocxReadStyle
{
    public string? BasedOn { get; set; }
    public int? NumberingId { get; set; }
    public int? NumberingLevel { get; set; }
    public bool? Bold { get; set; }
    public bool? Hidden { get; set; }
    public bool? Centred { get; set; }
    public bool? IsHeading { get; set; }
}

/// <summary>The styles of a document, each asked through those that it is based on.</summary>
internal sealed class DocxStyleSheet
{
    private const int LongestChain = 20;

    private readonly Dictionary<string, DocxReadStyle> _styles = new(StringComparer.Ordinal);
    private string? _usual;

    public static DocxStyleSheet Read(XmlReader xml)
    {
        var sheet = new DocxStyleSheet();
        using (xml)
        {
            xml.MoveToContent();
            xml.ForEachChild(name =>
            {
                if (name == "style")
                    sheet.ReadStyle(xml);
            });
        }
        return sheet;
    }

    /// <summary>The first answer along the chain of styles; the document's usual style answers for a paragraph without one.</summary>
    public T? Ask<T>(string? id, Func<DocxReadStyle, T?> question) where T : struct
    {
        id ??= _usual;
        for (var step = 0; step < LongestChain && id is not null && _styles.TryGetValue(id, out var style); step++)
        {
            if (question(style) is { } answer)
                return answer;
            id = style.BasedOn;
        }
        return null;
    }

    /// <summary>The style along the chain that gives the paragraph its numbering, with the numbering's id.</summary>
    public (string Style, int NumberingId, int? Level)? NumberingOf(string? id)
    {
        id ??= _usual;
        for (var step = 0; step < LongestChain && id is not null && _styles.TryGetValue(id, out var style); step++)
        {
            if (style.NumberingId is { } numbering)
                return (id, numbering, style.NumberingLevel);
            id = style.BasedOn;
        }
        return null;
    }

    private void ReadStyle(XmlReader xml)
    {
        var style = new DocxReadStyle();
        var id = xml.Attribute("styleId");
        if (id is null)
            return;
        if (xml.Attribute("type") == "paragraph" && xml.Attribute("default") is "1" or "true")
            _usual = id;
        xml.ForEachChild(name =>
        {
            if (name == "basedOn")
                style.BasedOn = xml.Value();
            else if (name == "pPr")
                ReadParagraphProperties(xml, style);
            else if (name == "rPr")
                ReadRunProperties(xml, style);
        });
        _styles.TryAdd(id, style);
    }

    private static void ReadParagraphProperties(XmlReader xml, DocxReadStyle style) => xml.ForEachChild(name =>
    {
        if (name == "jc")
            style.Centred = xml.Value() == "center";
        else if (name == "outlineLvl")
            style.IsHeading = xml.Number() is >= 0 and < 9;
        else if (name == "numPr")
            xml.ForEachChild(part =>
            {
                if (part == "numId")
                    style.NumberingId = xml.Number();
                else if (part == "ilvl")
                    style.NumberingLevel = xml.Number();
            });
    });

    private static void ReadRunProperties(XmlReader xml, DocxReadStyle style) => xml.ForEachChild(name =>
    {
        if (name == "b")
            style.Bold = xml.IsOn();
        else if (name == "vanish")
            style.Hidden = xml.IsOn();
    });
}
