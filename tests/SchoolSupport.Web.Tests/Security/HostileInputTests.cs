using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Assessments;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>Names that are scripts or formulas, paths that climb, bodies that are too large.</summary>
[Collection(AppCollection.Name)]
public sealed class HostileInputTests(TestHost host)
{
    private const string Script = "<script>alert(1)</script>";
    private const string Formula = "=HYPERLINK(\"http://evil.example\",\"СОШ\")";

    [Fact]
    public async Task FileWithScriptsAndFormulasForNames_OnItsPage_ShowsThemAsText()
    {
        var tenant = await host.NewTenantAsync();
        await OzerskySamples.AddSchoolsAsync(tenant);
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        using var sent = await new Somebody(Roles.Methodist, browser).PostAsync("/results/uploads/new", [],
            ("Form.File", "script_and_formula_in_names.xlsx", OzerskySamples.Bytes("bad/script_and_formula_in_names.xlsx")));
        Assert.True(sent.StatusCode == HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        var path = sent.Headers.Location!.ToString();
        var page = await browser.ReadyPageAsync(path);
        Assert.Contains("<script>alert", page.QuerySelector("main")!.TextContent);
        Assert.Contains("onerror=alert(1)", page.QuerySelector("main")!.TextContent);
        AssertHarmless(page);
        // The finding's file names the same texts: as texts, never as formulas.
        Assert.Empty(FormulasOf(await browser.Client.GetByteArrayAsync($"{path}/findings")));
    }

    [Fact]
    public async Task SchoolWithAScriptOrFormulaForAName_OnEveryPage_IsText()
    {
        var tenant = await host.NewTenantAsync();
        var person = new Somebody(Roles.Methodist, await tenant.BrowserAsync(Roles.Methodist));
        foreach (var name in new[] { $"СОШ {Script}", Formula })
            using (var added = await person.PostAsync("/schools/new", [new("Form.ShortName", name), new("Form.FullName", name), new("Form.Kind", "Secondary"),
                new("Form.Levels", "usual"), new("Form.Area", "urban"), new("Form.Settlement", Script), new("Form.Note", "@SUM(1+1)*cmd|' /C calc'!A0")]))
                Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var school = await tenant.WithDbAsync(db => db.Schools.Where(s => s.ShortName.Contains("script")).Select(s => s.Id).SingleAsync());
        foreach (var path in new[] { "/schools", $"/schools/{school}", $"/schools/{school}/edit", $"/search?q={Uri.EscapeDataString("script")}", $"/schools?q={Uri.EscapeDataString(Script)}", "/results/deliveries" })
        {
            var page = await person.Browser.GetPageAsync(path);
            Assert.Contains("<script>", page.QuerySelector("main")!.TextContent + page.QuerySelector("main")!.InnerHtml.Replace("&lt;", "<", StringComparison.Ordinal));
            AssertHarmless(page);
        }
        Assert.Empty(FormulasOf(await person.Browser.Client.GetByteArrayAsync("/schools/export")));
    }

    [Theory]
    [InlineData("../../etc/passwd.xlsx")]
    [InlineData("..\\..\\windows\\evil.xlsx")]
    [InlineData("a';b<c>.html")]
    public async Task FileName_ThatClimbsOrBreaksOut_IsGivenBackAsABareName(string name)
    {
        var tenant = await host.NewTenantAsync();
        var person = new Somebody(Roles.Methodist, await tenant.BrowserAsync(Roles.Methodist));
        using var sent = await person.PostAsync("/results/uploads/new", [], ("Form.File", name, "МБОУ;1"u8.ToArray()));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        using var back = await person.Browser.GetAsync(sent.Headers.Location!.ToString().Split('?')[0] + "/file");
        var disposition = ContentDispositionHeaderValue.Parse(back.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.DoesNotContain("..", disposition.FileNameStar ?? disposition.FileName);
        Assert.DoesNotMatch(@"[/\\""<>]", disposition.FileNameStar ?? disposition.FileName!.Trim('"'));
        Assert.Equal("application/octet-stream", back.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Body_OverTheLimitOfTheServer_IsRefusedWithItsPage()
    {
        var tenant = await host.NewTenantAsync();
        await using var strict = host.Beside(web => web.UseSetting("Uploads:Limits:MaxFileBytes", "1000"), isForBrowsers: true);
        var cookie = (await new TestTenant(strict, tenant.Tenant).BrowserAsync(Roles.Methodist)).Client.DefaultRequestHeaders.GetValues("Cookie").Single();
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = strict.Address };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[2_000_000]), "Form.File", "большой.xlsx" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/results/uploads/new") { Content = form };
        // The answer comes before the body is sent.
        request.Headers.ExpectContinue = true;
        using var refused = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Contains("Файл слишком большой", await refused.Content.ReadAsStringAsync());
        Assert.Equal(0, await tenant.WithDbAsync(db => db.Uploads.CountAsync()));
    }

    /// <summary>Without a length announced the limit is met in the middle of the body.</summary>
    [Fact]
    public async Task ChunkedBody_OverTheLimitOfTheServer_IsRefusedWithItsPage()
    {
        var tenant = await host.NewTenantAsync();
        await using var strict = host.Beside(web => web.UseSetting("Uploads:Limits:MaxFileBytes", "1000"), isForBrowsers: true);
        var cookie = (await new TestTenant(strict, tenant.Tenant).BrowserAsync(Roles.Methodist)).Client.DefaultRequestHeaders.GetValues("Cookie").Single();
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = strict.Address };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        // A little over: the whole body is taken before the answer comes.
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[1_100_000]), "Form.File", "большой.xlsx" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/results/uploads/new") { Content = form };
        request.Headers.TransferEncodingChunked = true;
        using var refused = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Contains("Файл слишком большой", await refused.Content.ReadAsStringAsync());
        Assert.Equal(0, await tenant.WithDbAsync(db => db.Uploads.CountAsync()));
    }

