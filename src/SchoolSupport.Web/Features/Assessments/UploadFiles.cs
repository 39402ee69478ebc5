using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Assessments;

/// <param name="Replaces">The upload that the new file corrects; null for none.</param>
public sealed record UploadNewPage(UploadForm Form, string Limit, Guid? Replaces, string? ReplacedFile, string? ReturnComment, bool IsSchool);

public sealed record UploadedFile(string Name, byte[] Content);

/// <summary>Files of uploads in and out.</summary>
public sealed class UploadFiles(AppDbContext db, IOptions<UploadOptions> options)
{
    public async Task<UploadNewPage> NewAsync(Guid? replaces, CancellationToken ct)
    {
        var replaced = replaces is null ? null : await db.Uploads.AsNoTracking().VisibleTo(db.Actor)
            .Where(u => u.Id == replaces).Select(u => new { u.Id, u.FileName, u.ReturnComment }).SingleOrDefaultAsync(ct);
        return new UploadNewPage(new UploadForm(), RussianText.Size(options.Value.Limits.MaxFileBytes), replaced?.Id, replaced?.FileName, replaced?.ReturnComment, db.Actor.IsSchool);
    }

    public static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken ct)
    {
        using var memory = new MemoryStream((int)file.Length);
        await file.CopyToAsync(memory, ct);
        return memory.ToArray();
    }

    public async Task<UploadedFile?> OriginalAsync(Guid id, CancellationToken ct)
    {
        var found = await (from upload in db.Uploads.AsNoTracking().VisibleTo(db.Actor)
                           join content in db.UploadContents on upload.Id equals content.UploadId
                           where upload.Id == id
                           select new { upload.FileName, content.Content }).SingleOrDefaultAsync(ct);
        return found is null ? null : new UploadedFile(found.FileName, found.Content);
    }

    public async Task<UploadedFile?> FindingsAsync(Guid id, CancellationToken ct)
    {
        var found = await db.Uploads.AsNoTracking().VisibleTo(db.Actor).Where(u => u.Id == id)
            .Select(u => new { u.Number, u.FileName, u.Findings }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        HeadNode[] head =
        [
            Column("Важность", 28), Column("Лист", 40), Column("Строка", 18), Column("Столбец", 20),
            Column("Что не так", 90), Column("Найдено", 45), Column("Ожидалось", 45), Column("Что сделать", 70),
        ];
        var sheet = new ListSheet("Замечания", head, UploadJson.Findings(found.Findings).Where(f => f.Code != UploadFindingCodes.SameBytes).Select(Row))
        {
            Above = [new SheetLine($"Замечания к файлу «{found.FileName}», загрузка № {found.Number}", Bold: true)],
        };
        return new UploadedFile($"Замечания к загрузке № {found.Number}.xlsx", WorkbookWriter.Write("Замечания к файлу", sheet));
    }

    private static TableColumn Column(string text, double widthMm) => new(text) { WidthMm = widthMm };

    private static IReadOnlyList<TableCell> Row(Finding finding) =>
    [
        finding.Severity switch { FindingSeverity.Error => "ошибка", FindingSeverity.Warning => "предупреждение", _ => "сведения" },
        finding.Sheet ?? "", finding.Row is { } row ? row : "", finding.Column ?? "",
        finding.Message, finding.Found ?? "", finding.Expected ?? "", finding.Action ?? "",
    ];
}
