using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Reports;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Features.Tenants;

namespace SchoolSupport.Web.Features.Notes;

/// <summary>What the pages of analytical notes show. Null for a missing or foreign note, and for a school's people.</summary>
public sealed class NoteQueries(AppDbContext db, NotePaperService papers, NoteReader reader, NoteService service, HistoryQueries history, TenantClock clock)
{
    private const int YearsOffered = 3;
    private const int HistoryShown = 10;

    public async Task<NotesPage> ListAsync(NoteKind? kind, CancellationToken ct) => new(await RowsAsync(n => kind == null || n.Kind == kind, ct), kind, db.Actor.May(Permissions.NotesEdit));

    private async Task<IReadOnlyList<NoteRow>> RowsAsync(System.Linq.Expressions.Expression<Func<AnalyticalNote, bool>> which, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var notes = await db.AnalyticalNotes.AsNoTracking().Where(which)
            .Select(n => new { n.Id, n.Kind, n.Period, n.EditionNumber, n.State, n.DocumentNumber, n.DatedOn, n.MadeAt }).ToListAsync(ct);
        return [.. notes.Select(n => new NoteRow(n.Id, n.Kind, PeriodOf(n.Period), n.EditionNumber, n.State, n.DocumentNumber, n.DatedOn, LocalTime.Of(n.MadeAt, tenant)))
            .OrderByDescending(n => n.Period.LastDay).ThenBy(n => n.Kind).ThenByDescending(n => n.EditionNumber)];
    }

    /// <summary>The page of a new note: kinds and periods; once both are chosen, what the note would stand on.</summary>
    public async Task<NewNotePage> NewAsync(string? kindCode, string? periodKey, NewNoteForm? posted, CancellationToken ct)
    {
        var kind = NoteKinds.Find(kindCode);
        var period = kind is { } of ? NoteKinds.Period(of, periodKey) : null;
        var today = await clock.TodayAsync(ct);
        var usual = kind is null ? null : await reader.UsualProgramAsync(ct);
        var form = posted ?? new NewNoteForm { Id = Guid.CreateVersion7(), Kind = kindCode, Period = period?.Key, Program = usual };
        var material = kind is { } k && period is { } p ? await reader.ReadAsync(k, p, form.Program, today, ct) : null;
        return new NewNotePage(form, kind, period, kind is { } chosen ? [.. NoteKinds.Begun(chosen, today, YearsOffered)] : [], await ProgramsAsync(ct), material, await DraftAsync(kind, period, ct));
    }

    private async Task<IReadOnlyList<SelectChoice>> ProgramsAsync(CancellationToken ct) =>
        [.. (await db.SupportPrograms.AsNoTracking().Where(p => p.SchoolId == null && p.RemovedAt == null && db.ProgramVersions.Any(v => v.ProgramId == p.Id && v.Status == VersionStatus.Approved))
            .OrderBy(p => p.Title).Select(p => new { p.Id, p.Title }).ToListAsync(ct)).Select(p => new SelectChoice(p.Id.ToString(), p.Title))];

    private async Task<Guid?> DraftAsync(NoteKind? kind, MonitoringPeriod? period, CancellationToken ct)
    {
        if (kind is null || period is not { Key: var key })
            return null;
        return (await db.AnalyticalNotes.AsNoTracking().Where(n => n.Kind == kind && n.Period == key && n.State == NoteState.Draft).Select(n => new { n.Id }).FirstOrDefaultAsync(ct))?.Id;
    }

    /// <summary>Why the note cannot be made, or null; the same form sent twice is no problem.</summary>
    public async Task<string?> ProblemAsync(NewNoteForm form, CancellationToken ct)
    {
        if (form.Program is { } program && !await db.SupportPrograms.AnyAsync(p => p.Id == program && p.SchoolId == null && p.RemovedAt == null, ct))
            return "Такой программы нет. Выберите программу из списка.";
        if (await DraftAsync(form.KindOf, form.PeriodOf, ct) is { } draft)
            return draft == form.Id ? null : "Черновик этой справки уже есть: откройте его.";
        return (await reader.ReadAsync(form.KindOf!.Value, form.PeriodOf!.Value, form.Program, await clock.TodayAsync(ct), ct)).Obstacle;
    }

