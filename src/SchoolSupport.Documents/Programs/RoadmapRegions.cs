namespace SchoolSupport.Documents.Programs;

/// <summary>A roadmap inside one table or sheet.</summary>
/// <param name="Header">Of <see cref="TableHeader.RowCount"/> 0 when the columns were guessed.</param>
/// <param name="Above">Rows of the same table above the header.</param>
internal sealed record RoadmapRegion(SourceTable Table, TableHeader Header, IReadOnlyList<SourceRow> Above, IReadOnlyList<SourceRow> Body);

/// <summary>Finds the headings inside a table; each different one begins a roadmap of its own.</summary>
internal static class RoadmapRegions
{
    public static IReadOnlyList<RoadmapRegion> Of(SourceTable table)
    {
        var headers = Headers(table.Rows);
        var regions = new List<RoadmapRegion>();
        var from = 0;
        for (var i = 0; i < headers.Count; i++)
        {
            var (at, header) = headers[i];
            var bodyFrom = at + header.RowCount;
            var bodyTo = i + 1 < headers.Count ? TitleStart(table.Rows, headers[i + 1].At, bodyFrom) : table.Rows.Count;
            var body = table.Rows.Skip(bodyFrom).Take(bodyTo - bodyFrom).ToList();
            var complete = ColumnGuess.Complete(header, body);
            if (complete.IsRoadmap)
                regions.Add(new RoadmapRegion(table, complete, [.. table.Rows.Skip(from).Take(at - from)], body));
            from = bodyTo;
        }
        return regions;
    }

    /// <summary>A table without headings whose cells look like a roadmap.</summary>
    public static RoadmapRegion? WithoutHeader(SourceTable table)
    {
        var first = table.Rows.TakeWhile(row => !row.Filled.Skip(1).Any()).Count();
        var body = table.Rows.Skip(first).ToList();
        return ColumnGuess.WithoutHeader(body) is { } header ? new RoadmapRegion(table, header, [.. table.Rows.Take(first)], body) : null;
    }

    private static List<(int At, TableHeader Header)> Headers(IReadOnlyList<SourceRow> rows)
    {
        var headers = new List<(int At, TableHeader Header)>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (HeaderFinder.At(rows, i) is not { } header)
                continue;
            // The same heading again is a repeated one: the table goes on. Under a title it may begin another plan.
            var underTitle = i > 0 && !rows[i - 1].Filled.Skip(1).Any();
            if (headers.Count == 0 || (headers[^1].Header.Key != header.Key && (underTitle || !headers[^1].Header.IsAlike(header))))
                headers.Add((i, header));
            i += header.RowCount - 1;
        }
        return headers;
    }

    /// <summary>Rows of one cell above a header are its title, not the last rows of the table before.</summary>
    private static int TitleStart(IReadOnlyList<SourceRow> rows, int header, int after)
    {
        var start = header;
        while (start > after && !rows[start - 1].Filled.Skip(1).Any())
            start--;
        return start;
    }
}
