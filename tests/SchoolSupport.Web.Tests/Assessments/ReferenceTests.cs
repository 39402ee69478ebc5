using System.Net;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Assessments;

[Collection(AppCollection.Name)]
public sealed class ReferenceTests(TestHost host)
{
    [Fact]
    public async Task New_AnySubject_GetsAStableCodeAndCanBeRenamedAndSwitchedOff()
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var added = await browser.PostFormAsync("/settings/reference/new", new Dictionary<string, string>
        {
            ["Form.Name"] = "ВПР, биология, 7 класс", ["Form.Family"] = "Vpr", ["Form.Subject"] = "биология", ["Form.Grade"] = "7",
        });
        var procedure = await tenant.WithDbAsync(db => db.Procedures.AsNoTracking().SingleAsync(p => p.Name == "ВПР, биология, 7 класс"));
        using var changed = await browser.PostFormAsync($"/settings/reference/{procedure.Id}", new Dictionary<string, string>
        {
            ["Form.Name"] = "ВПР, биология (углублённая), 7 класс", ["Form.Version"] = procedure.Version.ToString(),
        });
        var after = await tenant.WithDbAsync(db => db.Procedures.AsNoTracking().SingleAsync(p => p.Id == procedure.Id));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (added.StatusCode, changed.StatusCode));
        Assert.Equal("vpr-biologiya-7", procedure.Code);
        Assert.Equal(("vpr-biologiya-7", "ВПР, биология (углублённая), 7 класс", false), (after.Code, after.Name, after.IsActive));
    }

    [Fact]
    public async Task Nine_CannotBeSwitchedOff()
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var procedure = await tenant.WithDbAsync(db => db.Procedures.AsNoTracking().SingleAsync(p => p.Code == ProcedureCodes.OgeMath));

        using var response = await browser.PostFormAsync($"/settings/reference/{procedure.Id}", new Dictionary<string, string>
        {
            ["Form.Name"] = procedure.Name, ["Form.Version"] = procedure.Version.ToString(), ["Form.IsActive"] = "false",
        });

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.True(await tenant.WithDbAsync(db => db.Procedures.Where(p => p.Id == procedure.Id).Select(p => p.IsActive).SingleAsync()));
    }

    [Theory]
    [InlineData("10", "6", "14", "20", "отметки «3» должен быть больше")]
    [InlineData("6", "10", "20", "20", "Наибольший балл должен быть больше")]
    [InlineData("6", "", "14", "20", "Шкала указана не полностью")]
    public async Task Scale_NotAscending_IsRefused(string two, string three, string four, string max, string expected)
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var id = await tenant.WithDbAsync(db => db.Procedures.Where(p => p.Code == ProcedureCodes.VprMath5).Select(p => p.Id).SingleAsync());

        using var response = await browser.PostFormAsync($"/settings/reference/{id}/year?year=2024-2025", new Dictionary<string, string>
        {
            ["Form.WasHeld"] = "true", ["Form.LastOf2"] = two, ["Form.LastOf3"] = three, ["Form.LastOf4"] = four, ["Form.MaxScore"] = max,
        });
        var page = await TestBrowser.PageOfAsync(response, "year", HttpStatusCode.BadRequest);

        Assert.Contains(expected, page.QuerySelector("#errors")!.TextContent);
    }

    [Fact]
    public async Task Year_Changed_LeavesOtherYearsAndCopiesToTheNext()
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var id = await tenant.WithDbAsync(db => db.Procedures.Where(p => p.Code == ProcedureCodes.VprMath5).Select(p => p.Id).SingleAsync());
        var row = await tenant.WithDbAsync(db => db.ProcedureYears.AsNoTracking().SingleAsync(y => y.ProcedureId == id && y.Year == 2025));

        using var changed = await browser.PostFormAsync($"/settings/reference/{id}/year?year=2025-2026", new Dictionary<string, string>
        {
            ["Form.Version"] = row.Version.ToString(), ["Form.WasHeld"] = "true", ["Form.LastOf2"] = "7", ["Form.LastOf3"] = "11", ["Form.LastOf4"] = "15", ["Form.MaxScore"] = "21", ["Form.Source"] = "письмо",
        });
        using var stale = await browser.PostFormAsync($"/settings/reference/{id}/year?year=2025-2026", new Dictionary<string, string> { ["Form.Version"] = row.Version.ToString(), ["Form.WasHeld"] = "true" });
        using var copied = await browser.PostFormAsync("/settings/reference/copy?year=2026-2027", [], "/settings/reference?year=2026-2027");
        var years = await tenant.WithDbAsync(db => db.ProcedureYears.AsNoTracking().Where(y => y.ProcedureId == id).ToDictionaryAsync(y => y.Year, y => y.LastOf2));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict, HttpStatusCode.Redirect), (changed.StatusCode, stale.StatusCode, copied.StatusCode));
        Assert.Equal((6, 7, 7), (years[2024], years[2025], years[2026]));
    }

    [Fact]
    public async Task Reference_ReadersSeeForeignersDoNot()
    {
        var owner = await host.NewTenantAsync();
        var id = await owner.WithDbAsync(db => db.Procedures.Where(p => p.Code == ProcedureCodes.VprMath5).Select(p => p.Id).SingleAsync());
        var official = await owner.BrowserAsync(Roles.Official);
        var foreigner = await (await host.NewTenantAsync()).BrowserAsync(Roles.Methodist);

        Assert.Equal(HttpStatusCode.OK, (await official.GetAsync("/settings/reference")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await official.GetAsync($"/settings/reference/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await foreigner.GetAsync($"/settings/reference/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await foreigner.GetAsync($"/settings/reference/{id}/year")).StatusCode);
    }
}
