using System.Xml;

namespace SchoolSupport.Documents.Docx.Reading;

/// <summary>One level of a list of Word.</summary>
internal sealed class DocxNumberingLevel
{
    public int Start { get; set; }
    public string Format { get; set; } = "decimal";

    /// <summary>«%1.%2.»: %k stands for the number of the k-th level.</summary>
    public string Text { get; set; } = "";

    /// <summary>After which level (1-based) it starts anew; 0 never, null after any level above.</summary>
    public int? RestartsAfter { get; set; }

    /// <summary>All levels are printed in arabic figures.</summary>
    public bool IsLegal { get; set; }

    /// <summary>The paragraph style that is numbered by this level.</summary>
    public string? Style { get; set; }
}

internal sealed class DocxAbstractNumbering
{
    public DocxNumberingLevel?[] Levels { get; } = new DocxNumberingLevel?[9];
    public string? DefinesStyle { get; set; }
    public string? UsesStyle { get; set; }
}

/// <param name="AbstractId">The list that it counts in.</param>
/// <param name="Starts">Levels that this instance starts at a number of its own.</param>
internal sealed record DocxNumberingInstance(int AbstractId, Dictionary<int, int> Starts, Dictionary<int, DocxNumberingLevel> Levels);

/// <summary>The lists that a document defines.</summary>
internal sealed class DocxNumbering
{
    private const int MostLists = 20_000;

    public Dictionary<int, DocxAbstractNumbering> Abstract { get; } = [];
    public Dictionary<int, DocxNumberingInstance> Instances { get; } = [];

    public static DocxNumbering Read(XmlReader xml)
    {
        var numbering = new DocxNumbering();
        using (xml)
        {
            xml.MoveToContent();
            xml.ForEachChild(name =>
            {
                if (name == "abstractNum" && numbering.Abstract.Count < MostLists)
                    numbering.ReadAbstract(xml);
                else if (name == "num" && numbering.Instances.Count < MostLists)
                    numbering.ReadInstance(xml);
            });
        }
        return numbering;
    }

    /// <summary>The list whose levels hold: a list may only name the style that another list defines.</summary>
    public DocxAbstractNumbering? Definition(int abstractId)
    {
        var definition = Abstract.GetValueOrDefault(abstractId);
        return definition?.UsesStyle is { } style
            ? Abstract.Values.FirstOrDefault(other => other.DefinesStyle == style) ?? definition
            : definition;
    }

    private void ReadAbstract(XmlReader xml)
    {
        var definition = new DocxAbstractNumbering();
        var id = xml.Number("abstractNumId");
        xml.ForEachChild(name =>
        {
            if (name == "lvl")
                ReadLevel(xml, (at, level) => definition.Levels[at] ??= level);
            else if (name == "styleLink")
                definition.DefinesStyle = xml.Value();
            else if (name == "numStyleLink")
                definition.UsesStyle = xml.Value();
        });
        if (id is { } key)
            Abstract.TryAdd(key, definition);
    }

    private void ReadInstance(XmlReader xml)
    {
        var id = xml.Number("numId");
        int? abstractId = null;
        var starts = new Dictionary<int, int>();
        var levels = new Dictionary<int, DocxNumberingLevel>();
        xml.ForEachChild(name =>
        {
            if (name == "abstractNumId")
                abstractId = xml.Number();
            else if (name == "lvlOverride")
                ReadOverride(xml, starts, levels);
        });
        if (id is { } key && abstractId is { } counts)
            Instances.TryAdd(key, new DocxNumberingInstance(counts, starts, levels));
    }

    private static void ReadOverride(XmlReader xml, Dictionary<int, int> starts, Dictionary<int, DocxNumberingLevel> levels)
    {
        var at = xml.Number("ilvl");
        xml.ForEachChild(name =>
        {
            if (name == "startOverride" && at is >= 0 and < 9 && xml.Number() is { } start)
                starts[at.Value] = start;
            else if (name == "lvl")
                ReadLevel(xml, (level, definition) => levels[level] = definition);
        });
    }

    private static void ReadLevel(XmlReader xml, Action<int, DocxNumberingLevel> keep)
    {
        var at = xml.Number("ilvl");
        var level = new DocxNumberingLevel();
        xml.ForEachChild(name =>
        {
            switch (name)
            {
                case "start":
                    level.Start = xml.Number() ?? 0;
                    break;
                case "numFmt":
                    level.Format = xml.Value() ?? "decimal";
                    break;
                case "lvlText":
                    level.Text = xml.Value() is { Length: <= 100 } text ? text : "";
                    break;
                case "lvlRestart":
                    level.RestartsAfter = xml.Number();
                    break;
                case "isLgl":
                    level.IsLegal = xml.IsOn();
                    break;
                case "pStyle":
                    level.Style = xml.Value();
                    break;
            }
        });
        if (at is >= 0 and < 9)
            keep(at.Value, level);
    }
}
