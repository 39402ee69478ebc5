using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>Taking edits back, and bringing removed rows back later.</summary>
public sealed partial class RoadmapService
{
    /// <summary>Takes back the person's own last edit of the draft that is not taken back yet; asked again, the one before it.</summary>
    /// <exception cref="PreconditionException">There is none, or somebody changed the same rows since.</exception>
    public Task<RoadmapEdited?> UndoAsync(DraftKey key, CancellationToken ct) => OnDraftAsync(key, draft => UndoAsync(draft, ct), ct);

    private async Task<RoadmapEdited?> UndoAsync(RoadmapDraft draft, CancellationToken ct)
    {
        var me = db.Actor.UserId;
        var edit = await db.RoadmapEdits.Where(e => e.VersionId == draft.Version.Id && e.UserId == me && e.UndoneAt == null)
            .OrderByDescending(e => e.Id).FirstOrDefaultAsync(ct) ?? throw new PreconditionException("Отменять нечего: ваших изменений в этой редакции нет.");
        var rows = EditedRows.Read(edit).All().ToList();
        if (EditReversal.Blocker(db, draft, rows) is { } blocker)
            throw new PreconditionException(await RefusalAsync(draft, edit, blocker, ct));
        EditReversal.Apply(db, draft, rows);
        edit.UndoneAt = db.Now;
        await db.SaveAsync("programs.edit-undone", ct);
        return EditSummary.Of(draft.Tree(), [.. rows.Select(row => row with { Before = row.After, After = row.Before })]) with { Title = $"отменено: {edit.Title}" };
    }

    private async Task<string> RefusalAsync(RoadmapDraft draft, RoadmapEdit edit, Guid blocker, CancellationToken ct)
    {
        var by = await LastByOthersAsync(draft.Version.Id, blocker, edit.Id, ct);
        var who = by is { Role: { } role } ? $"{Roles.Label(role)} ({by.Value.Edit.Title})" : "другой пользователь";
        return $"Отменить нельзя: {edit.Title}. Эти строки потом изменил {who}. Исправьте их вручную.";
    }

    /// <summary>Brings back the measures and sections that an edit removed, wherever the draft has gone since; the rest of the draft stays as it is.</summary>
    /// <param name="editId">An edit of this draft by anybody.</param>
    /// <exception cref="PreconditionException">Nothing that it removed is missing any more.</exception>
    public async Task<RoadmapEdited?> RestoreAsync(DraftKey key, Guid editId, CancellationToken ct)
    {
        var edit = await db.RoadmapEdits.AsNoTracking().SingleOrDefaultAsync(e => e.Id == editId && e.VersionId == key.VersionId, ct);
        return edit is null ? null : await EditAsync(key, "programs.measures-restored", draft =>
        {
            var back = EditReversal.Restore(db, draft, [.. EditedRows.Read(edit).All()]);
            if (back.Count == 0)
                throw new PreconditionException("Всё, что было удалено, уже на месте.");
            MeasureOrder.Adopt(draft, back);
            return new Done($"восстановление: {edit.Title}");
        }, ct);
    }
}
