using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <param name="Id">Made by the form, so that sending it twice makes one note; null for the next free one.</param>
public sealed record NewNote(Guid? Id, NoteKind Kind, MonitoringPeriod Period, Guid? ProgramId);

/// <param name="Position">Who signs: «Начальник управления образования».</param>
/// <param name="Name">«И. О. Фамилия»; empty leaves a blank to sign on.</param>
public sealed record ApproveNote(string Number, DateOnly DatedOn, string Position, string Name);

/// <summary>Notes are made, refreshed, put into a person's words, approved. Methods answer false or null for a missing or foreign note, and for a school's people.</summary>
public sealed class NoteService(AppDbContext db, NoteReader reader, TenantClock clock)
{
    private static readonly ReportEdition[] Editions = [ReportEdition.Internal, ReportEdition.Publication];

    /// <summary>A draft from the data of now. A note of this id that is there already is left as it is.</summary>
    /// <exception cref="PreconditionException">There is nothing to make it from, or a draft of it is there.</exception>
    public Task<Guid> CreateAsync(NewNote source, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (source.Id is { } known && await db.AnalyticalNotes.AnyAsync(n => n.Id == known, ct))
            return known;
        await db.LockAsync($"note:{source.Kind}:{source.Period.Key}", ct);
        if (source.Id is { } again && await db.AnalyticalNotes.AnyAsync(n => n.Id == again, ct))
            return again;
        if (await db.AnalyticalNotes.AnyAsync(n => n.Kind == source.Kind && n.Period == source.Period.Key && n.State == NoteState.Draft, ct))
            throw new PreconditionException("Черновик этой справки уже есть. Откройте его в списке справок.");
        return await AddAsync(source, ct);
    }, ct);

    private async Task<Guid> AddAsync(NewNote source, CancellationToken ct)
    {
        var today = await clock.TodayAsync(ct);
        var made = await reader.ReadAsync(source.Kind, source.Period, source.ProgramId, today, ct);
        if (made.Obstacle is { } obstacle)
            throw new PreconditionException(obstacle);
        var last = await db.AnalyticalNotes.Where(n => n.Kind == source.Kind && n.Period == source.Period.Key).MaxAsync(n => (int?)n.EditionNumber, ct) ?? 0;
        var note = new AnalyticalNote
        {
            Id = source.Id ?? Guid.CreateVersion7(), Kind = source.Kind, Period = source.Period.Key, ProgramId = source.ProgramId, EditionNumber = last + 1, StartedOn = today,
            Head = DocumentJson.Write(made.Head), Sources = DocumentJson.Write(made.Sources), MadeAt = db.Now, CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        db.AnalyticalNotes.Add(note);
        foreach (var edition in Editions)
            db.NoteSections.AddRange(made.Of(edition).Select((section, place) => RowOf(note.Id, edition, section, place)));
        await db.SaveAsync("monitoring.note-created", ct);
        return note.Id;
    }

    private static NoteSectionRow RowOf(Guid note, ReportEdition edition, NoteSection section, int place) =>
        new() { NoteId = note, Edition = edition, Key = section.Key, Place = place, Generated = DocumentJson.Write(section) };

    /// <summary>Takes the data of now. What people wrote stays; where the data behind it changed, the note's page says so.</summary>
    /// <param name="version">Of the note that the page showed.</param>
    /// <exception cref="PreconditionException">The note is approved, or there is nothing to make it from any more.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody refreshed or approved it meanwhile.</exception>
    public Task<bool> RefreshAsync(Guid id, uint version, CancellationToken ct) => ChangeAsync(id, async note =>
    {
        db.ExpectVersion(note, version);
        var made = await reader.ReadAsync(note.Kind, PeriodOf(note), note.ProgramId, note.StartedOn, ct);
        if (made.Obstacle is { } obstacle)
            throw new PreconditionException(obstacle);
        (note.Head, note.Sources, note.MadeAt) = (DocumentJson.Write(made.Head), DocumentJson.Write(made.Sources), db.Now);
        var rows = await db.NoteSections.Where(s => s.NoteId == id).ToListAsync(ct);
        var edited = await db.NoteEdits.Where(e => e.NoteId == id).Select(e => e.SectionId).ToHashSetAsync(ct);
        foreach (var edition in Editions)
            Renew(note.Id, edition, made.Of(edition), [.. rows.Where(row => row.Edition == edition)], edited);
        await db.SaveAsync("monitoring.note-refreshed", ct);
    }, ct);

    private void Renew(Guid note, ReportEdition edition, IReadOnlyList<NoteSection> made, IReadOnlyList<NoteSectionRow> rows, HashSet<Guid> edited)
    {
        for (var place = 0; place < made.Count; place++)
            if (rows.FirstOrDefault(row => row.Key == made[place].Key) is { } row)
                (row.Generated, row.Place) = (DocumentJson.Write(made[place]), place);
            else
                db.NoteSections.Add(RowOf(note, edition, made[place], place));
        foreach (var gone in rows.Where(row => made.All(section => section.Key != row.Key)))
            if (edited.Contains(gone.Id))
                gone.Generated = DocumentJson.Write(DocumentJson.Read<NoteSection>(gone.Generated) with { Blocks = [] });
            else
                db.NoteSections.Remove(gone);
    }

    /// <summary>Puts texts in the place of generated paragraphs; a text that says what is generated takes the edit back.</summary>
    /// <param name="version">Of the section that the form showed.</param>
    /// <param name="texts">By key of the block; keys that the section has not are left alone.</param>
    /// <exception cref="PreconditionException">The note is approved.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed the section meanwhile.</exception>
    public Task<bool> EditAsync(Guid id, ReportEdition edition, string key, uint version, IReadOnlyDictionary<string, string> texts, CancellationToken ct) => ChangeAsync(id, async note =>
    {
        if (await SectionAsync(id, edition, key, ct) is not var (row, section))
            return false;
        db.ExpectVersion(row, version);
        var before = (row.EditedAt, Changed: false);
        foreach (var block in section.Blocks.Where(block => block.Text is not null).Append(new StoredBlock(NoteSection.Added, null, section.Blocks.FirstOrDefault(b => b.IsAdded)?.Edit)).DistinctBy(block => block.Key))
            if (texts.TryGetValue(block.Key, out var text))
                before.Changed |= Put(note, row, block, Clean(text));
        if (!before.Changed)
            return true;
        row.EditedAt = db.Now;
        await db.SaveAsync("monitoring.note-edited", ct);
        return true;
    }, ct);

    private bool Put(AnalyticalNote note, NoteSectionRow row, StoredBlock block, string text)
    {
        var calculated = block.Generated?.Text ?? "";
        if (text == (block.Text ?? "") && !block.IsStale)
            return false;
        if (text == calculated || (text.Length == 0 && block.Generated is null))
        {
            if (block.Edit is { } old)
                db.NoteEdits.Remove(old);
            return block.Edit is not null;
        }
        if (block.Edit is not { } edit)
            db.NoteEdits.Add(new NoteEdit
            {
                NoteId = note.Id, SectionId = row.Id, Block = block.Key, Wording = text, Calculated = calculated, EditedBy = db.Actor.UserId, EditedRole = db.Actor.Role, EditedAt = db.Now,
            });
        else
            (edit.Wording, edit.Calculated, edit.EditedBy, edit.EditedRole, edit.EditedAt) = (text, calculated, db.Actor.UserId, db.Actor.Role, db.Now);
        return true;
    }

    private static string Clean(string text) => string.Join('\n', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>After the data changed: a person's words stay, or the generated ones come back.</summary>
    /// <param name="keeps">The words stay and are right for the data of now.</param>
    public Task<bool> DecideAsync(Guid id, Guid editId, bool keeps, CancellationToken ct) => ChangeAsync(id, async _ =>
    {
        if (await db.NoteEdits.SingleOrDefaultAsync(e => e.Id == editId && e.NoteId == id, ct) is not { } edit)
            return false;
        var row = await db.NoteSections.SingleAsync(s => s.Id == edit.SectionId, ct);
        var generated = DocumentJson.Read<NoteSection>(row.Generated).Blocks.FirstOrDefault(block => block.Key == edit.Block)?.Text;
        // A paragraph that is gone cannot be kept under its own name: the words go to the end of the section.
        if (keeps && generated is null && edit.Block != NoteSection.Added)
            await MoveToEndAsync(edit, ct);
        else if (keeps)
            (edit.Calculated, edit.EditedBy, edit.EditedRole, edit.EditedAt) = (generated ?? "", db.Actor.UserId, db.Actor.Role, db.Now);
        else
            db.NoteEdits.Remove(edit);
        row.EditedAt = db.Now;
        await db.SaveAsync(keeps ? "monitoring.note-wording-kept" : "monitoring.note-wording-dropped", ct);
        return true;
    }, ct);

    private async Task MoveToEndAsync(NoteEdit edit, CancellationToken ct)
    {
        if (await db.NoteEdits.SingleOrDefaultAsync(e => e.SectionId == edit.SectionId && e.Block == NoteSection.Added, ct) is { } added)
            (added.Wording, added.EditedBy, added.EditedRole, added.EditedAt) = ($"{added.Wording}\n{edit.Wording}", db.Actor.UserId, db.Actor.Role, db.Now);
        else
            db.NoteEdits.Add(new NoteEdit
            {
                NoteId = edit.NoteId, SectionId = edit.SectionId, Block = NoteSection.Added, Wording = edit.Wording, Calculated = "", EditedBy = db.Actor.UserId, EditedRole = db.Actor.Role, EditedAt = db.Now,
            });
        db.NoteEdits.Remove(edit);
    }

    /// <summary>What forbids approving; empty when nothing does.</summary>
    public async Task<IReadOnlyList<string>> BlockersAsync(Guid id, CancellationToken ct)
    {
        var rows = await db.NoteSections.AsNoTracking().Where(s => s.NoteId == id).ToListAsync(ct);
        var edits = (await db.NoteEdits.AsNoTracking().Where(e => e.NoteId == id).ToListAsync(ct)).ToLookup(e => e.SectionId);
        var stale = rows.SelectMany(row => NotePaperService.Of(row, edits[row.Id]).Blocks).Count(block => block.IsStale);
        return stale == 0 ? [] : [$"После обновления данных {RussianText.Plural(stale, "изменился", "изменились", "изменилось")} {RussianText.Count(stale, "абзац, исправленный", "абзаца, исправленных", "абзацев, исправленных")} вручную: решите, какой текст оставить."];
    }

    /// <summary>From now on the note and its figures never change.</summary>
    /// <exception cref="PreconditionException">Something forbids it, or it is approved already.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody refreshed or approved it meanwhile.</exception>
    public Task<bool> ApproveAsync(Guid id, uint version, ApproveNote command, CancellationToken ct) => ChangeAsync(id, async note =>
    {
        db.ExpectVersion(note, version);
        if ((await BlockersAsync(id, ct)).FirstOrDefault() is { } blocker)
            throw new PreconditionException(blocker);
        var head = DocumentJson.Read<NoteHead>(note.Head);
        note.Head = DocumentJson.Write(head with { Signature = new Signature(command.Position.Trim(), command.Name.Trim().Length > 0 ? command.Name.Trim().Replace(' ', RussianText.NoBreakSpace) : "______________") });
        (note.State, note.DocumentNumber, note.DatedOn) = (NoteState.Approved, command.Number.Trim(), command.DatedOn);
        (note.ApprovedAt, note.ApprovedBy, note.ApprovedRole) = (db.Now, db.Actor.UserId, db.Actor.Role);
        await db.SaveAsync("monitoring.note-approved", ct);
    }, ct);

    /// <summary>The next edition of an approved note, from the data of now, with the words of the one before. Null for a missing note.</summary>
    /// <exception cref="PreconditionException">It is a draft, or there is a draft already.</exception>
    public Task<Guid?> ReviseAsync(Guid id, CancellationToken ct) => db.InTransactionAsync<Guid?>(async () =>
    {
        if (db.Actor.IsSchool || await db.AnalyticalNotes.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, ct) is not { } note)
            return null;
        if (note.State == NoteState.Draft)
            throw new PreconditionException("Справка ещё не утверждена: правьте черновик.");
        var next = await CreateAsync(new NewNote(null, note.Kind, PeriodOf(note), note.ProgramId), ct);
        var old = await db.NoteSections.AsNoTracking().Where(s => s.NoteId == id).ToDictionaryAsync(s => s.Id, s => (s.Edition, s.Key), ct);
        var rows = await db.NoteSections.Where(s => s.NoteId == next).ToDictionaryAsync(s => (s.Edition, s.Key), s => s.Id, ct);
        foreach (var edit in await db.NoteEdits.AsNoTracking().Where(e => e.NoteId == id).ToListAsync(ct))
            if (rows.TryGetValue(old[edit.SectionId], out var section))
                db.NoteEdits.Add(new NoteEdit
                {
                    NoteId = next, SectionId = section, Block = edit.Block, Wording = edit.Wording, Calculated = edit.Calculated, EditedBy = edit.EditedBy, EditedRole = edit.EditedRole, EditedAt = edit.EditedAt,
                });
        await db.SaveAsync("monitoring.note-revised", ct);
        return next;
    }, ct);

    /// <exception cref="PreconditionException">The note is approved.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed it meanwhile.</exception>
    public Task<bool> DeleteAsync(Guid id, uint version, CancellationToken ct) => ChangeAsync(id, async note =>
    {
        db.ExpectVersion(note, version);
        db.NoteEdits.RemoveRange(await db.NoteEdits.Where(e => e.NoteId == id).ToListAsync(ct));
        db.NoteSections.RemoveRange(await db.NoteSections.Where(s => s.NoteId == id).ToListAsync(ct));
        db.AnalyticalNotes.Remove(note);
        await db.SaveAsync("monitoring.note-deleted", ct);
    }, ct);

    private async Task<(NoteSectionRow Row, StoredSection Section)?> SectionAsync(Guid id, ReportEdition edition, string key, CancellationToken ct)
    {
        if (await db.NoteSections.SingleOrDefaultAsync(s => s.NoteId == id && s.Edition == edition && s.Key == key, ct) is not { } row)
            return null;
        return (row, NotePaperService.Of(row, await db.NoteEdits.Where(e => e.SectionId == row.Id).ToListAsync(ct)));
    }

    private Task<bool> ChangeAsync(Guid id, Func<AnalyticalNote, Task> work, CancellationToken ct) => ChangeAsync(id, async note =>
    {
        await work(note);
        return true;
    }, ct);

    /// <summary>One at a time upon a note, and only while it is a draft.</summary>
    private Task<bool> ChangeAsync(Guid id, Func<AnalyticalNote, Task<bool>> work, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        await db.LockAsync($"note:{id}", ct);
        if (db.Actor.IsSchool || await db.AnalyticalNotes.SingleOrDefaultAsync(n => n.Id == id, ct) is not { } note)
            return false;
        if (note.State == NoteState.Approved)
            throw new PreconditionException("Справка утверждена: её текст и числа не меняются. Чтобы исправить её, создайте новую редакцию.");
        return await work(note);
    }, ct);

    private static MonitoringPeriod PeriodOf(AnalyticalNote note) => MonitoringPeriod.TryParse(note.Period, out var period)
        ? period : throw new InvalidOperationException($"The note {note.Id} has a period that is none: {note.Period}.");
}
