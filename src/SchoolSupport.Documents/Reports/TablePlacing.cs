namespace SchoolSupport.Documents.Reports;

/// <summary>Gives every cell its column, and refuses tables that do not close up.</summary>
internal static class TablePlacing
{
    public static IReadOnlyList<IReadOnlyList<PlacedHead>> LayOutHead(IReadOnlyList<HeadNode> head)
    {
        if (head.Count == 0)
            throw new ArgumentException("A table needs at least one column.", nameof(head));
        var depth = head.Max(n => n.Depth);
        var rows = Enumerable.Range(0, depth).Select(_ => new List<PlacedHead>()).ToArray();
        Place(head, row: 0, column: 0);
        return rows;

        int Place(IReadOnlyList<HeadNode> nodes, int row, int column)
        {
            foreach (var node in nodes)
            {
                var span = node.Leaves().Count();
                // A column without a group reaches down to the last row of the head.
                rows[row].Add(new PlacedHead(node.Text, column, span, node is ColumnGroup ? 1 : depth - row));
                if (node is ColumnGroup group)
                    Place(group.Children, row + 1, column);
                column += span;
            }
            return column;
        }
    }

    public static IReadOnlyList<PlacedRow> LayOutBody(IReadOnlyList<RowGroup> groups, int columns)
    {
        var result = new List<PlacedRow>();
        foreach (var group in groups)
        {
            // Spans do not leave their group: a group may be moved to the next page alone.
            var covering = new PlacedCell?[columns];
            var left = new int[columns];
            for (var i = 0; i < group.Rows.Count; i++)
                result.Add(PlaceRow(group.Rows[i], covering, left, isLast: i == group.Rows.Count - 1, index: result.Count) with { MayDivide = group.MayDivide });
            if (left.Any(n => n > 0))
                throw new ArgumentException($"A cell spans rows past the end of its group (row {result.Count}).");
        }
        return result;
    }

    private static PlacedRow PlaceRow(TableRow row, PlacedCell?[] covering, int[] left, bool isLast, int index)
    {
        var placed = new List<PlacedCell>();
        var column = 0;
        foreach (var cell in row.Cells)
        {
            while (column < left.Length && left[column] > 0)
                column++;
            if (cell.ColumnSpan < 1 || cell.RowSpan < 1 || column + cell.ColumnSpan > left.Length)
                throw new ArgumentException($"Row {index + 1} has more cells than the table has columns ({left.Length}).");
            var here = new PlacedCell(cell, column);
            placed.Add(here);
            for (var end = column + cell.ColumnSpan; column < end; column++)
            {
                if (left[column] > 0)
                    throw new ArgumentException($"Two cells meet in row {index + 1}, column {column + 1}.");
                covering[column] = here;
                left[column] = cell.RowSpan;
            }
        }
        if (Array.IndexOf(left, 0) is var gap and >= 0)
            throw new ArgumentException($"Row {index + 1} leaves column {gap + 1} empty.");
        for (var i = 0; i < left.Length; i++)
            left[i]--;
        return new PlacedRow(placed, row.Kind, isLast) { Covering = [.. covering.Select(c => c!)] };
    }
}
