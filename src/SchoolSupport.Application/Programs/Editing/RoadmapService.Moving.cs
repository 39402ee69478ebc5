using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>Adding, moving, copying and removing whole measures.</summary>
public sealed partial class RoadmapService
{
    /// <param name="cells">At least a title.</param>
    public Task<RoadmapEdited?> AddAsync(DraftKey key, MeasurePlace place, IReadOnlyList<MeasureChange> cells, CancellationToken ct) =>
        AddManyAsync(key, "programs.measure-added", place, [cells], (_, added) => $"добавление мероприятия {added}", ct);

    /// <summary>Adds rows that were copied from a table, in their order.</summary>
    public Task<RoadmapEdited?> PasteAsync(DraftKey key, MeasurePlace place, IReadOnlyList<IReadOnlyList<MeasureChange>> rows, CancellationToken ct) =>
        AddManyAsync(key, "programs.measures-pasted", place, rows,
            (count, _) => $"вставка {RussianText.Number(count)} {RussianText.Plural(count, "строки", "строк", "строк")}", ct);

    private Task<RoadmapEdited?> AddManyAsync(DraftKey key, string operation, MeasurePlace place, IReadOnlyList<IReadOnlyList<MeasureChange>> rows,
        Func<int, string, string> title, CancellationToken ct) => EditAsync(key, operation, draft =>
    {
        if (MeasureOrder.Find(draft, place, []) is not { } spot)
            return null;
        var cells = new MergedCells(draft);
        var added = rows.Select(_ => NewMeasure(draft, spot)).ToList();
        MeasureOrder.Put(draft, added, spot);
        if (added.Count == 1)
            MergedCells.Continue(draft, added[0]);
        foreach (var (measure, changes) in added.Zip(rows))
            foreach (var change in changes)
                MeasureEdits.Apply(draft, measure, change);
        if (added.Exists(measure => measure.Title.Length == 0))
            throw new PreconditionException("У мероприятия должно быть название.");
        MeasureOrder.Adopt(draft, added);
        cells.Mend(draft);
        return new Done(title(added.Count, LabelOf(draft, added[0])));
    }, ct);

    /// <summary>Moves measures, with the unnumbered rows that belong to them, to a place of the same table.</summary>
    public Task<RoadmapEdited?> MoveAsync(DraftKey key, IReadOnlyCollection<Guid> lines, MeasurePlace place, CancellationToken ct) =>
        EditAsync(key, "programs.measures-moved", draft => draft.FindMeasures(lines) is { Count: > 0 } rows ? Move(draft, rows, place) : null, ct);

    /// <summary>Moves a measure over its neighbour, at the edge of a section into the next one; at the edge of the table nothing happens.</summary>
    public Task<RoadmapEdited?> StepAsync(DraftKey key, Guid line, bool down, CancellationToken ct) => EditAsync(key, "programs.measures-moved", draft =>
    {
        if (draft.FindMeasure(line) is not { } row)
            return null;
        return Neighbour(draft, row, down) is { } place ? Move(draft, [row], place) : new Done("");
    }, ct);

    private static Done? Move(RoadmapDraft draft, List<Measure> rows, MeasurePlace place)
    {
        var moved = MeasureOrder.WithChildren(draft, rows);
        if (MeasureOrder.Find(draft, place, moved) is not { } spot)
            return null;
        if (moved.Exists(row => row.RoadmapId != spot.Table.Id))
            throw new PreconditionException("Мероприятие можно переместить только внутри его таблицы.");
        var title = moved.Count == 1 ? $"перенос мероприятия {LabelOf(draft, moved[0])}" : $"перенос {Measures(moved.Count)}";
        var cells = new MergedCells(draft);
        MeasureOrder.Put(draft, moved, spot);
        MeasureOrder.Adopt(draft, moved);
        cells.Mend(draft);
        return new Done(title);
    }

    /// <summary>One printed row up or down: over a measure with its unnumbered rows, or over a heading into what stands there.</summary>
    private static MeasurePlace? Neighbour(RoadmapDraft draft, Measure row, bool down)
    {
        var rows = draft.Rows(row.RoadmapId).ToList();
        var table = draft.TableOf(row.RoadmapId).LineId;
        if (down)
        {
            var below = rows.ElementAtOrDefault(rows.IndexOf(MeasureOrder.WithChildren(draft, [row])[^1]) + 1);
            return below switch
            {
                Measure next => MeasurePlace.Behind((row.Code is null ? next : MeasureOrder.WithChildren(draft, [next])[^1]).LineId),
                RoadmapSection heading => MeasurePlace.StartOf(table, heading.LineId),
                _ => null,
            };
        }
        var at = rows.IndexOf(row);
        if (at == 0)
            return null;
        if (rows[at - 1] is Measure above)
            // A numbered row goes over the whole of its neighbour; an unnumbered one over a single row.
            return MeasurePlace.Before((row.Code is not null && draft.Measures.Find(m => m.Id == above.ParentId) is { } whole ? whole : above).LineId);
        return rows.ElementAtOrDefault(at - 2) switch
        {
            Measure last when at > 1 => MeasurePlace.Behind(last.LineId),
            RoadmapSection empty when at > 1 => MeasurePlace.StartOf(table, empty.LineId),
            _ => MeasurePlace.StartOf(table, null),
        };
    }

