using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using ExcelDataReader;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Reports;

[Collection(AppCollection.Name)]
public sealed class ReportsPagesTests(TestHost host)
{
    private static readonly string[] Papers = ["/reports/low-results", "/reports/results-summary"];

    private async Task<TestTenant> TenantWithARunAsync()
    {
        var tenant = await host.NewTenantAsync();
        await OzerskySample.LoadAsync(tenant);
        await using var scope = tenant.Scope();
        await scope.ServiceProvider.GetRequiredService<IdentificationService>().RunAsync(new AcademicYear(2024), CancellationToken.None);
        return tenant;
    }

    private static string TextOf(IHtmlDocument page) => page.QuerySelector("main")!.TextContent.Replace('\u00a0', ' ').Replace('\u202f', ' ');

    [Fact]
    public async Task Index_NoData_SaysWhatBelongsHere()
    {
        var tenant = await host.NewTenantAsync();
        var page = await (await tenant.BrowserAsync(Roles.Official)).GetPageAsync("/reports?year=2024-2025");
        Assert.Contains("За 2024/2025 учебный год отчётов пока нет", TextOf(page));
        Assert.Empty(page.QuerySelectorAll("a[href*='/file']"));
    }

    [Fact]
    public async Task Index_RunAndResults_OffersEveryFileOfBothEditions()
    {
        var tenant = await TenantWithARunAsync();
        var browser = await tenant.BrowserAsync(Roles.Official);
        var page = await browser.GetPageAsync("/reports?year=2024-2025");
        Assert.Contains("Из расчёта № 1", TextOf(page));
        Assert.Contains("Расчёт не утверждён", TextOf(page));
        var files = page.QuerySelectorAll("a[href*='/file?']").Select(a => a.GetAttribute("href")!).ToArray();
        Assert.Equal(12, files.Distinct().Count());
        foreach (var file in files.Where(f => !f.Contains("format=pdf", StringComparison.Ordinal)))
        {
            using var response = await browser.GetAsync(file);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        Assert.Equal(8, await tenant.WithDbAsync(db => db.AuditEntries.CountAsync(e => e.Operation == "reports.report-downloaded")));
    }

    [Fact]
    public async Task Index_OtherYear_PointsToTheYearsWithData()
    {
        var tenant = await TenantWithARunAsync();
        var page = await (await tenant.BrowserAsync(Roles.Official)).GetPageAsync("/reports?year=2030-2031");
        Assert.Equal(["2024/2025", "2023/2024", "2022/2023"], page.QuerySelectorAll(".empty a[href*='/reports?']").Select(a => a.TextContent));
    }

    [Fact]
    public async Task Paper_OnTheScreen_HoldsTheCellsOfTheFile()
    {
        var tenant = await TenantWithARunAsync();
        var browser = await tenant.BrowserAsync(Roles.Official);
        var page = await browser.GetPageAsync("/reports/low-results?year=2024-2025");
        var table = page.QuerySelectorAll(".paper table")[0];
        var onScreen = table.QuerySelectorAll("tbody td").Select(c => c.TextContent.Trim()).ToHashSet();
        using var response = await browser.GetAsync("/reports/low-results/file?year=2024-2025&format=xlsx");
        Assert.Contains("filename*=UTF-8''%D0%A1%D0%BF%D0%B8%D1%81%D0%BE%D0%BA%20%D0%A8%D0%9D%D0%9E%D0%A0%202024-2025.xlsx", response.Content.Headers.GetValues("Content-Disposition").Single());
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var workbook = ExcelReaderFactory.CreateReader(new MemoryStream(await response.Content.ReadAsByteArrayAsync()));
        var schools = new List<string>();
        while (workbook.Read())
            if (workbook.FieldCount > 6 && workbook.GetValue(4) is double participants && workbook.GetValue(5) is double failed)
            {
                schools.Add(workbook.GetString(1));
                Assert.Contains($"{failed}", onScreen);
                Assert.True(onScreen.Contains($"{participants}") || onScreen.Contains($"{participants}*"));
            }
        Assert.Equal(8, schools.Count);
        Assert.All(schools, name => Assert.Contains(name, onScreen));
    }

    [Fact]
    public async Task Paper_Publication_HasNoSmallCountOnTheScreen()
    {
        var tenant = await TenantWithARunAsync();
        var page = await (await tenant.BrowserAsync(Roles.Official)).GetPageAsync("/reports/low-results?year=2024-2025&edition=publication");
        Assert.Contains("менее 5", TextOf(page));
        Assert.DoesNotContain("вывод зависит", TextOf(page));
        Assert.DoesNotMatch(@"(?<!скрыто )(?<!\d)[1-4] из \d", TextOf(page));
    }

    [Theory]
    [InlineData("/reports/low-results/file?year=2030-2031&format=xlsx")]
    [InlineData("/reports/low-results?year=2024-2025&edition=secret")]
    [InlineData("/reports/low-results/file?year=2024-2025&format=exe")]
    [InlineData("/reports/low-results/file?year=2024-2025")]
    [InlineData("/reports/other?year=2024-2025")]
    public async Task Get_NothingThere_IsNotFound(string path)
    {
        var tenant = await TenantWithARunAsync();
        using var response = await (await tenant.BrowserAsync(Roles.Official)).GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Get_ForeignTenant_FindsNothing()
    {
        await TenantWithARunAsync();
        var browser = await (await host.NewTenantAsync()).BrowserAsync(Roles.TenantAdmin);
        foreach (var paper in Papers)
        {
            using var page = await browser.GetAsync($"{paper}?year=2024-2025");
            Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
            using var file = await browser.GetAsync($"{paper}/file?year=2024-2025&format=xlsx");
            Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
        }
    }

    [Theory]
    [InlineData(Roles.SchoolDirector)]
    [InlineData(Roles.PlatformAdmin)]
    [InlineData(Roles.RegionalObserver)]
    public async Task Get_RoleWithoutReports_IsForbidden(string role)
    {
        var tenant = await host.NewTenantAsync();
        var school = role == Roles.SchoolDirector ? (await OzerskySample.LoadAsync(tenant)).Schools["oz08"] : (Guid?)null;
        var browser = await tenant.BrowserAsync(role, school);
        foreach (var path in Papers.SelectMany(p => new[] { p, $"{p}/file?format=xlsx" }).Prepend("/reports"))
        {
            using var response = await browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Fact]
    public async Task Download_PdfWithoutABrowser_OffersTheOtherFormats()
    {
        var tenant = await TenantWithARunAsync();
        await using var server = new WebApplicationFactory<Program>().WithWebHostBuilder(web => web
            .UseEnvironment("Testing")
            .UseSetting("ConnectionStrings:Application", host.Database.Application)
            .UseSetting("ConnectionStrings:Platform", host.Database.Platform)
            .UseSetting("Pdf:ExecutablePath", "/nowhere/chromium"));
        using var client = server.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost") });
        client.DefaultRequestHeaders.Add("Cookie", (await tenant.BrowserAsync(Roles.Official)).Client.DefaultRequestHeaders.GetValues("Cookie"));
        using var response = await client.GetAsync("/reports/low-results/file?year=2024-2025&format=pdf");
        var page = await TestBrowser.PageOfAsync(response, "the PDF", HttpStatusCode.ServiceUnavailable);
        Assert.Contains("PDF сейчас сделать нельзя", TextOf(page));
        Assert.Equal(["docx", "xlsx"], page.QuerySelectorAll("main a[href*='format=']").Select(a => a.GetAttribute("href")!.Split("format=")[1]));
        Assert.Contains("PDF сейчас не печатается", TextOf(await TestBrowser.PageOfAsync(await client.GetAsync("/reports?year=2024-2025"), "reports", HttpStatusCode.OK)));
    }
}
