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
    private const double OfSide = 0.1;
    private const double OfCover = 10;
    private const double OfCrossing = 12;
    private const double OfLine = 3;
    private const double Outside = 10_000;

    // Labels and leaders of points farther apart cannot meet.
    private const double Reach = 115;

    // Nearest first; the first one is where a reader looks for a number. Right, left, above, below, then the corners.
    private static readonly (double X, double Y)[] Sides = [(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1)];
    private static readonly double[] Rings = [8, 17, 27, 38];

    /// <param name="kept">Boxes that labels never cover, such as words of the picture.</param>
    /// <param name="lines">An upright and a level line that labels had rather not be struck through by.</param>
    /// <returns>One for each point; null where no place is free and a label would cover another.</returns>
    public static IReadOnlyList<PlacedLabel?> Place(
        IReadOnlyList<(double X, double Y)> points, IReadOnlyList<double> widths, double height, (double Left, double Top, double Right, double Bottom) area, IReadOnlyList<PlacedLabel> kept, (double X, double Y) lines)
    {
        var candidates = points.Select((point, i) => Candidates(point, widths[i], height)).ToArray();
        var near = points.Select((point, own) => Enumerable.Range(0, points.Count).Where(i => i != own && Math.Abs(points[i].X - point.X) < Reach && Math.Abs(points[i].Y - point.Y) < Reach).ToArray()).ToArray();
        var chosen = new PlacedLabel?[points.Count];
        // Those in a crowd choose first: the others have room anyway.
        var order = Enumerable.Range(0, points.Count).OrderByDescending(i => near[i].Length).ThenBy(i => i).ToArray();
        var picture = new Picture(points, near, chosen, area, kept, lines);
        var moved = true;
        for (var round = 0; round < Rounds && moved; round++)
        {
            moved = false;
            foreach (var i in order)
            {
                var best = picture.Best(i, candidates[i]);
                moved |= best != chosen[i];
                chosen[i] = best;
            }
        }
        foreach (var i in order.Reverse())
            if (Covers(i, chosen, kept))
                chosen[i] = null;
        return chosen;
    }

    private static PlacedLabel[] Candidates((double X, double Y) point, double width, double height) =>
        [.. Rings.SelectMany((ring, r) => Sides.Select(side => new PlacedLabel(
            point.X + (side.X * (ring + (width / 2))) - (width / 2), point.Y + (side.Y * (side.X == 0 ? ring + (height / 2) : ring)) - (height / 2), width, height, r > 0)))];

    /// <summary>What a place is judged by.</summary>
    private sealed record Picture(
        IReadOnlyList<(double X, double Y)> Points, int[][] Near, PlacedLabel?[] Chosen, (double Left, double Top, double Right, double Bottom) Area, IReadOnlyList<PlacedLabel> Kept, (double X, double Y) Lines)
    {
        /// <summary>The cheapest place; a farther one is not looked at when a nearer one is cheaper than it can be.</summary>
        public PlacedLabel Best(int own, PlacedLabel[] candidates)
        {
            var (best, least) = (candidates[0], double.MaxValue);
            for (var place = 0; place < candidates.Length; place++)
            {
                var distance = (place / Sides.Length * OfRing) + (place % Sides.Length * OfSide);
                if (distance >= least)
                    break;
                if (distance + Cost(own, candidates[place]) is var cost && cost < least)
                    (best, least) = (candidates[place], cost);
            }
            return best;
        }

        private double Cost(int own, PlacedLabel label)
        {
            var cost = label.Left < Area.Left || label.Top < Area.Top || label.Right > Area.Right || label.Bottom > Area.Bottom ? Outside : 0;
            cost += (label.Left < Lines.X && Lines.X < label.Right ? OfLine : 0) + (label.Top < Lines.Y && Lines.Y < label.Bottom ? OfLine : 0);
            foreach (var box in Kept)
                cost += label.Over(box.Left, box.Top, box.Right, box.Bottom) * OfCover;
            foreach (var i in Near[own])
                cost += Beside(own, i, label);
            return cost + OfPoint(own, label);
        }

        private double OfPoint(int i, PlacedLabel label) =>
            label.Over(Points[i].X - PointRadius, Points[i].Y - PointRadius, Points[i].X + PointRadius, Points[i].Y + PointRadius) * OfCover;

        private double Beside(int own, int i, PlacedLabel label)
        {
            var cost = OfPoint(i, label);
            if (Chosen[i] is { } other)
                cost += (label.Over(other.Left, other.Top, other.Right, other.Bottom) * OfCover) + (other.HasLeader && Crosses(Points[i], other, label) ? OfCrossing : 0);
            return cost + (label.HasLeader && Distance(Points[i], Points[own], (label.MiddleX, label.MiddleY)) < PointRadius ? OfCrossing : 0);
        }
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
