using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Files;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Docx;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Application.Reports;

public enum ProgramPaperKind { Programme = 0, Roadmap = 1 }

/// <summary>Papers of a programme in every format, of any of its versions; one handed out is kept in the history.</summary>
public sealed class ProgramPaperService(AppDbContext db, ProgramTreeReader trees, TenantClock clock, ChromiumPdfPrinter printer)
{
    public bool CanPrintPdf => printer.IsAvailable;

    /// <summary>The paper's content; null for a missing or foreign version, or one of another programme.</summary>
    public async Task<OfficialDocument?> MakeAsync(Guid programId, Guid versionId, ProgramPaperKind kind, CancellationToken ct) =>
        await LoadAsync(programId, versionId, ct) is not { } data ? null
        : kind == ProgramPaperKind.Programme ? ProgramPaper.Programme(data) : ProgramPaper.Roadmaps(data);

    /// <exception cref="PdfUnavailableException">There is no browser, or it has too much to do.</exception>
    public async Task<ReportFile?> WriteAsync(Guid programId, Guid versionId, ProgramPaperKind kind, ReportFormat format, CancellationToken ct)
    {
        if (await MakeAsync(programId, versionId, kind, ct) is not { } document)
            return null;
        var content = format switch
        {
            ReportFormat.Xlsx => Workbook(document),
            ReportFormat.Docx => OfficialDocumentDocxWriter.Write(document),
            _ => await printer.PrintAsync(OfficialDocumentHtml.Render(document), ct),
        };
        db.Record("programs.paper-downloaded", "program_versions", versionId.ToString(), $$"""{"kind":"{{CodeOf(kind)}}","format":"{{ReportService.CodeOf(format)}}"}""");
        await db.SaveAsync("programs.paper-downloaded", ct);
        var name = kind == ProgramPaperKind.Programme ? document.Title : $"Дорожная карта. {document.Title}";
        return new ReportFile($"{FileName(name)}.{ReportService.CodeOf(format)}", ReportService.ContentTypeOf(format), content);
    }

    public static string CodeOf(ProgramPaperKind kind) => kind == ProgramPaperKind.Programme ? "programme" : "roadmap";

    /// <summary>Every table on a sheet of its own with its merged cells, so that the file can be worked on and imported again.</summary>
    private static byte[] Workbook(OfficialDocument document)
    {
        var title = new SheetLine(document.Title, Bold: true);
        var sheets = document.AllSections
            .SelectMany(section => section.Blocks.OfType<DocumentTable>().Select(table => new MergedSheet(section.Heading.Length > 0 ? section.Heading : "Дорожная карта", table)
            {
                Above = section.Heading.Length > 0 ? [title, new SheetLine(section.Heading, Bold: true)] : [title], Landscape = section.Landscape,
            }))
            .ToList<WorkbookSheet>();
        var texts = document.AllSections
            .SelectMany(section => section.Blocks.SelectMany(LinesOf).Prepend(new SheetLine(section.Heading, Bold: true)).ToList() is { Count: > 1 } lines ? lines : [])
            .ToList();
        if (texts.Count > 0)
            sheets.Add(new TextSheet(OfficialDocumentXlsxWriter.TextSheetName, texts));
        return WorkbookWriter.Write(document.Title, sheets.Count > 0 ? sheets : [new TextSheet(OfficialDocumentXlsxWriter.TextSheetName, [title])]);
    }

    private static IEnumerable<SheetLine> LinesOf(DocumentBlock block) => block switch
    {
        Paragraph paragraph => [new SheetLine(paragraph.Text)],
        NumberedList list => list.Items.Select((item, i) => new SheetLine($"{i + 1}. {item}")),
        _ => [],
    };

    private async Task<ProgramPaperData?> LoadAsync(Guid programId, Guid versionId, CancellationToken ct)
    {
        if (await trees.ReadAsync(versionId, ct) is not { } tree || tree.Program.Id != programId)
            return null;
        var order = tree.Version.OrderId is { } orderId ? await db.ProgramOrders.AsNoTracking().SingleOrDefaultAsync(o => o.Id == orderId, ct) : null;
        var day = order?.DatedOn ?? await clock.TodayAsync(ct);
        var participants = await (from p in db.ProgramParticipants.AsNoTracking()
                                  join school in db.Schools.AsNoTracking() on p.SchoolId equals school.Id
                                  where p.ProgramId == programId && (p.ToDate == null || p.ToDate >= day)
                                  orderby p.GroupCode, school.SortName
                                  select new ParticipantName(school.ShortName, p.GroupCode, p.Reason)).ToListAsync(ct);
        var owner = tree.Program.SchoolId is { } schoolId ? await db.Schools.AsNoTracking().Where(s => s.Id == schoolId).Select(s => s.ShortName).SingleOrDefaultAsync(ct) : null;
        return new ProgramPaperData(tree, await clock.TenantAsync(ct), order, participants, owner, await clock.TodayAsync(ct));
    }

    private const int LongestName = 120;

    private static string FileName(string title) => UploadedFileName.Clean(title.Length <= LongestName ? title : title[..LongestName]);
}
