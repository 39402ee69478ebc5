using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using SchoolSupport.Documents.Reports;
using TableRow = DocumentFormat.OpenXml.Wordprocessing.TableRow;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;

namespace SchoolSupport.Documents.Docx;

/// <summary>Writes an official paper as an editable DOCX with named styles, page numbers from the second page and repeated table heads.</summary>
public static class OfficialDocumentDocxWriter
{
    private const int MaxPositionLine = 40;
    private const double HeaderAboveTextMm = 10;

    public static byte[] Write(OfficialDocument document)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            package.PackageProperties.Title = document.Title;
            package.PackageProperties.Language = "ru-RU";
            package.PackageProperties.Creator = document.Authority.LastOrDefault() ?? "";
            var main = package.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = DocxStyles.Create();
            main.AddNewPart<DocumentSettingsPart>().Settings = CreateSettings();
            var header = main.AddNewPart<HeaderPart>();
            header.Header = PageNumberHeader();
            var firstHeader = main.AddNewPart<HeaderPart>();
            firstHeader.Header = new Header(DocxText.Paragraph(DocxStyles.Header, ""));
            main.Document = new DocumentFormat.OpenXml.Wordprocessing.Document(CreateBody(document, new DocxCharts(main), main.GetIdOfPart(header), main.GetIdOfPart(firstHeader)));
        }
        return stream.ToArray();
    }

    private static Settings CreateSettings() => new(
        new DefaultTabStop { Val = 709 },
        new CharacterSpacingControl { Val = CharacterSpacingValues.DoNotCompress },
        // Without it newer word processors open the file in their mode for old documents.
        new Compatibility(new CompatibilitySetting
        {
            Name = CompatSettingNameValues.CompatibilityMode,
            Uri = "http://schemas.microsoft.com/office/word",
            Val = "15",
        }),
        new ThemeFontLanguages { Val = "ru-RU" },
        new DecimalSymbol { Val = "," },
        new ListSeparator { Val = ";" });

    private static Header PageNumberHeader()
    {
        var paragraph = DocxText.Paragraph(DocxStyles.Header, "");
        paragraph.Append(
            new SimpleField(DocxText.Run("2")) { Instruction = " PAGE " },
            DocxText.Run("\u00a0из\u00a0"),
            new SimpleField(DocxText.Run("2")) { Instruction = " NUMPAGES " });
        return new Header(paragraph);
    }

    private static Body CreateBody(OfficialDocument document, DocxCharts charts, string headerId, string firstHeaderId)
    {
        var body = new Body();
        var sheets = DocumentSheet.Of(document);
        for (var i = 0; i < sheets.Count; i++)
        {
            AppendSheet(body, document, sheets[i], charts);
            var section = SectionOf(sheets[i], headerId, i == 0 ? firstHeaderId : null);
            if (i == sheets.Count - 1)
                body.Append(section);
            else
                body.Append(SectionEnd(section));
        }
        return body;
    }

    private static void AppendSheet(Body body, OfficialDocument document, DocumentSheet sheet, DocxCharts charts)
    {
        if (sheet.HasHeading)
            body.Append(Heading(document, sheet.TextWidthMm));
        if (sheet.HasHeading && document.HasTitlePage)
            body.Append(DocxTitlePage.Foot(document.TitlePageFoot));
        foreach (var section in sheet.Sections)
            AppendSection(body, section, sheet, charts);
        if (!sheet.HasSignature)
            return;
        KeepWithNext(body.LastChild);
        foreach (var line in SignatureOf(document, sheet.TextWidthMm))
        {
            body.Append(line);
            KeepWithNext(line.PreviousSibling());
        }
    }

    /// <summary>A signature alone on the last page would sign an empty sheet, and who prepared the paper belongs under it; of a table the last row is kept.</summary>
    private static void KeepWithNext(OpenXmlElement? last)
    {
        var paragraphs = last is Table table ? table.Elements<TableRow>().Last().Descendants<Paragraph>() : last is Paragraph single ? [single] : [];
        foreach (var paragraph in paragraphs)
            paragraph.ParagraphProperties!.KeepNext = new KeepNext();
    }

    private static IEnumerable<OpenXmlElement> Heading(OfficialDocument document, double widthMm)
    {
        foreach (var mark in document.Marks)
            yield return DocxText.Paragraph(DocxStyles.Mark, mark);
        for (var i = 0; i < document.Approval.Count; i++)
            yield return After(DocxText.Paragraph(DocxStyles.Approval, document.Approval[i]), i == document.Approval.Count - 1 ? 320 : 0);
        for (var i = 0; i < document.Authority.Count; i++)
            yield return DocxText.Paragraph(DocxStyles.Authority, document.Authority[i], bold: i == document.Authority.Count - 1);
        if (document.Registration is { } registration)
            yield return Tabbed(
                DocxStyles.Registration, [new TabStop { Val = TabStopValues.Right, Position = Position(widthMm) }],
                DocxText.Run(registration.Date), DocxText.Tab(), DocxText.Run(registration.Number));
        var title = DocxText.Paragraph(DocxStyles.Title, document.Kind);
        if (document.HasTitlePage)
            DocxTitlePage.Lower(title);
        foreach (var line in document.TitleLines)
            title.Append(new Run(new Break()), DocxText.Run(line));
        yield return title;
    }

    private static Paragraph After(Paragraph paragraph, int twips)
    {
        if (twips > 0)
            paragraph.ParagraphProperties!.SpacingBetweenLines = new SpacingBetweenLines { After = twips.ToString() };
        return paragraph;
    }

    private static void AppendSection(Body body, DocumentSection section, DocumentSheet sheet, DocxCharts charts)
    {
        if (section.Mark is { Length: > 0 } mark)
            body.Append(DocxText.Paragraph(DocxStyles.Mark, mark));
        if (section.Heading.Length > 0)
            body.Append(DocxText.Paragraph(sheet.IsAppendix ? DocxStyles.AppendixHeading : DocxStyles.Heading, section.Heading));
        foreach (var block in section.Blocks)
        {
            // What explains a table does not stand alone on the next page.
            if (block is Note && body.LastChild is Table table)
                KeepWithNext(table);
            body.Append(Block(block, sheet.TextWidthMm, charts));
        }
    }

    private static IEnumerable<OpenXmlElement> Block(DocumentBlock block, double widthMm, DocxCharts charts)
    {
        switch (block)
        {
            case Reports.Paragraph text:
                var paragraph = DocxText.Paragraph(DocxStyles.Body, "");
                paragraph.Append(text.Runs.Select(run => DocxText.Run(run.Text, run.Bold)));
                return [paragraph];
            case NumberedList list:
                return list.Items.Select((item, i) => DocxText.Paragraph(DocxStyles.Body, $"{i + 1}. {item}"));
            case Note note:
                return [DocxText.Paragraph(DocxStyles.Note, note.Text)];
            case DocumentTable table:
                var caption = table.Caption is { Length: > 0 } words ? new[] { DocxText.Paragraph(DocxStyles.Caption, words) } : [];
                return [.. caption, DocxTable.Create(table, widthMm)];
            case BarChart chart:
                return charts.Create(chart, widthMm);
            case ScatterChart points:
                return charts.Create(points);
            default:
                throw new ArgumentException($"No way to write {block.GetType().Name}.", nameof(block));
        }
    }

    private static IEnumerable<OpenXmlElement> SignatureOf(OfficialDocument document, double widthMm)
    {
        if (document.Signature is { } signature)
        {
            // Only the last line of a long position shares its line with the blank and the name.
            var lines = Lines(signature.Position).Select(line => DocxText.Run(line)).ToList();
            foreach (var line in lines.Skip(1))
                line.PrependChild(new Break());
            yield return Tabbed(
                DocxStyles.Signature,
                [
                    new TabStop { Val = TabStopValues.Left, Position = Position(widthMm - 84) },
                    new TabStop { Val = TabStopValues.Left, Leader = TabStopLeaderCharValues.Underscore, Position = Position(widthMm - 44) },
                    new TabStop { Val = TabStopValues.Right, Position = Position(widthMm) },
                ],
                [.. lines, DocxText.Tab(), DocxText.Tab(), DocxText.Tab(), DocxText.Run(signature.Name)]);
        }
        for (var i = 0; i < document.Executor.Count; i++)
        {
            var line = DocxText.Paragraph(DocxStyles.Executor, document.Executor[i]);
            if (i == 0)
                line.ParagraphProperties!.SpacingBetweenLines = new SpacingBetweenLines { Before = "360" };
            yield return line;
        }
    }

    private static IEnumerable<string> Lines(string text)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + word.Length >= MaxPositionLine)
            {
                yield return line;
                line = "";
            }
            line += line.Length == 0 ? word : " " + word;
        }
        yield return line;
    }

    private static Paragraph Tabbed(string style, IEnumerable<TabStop> stops, params Run[] runs)
    {
        var paragraph = DocxText.Paragraph(style, "");
        paragraph.ParagraphProperties!.Tabs = new Tabs(stops);
        paragraph.Append(runs);
        return paragraph;
    }

    private static int Position(double millimetres) => int.Parse(DocxStyles.Twips(millimetres));

    /// <summary>A paragraph of no height that carries the properties of the pages before it.</summary>
    private static Paragraph SectionEnd(SectionProperties section)
    {
        var paragraph = DocxText.Paragraph(DocxStyles.Normal, "");
        paragraph.ParagraphProperties!.SpacingBetweenLines = new SpacingBetweenLines { Line = "20", LineRule = LineSpacingRuleValues.Exact };
        paragraph.ParagraphProperties.SectionProperties = section;
        return paragraph;
    }

    private static SectionProperties SectionOf(DocumentSheet sheet, string headerId, string? firstHeaderId)
    {
        var margins = sheet.Landscape ? PaperFormat.Landscape : PaperFormat.Portrait;
        uint U(double millimetres) => (uint)Position(millimetres);
        var section = new SectionProperties(new HeaderReference { Type = HeaderFooterValues.Default, Id = headerId });
        if (firstHeaderId is not null)
            section.Append(new HeaderReference { Type = HeaderFooterValues.First, Id = firstHeaderId });
        section.Append(
            new SectionType { Val = SectionMarkValues.NextPage },
            sheet.Landscape
                ? new PageSize { Width = U(PaperFormat.LongSide), Height = U(PaperFormat.ShortSide), Orient = PageOrientationValues.Landscape }
                : new PageSize { Width = U(PaperFormat.ShortSide), Height = U(PaperFormat.LongSide) },
            new PageMargin
            {
                Top = Position(margins.Top),
                Right = U(margins.Right),
                Bottom = Position(margins.Bottom),
                Left = U(margins.Left),
                Header = U(margins.Top - HeaderAboveTextMm),
                Footer = U(margins.Bottom / 2),
                Gutter = 0,
            });
        if (firstHeaderId is not null)
            section.Append(new TitlePage());
        return section;
    }
}
