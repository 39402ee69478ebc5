namespace SchoolSupport.Documents.Reports;

/// <summary>A label beside its point.</summary>
/// <param name="Left">Of its box; <paramref name="Top"/> likewise, and down is greater.</param>
/// <param name="HasLeader">It stands so far away that a line leads from the point to it.</param>
public sealed record PlacedLabel(double Left, double Top, double Width, double Height, bool HasLeader)
{
    public double Right => Left + Width;
    public double Bottom => Top + Height;
    public double MiddleX => Left + (Width / 2);
    public double MiddleY => Top + (Height / 2);

    /// <summary>The area that both cover; 0 when they do not meet.</summary>
    internal double Over(double left, double top, double right, double bottom) =>
        Math.Max(0, Math.Min(Right, right) - Math.Max(Left, left)) * Math.Max(0, Math.Min(Bottom, bottom) - Math.Max(Top, top));
}

/// <summary>
/// Places labels of points so that they cover neither each other nor points: eight sides near the point, then farther rings with a leader. The same
/// points always get the same places, on the screen and on paper.
/// </summary>
public static class PointLabels
{
    private const int Rounds = 4;
    private const double PointRadius = 6;
    private const double OfRing = 6;
    private const double OfCover = 10;
    private const double OfCrossing = 12;
    private const double Outside = 10_000;

    // Nearest first; the first one is where a reader looks for a number. Right, left, above, below, then the corners.
    private static readonly (double X, double Y)[] Sides = [(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1)];
    private static readonly double[] Rings = [8, 17, 27, 38];

    /// <param name="kept">Boxes that labels keep away from, such as words of the picture.</param>
    /// <returns>One for each point; null where no place is free and a label would cover another.</returns>
    public static IReadOnlyList<PlacedLabel?> Place(
        IReadOnlyList<(double X, double Y)> points, IReadOnlyList<double> widths, double height, (double Left, double Top, double Right, double Bottom) area, IReadOnlyList<PlacedLabel> kept)
    {
        var candidates = points.Select((point, i) => Candidates(point, widths[i], height)).ToArray();
        var chosen = new PlacedLabel?[points.Count];
        // Those in a crowd choose first: the others have room anyway.
        var order = Enumerable.Range(0, points.Count).OrderByDescending(i => points.Count(other => Math.Abs(other.X - points[i].X) < Rings[^1] && Math.Abs(other.Y - points[i].Y) < Rings[^1])).ThenBy(i => i).ToArray();
        for (var round = 0; round < Rounds; round++)
            foreach (var i in order)
                chosen[i] = candidates[i].Select((label, place) => (label, cost: Cost(i, label, place, points, chosen, area, kept))).MinBy(one => one.cost).label;
        foreach (var i in order.Reverse())
            if (Covers(i, chosen, kept))
                chosen[i] = null;
        return chosen;
    }

    private static PlacedLabel[] Candidates((double X, double Y) point, double width, double height) =>
        [.. Rings.SelectMany((ring, r) => Sides.Select(side => new PlacedLabel(
            point.X + (side.X * (ring + (width / 2))) - (width / 2), point.Y + (side.Y * (side.X == 0 ? ring + (height / 2) : ring)) - (height / 2), width, height, r > 0)))];

    private static double Cost(
        int own, PlacedLabel label, int place, IReadOnlyList<(double X, double Y)> points, PlacedLabel?[] chosen, (double Left, double Top, double Right, double Bottom) area, IReadOnlyList<PlacedLabel> kept)
    {
        var cost = (place / Sides.Length * OfRing) + (place % Sides.Length * 0.1);
        if (label.Left < area.Left || label.Top < area.Top || label.Right > area.Right || label.Bottom > area.Bottom)
            cost += Outside;
        cost += kept.Sum(box => label.Over(box.Left, box.Top, box.Right, box.Bottom)) * OfCover;
        for (var i = 0; i < points.Count; i++)
        {
            var (x, y) = points[i];
            cost += label.Over(x - PointRadius, y - PointRadius, x + PointRadius, y + PointRadius) * OfCover;
            if (i == own)
                continue;
            if (chosen[i] is { } other)
            {
                cost += label.Over(other.Left, other.Top, other.Right, other.Bottom) * OfCover;
                if (other.HasLeader && Crosses(points[i], other, label))
                    cost += OfCrossing;
            }
            if (label.HasLeader && Distance((x, y), points[own], (label.MiddleX, label.MiddleY)) < PointRadius)
                cost += OfCrossing;
        }
        return cost;
    }

    private static bool Covers(int own, PlacedLabel?[] chosen, IReadOnlyList<PlacedLabel> kept) => chosen[own] is { } label
        && (chosen.Where((other, i) => i != own && other is not null && label.Over(other.Left, other.Top, other.Right, other.Bottom) > 1).Any()
            || kept.Any(box => label.Over(box.Left, box.Top, box.Right, box.Bottom) > 1));

    /// <summary>The leader of another point runs through the box.</summary>
    private static bool Crosses((double X, double Y) point, PlacedLabel other, PlacedLabel box) =>
        Distance((box.MiddleX, box.MiddleY), point, (other.MiddleX, other.MiddleY)) < box.Height / 2;

    /// <summary>Of a spot from the stretch between two others.</summary>
    private static double Distance((double X, double Y) spot, (double X, double Y) from, (double X, double Y) to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var along = (dx * dx) + (dy * dy) is var length and > 0 ? Math.Clamp((((spot.X - from.X) * dx) + ((spot.Y - from.Y) * dy)) / length, 0, 1) : 0;
        return Math.Sqrt(Math.Pow(spot.X - from.X - (along * dx), 2) + Math.Pow(spot.Y - from.Y - (along * dy), 2));
    }
}
