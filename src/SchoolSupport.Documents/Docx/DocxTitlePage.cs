using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;

namespace SchoolSupport.Documents.Docx;

/// <summary>The title in the middle of a page of its own, place and year at the page's foot.</summary>
internal static class DocxTitlePage
{
    private const double TitleFromTopMm = 70;
    private const double FootAboveBottomMm = 12;

    /// <summary>Moves the title down to where the eye looks for it.</summary>
    public static void Lower(Paragraph title) =>
        title.ParagraphProperties!.SpacingBetweenLines = new SpacingBetweenLines { Before = DocxStyles.Twips(TitleFromTopMm), After = "280" };

    /// <summary>A frame at the foot of the page, so that a longer title does not push it to the next one; then the page ends.</summary>
    public static IEnumerable<OpenXmlElement> Foot(IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            var paragraph = DocxText.Paragraph(DocxStyles.Normal, line);
            paragraph.ParagraphProperties!.FrameProperties = new FrameProperties
            {
                Width = DocxStyles.Twips(165),
                Wrap = TextWrappingValues.Around,
                HorizontalPosition = HorizontalAnchorValues.Margin,
                VerticalPosition = VerticalAnchorValues.Margin,
                XAlign = HorizontalAlignmentValues.Center,
                YAlign = VerticalAlignmentValues.Bottom,
                VerticalSpace = DocxStyles.Twips(FootAboveBottomMm),
            };
            paragraph.ParagraphProperties.Justification = new Justification { Val = JustificationValues.Center };
            yield return paragraph;
        }
        yield return new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Normal }), new Run(new Break { Type = BreakValues.Page }));
    }
}
