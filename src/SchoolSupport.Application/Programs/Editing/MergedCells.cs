using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>
/// Cells merged downwards stay what they look like when rows come, go or change places: a cell that no longer follows the one it belonged to
/// gets the words of its own, and the rows below it that were merged with it now belong to it.
/// </summary>
internal sealed class MergedCells
{
    private sealed record Cell(Guid Source, string? Text, string Deadline, string[] Responsibles, bool IsTorn);

    private readonly Dictionary<(Guid Line, RoadmapColumn Column), Cell> cells = [];

    /// <summary>Remembers the merged cells of a draft before a change of its rows.</summary>
    public MergedCells(RoadmapDraft draft)
    {
        var rows = ByLine(draft);
        foreach (var (above, row) in Pairs(draft))
            foreach (var column in MeasureCells.Links(row).Keys)
            {
                var source = rows.GetValueOrDefault(SourceOf(rows, row, column)) ?? row;
                cells[(row.LineId, column)] = new Cell(source.LineId, MeasureCells.Text(source, column), source.Deadline, source.Responsibles, IsTorn(rows, above, row, column));
            }
    }

    /// <summary>Gives the cells that the change tore off their words. A link that was torn before (a file may have such) is left as it was.</summary>
    public void Mend(RoadmapDraft draft)
    {
        var rows = ByLine(draft);
        var owners = new Dictionary<(Guid Source, RoadmapColumn Column), Guid>();
        foreach (var (above, row) in Pairs(draft).ToList())
            foreach (var column in MeasureCells.Links(row).Keys)
            {
                if (!IsTorn(rows, above, row, column) || !cells.TryGetValue((row.LineId, column), out var was) || was.IsTorn)
                    continue;
                var key = (was.Source, column);
                if (above is not null && owners.TryGetValue(key, out var owner) && SourceOf(rows, above, column) == owner)
                    MeasureCells.Link(row, column, owner);
                else
                {
                    MeasureCells.Unlink(row, column, was.Text, was.Deadline, was.Responsibles);
                    owners[key] = row.LineId;
                }
            }
    }

    /// <summary>A new row between two of one merged cell is covered by it too.</summary>
    public static void Continue(RoadmapDraft draft, Measure added)
    {
        var rows = draft.Ordered(added.RoadmapId).ToList();
        var at = rows.IndexOf(added);
        if (at < 1 || at + 1 >= rows.Count || draft.RootOf(rows[at - 1].SectionId) != draft.RootOf(added.SectionId))
            return;
        var all = ByLine(draft);
        foreach (var column in MeasureCells.Links(rows[at + 1]).Keys)
        {
            var source = SourceOf(all, rows[at + 1], column);
            if (SourceOf(all, rows[at - 1], column) == source)
                MeasureCells.Link(added, column, source);
        }
    }

    /// <summary>The row whose words a cell shows; the row itself when they are its own.</summary>
    public static Guid SourceOf(RoadmapDraft draft, Measure row, RoadmapColumn column) => SourceOf(ByLine(draft), row, column);

    private static Guid SourceOf(Dictionary<Guid, Measure> rows, Measure row, RoadmapColumn column)
    {
        var line = row.LineId;
        for (var steps = 0; steps < rows.Count && rows.TryGetValue(line, out var at) && MeasureCells.Links(at).TryGetValue(column, out var next); steps++)
            line = next;
        return line;
    }

    private static bool IsTorn(Dictionary<Guid, Measure> rows, Measure? above, Measure row, RoadmapColumn column) =>
        above is null || SourceOf(rows, above, column) != SourceOf(rows, row, column);

    /// <summary>The row directly above; a cell is not merged over the heading of a section at the top.</summary>
    public static Measure? Above(RoadmapDraft draft, Measure row) => Pairs(draft).First(pair => pair.Row == row).Above;

    /// <summary>Every row with the one directly above it.</summary>
    private static IEnumerable<(Measure? Above, Measure Row)> Pairs(RoadmapDraft draft)
    {
        foreach (var table in draft.Tables)
        {
            Measure? above = null;
            foreach (var row in draft.Ordered(table.Id))
            {
                yield return (above is not null && draft.RootOf(above.SectionId) == draft.RootOf(row.SectionId) ? above : null, row);
                above = row;
            }
        }
    }

    private static Dictionary<Guid, Measure> ByLine(RoadmapDraft draft) => draft.Measures.ToDictionary(m => m.LineId);
}
