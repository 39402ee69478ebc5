using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Reports;

/// <summary>A point with its place in the figure.</summary>
/// <param name="Text">Null: no room for the number; the name is still told by the point and by the table.</param>
public sealed record PlacedPoint(ScatterPoint Of, double X, double Y, PlacedLabel? Text)
{
    /// <summary>From the edge of the point to the edge of its label.</summary>
    public (double X1, double Y1, double X2, double Y2)? Leader
    {
        get
        {
            if (Text is not { HasLeader: true } label)
                return null;
            var (x, y) = (Math.Clamp(X, label.Left, label.Right), Math.Clamp(Y, label.Top, label.Bottom));
            var (dx, dy) = (x - X, y - Y);
            var length = Math.Max(Math.Sqrt((dx * dx) + (dy * dy)), 0.01);
            return length <= ScatterLayout.PointSize ? null : (X + (dx / length * ScatterLayout.PointSize), Y + (dy / length * ScatterLayout.PointSize), x, y);
        }
    }
}

/// <summary>A mark of an axis: its place in the figure and its number.</summary>
public readonly record struct AxisMark(double At, string Text, bool IsLast);

/// <summary>
/// Where everything of a <see cref="ScatterChart"/> stands, in units of which the figure is <see cref="Width"/> wide: one computation for the page, for
/// print and for the word processor.
/// </summary>
public sealed class ScatterLayout
{
    // 400 wide, so that its letters are readable on a phone without zooming.
    public const double Width = 400;
    public const double Height = 350;
    public const double Left = 34;
    public const double Right = 394;
    public const double Top = 20;
    public const double Bottom = 306;

    /// <summary>Half the breadth of a point.</summary>
    public const double PointSize = 6;
    public const double LabelHeight = 11;
    private const double DigitWidth = 6.2;
    private const double CornerHeight = 15;
    private const double CornerLetter = 6.6;
    private const int Step = 10;

    private readonly (double From, double To) acrossRange;
    private readonly (double From, double To) upRange;

    private ScatterLayout(ScatterChart chart)
    {
        acrossRange = Range(chart.Points.Select(point => point.X).Append(chart.XLine));
        upRange = Range(chart.Points.Select(point => point.Y).Append(chart.YLine).Append(0));
        (LineX, LineY) = (X(chart.XLine), Y(chart.YLine));
        XMarks = [.. Marks(acrossRange).Select(value => new AxisMark(X(value), RussianText.Decimal(value), value >= (decimal)acrossRange.To))];
        YMarks = [.. Marks(upRange).Select(value => new AxisMark(Y(value), RussianText.Decimal(value), value >= (decimal)upRange.To))];
        Corners = [.. chart.Corners.Select((text, i) => CornerOf(text, isRight: i % 2 == 1, isBottom: i > 1))];
        var spots = chart.Points.Select(point => (X(point.X), Y(point.Y))).ToArray();
        var labels = PointLabels.Place(spots, [.. chart.Points.Select(point => point.Label.Length * DigitWidth)], LabelHeight, (Left, Top, Right, Bottom), Corners, (LineX, LineY));
        Points = [.. chart.Points.Select((point, i) => new PlacedPoint(point, spots[i].Item1, spots[i].Item2, labels[i]))];
    }

    public double LineX { get; }
    public double LineY { get; }
    public IReadOnlyList<AxisMark> XMarks { get; }
    public IReadOnlyList<AxisMark> YMarks { get; }

    /// <summary>Boxes of the names of the quarters, in the chart's order.</summary>
    public IReadOnlyList<PlacedLabel> Corners { get; }
    public IReadOnlyList<PlacedPoint> Points { get; }

    /// <exception cref="ArgumentException">A chart without points.</exception>
    public static ScatterLayout Of(ScatterChart chart) => chart.Points.Count > 0 ? new ScatterLayout(chart) : throw new ArgumentException("A chart needs points.", nameof(chart));

    private static PlacedLabel CornerOf(string text, bool isRight, bool isBottom)
    {
        var width = text.Length * CornerLetter;
        return new PlacedLabel(isRight ? Right - 4 - width : Left + 4, isBottom ? Bottom - 3 - CornerHeight : Top + 2, width, CornerHeight, false);
    }

    private static (double From, double To) Range(IEnumerable<decimal> values)
    {
        var all = values.ToArray();
        var (from, to) = (Math.Floor((double)all.Min() / Step) * Step, Math.Ceiling((double)all.Max() / Step) * Step);
        return (from, to > from ? to : from + Step);
    }

    private static IEnumerable<decimal> Marks((double From, double To) range)
    {
        for (var value = range.From; value <= range.To; value += Step)
            yield return (decimal)value;
    }

    private double X(decimal value) => Math.Round(Left + (((double)value - acrossRange.From) * (Right - Left) / (acrossRange.To - acrossRange.From)), 1);

    private double Y(decimal value) => Math.Round(Bottom - (((double)value - upRange.From) * (Bottom - Top) / (upRange.To - upRange.From)), 1);
}
