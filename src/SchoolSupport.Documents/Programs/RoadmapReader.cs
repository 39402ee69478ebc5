using SchoolSupport.Documents.Docx.Reading;
using SchoolSupport.Documents.Packaging;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

/// <summary>
/// Reads roadmaps («дорожная карта», план мероприятий) from Word and Excel files as departments keep them.
/// Words stay as written; nothing is stored, and a file that cannot be read gives a finding, never an exception.
/// </summary>
public sealed class RoadmapReader(WorkbookLimits limits)
{
    public RoadmapReader() : this(WorkbookLimits.Default)
    {
    }

    /// <param name="fileName">Tells a table of text (CSV) from other texts; what the file is, its bytes tell.</param>
    public RoadmapReading Read(Stream content, string fileName)
    {
        try
        {
            return Read(WorkbookFile.ReadAll(content, limits), fileName);
        }
        catch (WorkbookRefusedException refused)
        {
            return new RoadmapReading([], [refused.Finding]);
        }
    }

    /// <inheritdoc cref="Read(Stream, string)"/>
    public RoadmapReading Read(byte[] content, string fileName)
    {
        var findings = new FindingList();
        try
        {
            var tables = Tables(content, fileName, findings);
            return new RoadmapReading(new RoadmapCollector(findings).Collect(tables), findings.ToList());
        }
        catch (WorkbookRefusedException refused)
        {
            findings.Add(refused.Finding);
            return new RoadmapReading([], findings.ToList());
        }
    }

    private IReadOnlyList<SourceTable> Tables(byte[] content, string fileName, FindingList findings)
    {
        if (content.Length > limits.MaxFileBytes)
            throw WorkbookRefusals.TooLarge(content.Length, limits.MaxFileBytes, FileWords.Document);
        if (RoadmapFile.IsWord(content, fileName))
            return WordTables.Of(DocxReader.Read(content, limits, new DocxLimits(), findings));
        using var workbook = WorkbookFile.Open(content, fileName, limits, findings);
        return OfficePackage.Guard(() => SheetTables.Of(workbook), FileWords.Workbook);
    }
}
