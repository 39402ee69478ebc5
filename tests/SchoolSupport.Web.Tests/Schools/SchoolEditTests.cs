using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Schools;

[Collection(AppCollection.Name)]
public sealed class SchoolEditTests(TestHost host)
{
    [Fact]
    public async Task New_ValidForm_StoresTheSchoolWithLevelsOfItsKindAndHistory()
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var form = SchoolSamples.Form("МБОУ «Ключевская ООШ»", "4799113821");
        form["Form.Kind"] = "Basic";

        using var response = await browser.PostFormAsync("/schools/new", form);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var school = await tenant.WithDbAsync(db => db.Schools.AsNoTracking().SingleAsync());
        Assert.True(school.TeachesBasic);
        Assert.False(school.TeachesSecondary);
        var card = await browser.GetPageAsync(response.Headers.Location!.ToString());
        Assert.Contains("Ключевская ООШ", card.QuerySelector("h1")!.TextContent.Replace('\u00A0', ' '));
        Assert.Contains("Добавлена школа", card.QuerySelector("ol.hist")!.TextContent);
    }

    [Theory]
    [InlineData("Form.Inn", "4799113822", "Контрольная цифра")]
    [InlineData("Form.Inn", "123", "10 цифр")]
    [InlineData("Form.ShortName", "", "Введите краткое название")]
    [InlineData("Form.Kind", "", "Выберите вид")]
    [InlineData("Form.Area", "", "Укажите местность")]
    [InlineData("Form.Pupils", "-1", "от 0 до")]
    [InlineData("Form.OpenedOn", "31.02.2020", "дату")]
    public async Task New_WrongField_Answers400WithTheReason(string field, string value, string expected)
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var form = SchoolSamples.Form("МБОУ «Ключевская ООШ»");
        form[field] = value;

        using var response = await browser.PostFormAsync("/schools/new", form);
        var page = await TestBrowser.PageOfAsync(response, "/schools/new", HttpStatusCode.BadRequest);

        Assert.Contains(expected, page.QuerySelector("#errors")!.TextContent);
        Assert.False(await tenant.WithDbAsync(db => db.Schools.AnyAsync()));
    }

    [Fact]
    public async Task New_SameNameInAnotherSpelling_IsRefusedWithALink()
    {
        var tenant = await host.NewTenantAsync();
        var existing = await tenant.AddSchoolAsync("МБОУ «Зелёноборская СОШ»");
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var response = await browser.PostFormAsync("/schools/new", SchoolSamples.Form("МОУ Зеленоборская средняя общеобразовательная школа"));
        var page = await TestBrowser.PageOfAsync(response, "/schools/new", HttpStatusCode.BadRequest);

        Assert.NotNull(page.QuerySelector($"main a[href='/schools/{existing}']"));
        Assert.Equal(1, await tenant.WithDbAsync(db => db.Schools.CountAsync()));
    }

    [Fact]
    public async Task New_InnOfAnotherSchool_NamesThatSchool()
    {
        var tenant = await host.NewTenantAsync();
        await tenant.AddSchoolAsync(SchoolSamples.Details("МБОУ «Берёзовская СОШ»", "4799111648"));
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var response = await browser.PostFormAsync("/schools/new", SchoolSamples.Form("МБОУ «Ключевская ООШ»", "4799111648"));
        var page = await TestBrowser.PageOfAsync(response, "/schools/new", HttpStatusCode.BadRequest);

        Assert.Contains("ИНН уже указан у школы «Берёзовская СОШ»", page.QuerySelector("#errors")!.TextContent);
    }

    [Fact]
    public async Task Edit_SomebodySavedFirst_ShowsBothValuesAndCanWriteMine()
    {
        var tenant = await host.NewTenantAsync();
        var id = await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        var (mine, theirs) = (await tenant.BrowserAsync(Roles.Methodist), await tenant.BrowserAsync(Roles.Coordinator));
        var version = VersionOf(await mine.GetPageAsync($"/schools/{id}/edit"));
        var theirForm = SchoolSamples.Form("МБОУ «Берёзовская СОШ»", version: version);
        theirForm["Form.Pupils"] = "130";
        Assert.Equal(HttpStatusCode.Redirect, (await theirs.PostFormAsync($"/schools/{id}/edit", theirForm)).StatusCode);
        var myForm = SchoolSamples.Form("МБОУ «Берёзовская СОШ»", version: version);
        myForm["Form.Pupils"] = "125";

        using var response = await mine.PostFormAsync($"/schools/{id}/edit", myForm);
        var page = await TestBrowser.PageOfAsync(response, "edit", HttpStatusCode.Conflict);

        var row = page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Учащиеся"));
        Assert.Contains("130", row.TextContent);
        Assert.Contains("125", row.TextContent);
        Assert.Contains("координатор", page.QuerySelector(".lead")!.TextContent);
        var again = page.QuerySelectorAll("main form input[type=hidden]").OfType<IHtmlInputElement>().Where(i => i.Name != "__RequestVerificationToken")
            .Select(i => KeyValuePair.Create(i.Name!, i.Value));
        Assert.Equal(HttpStatusCode.Redirect, (await mine.PostFormAsync($"/schools/{id}/edit", again)).StatusCode);
        Assert.Equal(125, await tenant.WithDbAsync(db => db.Schools.Select(s => s.Pupils).SingleAsync()));
    }

    [Fact]
    public async Task Close_WithSuccessor_KeepsTheSchoolAndCanBeUndone()
    {
        var tenant = await host.NewTenantAsync();
        var id = await tenant.AddSchoolAsync("МКОУ «Ольховская ООШ»");
        var successor = await tenant.AddSchoolAsync("МБОУ «ЦО «Пригородный»");
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var version = VersionOf(await browser.GetPageAsync($"/schools/{id}/close"));

        using var closed = await browser.PostFormAsync($"/schools/{id}/close", new Dictionary<string, string>
        {
            ["Form.Version"] = version, ["Form.ClosedOn"] = "01.09.2024", ["Form.SuccessorId"] = successor.ToString(), ["Form.PastResults"] = "skip", ["Form.Basis"] = "постановление № 5",
        });
        var card = await browser.GetPageAsync($"/schools/{id}");
        var stored = await tenant.WithDbAsync(db => db.Schools.AsNoTracking().SingleAsync(s => s.Id == id));

        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        Assert.Equal((new DateOnly(2024, 9, 1), successor, false), (stored.ClosedOn, stored.SuccessorId, stored.CountWithSuccessor));
        Assert.Contains("закрыта с 01.09.2024", card.QuerySelector("main")!.TextContent);
        Assert.Contains("постановление № 5", card.QuerySelector("ol.hist")!.TextContent);
        using var reopened = await browser.PostFormAsync($"/schools/{id}/reopen", new { version = stored.Version }, $"/schools/{id}");
        Assert.Equal(HttpStatusCode.Redirect, reopened.StatusCode);
        Assert.Null(await tenant.WithDbAsync(db => db.Schools.Where(s => s.Id == id).Select(s => s.ClosedOn).SingleAsync()));
    }

    [Fact]
    public async Task Close_JoinWithoutSuccessor_IsRefused()
    {
        var tenant = await host.NewTenantAsync();
        var id = await tenant.AddSchoolAsync("МКОУ «Ольховская ООШ»");
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var response = await browser.PostFormAsync($"/schools/{id}/close", new Dictionary<string, string> { ["Form.ClosedOn"] = "01.09.2024", ["Form.PastResults"] = "join" });
        var page = await TestBrowser.PageOfAsync(response, "close", HttpStatusCode.BadRequest);

        Assert.Contains("выберите школу-правопреемницу", page.QuerySelector("#errors")!.TextContent);
    }

    [Fact]
    public async Task Alias_OfAnotherSchool_IsRefusedAndOwnOneIsFoundBySearch()
    {
        var tenant = await host.NewTenantAsync();
        var id = await tenant.AddSchoolAsync("МБОУ «ЦО «Пригородный»");
        await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var refused = await browser.PostFormAsync($"/schools/{id}/aliases/new", new Dictionary<string, string> { ["Form.Name"] = "березовская сош" });
        using var added = await browser.PostFormAsync($"/schools/{id}/aliases/new", new Dictionary<string, string> { ["Form.Name"] = "МБОУ «Пригородная СОШ»" });
        var found = await browser.GetPageAsync("/schools?q=пригородная");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        Assert.Single(found.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Group_AddedTwice_IsRefusedUntilItEnded()
    {
        var tenant = await host.NewTenantAsync();
        var id = await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        Dictionary<string, string> Form(string from) => new() { ["Form.GroupCode"] = "SHNSU", ["Form.FromDate"] = from, ["Form.Basis"] = "приказ № 12" };

        using var first = await browser.PostFormAsync($"/schools/{id}/groups/new", Form("01.09.2024"));
        using var twice = await browser.PostFormAsync($"/schools/{id}/groups/new", Form("01.01.2025"));
        var membership = await tenant.WithDbAsync(db => db.SchoolGroups.Select(g => g.Id).SingleAsync());
        using var ended = await browser.PostFormAsync($"/schools/{id}/groups/{membership}/end", new Dictionary<string, string> { ["Form.ToDate"] = "31.12.2024" });
        using var again = await browser.PostFormAsync($"/schools/{id}/groups/new", Form("01.01.2025"));
        var filtered = await browser.GetPageAsync("/schools?group=SHNSU");

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.BadRequest, HttpStatusCode.Redirect, HttpStatusCode.Redirect],
            new[] { first, twice, ended, again }.Select(r => r.StatusCode));
        Assert.Single(filtered.QuerySelectorAll("tbody tr"));
    }

    [Theory]
    [InlineData("/schools/{0}")]
    [InlineData("/schools/{0}/edit")]
    [InlineData("/schools/{0}/close")]
    [InlineData("/schools/{0}/groups/new")]
    [InlineData("/schools/{0}/aliases/new")]
    public async Task ForeignSchool_EveryPage_Is404(string path)
    {
        var foreign = await (await host.NewTenantAsync()).AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        var browser = await (await host.NewTenantAsync()).BrowserAsync(Roles.TenantAdmin);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(string.Format(path, foreign))).StatusCode);
    }

    [Fact]
    public async Task ForeignSchool_EveryPost_Is404AndChangesNothing()
    {
        var owner = await host.NewTenantAsync();
        var foreign = await owner.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        var browser = await (await host.NewTenantAsync()).BrowserAsync(Roles.TenantAdmin);
        var edit = await browser.PostFormAsync($"/schools/{foreign}/edit", SchoolSamples.Form("МБОУ «Чужая СОШ»", version: "1"), "/schools/new");
        var close = await browser.PostFormAsync($"/schools/{foreign}/close", new Dictionary<string, string> { ["Form.ClosedOn"] = "01.09.2024", ["Form.PastResults"] = "skip" }, "/schools/new");
        var reopen = await browser.PostFormAsync($"/schools/{foreign}/reopen", new { version = 1 }, "/schools/new");
        var alias = await browser.PostFormAsync($"/schools/{foreign}/aliases/new", new Dictionary<string, string> { ["Form.Name"] = "Чужая СОШ" }, "/schools/new");

        Assert.All(new[] { edit, close, reopen, alias }, r => Assert.Equal(HttpStatusCode.NotFound, r.StatusCode));
        Assert.Equal("МБОУ «Берёзовская СОШ»", await owner.WithDbAsync(db => db.Schools.Select(s => s.ShortName).SingleAsync()));
    }

    [Theory]
    [InlineData(Roles.Official)]
    [InlineData(Roles.Head)]
    public async Task ReadingRole_CannotEdit(string role)
    {
        var tenant = await host.NewTenantAsync();
        var id = await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        var browser = await tenant.BrowserAsync(role);

        foreach (var path in new[] { "/schools/new", "/schools/import", $"/schools/{id}/edit", $"/schools/{id}/close", $"/schools/{id}/groups/new" })
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/schools/{id}")).StatusCode);
    }

    private static string VersionOf(IHtmlDocument page) => ((IHtmlInputElement)page.QuerySelector("input[name='Form.Version']")!).Value;
}
