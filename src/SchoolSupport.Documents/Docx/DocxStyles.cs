using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace SchoolSupport.Documents.Docx;

/// <summary>The named styles of an official paper, so that an editor changes a style and not every paragraph.</summary>
internal static class DocxStyles
{
    public const string Normal = "Normal";
    public const string Body = "OfficialText";
    public const string Title = "Title";
    public const string Heading = "Heading1";
    public const string AppendixHeading = "AppendixHeading";
    public const string Authority = "Authority";
    public const string Registration = "Registration";
    public const string Mark = "DocumentMark";
    public const string Approval = "Approval";
    public const string Caption = "Caption";
    public const string TableText = "TableText";
    public const string TableTextSmall = "TableTextSmall";
    public const string TableHead = "TableHead";
    public const string TableHeadSmall = "TableHeadSmall";
    public const string TableNumbering = "TableNumbering";
    public const string Note = "TableNote";
    public const string Signature = "SignatureLine";
    public const string Executor = "Executor";
    public const string Header = "Header";
    public const string Table = "OfficialTable";

    private const string Font = "Times New Roman";

    public static Styles Create() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = Font, HighAnsi = Font, EastAsia = Font, ComplexScript = Font },
                new FontSize { Val = "28" }, new FontSizeComplexScript { Val = "28" },
                new Languages { Val = "ru-RU", EastAsia = "ru-RU", Bidi = "ar-SA" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(
                new SpacingBetweenLines { Before = "0", After = "0", Line = "240", LineRule = LineSpacingRuleValues.Auto }))),
        new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = Normal, Default = true },
        TableNormal(),
        Paragraph(Body, "Текст документа", After(0, 0, 259), Justified(JustificationValues.Both, firstLine: 12.5)),
        Paragraph(Title, "Title", After(0, 280), Justified(JustificationValues.Center), bold: true, keepNext: true),
        Paragraph(Heading, "heading 1", After(180, 60), Justified(JustificationValues.Left, firstLine: 12.5), bold: true, keepNext: true, outline: 0),
        Paragraph(AppendixHeading, "Заголовок приложения", After(0, 80), Justified(JustificationValues.Center), size: 24, bold: true, keepNext: true, outline: 0),
        Paragraph(Authority, "Орган", After(0, 40), Justified(JustificationValues.Center)),
        Paragraph(Registration, "Дата и номер", After(160, 400), size: 26, topBorder: true),
        Paragraph(Mark, "Пометка", After(0, 80), Justified(JustificationValues.Right), size: 24, keepNext: true),
        Paragraph(Approval, "Гриф утверждения", After(0, 0), new Indentation { Left = Twips(82) }),
        Paragraph(Caption, "caption", After(100, 60), size: 24, keepNext: true),
        Paragraph(TableText, "Текст таблицы", size: 22),
        Paragraph(TableTextSmall, "Текст таблицы мелкий", size: 20),
        Paragraph(TableHead, "Шапка таблицы", align: Justified(JustificationValues.Center), size: 21, keepNext: true),
        Paragraph(TableHeadSmall, "Шапка таблицы мелкая", align: Justified(JustificationValues.Center), size: 19, keepNext: true),
        Paragraph(TableNumbering, "Номера граф", align: Justified(JustificationValues.Center), size: 19, keepNext: true),
        Paragraph(Note, "Примечание к таблице", After(80, 120), size: 22),
        Paragraph(Signature, "Подпись", After(520, 0), keepLines: true),
        Paragraph(Executor, "Исполнитель", After(0, 0), size: 20, keepLines: true),
        Paragraph(Header, "header", align: Justified(JustificationValues.Center), size: 24),
        OfficialTable());

    /// <summary>Twentieths of a point.</summary>
    public static string Twips(double millimetres) => ((int)Math.Round(millimetres / 25.4 * 1440)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The space around the text of a cell in twentieths of a point.</summary>
    public static TableCellMarginDefault Margins(short vertical, short horizontal) => new(
        new TopMargin { Width = vertical.ToString(), Type = TableWidthUnitValues.Dxa },
        new TableCellLeftMargin { Width = horizontal, Type = TableWidthValues.Dxa },
        new BottomMargin { Width = vertical.ToString(), Type = TableWidthUnitValues.Dxa },
        new TableCellRightMargin { Width = horizontal, Type = TableWidthValues.Dxa });

    private static SpacingBetweenLines After(int before, int after, int line = 240) =>
        new() { Before = before.ToString(), After = after.ToString(), Line = line.ToString(), LineRule = LineSpacingRuleValues.Auto };

    private static OpenXmlElement[] Justified(JustificationValues value, double firstLine = 0) => firstLine > 0
        ? [new Indentation { FirstLine = Twips(firstLine) }, new Justification { Val = value }]
        : [new Justification { Val = value }];

    private static Style Paragraph(string id, string name, SpacingBetweenLines? spacing = null, params OpenXmlElement[] align) =>
        Paragraph(id, name, spacing, align, 0);

    private static Style Paragraph(
        string id, string name, SpacingBetweenLines? spacing = null, OpenXmlElement[]? align = null, int size = 0,
        bool bold = false, bool keepNext = false, bool keepLines = false, bool topBorder = false, int? outline = null)
    {
        // The order of the elements is the order of the standard's schema.
        var paragraph = new StyleParagraphProperties();
        if (keepNext)
            paragraph.Append(new KeepNext());
        if (keepNext || keepLines)
            paragraph.Append(new KeepLines());
        paragraph.Append(new WidowControl());
        if (topBorder)
            paragraph.Append(new ParagraphBorders(new TopBorder { Val = BorderValues.Single, Size = 8, Space = 5, Color = "auto" }));
        if (spacing is not null)
            paragraph.Append(spacing);
        paragraph.Append(align ?? []);
        if (outline is { } level)
            paragraph.Append(new OutlineLevel { Val = level });
        var style = new Style(new StyleName { Val = name }, new BasedOn { Val = Normal }, new PrimaryStyle(), paragraph)
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
            CustomStyle = name.Any(c => c > 127),
        };
        var run = new StyleRunProperties();
        if (bold)
            run.Append(new Bold(), new BoldComplexScript());
        if (size > 0)
            run.Append(new FontSize { Val = size.ToString() }, new FontSizeComplexScript { Val = size.ToString() });
        if (run.HasChildren)
            style.Append(run);
        return style;
    }

    private static Style TableNormal() => new(
        new StyleName { Val = "Normal Table" },
        new UIPriority { Val = 99 },
        new SemiHidden(),
        new UnhideWhenUsed(),
        new StyleTableProperties(
            new TableIndentation { Width = 0, Type = TableWidthUnitValues.Dxa },
            Margins(0, 108)))
    { Type = StyleValues.Table, StyleId = "TableNormal", Default = true };

    private static Style OfficialTable() => new(
        new StyleName { Val = "Таблица документа" },
        new BasedOn { Val = "TableNormal" },
        new StyleTableProperties(
            new TableBorders(
                Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>(),
                Line<InsideHorizontalBorder>(), Line<InsideVerticalBorder>()),
            Margins(30, 60)))
    { Type = StyleValues.Table, StyleId = Table, CustomStyle = true };

    private static T Line<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = "auto" };
}
