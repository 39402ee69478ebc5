using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Schools;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>Forms opened before somebody else saved: both values are shown, and the person chooses.</summary>
[Collection(AppCollection.Name)]
public sealed class StaleFormTests(TestHost host)
{
    [Fact]
    public async Task Close_SchoolWasChangedMeanwhile_ShowsBothAndCanStillClose()
    {
        var (tenant, school, person) = await SchoolAsync();
        var stale = Close("01.09.2024", await VersionAsync(tenant, school));
        await ChangePupilsAsync(tenant, school);

        var conflict = await ConflictAsync(person, $"/schools/{school}/close", stale);

        Assert.Contains("школа действует", conflict.QuerySelector("tbody")!.TextContent);
        Assert.Contains("01.09.2024", conflict.QuerySelector("tbody")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, await WriteMineAsync(person, conflict));
        Assert.Equal(new DateOnly(2024, 9, 1), await ClosedOnAsync(tenant, school));
    }

    [Fact]
    public async Task Close_SchoolWasClosedMeanwhile_ShowsBothDatesAndKeepsTheFirst()
    {
        var (tenant, school, person) = await SchoolAsync();
        var version = await VersionAsync(tenant, school);
        var other = await tenant.BrowserAsync(Roles.Coordinator);
        using (await other.PostFormAsync($"/schools/{school}/close", Close("01.07.2024", version))) { }

        var conflict = await ConflictAsync(person, $"/schools/{school}/close", Close("01.09.2024", version), $"/schools/{school}");

        Assert.Contains("01.07.2024", conflict.QuerySelector("tbody")!.TextContent);
        Assert.Contains("01.09.2024", conflict.QuerySelector("tbody")!.TextContent);
        Assert.Contains("координатор", conflict.QuerySelector(".lead")!.TextContent);
        Assert.Null(conflict.QuerySelector("main form button"));
        Assert.Equal(new DateOnly(2024, 7, 1), await ClosedOnAsync(tenant, school));
    }

    [Fact]
    public async Task Reopen_SchoolWasChangedMeanwhile_ShowsBothAndCanStillReopen()
    {
        var (tenant, school, person) = await SchoolAsync();
        using (await person.PostFormAsync($"/schools/{school}/close", Close("01.09.2024", await VersionAsync(tenant, school)))) { }
        var stale = new Dictionary<string, string> { ["version"] = await VersionAsync(tenant, school) };
        await ChangePupilsAsync(tenant, school);

        var conflict = await ConflictAsync(person, $"/schools/{school}/reopen", stale, $"/schools/{school}");

        Assert.Contains("01.09.2024", conflict.QuerySelector("tbody")!.TextContent);
        Assert.Contains("школа действует", conflict.QuerySelector("tbody")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, await WriteMineAsync(person, conflict));
        Assert.Null(await ClosedOnAsync(tenant, school));
    }

    [Fact]
    public async Task Procedure_RenamedMeanwhile_ShowsBothNamesAndCanWriteMine()
    {
        var tenant = await host.NewTenantAsync();
        var (mine, theirs) = (await tenant.BrowserAsync(Roles.Methodist), await tenant.BrowserAsync(Roles.Coordinator));
        var procedure = await tenant.WithDbAsync(db => db.Procedures.AsNoTracking().SingleAsync(p => p.Code == ProcedureCodes.OgeMath));
        var path = $"/settings/reference/{procedure.Id}";
        using (await theirs.PostFormAsync(path, Rename("ОГЭ по математике"))) { }

        var conflict = await ConflictAsync(mine, path, Rename("ОГЭ (математика)"));

        Assert.Contains("ОГЭ по математике", conflict.QuerySelector("tbody")!.TextContent);
        Assert.Contains("ОГЭ (математика)", conflict.QuerySelector("tbody")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, await WriteMineAsync(mine, conflict));
        Assert.Equal("ОГЭ (математика)", await tenant.WithDbAsync(db => db.Procedures.Where(p => p.Id == procedure.Id).Select(p => p.Name).SingleAsync()));

        Dictionary<string, string> Rename(string name) => new() { ["Form.Name"] = name, ["Form.IsActive"] = "true", ["Form.Version"] = procedure.Version.ToString() };
    }

    private async Task<(TestTenant Tenant, Guid School, TestBrowser Person)> SchoolAsync()
    {
        var tenant = await host.NewTenantAsync();
        return (tenant, await tenant.AddSchoolAsync("МКОУ «Ольховская ООШ»"), await tenant.BrowserAsync(Roles.Methodist));
    }

    private static Dictionary<string, string> Close(string on, string version) =>
        new() { ["Form.ClosedOn"] = on, ["Form.PastResults"] = "skip", ["Form.Version"] = version };

    private static async Task<IHtmlDocument> ConflictAsync(TestBrowser person, string path, Dictionary<string, string> form, string? tokenPage = null)
    {
        using var response = await person.PostFormAsync(path, form, tokenPage);
        return await TestBrowser.PageOfAsync(response, path, HttpStatusCode.Conflict);
    }

    private static async Task<HttpStatusCode> WriteMineAsync(TestBrowser person, IHtmlDocument conflict)
    {
        var form = (IHtmlFormElement)conflict.QuerySelector("main form[method=post]")!;
        var fields = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Where(i => i.Name != "__RequestVerificationToken")
            .Select(i => KeyValuePair.Create(i.Name!, i.Value));
        using var response = await person.PostFormAsync(form.GetAttribute("action")!, fields, "/schools/new");
        return response.StatusCode;
    }

    private static Task<int> ChangePupilsAsync(TestTenant tenant, Guid school) => tenant.WithDbAsync(async db =>
    {
        (await db.Schools.SingleAsync(s => s.Id == school)).Pupils = 77;
        return await db.SaveAsync("schools.school-changed", CancellationToken.None);
    });

    private static Task<string> VersionAsync(TestTenant tenant, Guid school) =>
        tenant.WithDbAsync(async db => (await db.Schools.AsNoTracking().SingleAsync(s => s.Id == school)).Version.ToString());

    private static Task<DateOnly?> ClosedOnAsync(TestTenant tenant, Guid school) =>
        tenant.WithDbAsync(db => db.Schools.Where(s => s.Id == school).Select(s => s.ClosedOn).SingleAsync());
}
