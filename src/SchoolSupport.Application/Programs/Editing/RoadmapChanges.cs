using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>What others wrote while a person has a draft open, and what was removed from it.</summary>
public sealed class RoadmapChanges(AppDbContext db, ProgramTreeReader trees)
{
    private const int MostRemovals = 30;

    /// <summary>An edit is stamped a little before it can be read.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Rows that others changed, or took a change back of, since a moment; null when there are none or the person cannot see the draft.
    /// </summary>
    public async Task<RoadmapEdited?> SinceAsync(DraftKey key, DateTimeOffset moment, CancellationToken ct)
    {
        var (me, from) = (db.Actor.UserId, moment - Overlap);
        var visible = db.ProgramVersions.VisibleTo(db).Where(v => v.Id == key.VersionId && v.ProgramId == key.ProgramId).Select(v => v.Id);
        var edits = await db.RoadmapEdits.AsNoTracking()
            .Where(e => visible.Contains(e.VersionId) && e.UserId != me && (e.At > from || e.UndoneAt > from)).OrderBy(e => e.Id).ToListAsync(ct);
        if (edits.Count == 0 || await trees.ReadAsync(key.VersionId, ct) is not { } tree)
            return null;
        return EditSummary.Of(tree, [.. edits.SelectMany(edit => EditedRows.Read(edit).All())]);
    }

    /// <summary>Edits that removed measures or sections which are still missing, newest first.</summary>
    public async Task<IReadOnlyList<Removal>> RemovedAsync(Guid versionId, IReadOnlyList<RoadmapTree> tables, CancellationToken ct)
    {
        string[] removing = ["programs.measures-removed", "programs.section-removed", "programs.roadmap-removed"];
        var edits = await (from edit in db.RoadmapEdits.AsNoTracking()
                           where edit.VersionId == versionId && edit.UndoneAt == null && removing.Contains(edit.Operation)
                           orderby edit.Id descending
                           select new { edit, Role = db.People.Where(p => p.Id == edit.UserId).Select(p => p.Role).FirstOrDefault() }).Take(MostRemovals).ToListAsync(ct);
        var there = tables.SelectMany(t => t.Measures.Select(m => m.Row.LineId).Concat(t.Sections.Select(s => s.Row.LineId)).Append(t.Row.LineId)).ToHashSet();
        return [.. from found in edits
                   let gone = EditedRows.Read(found.edit).All().Where(row => row.GoneLine is { } line && !there.Contains(line)).ToList()
                   where gone.Count > 0
                   select new Removal(found.edit.Id, found.edit.Title, found.edit.At, found.Role, [.. gone.Select(row => row.Title).OfType<string>()])];
    }
}

/// <summary>An edit whose rows can be brought back.</summary>
/// <param name="Titles">Of the missing measures, sections and tables.</param>
public sealed record Removal(Guid EditId, string Title, DateTimeOffset At, string? Role, IReadOnlyList<string> Titles);
