using System.Net;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Assessments;

/// <summary>What a school's people may do, and how the department gives a delivery back.</summary>
[Collection(AppCollection.Name)]
public sealed class SchoolDeliveryTests(TestHost host)
{
    private const string First = "МБОУ «СОШ № 1 г. Озёрного»";
    private const string Third = "МБОУ «СОШ № 3 г. Озёрного»";

    [Fact]
    public async Task RegionWideFile_OfADirector_GivesOnlyTheOwnSchool()
    {
        var (tenant, schools) = await TenantAsync();
        var director = await tenant.BrowserAsync(Roles.SchoolDirector, schools["oz01"]);
        var path = await director.UploadAsync("все школы.csv", UploadPages.Table((First, "ОГЭ, математика", 20, 7), (Third, "ОГЭ, математика", 30, 9)));
        var preview = await director.ReadyPageAsync(path);
        Assert.Contains("Строки других школ пропущены", preview.Text());
        using (await director.ConfirmAsync(path, preview)) { }
        await director.ReadyPageAsync(path);

        var stored = await tenant.WithDbAsync(db => db.Results.AsNoTracking().SingleAsync());
        Assert.Equal((schools["oz01"], 7), (stored.SchoolId, stored.Failed));
        Assert.Equal(1, await tenant.WithDbAsync(db => db.UploadRows.CountAsync()));
    }

    [Fact]
    public async Task FileOfAnotherSchool_IsRefusedForADirector()
    {
        var (tenant, schools) = await TenantAsync();
        var director = await tenant.BrowserAsync(Roles.SchoolDirector, schools["oz01"]);

        var page = await director.ReadyPageAsync(await director.UploadAsync("чужая.csv", UploadPages.Table((Third, "ОГЭ, математика", 30, 9))));

        Assert.Contains("В файле нет строк вашей школы", page.Text());
        Assert.Equal(UploadStatus.Refused, (await tenant.WithDbAsync(db => db.Uploads.SingleAsync())).Status);
    }

