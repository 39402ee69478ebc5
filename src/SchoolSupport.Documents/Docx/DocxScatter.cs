using System.Net;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using SchoolSupport.Documents.Reports;
using A = DocumentFormat.OpenXml.Drawing;
using DW = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;

namespace SchoolSupport.Documents.Docx;

/// <summary>
/// A chart of points as a group of drawn shapes: a word processor's own chart of points would place the numbers by itself, and they would cover each other.
/// </summary>
internal sealed class DocxScatter
{
    private const string GroupUri = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup";
    private const string Namespaces = $"xmlns:wpg=\"{GroupUri}\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "
        + "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    // The figure is 130 mm wide on paper.
    private const double EmuInUnit = 130 * 36_000 / ScatterLayout.Width;
    private const double TextHeight = 16;
    private const double CharacterWidth = 7;
    private const int HalfPoints = 19;
    private const string Dark = "1F3A5F";

    private readonly StringBuilder shapes = new(32 * 1024);

    /// <summary>The picture and its caption under it.</summary>
    /// <param name="id">Different for the pictures of one paper.</param>
    public static IReadOnlyList<OpenXmlElement> Create(ScatterChart chart, uint id)
    {
        var drawn = new DocxScatter();
        drawn.Draw(chart, ScatterLayout.Of(chart));
        var (width, height) = (Emu(ScatterLayout.Width), Emu(ScatterLayout.Height));
        var group = $"<wpg:wgp {Namespaces}><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"{width}\" cy=\"{height}\"/></a:xfrm></wpg:grpSpPr>{drawn.shapes}</wpg:wgp>";
        var picture = DocxText.Paragraph(DocxStyles.Normal, "");
        picture.ParagraphProperties!.KeepNext = new KeepNext();
        picture.ParagraphProperties.Justification = new Justification { Val = JustificationValues.Center };
        picture.Append(new Run(new Drawing(new DW.Inline(
            new DW.Extent { Cx = width, Cy = height },
            new DW.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
            new DW.DocProperties { Id = id, Name = $"Диаграмма {id}", Description = chart.Description },
            new DW.NonVisualGraphicFrameDrawingProperties(),
            new A.Graphic(new A.GraphicData { Uri = GroupUri, InnerXml = group }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 })));
        var caption = DocxText.Paragraph(DocxStyles.Note, chart.Caption);
        caption.ParagraphProperties!.Justification = new Justification { Val = JustificationValues.Center };
        return [picture, caption];
    }

    private void Draw(ScatterChart chart, ScatterLayout layout)
    {
        foreach (var mark in layout.XMarks)
        {
            Line(mark.At, ScatterLayout.Top, mark.At, ScatterLayout.Bottom, "CCCCCC", isBroken: false);
            Text(mark.At, ScatterLayout.Bottom + 9, mark.IsLast ? "right" : "center", mark.Text);
        }
        foreach (var mark in layout.YMarks)
        {
            Line(ScatterLayout.Left, mark.At, ScatterLayout.Right, mark.At, "CCCCCC", isBroken: false);
            Text(ScatterLayout.Left - 4, mark.At, "right", mark.Text);
        }
        Text(0, 7, "left", chart.YTitle);
        Text(ScatterLayout.Right, ScatterLayout.Height - 11, "right", chart.XTitle);
        Line(layout.LineX, ScatterLayout.Top, layout.LineX, ScatterLayout.Bottom, "000000", isBroken: true);
        Line(ScatterLayout.Left, layout.LineY, ScatterLayout.Right, layout.LineY, "000000", isBroken: true);
        for (var i = 0; i < layout.Corners.Count; i++)
            Text(i % 2 == 1 ? layout.Corners[i].Right : layout.Corners[i].Left, layout.Corners[i].MiddleY, i % 2 == 1 ? "right" : "left", chart.Corners[i], isBold: true);
        foreach (var point in layout.Points)
            Point(point);
    }

    private void Point(PlacedPoint point)
    {
        if (point.Leader is var (x1, y1, x2, y2))
            Line(x1, y1, x2, y2, "666666", isBroken: false);
        var isEmpty = point.Of.IsSmall || point.Of.Mark == ScatterMark.Ring;
        var shape = point.Of.Mark switch { ScatterMark.Triangle => "triangle", ScatterMark.Square => "rect", _ => "ellipse" };
        Shape(shape, point.X - 5, point.Y - 5, 10, 10, "", $"<a:solidFill><a:srgbClr val=\"{(isEmpty ? "FFFFFF" : Dark)}\"/></a:solidFill>{Edge(Dark, 15_000, point.Of.IsSmall)}");
        if (point.Text is { } label)
            Text(label.MiddleX, label.MiddleY, "center", point.Of.Label);
    }

    private void Line(double x1, double y1, double x2, double y2, string colour, bool isBroken) => Shape(
        "line", Math.Min(x1, x2), Math.Min(y1, y2), Math.Abs(x2 - x1), Math.Abs(y2 - y1), (x2 - x1) * (y2 - y1) < 0 ? " flipV=\"1\"" : "", Edge(colour, 8_000, isBroken));

    private static string Edge(string colour, int width, bool isBroken) =>
        $"<a:ln w=\"{width}\"><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>{(isBroken ? "<a:prstDash val=\"sysDash\"/>" : "")}</a:ln>";

    private void Shape(string geometry, double x, double y, double width, double height, string turn, string look) =>
        shapes.Append($"<wps:wsp><wps:cNvSpPr/><wps:spPr>{Frame(x, y, width, height, turn)}<a:prstGeom prst=\"{geometry}\"><a:avLst/></a:prstGeom>{look}</wps:spPr><wps:bodyPr/></wps:wsp>");

    /// <param name="x">Left edge, middle or right edge, as the text is set.</param>
    /// <param name="y">Middle of the line.</param>
    private void Text(double x, double y, string align, string text, bool isBold = false)
    {
        var width = (text.Length + 1) * CharacterWidth;
        var left = align switch { "left" => x, "right" => x - width, _ => x - (width / 2) };
        shapes.Append($"<wps:wsp><wps:cNvSpPr txBox=\"1\"/><wps:spPr>{Frame(left, y - (TextHeight / 2), width, TextHeight, "")}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>")
            .Append($"<wps:txbx><w:txbxContent><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"{align}\"/></w:pPr>")
            .Append($"<w:r><w:rPr>{(isBold ? "<w:b/>" : "")}<w:sz w:val=\"{HalfPoints}\"/></w:rPr><w:t xml:space=\"preserve\">{WebUtility.HtmlEncode(XmlText.Clean(text))}</w:t></w:r></w:p></w:txbxContent></wps:txbx>")
            .Append("<wps:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"><a:noAutofit/></wps:bodyPr></wps:wsp>");
    }

    private static string Frame(double x, double y, double width, double height, string turn) =>
        $"<a:xfrm{turn}><a:off x=\"{Emu(x)}\" y=\"{Emu(y)}\"/><a:ext cx=\"{Emu(width)}\" cy=\"{Emu(height)}\"/></a:xfrm>";

    private static long Emu(double units) => (long)Math.Round(units * EmuInUnit);
}
