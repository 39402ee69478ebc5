using System.Text;
using SchoolSupport.Documents.Packaging;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Programs;

/// <summary>Tells Word from Excel by what a file really holds, and refuses what is neither.</summary>
internal static class RoadmapFile
{
    private static readonly byte[] Ole2 = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <exception cref="WorkbookRefusedException">The file is neither, or locked; the finding says so.</exception>
    public static bool IsWord(byte[] content, string fileName)
    {
        // Only for the words of a refusal: before the file is known, its name is all there is.
        var words = fileName.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".xlsm", StringComparison.OrdinalIgnoreCase)
            || fileName.EndsWith(".xls", StringComparison.OrdinalIgnoreCase) ? FileWords.Workbook : FileWords.Document;
        if (content.Length == 0)
            throw WorkbookRefusals.Empty(words);
        if (content.AsSpan().StartsWith("PK"u8))
            return IsWordPackage(content, words);
        if (content.AsSpan().StartsWith(Ole2))
            RefuseOldOrLocked(content, words);
        else if (content.AsSpan().StartsWith("{\\rtf"u8))
            throw Unknown("документ RTF");
        else if (content.AsSpan().StartsWith("%PDF"u8))
            throw Unknown("документ PDF");
        else if (IsMarkup(content))
            throw Unknown("страница HTML или XML");
        return false;
    }

    private static bool IsWordPackage(byte[] content, FileWords words)
    {
        var names = OfficePackage.EntryNames(content, words);
        if (names.Any(name => name.StartsWith("word/", StringComparison.OrdinalIgnoreCase)))
            return true;
        if (names.Contains("content.xml") && names.Contains("mimetype"))
            throw Unknown("документ OpenOffice (.odt, .ods)");
        if (!names.Any(name => name.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)))
            throw Unknown("архив без документа");
        return false;
    }

    private static void RefuseOldOrLocked(byte[] content, FileWords words)
    {
        if (Contains(content, "EncryptedPackage") || Contains(content, "EncryptionInfo"))
            throw WorkbookRefusals.Encrypted(words);
        if (Contains(content, "WordDocument"))
            throw new WorkbookRefusedException(new Finding(FindingSeverity.Error, RoadmapFindingCodes.OldWord,
                "Файл в старом формате Word (.doc), такие файлы не читаются.",
                Found: "документ Word 97–2003", Expected: "документ Word (.docx) или книга Excel (.xlsx)",
                Action: "Откройте файл в Word, выберите «Файл → Сохранить как → Документ Word (*.docx)» и загрузите снова."));
    }

    private static bool IsMarkup(byte[] content) =>
        Encoding.UTF8.GetString(content, 0, Math.Min(content.Length, 512)).TrimStart('\uFEFF', ' ', '\r', '\n', '\t').StartsWith('<');

    private static WorkbookRefusedException Unknown(string found) => new(new Finding(FindingSeverity.Error, RoadmapFindingCodes.NotWordNorExcel,
        $"Файл не является документом Word или книгой Excel: внутри {found}.", Found: found,
        Expected: "документ Word (.docx) или книга Excel (.xlsx, .xls)", Action: "Сохраните файл как «Документ Word (*.docx)» и загрузите снова."));

    // Names inside an OLE2 container are UTF-16.
    private static bool Contains(byte[] content, string name) => content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(name)) >= 0;
}
