using System.Text;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>Opens an uploaded file by what it really holds; its extension is never trusted.</summary>
public static class WorkbookFile
{
    private static readonly byte[] Ole2 = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <exception cref="WorkbookRefusedException">The file may not be read; the finding says why.</exception>
    public static OpenWorkbook Open(byte[] content, string fileName, WorkbookLimits limits, FindingList findings)
    {
        if (content.Length == 0)
            throw WorkbookRefusals.Empty();
        if (content.Length > limits.MaxFileBytes)
            throw WorkbookRefusals.TooLarge(content.Length, limits.MaxFileBytes);
        if (content.AsSpan().StartsWith("PK"u8))
            return XlsxWorkbook.Open(content, limits, findings);
        if (content.AsSpan().StartsWith(Ole2))
            return OpenOle2(content, limits, findings);
        return OpenText(content, fileName, limits, findings);
    }

    /// <summary>Reads a stream to memory, never more than the limit plus one byte.</summary>
    public static byte[] ReadAll(Stream stream, WorkbookLimits limits)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > limits.MaxFileBytes)
                throw WorkbookRefusals.TooLarge(copy.Length, limits.MaxFileBytes);
        }
        return copy.ToArray();
    }

    private static OpenWorkbook OpenOle2(byte[] content, WorkbookLimits limits, FindingList findings)
    {
        // Names inside an OLE2 container are UTF-16.
        if (Contains(content, "EncryptedPackage") || Contains(content, "EncryptionInfo"))
            throw WorkbookRefusals.Encrypted();
        if (Contains(content, "_VBA_PROJECT"))
            throw WorkbookRefusals.Macros();
        if (!Contains(content, "Workbook") && !Contains(content, "Book"))
            throw WorkbookRefusals.NotAWorkbook("документ другого вида (старый формат Office)");
        findings.Add(new Finding(FindingSeverity.Note, WorkbookFindingCodes.ReadAsXls,
            "Файл прочитан как книга Excel старого формата (.xls)."));
        return new XlsWorkbook(content, limits);
    }

    private static OpenWorkbook OpenText(byte[] content, string fileName, WorkbookLimits limits, FindingList findings)
    {
        var head = Encoding.UTF8.GetString(content, 0, Math.Min(content.Length, 512)).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        if (head.StartsWith("%PDF", StringComparison.Ordinal))
            throw WorkbookRefusals.NotAWorkbook("документ PDF");
        if (head.StartsWith('<'))
            throw WorkbookRefusals.NotAWorkbook(
                head.Contains("html", StringComparison.OrdinalIgnoreCase) ? "страница HTML" : "документ XML");
        if (content.AsSpan(0, Math.Min(content.Length, 4096)).Contains((byte)0))
            throw WorkbookRefusals.NotAWorkbook("двоичные данные неизвестного вида");
        var csv = CsvWorkbook.TryOpen(content, fileName, limits)
            ?? throw WorkbookRefusals.NotAWorkbook("текст без столбцов");
        findings.Add(new Finding(FindingSeverity.Note, WorkbookFindingCodes.ReadAsCsv,
            $"Файл прочитан как таблица CSV (кодировка {csv.EncodingName}, разделитель {csv.SeparatorName}).",
            Found: "текстовый файл CSV", Expected: "книга Excel или CSV"));
        return csv;
    }

    private static bool Contains(byte[] content, string name) =>
        content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(name)) >= 0;
}
