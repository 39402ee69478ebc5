using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using SchoolSupport.Documents.Reports;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;

namespace SchoolSupport.Documents.Docx;

/// <summary>Paragraphs and runs of text.</summary>
internal static partial class DocxText
{
    public static Paragraph Paragraph(string style, string text, bool bold = false)
    {
        var paragraph = new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        if (text.Length > 0)
            paragraph.Append(Run(text, bold));
        return paragraph;
    }

    public static Run Run(string text, bool bold = false)
    {
        var run = new Run();
        if (bold)
            run.Append(new RunProperties(new Bold(), new BoldComplexScript()));
        // «273-ФЗ» and codes such as «3.3.1-2» are not torn at the end of a line.
        var start = 0;
        foreach (Match match in HyphenInNumber().Matches(text))
        {
            run.Append(Words(text[start..match.Index]), new NoBreakHyphen());
            start = match.Index + 1;
        }
        run.Append(Words(text[start..]));
        return run;
    }

    public static Run Tab() => new(new TabChar());

    private static Text Words(string text) => new(XmlText.Clean(text)) { Space = SpaceProcessingModeValues.Preserve };

    [GeneratedRegex(@"(?<=\d)-(?=[А-ЯЁ])|(?<=\d\.\d)-(?=\d)")]
    private static partial Regex HyphenInNumber();
}