    [Fact]
    public async Task School_NamedInTheBodyByAnotherSchoolsDirector_IsTheDirectorsOwn()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        var procedure = await tenant.WithDbAsync(db => db.Procedures.Where(p => p.Code == "vpr-math-5").Select(p => p.Id).SingleAsync());
        var director = new Somebody(Roles.SchoolDirector, await tenant.BrowserAsync(Roles.SchoolDirector, schools["oz02"]));
        using var answer = await director.PostAsync("/results/entry",
            [new("Form.Year", "2024"), new("Form.School", schools["oz01"].ToString()), new("Form.Procedure", procedure.ToString()), new("Form.Participants", "10"), new("Form.Failed", "3")]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal([schools["oz02"]], await tenant.WithDbAsync(db => db.Results.Select(r => r.SchoolId).ToListAsync()));
    }

    [Fact]
    public async Task IdsOfAnotherTenant_InTheBody_AreRefused()
    {
        var world = await World.SharedAsync(host);
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        var own = schools["oz01"];
        var admin = new Somebody(Roles.TenantAdmin, await tenant.BrowserAsync(Roles.TenantAdmin));
        var (foreignSchool, foreignProcedure) = ($"{world.Foreign.School}", $"{world.Foreign.Procedure}");
        (string Path, KeyValuePair<string, string>[] Form)[] attempts =
        [
            ("/results/entry", [new("Form.Year", "2024"), new("Form.School", foreignSchool), new("Form.Procedure", foreignProcedure), new("Form.Participants", "10"), new("Form.Failed", "3")]),
            ("/results/entry", [new("Form.Year", "2024"), new("Form.School", $"{own}"), new("Form.Procedure", foreignProcedure), new("Form.Participants", "10"), new("Form.Failed", "3")]),
            ($"/schools/{own}/close", [new("Form.ClosedOn", "01.09.2024"), new("Form.PastResults", "join"), new("Form.SuccessorId", foreignSchool), new("Form.Version", "1")]),
            ("/settings/users/new", [new("Form.UserName", "somebody"), new("Form.DisplayName", "Директор"), new("Form.Role", Roles.SchoolDirector), new("Form.SchoolId", foreignSchool)]),
            ("/settings/users/new", [new("Form.UserName", "somebody"), new("Form.DisplayName", "Хозяин"), new("Form.Role", Roles.PlatformAdmin)]),
            ($"/identification/schools/{own}/absences", [new("Form.Year", "2024/2025"), new("Form.ProcedureId", foreignProcedure), new("Form.Reason", "параллели нет")]),
        ];
        foreach (var (path, form) in attempts)
        {
            using var answer = await admin.PostAsync(path, form);
            Assert.True((int)answer.StatusCode is 400 or 404 or 409, $"{path} answered {(int)answer.StatusCode}");
        }
    }

    private static void AssertHarmless(IDocument page)
    {
        Assert.Empty(page.QuerySelectorAll("script:not([src]), main img[src=x]"));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
    }

    private static List<string> FormulasOf(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        var sheets = zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(sheets);
        return [.. sheets.Where(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            var xml = reader.ReadToEnd();
            return xml.Contains("<f>", StringComparison.Ordinal) || xml.Contains("<f ", StringComparison.Ordinal) || xml.Contains(":f>", StringComparison.Ordinal);
        }).Select(e => e.FullName)];
    }
}
