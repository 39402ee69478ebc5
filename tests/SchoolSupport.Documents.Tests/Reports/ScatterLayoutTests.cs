using SchoolSupport.Documents.Pdf;
using SchoolSupport.Documents.Reports;

namespace SchoolSupport.Documents.Tests.Reports;

/// <summary>The chart of points: numbers cover neither each other nor points nor the names of the quarters, and stand where they stood before.</summary>
public sealed class ScatterLayoutTests
{
    private static ScatterPoint Point(int number, decimal x, decimal y, bool isSmall = false) => new(number, $"Школа {number}", x, y, (ScatterMark)((number % 4) + 1), isSmall);

    internal static ScatterChart Chart(params ScatterPoint[] points) => new("Рисунок 1 — Точки", "Описание", "Индекс", "Доля, %", 65, 12, ["группа риска", "есть резерв", "вопреки условиям", "благополучные"], points);

    /// <summary>Twelve schools so near each other that numbers at their right would all meet.</summary>
    private static ScatterChart Crowd() => Chart([.. Enumerable.Range(0, 12).Select(i => Point(i + 1, 60 + (i % 4 * 0.8m), 10 + (i / 4 * 0.9m), i % 3 == 0)), Point(13, 76, 24)]);

    [Fact]
    public void Labels_OfACrowd_CoverNothing()
    {
        var layout = ScatterLayout.Of(Crowd());
        var labels = layout.Points.Select(p => p.Text).ToArray();

        Assert.All(labels, Assert.NotNull);
        Assert.Contains(labels, label => label!.HasLeader);
        Assert.False(layout.Points[^1].Text!.HasLeader);
        for (var i = 0; i < labels.Length; i++)
        {
            Assert.InRange(labels[i]!.Left, ScatterLayout.Left, ScatterLayout.Right - labels[i]!.Width);
            Assert.InRange(labels[i]!.Top, ScatterLayout.Top, ScatterLayout.Bottom - labels[i]!.Height);
            for (var j = i + 1; j < labels.Length; j++)
                Assert.False(Meet(labels[i]!, labels[j]!), $"{i + 1} and {j + 1}");
        }
    }

    [Fact]
    public void Label_OfAPointOnALine_StandsBesideTheLine()
    {
        var layout = ScatterLayout.Of(Chart(Point(1, 65, 20), Point(2, 75, 12), Point(3, 88, 29)));

        Assert.False(layout.Points[0].Text!.Left < layout.LineX && layout.LineX < layout.Points[0].Text!.Right);
        Assert.False(layout.Points[1].Text!.Top < layout.LineY && layout.LineY < layout.Points[1].Text!.Bottom);
    }

    [Fact]
    public void Labels_OfTheSamePoints_StandInTheSamePlaces() =>
        Assert.Equal(ScatterLayout.Of(Crowd()).Points.Select(p => p.Text), ScatterLayout.Of(Crowd()).Points.Select(p => p.Text));

    [Fact]
    public void Labels_OfTwoSchoolsInOnePlace_BothAreSeen()
    {
        var points = ScatterLayout.Of(Chart(Point(1, 60, 10), Point(2, 60, 10), Point(3, 70, 20))).Points;

        Assert.False(Meet(points[0].Text!, points[1].Text!));
    }

    [Fact]
    public void Labels_OfSixtySchools_NeverMeet_AndKeepOffTheNamesOfQuarters()
    {
        var layout = ScatterLayout.Of(Chart([.. Enumerable.Range(1, 60).Select(i => Point(i, 40 + (i * 37 % 50), i * 53 % 40, i % 5 == 0))]));
        var labels = layout.Points.Select(p => p.Text).OfType<PlacedLabel>().ToArray();

        Assert.InRange(labels.Length, 55, 60);
        for (var i = 0; i < labels.Length; i++)
            Assert.DoesNotContain(labels.Skip(i + 1).Concat(layout.Corners), other => Meet(labels[i], other));
    }

    [Fact]
    public void Label_OfASmallSample_HasAMark_AndItsPointIsEmpty()
    {
        var svg = ScatterSvg.Render(Chart(Point(4, 60, 10), Point(5, 70, 20, isSmall: true)));

        Assert.Contains(">4</text>", svg, StringComparison.Ordinal);
        Assert.Contains(">5*</text>", svg, StringComparison.Ordinal);
        Assert.Single(svg.Split('<'), element => element.Contains("fill=\"#fff\"", StringComparison.Ordinal) && element.Contains("stroke-dasharray=\"2 1.6\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Axes_HoldEveryPointAndBothLines()
    {
        var layout = ScatterLayout.Of(Chart(Point(1, 71, 33), Point(2, 79, 41)));

        Assert.Equal(["60", "70", "80"], layout.XMarks.Select(mark => mark.Text));
        Assert.Equal(["0", "10", "20", "30", "40", "50"], layout.YMarks.Select(mark => mark.Text));
        Assert.InRange(layout.LineX, ScatterLayout.Left, layout.Points[0].X);
        Assert.Throws<ArgumentException>(() => ScatterLayout.Of(Chart()));
    }

    [Fact]
    public void Chart_KeptAsJson_IsReadBackTheSame()
    {
        var block = Assert.IsType<ScatterChart>(DocumentJson.Read<DocumentBlock>(DocumentJson.Write<DocumentBlock>(Crowd())));

        Assert.Equal(Crowd().Points, block.Points);
        Assert.Equal(ScatterSvg.Render(Crowd()), ScatterSvg.Render(block));
        Assert.Contains("<figcaption>Рисунок 1 — Точки</figcaption>", OfficialDocumentHtml.Render(new OfficialDocument { Title = "Т", Kind = "С", Sections = [new DocumentSection("", [block])] }), StringComparison.Ordinal);
    }

    private static bool Meet(PlacedLabel one, PlacedLabel other) =>
        Math.Min(one.Right, other.Right) - Math.Max(one.Left, other.Left) > 1 && Math.Min(one.Bottom, other.Bottom) - Math.Max(one.Top, other.Top) > 1;
}