    [Fact]
    public async Task UnknownSpelling_OfADirector_CanOnlyBeTheOwnSchool_AndTeachesNobodyElse()
    {
        var (tenant, schools) = await TenantAsync();
        var director = await tenant.BrowserAsync(Roles.SchoolDirector, schools["oz01"]);
        var path = await director.UploadAsync("а.csv", UploadPages.Table(("Наша школа", "ОГЭ, математика", 20, 7)));
        var version = (await director.ReadyPageAsync(path)).Hidden("/match", "Version");
        Task<HttpResponseMessage> Match(string school) => director.PostFormAsync($"{path}/match", [new("Label", "Наша школа"), new("School", schools[school].ToString()), new("Version", version)], path);

        using var other = await Match("oz03");
        using var own = await Match("oz01");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Redirect), (other.StatusCode, own.StatusCode));
        Assert.Equal(0, await tenant.WithDbAsync(db => db.SchoolAliases.CountAsync()));
        Assert.Contains("Можно сохранять", (await director.GetPageAsync(path)).Text());
    }

    [Fact]
    public async Task DeliveryReturned_RestoresTheVersionBefore_AndTheSchoolSendsACorrectedFile()
    {
        var (tenant, schools) = await TenantAsync();
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var director = await tenant.BrowserAsync(Roles.SchoolDirector, schools["oz01"]);
        await StoreAsync(methodist, UploadPages.Table((First, "ОГЭ, математика", 20, 5)));
        var delivery = await StoreAsync(director, UploadPages.Table((First, "ОГЭ, математика", 20, 9), (First, "ОГЭ, русский язык", 20, 1)));

        var form = await methodist.GetPageAsync($"{delivery}/return");
        var version = form.Hidden("/return", "Form.Version");
        using (var empty = await methodist.PostFormAsync($"{delivery}/return", [new("Form.Comment", ""), new("Form.Version", version)]))
            Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        using (var returned = await methodist.PostFormAsync($"{delivery}/return", [new("Form.Comment", "Проверьте математику"), new("Form.Version", version)]))
            Assert.Equal(HttpStatusCode.Redirect, returned.StatusCode);

        var current = await tenant.WithDbAsync(db => db.Results.AsNoTracking().Where(r => r.IsCurrent).ToListAsync());
        Assert.Equal((5, 1), (current.Single().Failed, current.Single().VersionNumber));
        Assert.Contains("Проверьте математику", (await director.GetPageAsync(delivery)).Text());
        var corrected = await director.UploadAsync("исправлено.csv", UploadPages.Table((First, "ОГЭ, математика", 20, 6)), $"{UploadPages.New}?replaces={UploadPages.IdOf(delivery)}");
        Assert.Equal(UploadPages.IdOf(delivery), (await tenant.UploadOfAsync(corrected)).ReplacesId);
        using (await director.ConfirmAsync(corrected, await director.ReadyPageAsync(corrected))) { }
        await director.ReadyPageAsync(corrected);
        Assert.Equal((6, 3), await tenant.WithDbAsync(async db => (await db.Results.AsNoTracking().Where(r => r.IsCurrent).Select(r => new { r.Failed, r.VersionNumber }).SingleAsync()) is var r ? (r.Failed, r.VersionNumber) : default));
    }

    [Fact]
    public async Task DepartmentsOwnUpload_CannotBeReturned()
    {
        var (tenant, _) = await TenantAsync();
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var path = await StoreAsync(methodist, UploadPages.Table((First, "ОГЭ, математика", 20, 5)));

        using var page = await methodist.GetAsync($"{path}/return");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    public static TheoryData<string> Strangers => ["school", "tenant"];

    [Theory, MemberData(nameof(Strangers))]
    public async Task UploadAndResult_OfOthers_AreNotThere(string who)
    {
        var (tenant, schools) = await TenantAsync();
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var path = await StoreAsync(methodist, UploadPages.Table((Third, "ОГЭ, математика", 20, 5)));
        var result = await tenant.WithDbAsync(db => db.Results.Select(r => r.Id).SingleAsync());
        var stranger = who == "school"
            ? await tenant.BrowserAsync(Roles.SchoolDirector, schools["oz01"])
            : await (await host.NewTenantAsync()).BrowserAsync(Roles.TenantAdmin);

        foreach (var address in new[] { path, $"{path}/file", $"{path}/findings", $"{path}/answers", $"{path}/return", $"/results/{result}", $"/results/template?school={schools["oz03"]}" })
        {
            using var response = await stranger.GetAsync(address);
            Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{address}: {response.StatusCode}");
            Assert.True(response.StatusCode == HttpStatusCode.NotFound || (who == "school" && address.EndsWith("/return", StringComparison.Ordinal)), $"{address}: {response.StatusCode}");
        }
        foreach (var action in new[] { "confirm", "withdraw", "read-again" })
        {
            using var response = await stranger.PostFormAsync($"{path}/{action}", [new("version", "1")], UploadPages.New);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
        Assert.DoesNotContain("таблица.csv", (await stranger.GetPageAsync(UploadPages.List)).Text());
        Assert.DoesNotContain("25,0", (await stranger.GetPageAsync("/results/procedures/oge-math?year=2024-2025")).Text());
        Assert.DoesNotContain("СОШ № 3", (await stranger.GetPageAsync("/results/deliveries?year=2024-2025")).Text());
    }

    [Fact]
    public async Task Official_ReadsButCannotUpload()
    {
        var (tenant, _) = await TenantAsync();
        var official = await tenant.BrowserAsync(Roles.Official);

        using var form = await official.GetAsync(UploadPages.New);

        Assert.Equal(HttpStatusCode.Forbidden, form.StatusCode);
        Assert.Empty((await official.GetPageAsync(UploadPages.List)).QuerySelectorAll("a[href^='/results/uploads/new']"));
    }

    [Fact]
    public async Task Entry_StoresAVersionOfTheOwnSchool_WhateverSchoolWasPosted()
    {
        var (tenant, schools) = await TenantAsync();
        var director = await tenant.BrowserAsync(Roles.SchoolDirector, schools["oz01"]);
        var procedure = await tenant.WithDbAsync(db => db.Procedures.Where(p => p.Code == "oge-math").Select(p => p.Id).SingleAsync());
        List<KeyValuePair<string, string>> Fields(string participants, string failed) =>
            [new("Form.Year", "2024"), new("Form.School", schools["oz03"].ToString()), new("Form.Procedure", procedure.ToString()), new("Form.Participants", participants), new("Form.Failed", failed)];

        using var wrong = await director.PostFormAsync("/results/entry", Fields("14", "16"));
        var page = await TestBrowser.PageOfAsync(wrong, "/results/entry", HttpStatusCode.BadRequest);
        Assert.Contains("Указано 16, а участников 14", page.QuerySelector(".errors")!.TextContent);
        using var right = await director.PostFormAsync("/results/entry", Fields("14", "6"));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);

        var stored = await tenant.WithDbAsync(db => db.Results.AsNoTracking().SingleAsync());
        Assert.Equal((schools["oz01"], 14, 6, ResultSource.Form), (stored.SchoolId, stored.Participants, stored.Failed, stored.Source));
        Assert.Contains("введён на экране", (await director.GetPageAsync($"/results/{stored.Id}")).Text());
    }

    [Fact]
    public async Task Template_FilledByASchool_ComesBackWithoutQuestions()
    {
        var (tenant, schools) = await TenantAsync();
        var director = await tenant.BrowserAsync(Roles.SchoolDirector, schools["oz01"]);
        using var response = await director.GetAsync("/results/template?year=2024-2025");
        Assert.Equal(UploadType, response.Content.Headers.ContentType!.MediaType);

        var page = await director.ReadyPageAsync(await director.UploadAsync("пустой шаблон.xlsx", await response.Content.ReadAsByteArrayAsync()));

        Assert.Contains("Шаблон системы", page.Text());
        Assert.DoesNotContain("не сопоставлен", page.QuerySelector("#h-file")!.Closest("section")!.TextContent);
    }

    [Fact]
    public async Task Deliveries_ShowWhoIsMissing()
    {
        var (tenant, _) = await TenantAsync();
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        await StoreAsync(methodist, UploadPages.Table((First, "ОГЭ, математика", 20, 5)));

        var page = await methodist.GetPageAsync("/results/deliveries?year=2024-2025");

        var row = page.QuerySelectorAll("tbody tr").Single(r => UploadPages.Plain(r.TextContent).Contains("СОШ № 1 г. Озёрного", StringComparison.Ordinal));
        Assert.Single(row.QuerySelectorAll("td a[href^='/results/']"));
        Assert.Equal(8, row.QuerySelectorAll("td.h-miss").Length);
        Assert.DoesNotContain(page.QuerySelectorAll("tbody tr"), r => r.TextContent.Contains("Ольховская", StringComparison.Ordinal));
    }

    private const string UploadType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private async Task<(TestTenant Tenant, IReadOnlyDictionary<string, Guid> Schools)> TenantAsync()
    {
        var tenant = await host.NewTenantAsync();
        return (tenant, await OzerskySamples.AddSchoolsAsync(tenant));
    }

    private static async Task<string> StoreAsync(TestBrowser browser, byte[] content)
    {
        var path = await browser.UploadAsync("таблица.csv", content);
        var preview = await browser.ReadyPageAsync(path);
        using var confirmed = await browser.ConfirmAsync(path, preview);
        Assert.Contains("Результаты сохранены", (await browser.ReadyPageAsync(path)).Text());
        return path;
    }
}
