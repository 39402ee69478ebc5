using System.Net;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Schools;
using SchoolSupport.Domain.Schools;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Schools;

[Collection(AppCollection.Name)]
public sealed class SchoolListTests(TestHost host)
{
    private static IEnumerable<string> NamesOf(AngleSharp.Html.Dom.IHtmlDocument page) =>
        page.QuerySelectorAll("tbody th a").Select(a => a.TextContent.Replace('\u00A0', ' '));

    [Fact]
    public async Task List_NumberedSchools_StandInNaturalOrder()
    {
        var tenant = await host.NewTenantAsync();
        foreach (var name in new[] { "МБОУ «СОШ № 10»", "МБОУ «СОШ № 2»", "МАОУ «Лицей № 1»", "МБОУ «Ёлкинская ООШ»", "МБОУ «Ежовская ООШ»" })
            await tenant.AddSchoolAsync(name);
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        var page = await browser.GetPageAsync("/schools");

        Assert.Equal(["Ежовская ООШ", "Ёлкинская ООШ", "Лицей № 1", "СОШ № 2", "СОШ № 10"], NamesOf(page));
        Assert.Equal("5\u00A0школ", page.QuerySelector("#h-list")!.TextContent);
    }

    [Theory]
    [InlineData("зеленоборск")]
    [InlineData("ЗЕЛЁНОБОР")]
    [InlineData("4799112578")]
    [InlineData("sch470082")]
    [InlineData("сош зеленобор")]
    public async Task Search_CaseAndYo_DoNotMatter(string query)
    {
        var tenant = await host.NewTenantAsync();
        await tenant.AddSchoolAsync(SchoolSamples.Details("МБОУ «Зелёноборская СОШ»", "4799112578", "sch470082"));
        await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        var browser = await tenant.BrowserAsync(Roles.Official);

        var page = await browser.GetPageAsync($"/schools?q={Uri.EscapeDataString(query)}");

        Assert.Equal(["Зелёноборская СОШ"], NamesOf(page));
    }

    [Fact]
    public async Task Filters_KindAndArea_NarrowTheListAndStandAsChips()
    {
        var tenant = await host.NewTenantAsync();
        await tenant.AddSchoolAsync(SchoolSamples.Details("МБОУ «Ключевская ООШ»", kind: SchoolKind.Basic));
        await tenant.AddSchoolAsync(SchoolSamples.Details("МБОУ «Мирнинская ООШ»", kind: SchoolKind.Basic, isUrban: true));
        await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        var page = await browser.GetPageAsync("/schools?kind=Basic&area=rural");

        Assert.Equal(["Ключевская ООШ"], NamesOf(page));
        Assert.Equal(2, page.QuerySelectorAll("a.chip-x").Length);
    }

    [Fact]
    public async Task List_NothingFound_OffersToDropConditions()
    {
        var tenant = await host.NewTenantAsync();
        await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        var page = await browser.GetPageAsync("/schools?q=лицей&kind=nonsense&page=7&size=9&sort=x");

        Assert.Contains("Ничего не найдено", page.Body!.TextContent);
    }

    [Fact]
    public async Task List_AtMostThreeCommands()
    {
        var tenant = await host.NewTenantAsync();
        await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        await browser.GetPageAsync("/schools");

        var commands = await SqlCounter.CountAsync(() => browser.GetPageAsync("/schools?q=берез&kind=Secondary"));

        Assert.InRange(commands.Count, 1, 3);
    }

    [Fact]
    public async Task Export_FilteredList_HoldsExactlyItsSchoolsInItsOrder()
    {
        var tenant = await host.NewTenantAsync();
        await tenant.AddSchoolAsync("МБОУ «СОШ № 10»");
        await tenant.AddSchoolAsync("МБОУ «СОШ № 2»");
        await tenant.AddSchoolAsync(SchoolSamples.Details("МБОУ «Ключевская ООШ»", kind: SchoolKind.Basic));
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var response = await browser.GetAsync("/schools/export?kind=Secondary&sort=name&dir=desc");
        var reading = new SchoolRegisterReader().Read(await response.Content.ReadAsByteArrayAsync(), "Реестр.xlsx");

        Assert.Equal(["МБОУ «СОШ № 10»", "МБОУ «СОШ № 2»"], reading.Schools.Select(s => s.ShortName));
    }

    [Fact]
    public async Task SchoolPerson_SeesOnlyTheOwnSchool()
    {
        var tenant = await host.NewTenantAsync();
        var own = await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        var other = await tenant.AddSchoolAsync("МБОУ «Ключевская ООШ»");
        var browser = await tenant.BrowserAsync(Roles.SchoolDirector, own);

        using var list = await browser.GetAsync("/schools");
        using var export = await browser.GetAsync("/schools/export");
        var reading = new SchoolRegisterReader().Read(await export.Content.ReadAsByteArrayAsync(), "Реестр.xlsx");

        Assert.EndsWith($"/schools/{own}", list.Headers.Location!.ToString());
        Assert.Equal("МБОУ «Берёзовская СОШ»", Assert.Single(reading.Schools).ShortName);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/schools/{own}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/schools/{other}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync($"/schools/{own}/edit")).StatusCode);
        var search = await browser.GetPageAsync("/search?q=ключевская");
        Assert.DoesNotContain("Ключевская ООШ", search.QuerySelector("main")!.TextContent);
    }
}