    public async Task<NotePage?> ShowAsync(Guid id, ReportEdition edition, CancellationToken ct)
    {
        if (await papers.FindAsync(id, edition, ct) is not { } note)
            return null;
        var tenant = await clock.TenantAsync(ct);
        var row = note.Row;
        return new NotePage(note, NotePaper.Of(note), PeriodOf(row.Period), DocumentJson.Read<NoteSource[]>(row.Sources), LocalTime.Of(row.MadeAt, tenant),
            row.ApprovedAt is { } at ? $"{Roles.Label(row.ApprovedRole ?? "")}, {LocalTime.Of(at, tenant)}" : null,
            await history.OfRowAsync("analytical_notes", id, HistoryShown, ct), await RowsAsync(n => n.Kind == row.Kind && n.Period == row.Period, ct), moment => LocalTime.Of(moment, tenant),
            note.IsDraft && db.Actor.May(Permissions.NotesEdit), note.IsDraft && db.Actor.May(Permissions.NotesApprove), !note.IsDraft && db.Actor.May(Permissions.NotesEdit), papers.CanPrintPdf);
    }

    /// <summary>Null also for a section that an approved note does not let be changed.</summary>
    public async Task<NoteSectionPage?> SectionAsync(Guid id, ReportEdition edition, string key, NoteSectionForm? posted, CancellationToken ct)
    {
        if (await papers.FindAsync(id, edition, ct) is not { } note || note.Sections.FirstOrDefault(s => s.Generated.Key == key) is not { } section)
            return null;
        if (!note.IsDraft)
            throw new PreconditionException("Справка утверждена: её текст и числа не меняются. Чтобы исправить её, создайте новую редакцию.");
        var form = posted ?? new NoteSectionForm
        {
            Version = section.Row.Version,
            Texts =
            [
                .. section.Blocks.Where(block => block.Text is not null && !block.IsAdded).Select(block => new NoteTextForm { Key = block.Key, Text = block.Text }),
                new NoteTextForm { Key = NoteSection.Added, Text = section.Blocks.FirstOrDefault(block => block.IsAdded)?.Text },
            ],
        };
        return new NoteSectionPage(note, section, form, $"{NoteKinds.Of(note.Row.Kind).Title}, {PeriodOf(note.Row.Period).Title}");
    }

    /// <summary>The paragraphs that two people wrote differently.</summary>
    public async Task<ConflictPage?> ConflictAsync(Guid id, ReportEdition edition, string key, NoteSectionForm mine, HttpRequest request, CancellationToken ct)
    {
        if (await SectionAsync(id, edition, key, null, ct) is not { } stored)
            return null;
        var written = mine.Written();
        var last = (await history.OfRowAsync("analytical_notes", id, 1, ct)).FirstOrDefault();
        var fields = stored.Form.Texts.Where(text => written.TryGetValue(text.Key!, out var my) && Same(my) != Same(text.Text))
            .Select((text, i) => new ConflictField(text.Key == NoteSection.Added ? "Добавленный текст" : $"Абзац {i + 1}", written[text.Key!], text.Text ?? ""));
        return new ConflictPage($"{stored.Title}: {stored.Section.Generated.Heading}", [.. fields], last?.Role ?? "", last?.When ?? "", stored.Address, stored.Address,
            ConflictPage.PostAgain(request, "Form.Version", stored.Section.Row.Version.ToString(RussianText.Culture)));
    }

    private static string Same(string? text) => string.Join('\n', (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    public async Task<ApproveNotePage?> ApproveAsync(Guid id, ApproveNoteForm? posted, CancellationToken ct)
    {
        if (await papers.FindAsync(id, ReportEdition.Internal, ct) is not { } note)
            return null;
        if (!note.IsDraft)
            throw new PreconditionException("Справка уже утверждена.");
        var published = await papers.FindAsync(id, ReportEdition.Publication, ct);
        return new ApproveNotePage(note, posted ?? ApproveNoteForm.Of(note, await clock.TodayAsync(ct)), await service.BlockersAsync(id, ct),
            [.. DocumentJson.Read<NoteSource[]>(note.Row.Sources).Where(source => source.IsMissing)], published is null ? [] : PublicWords.DoubtsOf(published), $"{NoteKinds.Of(note.Row.Kind).Title}, {PeriodOf(note.Row.Period).Title}");
    }

    private static MonitoringPeriod PeriodOf(string key) => MonitoringPeriod.TryParse(key, out var period) ? period : throw new InvalidOperationException($"No period: {key}.");
}
