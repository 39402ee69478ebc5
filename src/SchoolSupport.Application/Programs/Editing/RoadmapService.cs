using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>
/// Writing a draft's roadmaps. Every command is one save, kept with the rows before and after, so that its author can take it back. A command about
/// what the person cannot see or may not write gives null. Different rows never get into each other's way; a changed row is judged by what
/// was shown (<see cref="RoadmapConflict"/>).
/// </summary>
/// <exception cref="PreconditionException">The version is not a draft, or the draft does not allow it; the message says why.</exception>
public sealed partial class RoadmapService(AppDbContext db)
{
    /// <summary>Two saves of the same rows in the same moment: the later one looks at the rows again.</summary>
    private const int Attempts = 4;

    /// <summary>What a command did to the rows: a title for history, or why it did nothing.</summary>
    private sealed record Done(string Title, RoadmapConflict? Conflict = null);

    /// <param name="work">Changes the draft's rows; null when it names a row that is not there. Runs again when others saved the same rows in the same moment.</param>
    private Task<RoadmapEdited?> EditAsync(DraftKey key, string operation, Func<RoadmapDraft, Done?> work, CancellationToken ct) =>
        OnDraftAsync(key, draft => WorkAsync(draft, operation, work, ct), ct);

    private async Task<RoadmapEdited?> OnDraftAsync(DraftKey key, Func<RoadmapDraft, Task<RoadmapEdited?>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await db.InTransactionAsync(async () => await RoadmapDraft.LoadAsync(db, key, ct) is { } draft ? await work(draft) : null, ct);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<RoadmapEdited?> WorkAsync(RoadmapDraft draft, string operation, Func<RoadmapDraft, Done?> work, CancellationToken ct)
    {
        if (work(draft) is not { } done)
        {
            db.ChangeTracker.Clear();
            return null;
        }
        if (done.Conflict is { } conflict)
            return Nothing(draft) with { Conflict = await WithAuthorAsync(draft, conflict, ct) };
        var rows = EditedRows.Of(db.ChangeTracker);
        if (rows.IsEmpty)
            return Nothing(draft);
        var title = done.Title.Length <= RoadmapEdit.TitleMaxLength ? done.Title : done.Title[..RoadmapEdit.TitleMaxLength];
        db.RoadmapEdits.Add(new RoadmapEdit
        {
            VersionId = draft.Version.Id, UserId = db.Actor.UserId, At = db.Now, Operation = operation, Title = title,
            Before = rows.Before.ToJsonString(ProgramJson.Options), After = rows.After.ToJsonString(ProgramJson.Options),
        });
        var edited = rows.All().ToList();
        await SaveAsync(operation, ct);
        return EditSummary.Of(draft.Tree(), edited) with { Title = title };
    }

    /// <summary>Hundreds of rows are tracked, and what changed in them has been found: it is not looked for again.</summary>
    private async Task SaveAsync(string operation, CancellationToken ct)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await db.SaveAsync(operation, ct);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private static RoadmapEdited Nothing(RoadmapDraft draft) => EditSummary.Of(draft.Tree(), []);

    /// <summary>Who saved the row that a person's change met.</summary>
    private async Task<RoadmapConflict> WithAuthorAsync(RoadmapDraft draft, RoadmapConflict conflict, CancellationToken ct)
    {
        var id = draft.FindMeasure(conflict.Line)?.Id ?? draft.FindSection(conflict.Line)?.Id ?? draft.FindTable(conflict.Line)?.Id ?? Guid.Empty;
        var edit = await LastByOthersAsync(draft.Version.Id, id, Guid.Empty, ct);
        return edit is null ? conflict : conflict with { Role = edit.Value.Role, At = edit.Value.Edit.At };
    }

    /// <summary>The last edit of a row by somebody else, after another edit.</summary>
    private async Task<(RoadmapEdit Edit, string? Role)?> LastByOthersAsync(Guid versionId, Guid rowId, Guid after, CancellationToken ct)
    {
        const int mostLookedAt = 50;
        var me = db.Actor.UserId;
        var edits = await (from edit in db.RoadmapEdits.AsNoTracking()
                           where edit.VersionId == versionId && edit.UndoneAt == null && edit.UserId != me && edit.Id.CompareTo(after) > 0
                           orderby edit.Id descending
                           select new { edit, role = db.People.Where(p => p.Id == edit.UserId).Select(p => p.Role).FirstOrDefault() })
            .Take(mostLookedAt).ToListAsync(ct);
        return edits.Find(e => EditedRows.Read(e.edit).All().Any(row => row.Id == rowId)) is { } found ? (found.edit, found.role) : null;
    }
}
