using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Tests.Reports;

namespace SchoolSupport.Documents.Tests.Pdf;

public sealed partial class ChromiumPdfPrinterTests
{
    private static readonly string Sample = OfficialDocumentHtml.Render(SampleList.Document());

    [Fact]
    public async Task PrintAsync_SampleList_IsTaggedWithEmbeddedFontsOnThreePages()
    {
        await using var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions());

        var pdf = Encoding.Latin1.GetString(await printer.PrintAsync(Sample));

        Assert.StartsWith("%PDF-", pdf);
        Assert.Equal(3, Page().Count(pdf));
        Assert.Contains("/StructTreeRoot", pdf);
        Assert.Contains("/Lang (ru)", pdf);
        Assert.Contains("/Outlines", pdf);
        // Every font that is described is embedded, in the kind that carries Cyrillic.
        var described = Regex.Count(pdf, "/Type /FontDescriptor");
        Assert.True(described > 0);
        Assert.Equal(described, Regex.Count(pdf, "/FontFile2"));
        Assert.Contains("/Encoding /Identity-H", pdf);
    }

    [Fact]
    public async Task PrintAsync_LongAppendix_AddsLandscapePages()
    {
        await using var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions());

        var pdf = Encoding.Latin1.GetString(await printer.PrintAsync(OfficialDocumentHtml.Render(SampleList.Document(appendixSchools: 40))));

        var boxes = MediaBox().Matches(pdf).Select(m => double.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) > 800).ToArray();
        Assert.Equal(3, boxes.Count(wide => !wide));
        Assert.Equal(3, boxes.Count(wide => wide));
    }

    [Fact]
    public async Task PrintAsync_GroupsThatMayBeDivided_FillTheirPages()
    {
        await using var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions());

        var (merged, single) = (await PagesAsync(Advice(span: 9)), await PagesAsync(Advice(span: 1)));

        Assert.True(single > 3, "too few rows to tell");
        Assert.Equal(single, merged);

        async Task<int> PagesAsync(DocumentTable table) => Page().Count(Encoding.Latin1.GetString(await printer.PrintAsync(OfficialDocumentHtml.Render(new OfficialDocument { Title = "С", Kind = "СПРАВКА", Sections = [new DocumentSection("", [table])] }))));
    }

    /// <summary>Four schools with nine pieces of advice each, longer together than a page.</summary>
    /// <param name="span">How many rows the school's cell is merged over.</param>
    private static DocumentTable Advice(int span) => new([new TableColumn("Школа"), new TableColumn("Меры")],
        [.. Enumerable.Range(1, 4).Select(school => new RowGroup([.. Enumerable.Range(0, 9).Select(row => new TableRow(
            [.. row % span > 0 ? [] : (TableCell[])[new TableCell(new TextValue($"Школа № {school}")) { RowSpan = span }], string.Join(' ', Enumerable.Repeat("Разбор типичных ошибок на занятиях", 12))]))]) { MayDivide = true })]) { MayDivide = true };

    [Fact]
    public async Task PrintAsync_ContentWiderThanThePage_IsRefused()
    {
        await using var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions());
        string Page(int millimetres) => $"<!doctype html><title>Т</title><style>{PrintStyles.Css}</style><div class=sheet><div style=\"width:{millimetres}mm\">Широкая строка</div></div>";

        var error = await Assert.ThrowsAsync<PdfLayoutException>(() => printer.PrintAsync(Page(171)));

        Assert.Contains("Широкая строка", error.Message);
        Assert.NotEmpty(await printer.PrintAsync(Page(170)));
    }

    [Fact]
    public async Task PrintAsync_PageThatAsksTheNetwork_ReachesNothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
        await using var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions());

        await printer.PrintAsync($"<!doctype html><title>Т</title><link rel=stylesheet href={address}s><div class=sheet><img src={address}i><iframe src={address}f></iframe><script>fetch('{address}')</script></div>");
        Assert.False(listener.Pending());

        // The listener would have noticed.
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        Assert.True(SpinWait.SpinUntil(listener.Pending, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task PrintAsync_ScriptInThePage_DoesNotRun()
    {
        await using var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions());

        // Were the script run, the page would be too wide and so be refused.
        var pdf = await printer.PrintAsync("<!doctype html><title>Т</title><div class=sheet style=\"width:100mm\"><p id=p>1</p><script>document.getElementById('p').style.width='900mm'</script></div>");

        Assert.NotEmpty(pdf);
    }

    [Fact]
    public async Task PrintAsync_NoBrowser_SaysWhatToInstall()
    {
        await using var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions { ExecutablePath = "/nowhere/chromium" });

        var error = await Assert.ThrowsAsync<PdfUnavailableException>(() => printer.PrintAsync(Sample));

        Assert.False(printer.IsAvailable);
        Assert.Contains("Установите пакет chromium", error.Message);
    }

    [Fact]
    public async Task PrintAsync_NotABrowser_IsUnavailable()
    {
        await using var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions { ExecutablePath = "/bin/true" });

        var error = await Assert.ThrowsAsync<PdfUnavailableException>(() => printer.PrintAsync(Sample));

        Assert.Contains("не запускается", error.Message);
    }

    [Fact]
    public async Task PrintAsync_OverTheTimeLimit_IsStopped()
    {
        await using var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions { TimeLimit = TimeSpan.FromMilliseconds(1) });

        var error = await Assert.ThrowsAsync<PdfUnavailableException>(() => printer.PrintAsync(Sample));

        Assert.Contains("остановлена", error.Message);
    }

    [Fact]
    public async Task PrintAsync_QueueIsFull_IsRefusedAtOnce()
    {
        await using var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions { MaxConcurrent = 1, MaxWaiting = 0 });
        var first = printer.PrintAsync(Sample);

        var error = await Assert.ThrowsAsync<PdfUnavailableException>(() => printer.PrintAsync(Sample));

        Assert.Contains("слишком много", error.Message);
        Assert.NotEmpty(await first);
    }

    [Fact]
    public async Task PrintAsync_AfterTheBrowserCrashed_PrintsInANewOne()
    {
        await using var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions());
        await printer.PrintAsync(Sample);
        var crashed = printer.BrowserProcessId!.Value;
        Process.GetProcessById(crashed).Kill();

        Assert.NotEmpty(await printer.PrintAsync(Sample));
        Assert.NotEqual(crashed, printer.BrowserProcessId);
    }

    [Fact]
    public async Task PrintAsync_AfterItsShareOfDocuments_BrowserIsReplacedAndTheOldOneEnds()
    {
        await using var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions { DocumentsPerBrowser = 1 });
        await printer.PrintAsync(Sample);
        var first = printer.BrowserProcessId!.Value;

        await printer.PrintAsync(Sample);

        Assert.NotEqual(first, printer.BrowserProcessId);
        Assert.False(IsRunning(first));
    }

    [Fact]
    public async Task DisposeAsync_EndsTheBrowser()
    {
        var printer = new ChromiumPdfPrinter(new ChromiumPdfOptions());
        await printer.PrintAsync(Sample);
        var browser = printer.BrowserProcessId!.Value;
        Assert.True(IsRunning(browser));

        await printer.DisposeAsync();

        Assert.False(IsRunning(browser));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => printer.PrintAsync(Sample));
    }

    private static bool IsRunning(int id)
    {
        try
        {
            return !Process.GetProcessById(id).HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Page();

    [GeneratedRegex(@"/MediaBox \[0 0 ([\d.]+) ")]
    private static partial Regex MediaBox();
}
