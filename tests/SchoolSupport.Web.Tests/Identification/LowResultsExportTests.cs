using System.Net;
using AngleSharp.Dom;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Identification;

/// <summary>«Выгрузить» gives the list of the page, no more and no less.</summary>
[Collection(AppCollection.Name)]
public sealed class LowResultsExportTests(TestHost host)
{
    private const string List = "/identification/low-results?year=2024-2025";

    [Theory]
    [InlineData("")]
    [InlineData("&show=included")]
    [InlineData("&show=not-included&sort=margin&dir=desc")]
    [InlineData("&show=insufficient-data")]
    [InlineData("&sort=name&closed=true")]
    public async Task Export_UnderAFilter_HoldsTheRowsOfThePageInItsOrder(string filter)
    {
        var browser = await StartAsync();
        var page = await browser.GetPageAsync(List + filter);
        var link = page.QuerySelectorAll(".head a").Single(a => a.TextContent == "Выгрузить").GetAttribute("href")!;

        using var export = await browser.GetAsync(link);

        Assert.Equal(HttpStatusCode.OK, export.StatusCode);
        Assert.Equal("Вердикты 2024-2025.xlsx", export.Content.Headers.ContentDisposition!.FileNameStar);
        var shown = page.QuerySelectorAll("section[aria-labelledby=h-list] tbody tr").Select(row => (
            Text(row.QuerySelector("th")!), Text(row.QuerySelector("td[data-label='Вердикт']")!), Text(row.QuerySelector("td[data-label='Запас до порога'] b")))).ToArray();
        Assert.Equal(shown, Rows(await export.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task Export_WithoutARun_IsNotFound()
    {
        var browser = await (await host.NewTenantAsync()).BrowserAsync(Roles.Methodist);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/identification/low-results/export?year=2024-2025")).StatusCode);
    }

    private async Task<TestBrowser> StartAsync()
    {
        var tenant = await host.NewTenantAsync();
        await OzerskySample.LoadAsync(tenant);
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        using var run = await browser.PostFormAsync("/identification/low-results/run?year=2024-2025", new Dictionary<string, string>(), "/identification/federal-list?year=2024-2025");
        Assert.Equal(HttpStatusCode.Redirect, run.StatusCode);
        return browser;
    }

    private static (string, string, string)[] Rows(byte[] workbook)
    {
        using var open = WorkbookFile.Open(workbook, "в.xlsx", WorkbookLimits.Default, new FindingList());
        var rows = open.ReadRows(open.Sheets[0]).ToList();
        var head = rows.FindIndex(row => row.Text(1) == "Школа");
        return [.. rows.Skip(head + 1).Select(row => (Plain(row.Text(1)), Plain(row.Text(2)), Plain(row.Text(6))))];
    }

    private static string Text(INode? node) => node is null ? "" : Plain(node.TextContent);

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
