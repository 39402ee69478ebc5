using System.Text;
using System.Text.RegularExpressions;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Documents.Tests.Reports;

namespace SchoolSupport.Documents.Tests.Pdf;

public sealed partial class ChromiumPdfPrinterTests
{
    [Fact]
    public async Task PrintAsync_SampleList_IsTaggedWithEmbeddedFontsOnThreePages()
    {
        await using var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions());

        var pdf = Encoding.Latin1.GetString(await printer.PrintAsync(OfficialDocumentHtml.Render(SampleList.Document())));

        Assert.StartsWith("%PDF-", pdf);
        Assert.Equal(3, Page().Count(pdf));
        Assert.Contains("/StructTreeRoot", pdf);
        Assert.Contains("/FontFile2", pdf);
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Page();
}