    /// <summary>Copies measures; each copy stands behind its original and has the same words, schools and deadlines, but a line of its own.</summary>
    public Task<RoadmapEdited?> DuplicateAsync(DraftKey key, IReadOnlyCollection<Guid> lines, CancellationToken ct) =>
        EditAsync(key, "programs.measures-copied", draft =>
        {
            if (draft.FindMeasures(lines) is not { Count: > 0 } rows)
                return null;
            var title = rows.Count == 1 ? $"копия мероприятия {LabelOf(draft, rows[0])}" : $"копии {Measures(rows.Count)}";
            var cells = new MergedCells(draft);
            var copies = new List<Measure>();
            foreach (var row in rows)
            {
                var behind = MeasureOrder.Find(draft, MeasurePlace.Behind(MeasureOrder.WithChildren(draft, [row])[^1].LineId), [])!;
                var copy = MeasureCopy.Of(draft, row);
                copies.Add(copy);
                MeasureOrder.Put(draft, [copy], behind);
                MergedCells.Continue(draft, copy);
            }
            MeasureOrder.Adopt(draft, copies);
            cells.Mend(draft);
            return new Done(title);
        }, ct);

    /// <summary>Removes measures; undo or <see cref="RestoreAsync"/> brings them back. Who removes a row that others changed since it was shown is told so.</summary>
    public Task<RoadmapEdited?> RemoveAsync(DraftKey key, IReadOnlyCollection<ShownRow> shown, CancellationToken ct) =>
        EditAsync(key, "programs.measures-removed", draft =>
        {
            if (draft.FindMeasures([.. shown.Select(s => s.Line)]) is not { Count: > 0 } rows)
                return null;
            if (Stale(draft, rows, shown, "удаление") is { } conflict)
                return new Done("", conflict);
            var title = rows.Count == 1 ? $"удаление мероприятия {LabelOf(draft, rows[0])}" : $"удаление {Measures(rows.Count)}";
            var cells = new MergedCells(draft);
            foreach (var row in rows)
                draft.Remove(row);
            MeasureOrder.Adopt(draft, rows);
            cells.Mend(draft);
            return new Done(title);
        }, ct);

    /// <summary>The first of the rows that somebody changed since it was shown.</summary>
    private static RoadmapConflict? Stale(RoadmapDraft draft, IReadOnlyList<Measure> rows, IReadOnlyCollection<ShownRow> shown, string mine)
    {
        var versions = shown.ToDictionary(s => s.Line, s => s.Version);
        return rows.FirstOrDefault(row => row.Version != versions[row.LineId]) is { } stale
            ? new RoadmapConflict(stale.LineId, $"мероприятие {LabelOf(draft, stale)}", stale.Version, [new RoadmapClash("мероприятие", mine, stale.Title)], null, null)
            : null;
    }

    private static Measure NewMeasure(RoadmapDraft draft, MeasureOrder.Spot spot)
    {
        var table = draft.TreeOf(spot.Table);
        string? Empty(RoadmapColumn column) => table.Shows(column) ? "" : null;
        var row = new Measure
        {
            RoadmapId = spot.Table.Id, LineId = Guid.CreateVersion7(), Title = "",
            Form = Empty(RoadmapColumn.Form), DeadlineText = Empty(RoadmapColumn.Deadline),
            ResponsibleText = Empty(RoadmapColumn.Responsible), IndicatorText = Empty(RoadmapColumn.Indicator),
            ResultText = Empty(RoadmapColumn.Result), SchoolText = Empty(RoadmapColumn.Schools),
            Deadline = ProgramJson.Write(StoredDeadline.Empty),
        };
        draft.Add(row);
        return row;
    }

    private static string LabelOf(RoadmapDraft draft, Measure row)
    {
        var tree = draft.TreeOf(draft.TableOf(row.RoadmapId));
        return tree.LabelOf(tree.FindLine(row.LineId)!);
    }

    private static string Measures(int count) => RussianText.Count(count, "мероприятия", "мероприятий", "мероприятий");
}
