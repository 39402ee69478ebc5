using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using SchoolSupport.Documents.Docx;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Tests.Reports;

namespace SchoolSupport.Documents.Tests.Docx;

public sealed class OfficialDocumentDocxWriterTests
{
    [Fact]
    public void Write_SampleList_IsValid()
    {
        using var document = Open(OfficialDocumentDocxWriter.Write(SampleList.Document(40)));

        Assert.Empty(Errors(document));
    }

    [Fact]
    public void Errors_BrokenDocument_AreReported()
    {
        using var document = Open(OfficialDocumentDocxWriter.Write(SampleList.Document()), editable: true);
        document.MainDocumentPart!.Document.Body!.Append(new TableGrid());

        Assert.NotEmpty(Errors(document));
    }

    internal static WordprocessingDocument Open(byte[] docx, bool editable = false)
    {
        var stream = new MemoryStream();
        stream.Write(docx);
        return WordprocessingDocument.Open(stream, editable);
    }

    internal static IReadOnlyList<string> Errors(OpenXmlPackage package) =>
        [.. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(e => $"{e.Path?.XPath}: {e.Description}")];
}
