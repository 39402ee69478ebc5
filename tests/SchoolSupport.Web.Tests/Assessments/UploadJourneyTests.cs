using System.Net;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Assessments;

/// <summary>The upload from file to receipt, through HTTP, with the background worker of the server.</summary>
[Collection(AppCollection.Name)]
public sealed class UploadJourneyTests(TestHost host)
{
    private const string First = "МБОУ «СОШ № 1 г. Озёрного»";
    private const string Basic = "МБОУ «Ключевская ООШ»";

    [Fact]
    public async Task File_ReadMatchedConfirmed_IsStoredAndShown()
    {
        var (tenant, schools) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var path = await browser.UploadAsync("таблица.csv", UploadPages.Table((First, "ОГЭ, математика", 20, 7), (Basic, "ОГЭ, математика", 10, 1)));
        var preview = await browser.ReadyPageAsync(path);
        Assert.Contains("Можно сохранять", preview.Text());
        Assert.Equal(0, await tenant.WithDbAsync(db => db.Results.CountAsync()));

        using var confirmed = await browser.ConfirmAsync(path, preview);
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        var receipt = await browser.ReadyPageAsync(path);

        Assert.Contains("Результаты сохранены", receipt.Text());
        var stored = await tenant.WithDbAsync(db => db.Results.AsNoTracking().SingleAsync(r => r.SchoolId == schools["oz01"]));
        Assert.Equal((20, 7, 1, true), (stored.Participants, stored.Failed, stored.VersionNumber, stored.IsCurrent));
        Assert.Equal(2, stored.Row);
        Assert.Contains("35,0", (await browser.GetPageAsync("/results/procedures/oge-math?year=2024-2025")).Text());
        Assert.Contains("таблица.csv", (await browser.GetPageAsync($"/results/{stored.Id}")).Text());
    }

    [Fact]
    public async Task UnknownSchool_BlocksSaving_ChosenOnceIsRememberedForTheNextFile()
    {
        var (tenant, schools) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        const string odd = "Школа на горке";
        var path = await browser.UploadAsync("а.csv", UploadPages.Table((odd, "ОГЭ, математика", 20, 7)));
        var preview = await browser.ReadyPageAsync(path);
        Assert.Contains("Сохранить результаты пока нельзя", preview.Text());
        Assert.Null(preview.QuerySelector("form[action$='/confirm']"));
        using (var refused = await browser.PostFormAsync($"{path}/confirm", [new("version", preview.Hidden("/match", "Version"))], path))
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        using (var matched = await browser.PostFormAsync($"{path}/match",
            [new("Label", odd), new("School", "other"), new("OtherSchool", schools["oz01"].ToString()), new("Version", preview.Hidden("/match", "Version"))], path))
            Assert.Equal(HttpStatusCode.Redirect, matched.StatusCode);
        Assert.Contains("Можно сохранять", (await browser.GetPageAsync(path)).Text());

        var next = await browser.UploadAsync("б.csv", UploadPages.Table((odd, "ОГЭ, русский язык", 20, 1)));
        Assert.Contains("Можно сохранять", (await browser.ReadyPageAsync(next)).Text());
        var alias = await tenant.WithDbAsync(db => db.SchoolAliases.SingleAsync());
        Assert.Equal((schools["oz01"], "загрузка № 1"), (alias.SchoolId, alias.Source));
    }

    [Fact]
    public async Task SkippedSchool_IsNotStored()
    {
        var (tenant, _) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var path = await browser.UploadAsync("а.csv", UploadPages.Table((First, "ОГЭ, математика", 20, 7), ("Чужая школа", "ОГЭ, математика", 9, 3)));
        var preview = await browser.ReadyPageAsync(path);
        using (await browser.PostFormAsync($"{path}/match", [new("Label", "Чужая школа"), new("School", "skip"), new("Version", preview.Hidden("/match", "Version"))], path)) { }

        using (await browser.ConfirmAsync(path, await browser.GetPageAsync(path))) { }
        await browser.ReadyPageAsync(path);

        Assert.Equal(20, (await tenant.WithDbAsync(db => db.Results.AsNoTracking().SingleAsync())).Participants);
        Assert.Equal(0, await tenant.WithDbAsync(db => db.SchoolAliases.CountAsync()));
    }

