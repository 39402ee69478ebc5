using SchoolSupport.Documents.Packaging;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Docx.Reading;

/// <summary>Limits on documents beside those of their archive.</summary>
internal sealed record DocxLimits
{
    /// <summary>Rows of all tables together.</summary>
    public int MaxRows { get; init; } = 20_000;
    public int MaxCells { get; init; } = 400_000;
    public int MaxColumns { get; init; } = 200;

    /// <summary>Characters of the whole document.</summary>
    public int MaxCharacters { get; init; } = 4 * 1024 * 1024;

    /// <summary>Bytes unpacked of all parts; a document holds no such tables as a workbook.</summary>
    public long MaxInflatedBytes { get; init; } = 100L * 1024 * 1024;
}

/// <summary>Reads what a .docx says, part by part, without loading it or trusting it.</summary>
internal static class DocxReader
{
    /// <exception cref="WorkbookRefusedException">The file may not be read; the finding says why.</exception>
    public static IReadOnlyList<DocxBlock> Read(byte[] content, WorkbookLimits limits, DocxLimits own, FindingList findings)
    {
        limits = limits with { MaxInflatedBytes = Math.Min(limits.MaxInflatedBytes, own.MaxInflatedBytes) };
        using var package = OfficePackage.Open(content, limits, FileWords.Document, findings);
        return OfficePackage.Guard(() => Read(package, own), FileWords.Document);
    }

    private static List<DocxBlock> Read(OfficePackage package, DocxLimits limits)
    {
        var main = package.MainPart("word/document.xml")
            ?? throw WorkbookRefusals.Broken("в архиве нет текста документа", FileWords.Document);
        var relations = package.Relations(main);
        string? Part(string kind) => relations.FirstOrDefault(r => r.Type.EndsWith(kind, StringComparison.Ordinal))?.Target is { } path
            && package.Has(path) ? path : null;
        var styles = Part("/styles") is { } stylesPath ? DocxStyleSheet.Read(package.OpenXml(stylesPath)) : new DocxStyleSheet();
        var numbering = Part("/numbering") is { } numberingPath ? DocxNumbering.Read(package.OpenXml(numberingPath)) : new DocxNumbering();
        using var xml = package.OpenXml(main);
        var paragraphs = new DocxParagraphReader(xml, styles, new DocxNumberCounters(numbering), limits.MaxCharacters);
        return new DocxBodyReader(xml, paragraphs, limits).Read();
    }
}
