using Microsoft.EntityFrameworkCore;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>Changing what stands in measures.</summary>
public sealed partial class RoadmapService
{
    /// <summary>Changes one measure. Places that the person left as they were shown are left out, whoever changed them meanwhile.</summary>
    public async Task<RoadmapEdited?> ChangeAsync(DraftKey key, ShownRow shown, IReadOnlyList<MeasureChange> changes, CancellationToken ct)
    {
        if (!await KnowsSchoolsAsync(changes, ct))
            return null;
        return await EditAsync(key, "programs.measure-changed", draft =>
        {
            if (draft.FindMeasure(shown.Line) is not { } row)
                return null;
            var tree = draft.TreeOf(draft.TableOf(row.RoadmapId));
            var measure = tree.FindLine(shown.Line)!;
            var meant = changes.Where(change => IsMeant(tree, measure, change)).ToList();
            var clashes = row.Version == shown.Version ? [] : Clashes(tree, measure, meant);
            if (clashes.Count > 0)
                return new Done("", new RoadmapConflict(row.LineId, $"мероприятие {tree.LabelOf(measure)}", row.Version, clashes, null, null));
            // The label may be what is changed.
            var label = tree.LabelOf(measure);
            var cells = new MergedCells(draft);
            foreach (var change in meant)
                MeasureEdits.Apply(draft, row, change);
            cells.Mend(draft);
            return new Done(meant is [var only] ? $"изменение {MeasureEdits.Place(only)} мероприятия {label}" : $"изменение мероприятия {label}");
        }, ct);
    }

    /// <summary>Makes the same changes in several measures.</summary>
    public async Task<RoadmapEdited?> ChangeManyAsync(DraftKey key, IReadOnlyCollection<ShownRow> shown, IReadOnlyList<MeasureChange> changes, CancellationToken ct)
    {
        if (!await KnowsSchoolsAsync(changes, ct))
            return null;
        return await EditAsync(key, "programs.measures-changed", draft =>
        {
            if (draft.FindMeasures([.. shown.Select(s => s.Line)]) is not { Count: > 0 } rows)
                return null;
            if (Stale(draft, rows, shown, string.Join("; ", changes.Select(change => MeasureEdits.InWords(change, MeasureEdits.Wanted(change))))) is { } conflict)
                return new Done("", conflict);
            var cells = new MergedCells(draft);
            foreach (var row in rows)
                foreach (var change in changes)
                    MeasureEdits.Apply(draft, row, change);
            cells.Mend(draft);
            return new Done($"изменение {string.Join(" и ", changes.Select(MeasureEdits.Place))} у {Measures(rows.Count)}");
        }, ct);
    }

    private static bool IsMeant(RoadmapTree tree, MeasureNode measure, MeasureChange change)
    {
        var wanted = MeasureEdits.Wanted(change);
        return wanted is null
            || ((change.Was is not { } was || !MeasureCells.SameWords(was, wanted)) && !MeasureCells.SameWords(MeasureEdits.Shown(tree, measure, change), wanted));
    }

    private static List<RoadmapClash> Clashes(RoadmapTree tree, MeasureNode measure, IEnumerable<MeasureChange> changes) =>
        [.. from change in changes
            let stored = MeasureEdits.Shown(tree, measure, change)
            where change.Was is not { } was || stored is null || !MeasureCells.SameWords(was, stored)
            select new RoadmapClash(MeasureEdits.Place(change), MeasureEdits.InWords(change, MeasureEdits.Wanted(change)), MeasureEdits.InWords(change, stored))];

    /// <summary>False when a school is named that the person cannot see.</summary>
    private async Task<bool> KnowsSchoolsAsync(IEnumerable<MeasureChange> changes, CancellationToken ct)
    {
        var named = changes.OfType<ScopeChange>().SelectMany(scope => scope.Schools).Select(s => s.SchoolId).Distinct().ToList();
        if (named.Count == 0)
            return true;
        if (db.Actor.SchoolId is { } own)
            return named.TrueForAll(id => id == own);
        return await db.Schools.CountAsync(school => named.Contains(school.Id), ct) == named.Count;
    }
}