    [Fact]
    public async Task SecondFile_ShowsDifference_MakesVersionTwoAndKeepsTheFirst()
    {
        var (tenant, _) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        await StoreAsync(browser, UploadPages.Table((First, "ОГЭ, математика", 20, 5)));

        var path = await browser.UploadAsync("второй.csv", UploadPages.Table((First, "ОГЭ, математика", 20, 7)));
        var preview = await browser.ReadyPageAsync(path);
        var difference = UploadPages.Plain(preview.QuerySelector("#h-diff")!.Closest("section")!.TextContent);
        Assert.Contains("5 из 20 (25,0", difference);
        Assert.Contains("7 из 20 (35,0", difference);
        using (await browser.ConfirmAsync(path, preview)) { }
        await browser.ReadyPageAsync(path);

        var versions = await tenant.WithDbAsync(db => db.Results.AsNoTracking().OrderBy(r => r.VersionNumber).ToListAsync());
        Assert.Equal([(1, 5, false), (2, 7, true)], versions.Select(v => (v.VersionNumber, v.Failed, v.IsCurrent)));
        var page = await browser.GetPageAsync($"/results/{versions[1].Id}");
        Assert.Contains("5 из 20", page.Text());
    }

    [Fact]
    public async Task ConfirmedTwice_IsStoredOnce()
    {
        var (tenant, _) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var path = await browser.UploadAsync("а.csv", UploadPages.Table((First, "ОГЭ, математика", 20, 5)));
        var preview = await browser.ReadyPageAsync(path);

        var answers = await Task.WhenAll(browser.ConfirmAsync(path, preview), browser.ConfirmAsync(path, preview));

        Assert.All(answers, a => Assert.Contains(a.StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.Conflict }));
        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.Redirect);
        Assert.Contains("Результаты сохранены", (await browser.ReadyPageAsync(path)).Text());
        Assert.Equal(1, await tenant.WithDbAsync(db => db.Results.CountAsync()));
    }

    [Fact]
    public async Task TwoWindows_TheOlderPageIsAConflict()
    {
        var (tenant, schools) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var path = await browser.UploadAsync("а.csv", UploadPages.Table(("Школа А на горке", "ОГЭ, математика", 20, 5), ("Школа Б на горке", "ОГЭ, математика", 20, 5)));
        var first = await browser.ReadyPageAsync(path);
        var version = first.Hidden("/match", "Version");
        Task<HttpResponseMessage> Match(string label, string school) => browser.PostFormAsync($"{path}/match",
            [new("Label", label), new("School", schools[school].ToString()), new("Version", version)], path);

        using var one = await Match("Школа А на горке", "oz01");
        using var two = await Match("Школа Б на горке", "oz02");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (one.StatusCode, two.StatusCode));
        Assert.Equal(1, (await tenant.UploadOfAsync(path)).UnmatchedCount);
    }

    [Fact]
    public async Task SameBytes_AreNoticed()
    {
        var (tenant, _) = await TenantAsync();
        var bytes = UploadPages.Table((First, "ОГЭ, математика", 20, 5));
        await StoreAsync(await tenant.BrowserAsync(Roles.Methodist), bytes);

        var other = await tenant.BrowserAsync(Roles.Coordinator);
        var page = await other.ReadyPageAsync(await other.UploadAsync("тот же.csv", bytes));

        Assert.Contains("Этот же файл уже загружали", page.Text());
        Assert.Contains("без изменений", page.Text());
    }

    [Fact]
    public async Task DoubleClickOnUpload_KeepsOneFile()
    {
        var (tenant, _) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var bytes = UploadPages.Table((First, "ОГЭ, математика", 20, 5));

        var first = await browser.UploadAsync("а.csv", bytes);
        var second = await browser.UploadAsync("а.csv", bytes);

        Assert.Equal(first, second);
        Assert.Equal(1, await tenant.WithDbAsync(db => db.Uploads.CountAsync()));
    }

    public static TheoryData<string> BadFiles => [.. OzerskySamples.BadFiles];

    [Theory, MemberData(nameof(BadFiles))]
    public async Task BadFile_EndsInAClearPage_ServerLives(string file)
    {
        var (tenant, _) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        var path = await browser.UploadAsync(Path.GetFileName(file), OzerskySamples.Bytes(file));
        var page = await browser.ReadyPageAsync(path);

        var upload = await tenant.UploadOfAsync(path);
        Assert.Contains(upload.Status, new[] { UploadStatus.Preview, UploadStatus.Refused, UploadStatus.NeedsAnswers });
        Assert.Equal(0, await tenant.WithDbAsync(db => db.Results.CountAsync()));
        if (upload.Status == UploadStatus.Refused)
            Assert.Contains("Прочитать файл не удалось", page.Text());
        Assert.DoesNotContain(page.QuerySelectorAll("main script, main img"), _ => true);
        using var alive = await browser.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        if (upload.ErrorCount > 0)
        {
            using var findings = await browser.GetAsync($"{path}/findings");
            Assert.Equal(HttpStatusCode.OK, findings.StatusCode);
        }
    }

    [Fact]
    public async Task OriginalFile_IsGivenBackAsItCame_NeverShownInside()
    {
        var (tenant, _) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var bytes = UploadPages.Table((First, "ОГЭ, математика", 20, 5));
        var path = await browser.UploadAsync("../../etc/имя файла.csv", bytes);

        using var response = await browser.GetAsync($"{path}/file");

        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("имя файла.csv", response.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task NoFile_IsTheFormAgainWithAnError()
    {
        var (tenant, _) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var response = await browser.PostFormAsync(UploadPages.New, Array.Empty<KeyValuePair<string, string>>());

        var page = await TestBrowser.PageOfAsync(response, UploadPages.New, HttpStatusCode.BadRequest);
        Assert.Contains("Выберите файл", page.QuerySelector(".errors")!.TextContent);
    }

    [Fact]
    public async Task FileWithoutYear_IsAskedAbout_AndReadAgainWithTheAnswer()
    {
        var (tenant, _) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var bytes = System.Text.Encoding.UTF8.GetBytes($"Школа;Процедура;Участников;Не справились\n{First};ОГЭ, математика;20;7\n");
        var path = await browser.UploadAsync("таблица.csv", bytes);
        Assert.Contains("Учебный год", (await browser.ReadyPageAsync(path)).QuerySelector(".blocked")!.TextContent);
        var questions = await browser.GetPageAsync($"{path}/answers");
        Assert.NotNull(questions.QuerySelector("select[name='Form.Year']"));
        Assert.Null(questions.QuerySelector("select[name='Form.Procedure']"));
        var version = questions.Hidden("/answers", "Form.Version");
        using (var silent = await browser.PostFormAsync($"{path}/answers", [new("Form.Year", ""), new("Form.Version", version)]))
            Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);

        using (await browser.PostFormAsync($"{path}/answers", [new("Form.Year", "2023"), new("Form.Version", version)])) { }
        var preview = await browser.ReadyPageAsync(path);

        Assert.Contains("2023/2024", preview.Text());
        using (await browser.ConfirmAsync(path, preview)) { }
        await browser.ReadyPageAsync(path);
        Assert.Equal(2023, await tenant.WithDbAsync(db => db.Results.Select(r => r.Year).SingleAsync()));
    }

    [Fact]
    public async Task TooLargeFile_IsAFriendlyPage()
    {
        var (tenant, _) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var response = await browser.PostFileAsync(UploadPages.New, "Form.File", "большой.xlsx", new byte[22 * 1024 * 1024]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("Файл слишком большой", await response.Content.ReadAsStringAsync());
        Assert.Equal(0, await tenant.WithDbAsync(db => db.Uploads.CountAsync()));
    }

    [Fact]
    public async Task Preview_SaysWhichVerdictsChange()
    {
        var (tenant, _) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var path = await browser.UploadAsync("а.csv", UploadPages.Table((Basic, "ОГЭ, математика", 10, 3), (Basic, "ОГЭ, русский язык", 10, 3)));

        var preview = await browser.ReadyPageAsync(path);

        var verdicts = UploadPages.Plain(preview.QuerySelector("#h-verdicts")!.Closest("section")!.TextContent);
        Assert.Contains("Ключевская ООШ", verdicts);
        Assert.Contains("недостаточно данных", verdicts);
        Assert.Contains("включена", verdicts);
        Assert.DoesNotContain("Берёзовская", verdicts);
    }

    [Fact]
    public async Task Withdrawn_StoresNothing_AndCannotBeConfirmed()
    {
        var (tenant, _) = await TenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var path = await browser.UploadAsync("а.csv", UploadPages.Table((First, "ОГЭ, математика", 20, 5)));
        var preview = await browser.ReadyPageAsync(path);
        var version = preview.Hidden("/withdraw", "version");
        using (var withdrawn = await browser.PostFormAsync($"{path}/withdraw", [new("version", version)], path))
            Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);

        using var confirmed = await browser.PostFormAsync($"{path}/confirm", [new("version", version)], UploadPages.New);

        Assert.Equal(HttpStatusCode.Conflict, confirmed.StatusCode);
        Assert.Equal(0, await tenant.WithDbAsync(db => db.Results.CountAsync()));
    }

    private async Task<(TestTenant Tenant, IReadOnlyDictionary<string, Guid> Schools)> TenantAsync()
    {
        var tenant = await host.NewTenantAsync();
        return (tenant, await OzerskySamples.AddSchoolsAsync(tenant));
    }

    private static async Task StoreAsync(TestBrowser browser, byte[] content)
    {
        var path = await browser.UploadAsync("таблица.csv", content);
        var preview = await browser.ReadyPageAsync(path);
        using var confirmed = await browser.ConfirmAsync(path, preview);
        Assert.Contains("Результаты сохранены", (await browser.ReadyPageAsync(path)).Text());
    }
}
