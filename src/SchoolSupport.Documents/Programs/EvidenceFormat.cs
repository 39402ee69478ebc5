using System.Text;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Programs;

/// <summary>A kind of file that may prove work, told by what the bytes hold; the name only has to agree.</summary>
/// <param name="Name">«документ Word»: what the file is called in messages.</param>
/// <param name="ContentType">Kept beside the file; it is always given out as a download.</param>
/// <param name="Extensions">With the dot, in lower case.</param>
public sealed record EvidenceFormat(string Name, string ContentType, IReadOnlyList<string> Extensions)
{
    private const int HeadLength = 64;
    private static readonly byte[] Ole2 = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static readonly EvidenceFormat Docx = new("документ Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"]);
    private static readonly EvidenceFormat Xlsx = new("книга Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"]);
    private static readonly EvidenceFormat Pptx = new("презентация PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation", [".pptx"]);
    private static readonly EvidenceFormat OldOffice = new("документ Office старого формата", "application/x-ole-storage", [".doc", ".xls", ".ppt"]);
    private static readonly EvidenceFormat OpenDocument = new("документ OpenDocument", "application/vnd.oasis.opendocument", [".odt", ".ods", ".odp"]);
    private static readonly EvidenceFormat Rtf = new("документ RTF", "application/rtf", [".rtf"]);
    private static readonly EvidenceFormat Pdf = new("документ PDF", "application/pdf", [".pdf"]);
    private static readonly EvidenceFormat Jpeg = new("фотография JPEG", "image/jpeg", [".jpg", ".jpeg"]);
    private static readonly EvidenceFormat Png = new("рисунок PNG", "image/png", [".png"]);
    private static readonly EvidenceFormat Heic = new("фотография HEIC", "image/heic", [".heic", ".heif"]);
    private static readonly EvidenceFormat Tiff = new("скан TIFF", "image/tiff", [".tif", ".tiff"]);
    private static readonly EvidenceFormat Zip = new("архив ZIP", "application/zip", [".zip"]);

    /// <summary>For the attribute <c>accept</c> of a file field.</summary>
    public static string Accept { get; } = string.Join(',',
        new[] { Docx, Xlsx, Pptx, OldOffice, OpenDocument, Rtf, Pdf, Jpeg, Png, Heic, Tiff, Zip }.SelectMany(format => format.Extensions));

    /// <summary>Null when the bytes are of no kind that is taken.</summary>
    public static EvidenceFormat? Detect(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, HeadLength)];
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
            return OfPackage(content);
        return head switch
        {
            _ when head.StartsWith("%PDF-"u8) => Pdf,
            _ when head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => Jpeg,
            _ when head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) => Png,
            _ when head.StartsWith(Ole2) => OldOffice,
            _ when head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) => Tiff,
            _ when head.StartsWith("{\\rtf"u8) => Rtf,
            _ when head.Length > 12 && head[4..8].SequenceEqual("ftyp"u8) && IsHeifBrand(head[8..12]) => Heic,
            _ => null,
        };
    }

    /// <summary>Why a file is not taken, in Russian; null for one that is.</summary>
    /// <param name="fileName">Already cleaned.</param>
    /// <param name="format">What the bytes are, when the file is taken.</param>
    public static string? Refusal(string fileName, ReadOnlySpan<byte> content, long maxBytes, out EvidenceFormat? format)
    {
        format = null;
        if (content.Length == 0)
            return $"Файл «{fileName}» пустой. Проверьте, что он сохранён, и выберите его снова.";
        if (content.Length > maxBytes)
            return $"Файл «{fileName}» больше {RussianText.Size(maxBytes)}. Уменьшите его или разделите на части.";
        if (Detect(content) is not { } found)
            return $"Файл «{fileName}» такого вида не принимается. Приложите документ Word или Excel, PDF, фотографию, скан или архив ZIP.";
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        if (!found.Extensions.Contains(extension))
            return $"Файл «{fileName}» назван иначе, чем он устроен: внутри {found.Name}. Сохраните его заново с окончанием {found.Extensions[0]}.";
        format = found;
        return null;
    }

    // Nothing is unpacked: names of parts stand in the archive as they are.
    private static EvidenceFormat OfPackage(ReadOnlySpan<byte> content)
    {
        if (content.IndexOf("[Content_Types].xml"u8) >= 0)
            foreach (var (part, format) in new[] { ("word/document.xml", Docx), ("xl/workbook.xml", Xlsx), ("ppt/presentation.xml", Pptx) })
                if (content.IndexOf(Encoding.ASCII.GetBytes(part)) >= 0)
                    return format;
        return content[..Math.Min(content.Length, 200)].IndexOf("mimetypeapplication/vnd.oasis.opendocument."u8) >= 0 ? OpenDocument : Zip;
    }

    private static bool IsHeifBrand(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8);
}
