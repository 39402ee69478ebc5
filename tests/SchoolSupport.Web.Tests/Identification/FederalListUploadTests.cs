using System.Net;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Schools;

namespace SchoolSupport.Web.Tests.Identification;

/// <summary>The federal list from a workbook, through the page.</summary>
[Collection(AppCollection.Name)]
public sealed class FederalListUploadTests(TestHost host)
{
    private const string Path = "/identification/federal-list?year=2024-2025";
    private static readonly KeyValuePair<string, string>[] About = [new("Form.ListDate", "12.08.2025"), new("Form.Source", "письмо министерства № 118")];

    [Fact]
    public async Task Workbook_IsMatchedAndTheRestWaitsForAPerson()
    {
        var tenant = await host.NewTenantAsync();
        var (known, odd) = (await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»"), await tenant.AddSchoolAsync("МБОУ «Ключевская ООШ»"));
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var posted = await browser.PostFileAsync(Path, "Form.File", "перечень.xlsx", Workbook("МБОУ «Берёзовская СОШ»", "Школа на горке"), About);
        var page = await browser.GetPageAsync(Path);

        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        Assert.Contains("письмо министерства", page.QuerySelector("main")!.TextContent);
        var waiting = Assert.Single(page.QuerySelectorAll("form[action*='/federal-list/lines/']"));
        using var assigned = await browser.PostFormAsync(waiting.GetAttribute("action")!, new Dictionary<string, string> { ["schoolId"] = odd.ToString() }, Path);
        Assert.Equal(HttpStatusCode.Redirect, assigned.StatusCode);
        Assert.Equal(new[] { known, odd }.Order(), (await tenant.WithDbAsync(db => db.FederalListEntries.Select(e => e.SchoolId!.Value).ToListAsync())).Order());
        Assert.Equal("перечень.xlsx", await tenant.WithDbAsync(db => db.FederalLists.Select(l => l.FileName).SingleAsync()));
    }

    [Theory]
    [InlineData("перечень.xlsx", "это не книга")]
    [InlineData("перечень.csv", "а;б\n1;2\n")]
    [InlineData("перечень.csv", "")]
    public async Task FileWithoutSchools_Answers400AndStoresNothing(string name, string content)
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var posted = await browser.PostFileAsync(Path, "Form.File", name, System.Text.Encoding.UTF8.GetBytes(content), About);
        var page = await TestBrowser.PageOfAsync(posted, Path, HttpStatusCode.BadRequest);

        Assert.NotEmpty(page.QuerySelector("#errors a[href]")!.TextContent);
        Assert.False(await tenant.WithDbAsync(db => db.FederalLists.AnyAsync()));
    }

    private static byte[] Workbook(params string[] schools) => WorkbookWriter.Write("Перечень",
        new ListSheet("Перечень", [new TableColumn("№"), new TableColumn("Наименование ОО")],
            schools.Select((school, i) => (IReadOnlyList<TableCell>)[i + 1, school])));
}
