using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Schools;

namespace SchoolSupport.Web.Tests.Tenants;

[Collection(AppCollection.Name)]
public sealed class SettingsTests(TestHost host)
{
    [Fact]
    public async Task Municipality_Changed_IsStoredWithHistoryAndStaleFormConflicts()
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.TenantAdmin);
        var fields = FieldsOf(await browser.GetPageAsync("/settings/municipality"));
        fields["Form.SchoolTerm"] = "ОУ";
        fields["Form.MunicipalityNames"] = "Озёрский МО\r\nг. Озёрный\r\n";
        fields["Form.TimeZone"] = "Asia/Omsk";

        using var saved = await browser.PostFormAsync("/settings/municipality", fields);
        fields["Form.HeadPosition"] = "Начальник";
        using var stale = await browser.PostFormAsync("/settings/municipality", fields);
        var stored = await tenant.WithDbAsync(db => db.Tenants.AsNoTracking().SingleAsync());
        var history = await browser.GetPageAsync("/settings/history?entity=tenants&role=tenant-admin");

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal(("ОУ", "Asia/Omsk", ""), (stored.SchoolTerm, stored.TimeZone, stored.HeadPosition));
        Assert.Equal(["Озёрский МО", "г. Озёрный"], stored.MunicipalityNames);
        Assert.Contains("как называть школы: ОО → ОУ", history.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Municipality_WrongZoneAndEmptyName_AreExplained()
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.TenantAdmin);
        var fields = FieldsOf(await browser.GetPageAsync("/settings/municipality"));
        (fields["Form.Name"], fields["Form.TimeZone"]) = ("", "Mars/Olympus");

        using var response = await browser.PostFormAsync("/settings/municipality", fields);
        var page = await TestBrowser.PageOfAsync(response, "settings", HttpStatusCode.BadRequest);

        Assert.Equal(2, page.QuerySelectorAll("#errors li").Length);
    }

    [Theory]
    [InlineData(Roles.Methodist)]
    [InlineData(Roles.Official)]
    public async Task SettingsAndHistory_WithoutPermission_AreForbidden(string role)
    {
        var browser = await (await host.NewTenantAsync()).BrowserAsync(role);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/settings/municipality")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/settings/history")).StatusCode);
    }

    [Fact]
    public async Task History_OfOneSchool_ShowsBeforeAndAfterAndGoesOnByKey()
    {
        var tenant = await host.NewTenantAsync();
        var id = await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        await tenant.AddSchoolAsync("МБОУ «Ключевская ООШ»");
        for (var pupils = 200; pupils < 260; pupils++)
            await tenant.WithDbAsync(async db =>
            {
                (await db.Schools.SingleAsync(s => s.Id == id)).Pupils = pupils;
                return await db.SaveAsync("schools.school-changed", CancellationToken.None);
            });
        var browser = await tenant.BrowserAsync(Roles.Coordinator);

        var first = await browser.GetPageAsync($"/settings/history?entity=schools&id={id}");
        var next = await browser.GetPageAsync(((IHtmlAnchorElement)first.QuerySelector("a[rel=next]")!).PathName + ((IHtmlAnchorElement)first.QuerySelector("a[rel=next]")!).Search);

        Assert.Equal((50, 11), (first.QuerySelectorAll("tbody tr").Length, next.QuerySelectorAll("tbody tr").Length));
        Assert.Contains("учащиеся: 258 → 259", first.QuerySelector("tbody tr")!.TextContent);
        Assert.DoesNotContain("Ключевская", next.QuerySelector("main")!.TextContent);
        Assert.Null(next.QuerySelector("a[rel=next]"));
    }

    [Fact]
    public async Task History_OddConditions_AreNoError()
    {
        var browser = await (await host.NewTenantAsync()).BrowserAsync(Roles.Coordinator);

        var page = await browser.GetPageAsync("/settings/history?entity=passwords&id=x&role=y&from=99.99.9999&to=&before=9_9");

        Assert.NotNull(page.QuerySelector("h1"));
    }

    private static Dictionary<string, string> FieldsOf(IHtmlDocument page)
    {
        var form = page.Forms.Single(f => f.GetAttribute("action") == "/settings/municipality");
        var fields = form.QuerySelectorAll("input, textarea, select").Where(e => e.GetAttribute("name") is not (null or "__RequestVerificationToken"))
            .Where(e => e is not IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false });
        return fields.ToDictionary(e => e.GetAttribute("name")!, e => e switch
        {
            IHtmlInputElement input => input.Value,
            IHtmlTextAreaElement area => area.Value,
            IHtmlSelectElement select => select.Value ?? "",
            _ => "",
        });
    }
}
