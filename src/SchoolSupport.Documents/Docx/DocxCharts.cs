using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using SchoolSupport.Documents.Reports;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using DW = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace SchoolSupport.Documents.Docx;

/// <summary>Charts of a paper as charts of the word processor: they can be recoloured and restyled there, their numbers stand in them.</summary>
internal sealed class DocxCharts(MainDocumentPart main)
{
    private const double EmuInMillimetre = 36_000;
    private const double BarMm = 4.2;
    private const double GapMm = 3;
    private const double AroundMm = 18;
    private const string Dark = "1F3A5F";
    private const uint Categories = 1;
    private const uint Values = 2;

    private uint count;

    /// <summary>The picture and its caption under it.</summary>
    public IReadOnlyList<OpenXmlElement> Create(BarChart chart, double widthMm)
    {
        var part = main.AddNewPart<ChartPart>();
        part.ChartSpace = SpaceOf(chart);
        count++;
        var height = (chart.Labels.Count * ((BarMm * chart.Series.Count) + GapMm)) + AroundMm;
        var picture = DocxText.Paragraph(DocxStyles.Normal, "");
        picture.ParagraphProperties!.KeepNext = new KeepNext();
        picture.Append(new Run(new Drawing(new DW.Inline(
            new DW.Extent { Cx = Emu(widthMm), Cy = Emu(height) },
            new DW.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
            new DW.DocProperties { Id = count, Name = $"Диаграмма {count}", Description = chart.Description },
            new DW.NonVisualGraphicFrameDrawingProperties(),
            new A.Graphic(new A.GraphicData(new C.ChartReference { Id = main.GetIdOfPart(part) }) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 })));
        var caption = DocxText.Paragraph(DocxStyles.Note, chart.Caption);
        caption.ParagraphProperties!.Justification = new Justification { Val = JustificationValues.Center };
        return [picture, caption];
    }

    /// <summary>The picture and its caption under it.</summary>
    public IReadOnlyList<OpenXmlElement> Create(ScatterChart chart) => DocxScatter.Create(chart, ++count);

    private static long Emu(double millimetres) => (long)(millimetres * EmuInMillimetre);

    private static C.ChartSpace SpaceOf(BarChart chart)
    {
        var bars = new C.BarChart(
            new C.BarDirection { Val = C.BarDirectionValues.Bar }, new C.BarGrouping { Val = C.BarGroupingValues.Clustered }, new C.VaryColors { Val = false });
        for (var s = 0; s < chart.Series.Count; s++)
            bars.Append(SeriesOf(chart, s));
        bars.Append(new C.GapWidth { Val = 60 }, new C.AxisId { Val = Categories }, new C.AxisId { Val = Values });
        return new C.ChartSpace(
            new C.EditingLanguage { Val = "ru-RU" },
            new C.RoundedCorners { Val = false },
            new C.Chart(
                new C.AutoTitleDeleted { Val = true },
                new C.PlotArea(new C.Layout(), bars, CategoryAxis(), ValueAxis(chart)),
                new C.Legend(new C.LegendPosition { Val = C.LegendPositionValues.Top }, new C.Overlay { Val = false }),
                new C.PlotVisibleOnly { Val = true },
                new C.DisplayBlanksAs { Val = C.DisplayBlanksAsValues.Gap }),
            new C.ShapeProperties(new A.NoFill(), new A.Outline(new A.NoFill())),
            TextOf());
    }

    private static C.BarChartSeries SeriesOf(BarChart chart, int index)
    {
        var series = chart.Series[index];
        var labels = new C.StringLiteral(new C.PointCount { Val = (uint)chart.Labels.Count });
        var numbers = new C.NumberLiteral(new C.FormatCode(FormatOf(chart)), new C.PointCount { Val = (uint)chart.Labels.Count });
        for (var i = 0; i < chart.Labels.Count; i++)
        {
            labels.Append(new C.StringPoint(new C.NumericValue(XmlText.Clean(chart.Labels[i]))) { Index = (uint)i });
            if (series.Values[i] is { } value)
                numbers.Append(new C.NumericPoint(new C.NumericValue(value.ToString(CultureInfo.InvariantCulture))) { Index = (uint)i });
        }
        return new C.BarChartSeries(
            new C.Index { Val = (uint)index }, new C.Order { Val = (uint)index }, new C.SeriesText(new C.NumericValue(XmlText.Clean(series.Name))),
            FillOf(index), new C.InvertIfNegative { Val = false },
            new C.DataLabels(
                new C.NumberingFormat { FormatCode = FormatOf(chart), SourceLinked = false },
                new C.DataLabelPosition { Val = C.DataLabelPositionValues.OutsideEnd }, new C.ShowLegendKey { Val = false }, new C.ShowValue { Val = true },
                new C.ShowCategoryName { Val = false }, new C.ShowSeriesName { Val = false }, new C.ShowPercent { Val = false }, new C.ShowBubbleSize { Val = false }),
            new C.CategoryAxisData(labels), new C.Values(numbers));
    }

    private static C.ChartShapeProperties FillOf(int series) => series == 0
        ? new C.ChartShapeProperties(new A.SolidFill(new A.RgbColorModelHex { Val = Dark }))
        : new C.ChartShapeProperties(
            new A.PatternFill(new A.ForegroundColor(new A.RgbColorModelHex { Val = Dark }), new A.BackgroundColor(new A.RgbColorModelHex { Val = "FFFFFF" }))
            { Preset = A.PresetPatternValues.WideUpwardDiagonal },
            new A.Outline(new A.SolidFill(new A.RgbColorModelHex { Val = Dark })) { Width = 6350 });

    // The first label stands at the top, as in the table; the numbers stay at the bottom.
    private static C.CategoryAxis CategoryAxis() => new(
        new C.AxisId { Val = Categories }, new C.Scaling(new C.Orientation { Val = C.OrientationValues.MaxMin }), new C.Delete { Val = false },
        new C.AxisPosition { Val = C.AxisPositionValues.Left }, new C.MajorTickMark { Val = C.TickMarkValues.None }, new C.MinorTickMark { Val = C.TickMarkValues.None },
        new C.TickLabelPosition { Val = C.TickLabelPositionValues.NextTo }, new C.CrossingAxis { Val = Values }, new C.Crosses { Val = C.CrossesValues.AutoZero },
        new C.AutoLabeled { Val = true }, new C.LabelAlignment { Val = C.LabelAlignmentValues.Center }, new C.LabelOffset { Val = 100 }, new C.NoMultiLevelLabels { Val = true });

    private static C.ValueAxis ValueAxis(BarChart chart) => new(
        new C.AxisId { Val = Values },
        new C.Scaling(new C.Orientation { Val = C.OrientationValues.MinMax }, new C.MaxAxisValue { Val = (double)chart.Greatest }, new C.MinAxisValue { Val = 0 }),
        new C.Delete { Val = false }, new C.AxisPosition { Val = C.AxisPositionValues.Bottom },
        new C.MajorGridlines(new C.ChartShapeProperties(new A.Outline(new A.SolidFill(new A.RgbColorModelHex { Val = "BBBBBB" })) { Width = 6350 })),
        new C.NumberingFormat { FormatCode = chart.Unit.Length > 0 ? $"0\"\u00a0{chart.Unit}\"" : "0", SourceLinked = false },
        new C.MajorTickMark { Val = C.TickMarkValues.None }, new C.MinorTickMark { Val = C.TickMarkValues.None },
        new C.TickLabelPosition { Val = C.TickLabelPositionValues.NextTo }, new C.CrossingAxis { Val = Categories }, new C.Crosses { Val = C.CrossesValues.Maximum },
        new C.CrossBetween { Val = C.CrossBetweenValues.Between });

    private static C.TextProperties TextOf() => new(
        new A.BodyProperties(), new A.ListStyle(),
        new A.Paragraph(
            new A.ParagraphProperties(new A.DefaultRunProperties(new A.LatinFont { Typeface = "Times New Roman" }) { FontSize = 1000 }),
            new A.EndParagraphRunProperties { Language = "ru-RU" }));

    private static string FormatOf(BarChart chart) => chart.Decimals > 0 ? "0." + new string('0', chart.Decimals) : "0";
}
