using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Files;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Docx;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>Where the content of a note's file comes from.</summary>
/// <param name="State">Null: made from the data of now and not stored.</param>
public sealed record NoteFile(ReportFile File, NoteState? State);

/// <summary>Which note: of a kind, a period and a programme.</summary>
/// <param name="ProgramId">Null: the department has no programme that the note would tell of.</param>
/// <param name="OrOfNone">Nobody named the programme: a stored note of none will do.</param>
public sealed record NoteSubject(NoteKind Kind, MonitoringPeriod Period, Guid? ProgramId, bool OrOfNone);

/// <summary>Reads stored notes and writes them in every format; one handed out is kept in the history.</summary>
public sealed class NotePaperService(AppDbContext db, NoteReader reader, TenantClock clock, ChromiumPdfPrinter printer)
{
    private const int LongestName = 120;

    public bool CanPrintPdf => printer.IsAvailable;

    /// <summary>Null for a missing or foreign note, and for a school's people.</summary>
    public async Task<StoredNote?> FindAsync(Guid id, ReportEdition edition, CancellationToken ct)
    {
        if (db.Actor.IsSchool || await db.AnalyticalNotes.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, ct) is not { } row)
            return null;
        var sections = await db.NoteSections.AsNoTracking().Where(s => s.NoteId == id && s.Edition == edition).OrderBy(s => s.Place).ThenBy(s => s.Id).ToListAsync(ct);
        var edits = (await db.NoteEdits.AsNoTracking().Where(e => e.NoteId == id).ToListAsync(ct)).ToLookup(e => e.SectionId);
        return new StoredNote(row, edition, DocumentJson.Read<NoteHead>(row.Head), [.. sections.Select(section => Of(section, edits[section.Id]))]);
    }

    internal static StoredSection Of(NoteSectionRow row, IEnumerable<NoteEdit> edits)
    {
        var generated = DocumentJson.Read<NoteSection>(row.Generated);
        var left = edits.ToDictionary(edit => edit.Block);
        var blocks = generated.Blocks.Select(block => new StoredBlock(block.Key, block, left.Remove(block.Key, out var edit) ? edit : null)).ToList();
        // What a person wrote over a paragraph that is gone stays in sight until somebody decides.
        blocks.AddRange(left.Values.OrderBy(edit => edit.Block == NoteSection.Added).ThenBy(edit => edit.Block, StringComparer.Ordinal).Select(edit => new StoredBlock(edit.Block, null, edit)));
        return new StoredSection(row, generated, blocks);
    }

    /// <summary>Null for a missing or foreign note.</summary>
    /// <exception cref="PdfUnavailableException">There is no browser, or it has too much to do.</exception>
    public async Task<ReportFile?> WriteAsync(Guid id, ReportEdition edition, ReportFormat format, CancellationToken ct)
    {
        if (await FindAsync(id, edition, ct) is not { } note)
            return null;
        var content = await WriteAsync(NotePaper.Of(note), format, ct);
        await RecordAsync(id.ToString(), edition, format, ct);
        return FileOf(note.Head, edition, format, content);
    }

    /// <summary>The note of a period for the command line: the approved one, else the draft, else made from the data of now. Null and why when none can be made.</summary>
    /// <exception cref="PdfUnavailableException">There is no browser, or it has too much to do.</exception>
    public async Task<(NoteFile? File, string? Obstacle)> WriteLatestAsync(NoteSubject about, ReportEdition edition, ReportFormat format, CancellationToken ct)
    {
        var (kind, period, program, orOfNone) = about;
        var stored = await db.AnalyticalNotes.AsNoTracking().Where(n => n.Kind == kind && n.Period == period.Key && (n.ProgramId == program || (orOfNone && n.ProgramId == null)))
            .OrderByDescending(n => n.ProgramId == program).ThenByDescending(n => n.State).ThenByDescending(n => n.EditionNumber).Select(n => new { n.Id, n.State }).FirstOrDefaultAsync(ct);
        if (stored is not null)
            return (new NoteFile((await WriteAsync(stored.Id, edition, format, ct))!, stored.State), null);
        var today = await clock.TodayAsync(ct);
        var made = await reader.ReadAsync(kind, period, program, today, ct);
        if (made.Obstacle is { } obstacle)
            return (null, obstacle);
        var content = await WriteAsync(NotePaper.Of(made, edition, today), format, ct);
        await RecordAsync($"{NoteKinds.Of(kind).Code}/{period.Key}", edition, format, ct);
        return (new NoteFile(FileOf(made.Head, edition, format, content), null), null);
    }

    private async Task<byte[]> WriteAsync(OfficialDocument document, ReportFormat format, CancellationToken ct) => format switch
    {
        ReportFormat.Xlsx => OfficialDocumentXlsxWriter.Write(document),
        ReportFormat.Docx => OfficialDocumentDocxWriter.Write(document),
        _ => await printer.PrintAsync(OfficialDocumentHtml.Render(document), ct),
    };

    private Task<int> RecordAsync(string id, ReportEdition edition, ReportFormat format, CancellationToken ct)
    {
        db.Record("monitoring.note-downloaded", "analytical_notes", id, $$"""{"edition":"{{ReportService.CodeOf(edition)}}","format":"{{ReportService.CodeOf(format)}}"}""");
        return db.SaveAsync("monitoring.note-downloaded", ct);
    }

    private static ReportFile FileOf(NoteHead head, ReportEdition edition, ReportFormat format, byte[] content)
    {
        var name = (head.Title.Length <= LongestName ? head.Title : head.Title[..LongestName]) + (edition == ReportEdition.Publication ? " для публикации" : "");
        return new ReportFile($"{UploadedFileName.Clean(name)}.{ReportService.CodeOf(format)}", ReportService.ContentTypeOf(format), content);
    }
}
