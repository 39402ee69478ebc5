using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Shared;

namespace SchoolSupport.Web.Tests.Notes;

/// <summary>Notes on the screen: chosen, made, written in, refreshed, approved, taken as files; by people with different rights, without script.</summary>
[Collection(AppCollection.Name)]
public sealed class NotePagesTests(TestHost host)
{
    private const string New = "/monitoring/notes/new?kind=prevention&period=2026-06";

    [Fact]
    public async Task New_ShowsWhatTheNoteStandsOn_AndMakesItOnce()
    {
        var (browser, tenant, _) = await StartAsync();
        var page = await browser.GetPageAsync(New);
        Assert.Contains("получены от 1 школы из 3", Plain(page.QuerySelector("section[aria-labelledby=h-sources]")!), StringComparison.Ordinal);
        var form = Fields(page, "/monitoring/notes/new");
        using var first = await browser.PostFormAsync("/monitoring/notes/new", form, New);
        using var again = await browser.PostFormAsync("/monitoring/notes/new", form, "/monitoring/notes");
        Assert.Equal((HttpStatusCode.Redirect, first.Headers.Location), (again.StatusCode, again.Headers.Location));
        Assert.Equal(1, await tenant.WithDbAsync(db => db.AnalyticalNotes.CountAsync()));
        Assert.Contains("Открыть черновик", Plain(await MainOf(browser, New)), StringComparison.Ordinal);
        Assert.Contains("сначала соберите сведения", Plain(await MainOf(browser, "/monitoring/notes/new?kind=prevention&period=2025-06")), StringComparison.Ordinal);
        var list = await browser.GetPageAsync("/monitoring/notes");
        Assert.Contains("июнь 2026 года", Plain(Assert.Single(list.QuerySelectorAll("section[aria-labelledby=h-list] tbody tr"))), StringComparison.Ordinal);
        Assert.NotNull(list.QuerySelector("nav a[href='/monitoring/notes']"));
    }

    [Fact]
    public async Task Note_IsPaperWithTablesAndAPictureThatIsTold()
    {
        var (browser, tenant, _) = await StartAsync();
        var page = await browser.GetPageAsync(await CreateAsync(tenant));
        var paper = page.QuerySelector("article.paper")!;
        Assert.Contains("АНАЛИТИЧЕСКАЯ СПРАВКА", Plain(paper), StringComparison.Ordinal);
        Assert.StartsWith("1. Вводная часть", Plain(paper.QuerySelector("h2")!), StringComparison.Ordinal);
        Assert.Contains("6 из 8 (75,0 %)", Plain(paper), StringComparison.Ordinal);
        Assert.StartsWith("Диаграмма:", paper.QuerySelector("figure svg[role=img]")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Null(paper.QuerySelector("[style]"));
    }

    [Fact]
    public async Task Section_IsWritten_RefreshedAndDecided()
    {
        var (browser, tenant, world) = await StartAsync();
        var note = await CreateAsync(tenant);
        var address = $"{note}/sections/intro?edition=internal";
        var page = await browser.GetPageAsync(address);
        var form = Fields(page, "/sections/intro");
        var place = form.Single(f => f.Value == "sources").Key.Replace(".Key", ".Text", StringComparison.Ordinal);
        form[place] = "Сведения уточнены по телефону.";
        using (var saved = await browser.PostFormAsync(address, form, address))
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        await world.CollectAsync("prevention", "2026-06", (world.A, SubmissionState.Accepted, [("prevention-system", 1), ("struggling", 20), ("struggling-route", 20), ("failing", 6), ("failing-extra", 6)]));
        using (var refreshed = await browser.PostFormAsync($"{note}/refresh", Fields(await browser.GetPageAsync(note), "/refresh"), note))
            Assert.Equal(HttpStatusCode.Redirect, refreshed.StatusCode);

        var shown = await browser.GetPageAsync(note);
        var edited = shown.QuerySelector(".paper-edited")!;
        Assert.Contains("Сведения уточнены по телефону.", Plain(edited), StringComparison.Ordinal);
        Assert.Contains("Исправлено вручную: методист", Plain(edited), StringComparison.Ordinal);
        Assert.Contains("получены сведения от 1 школы из 3", Plain(edited), StringComparison.Ordinal);
        Assert.Contains("получены сведения от 2 школ из 3", Plain(edited), StringComparison.Ordinal);
        Assert.Contains("1 абзац ждёт решения", Plain(shown.QuerySelector("main")!), StringComparison.Ordinal);
        var head = await tenant.BrowserAsync(Roles.Head);
        using (var refused = await head.PostFormAsync($"{note}/approve", Approval(await head.GetPageAsync($"{note}/approve")), $"{note}/approve"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("решите, какой текст оставить", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        var keep = ((IHtmlFormElement)edited.QuerySelector("form[action$=keep]")!).Action;
        using (var kept = await browser.PostFormAsync(new Uri(keep).AbsolutePath, [], note))
            Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        Assert.Null((await browser.GetPageAsync(note)).QuerySelector(".paper-edited .note-act"));
    }

    [Fact]
    public async Task Section_FromAnOldWindow_ShowsBothTextsAndCanStillBeWritten()
    {
        var (browser, tenant, _) = await StartAsync();
        var note = await CreateAsync(tenant);
        var address = $"{note}/sections/intro?edition=internal";
        var (mine, theirs) = (Fields(await browser.GetPageAsync(address), "/sections/intro"), Fields(await browser.GetPageAsync(address), "/sections/intro"));
        var place = mine.Single(f => f.Value == "goal").Key.Replace(".Key", ".Text", StringComparison.Ordinal);
        (mine[place], theirs[place]) = ("Цель по-моему.", "Цель по-другому.");
        var other = await tenant.BrowserAsync(Roles.Coordinator);
        using (await other.PostFormAsync(address, theirs, address)) { }
        using var conflict = await browser.PostFormAsync(address, mine, address);
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        var page = await TestBrowser.PageOfAsync(conflict, address, HttpStatusCode.Conflict);
        Assert.Contains("Цель по-моему.", Plain(page.QuerySelector("tbody")!), StringComparison.Ordinal);
        Assert.Contains("Цель по-другому.", Plain(page.QuerySelector("tbody")!), StringComparison.Ordinal);
        using var written = await browser.PostFormAsync(address, Fields(page, "/sections/intro"), address);
        Assert.Equal(HttpStatusCode.Redirect, written.StatusCode);
        Assert.Contains("Цель по-моему.", Plain(await MainOf(browser, note)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approved_ByTheHeadWithNumberAndDate_IsFrozenAndCorrectedByTheNextEdition()
    {
        var (browser, tenant, _) = await StartAsync();
        var note = await CreateAsync(tenant);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync($"{note}/approve")).StatusCode);
        var head = await tenant.BrowserAsync(Roles.Head);
        var form = Approval(await head.GetPageAsync($"{note}/approve"));
        using (var empty = await head.PostFormAsync($"{note}/approve", new Dictionary<string, string>(form) { ["Form.Number"] = "" }, $"{note}/approve"))
            Assert.Contains("Введите номер справки.", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using (var done = await head.PostFormAsync($"{note}/approve", form, $"{note}/approve"))
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var page = await browser.GetPageAsync(note);
        Assert.Contains("Утверждена: № 14-с от 15 июня 2026 г. (руководитель органа управления образованием", Plain(page.QuerySelector("main")!), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".paper-head a"));
        Assert.Equal(HttpStatusCode.Conflict, (await browser.GetAsync($"{note}/sections/intro")).StatusCode);
        using (var late = await browser.PostFormAsync($"{note}/refresh", new Dictionary<string, string> { ["version"] = "1" }, note))
            Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        using var next = await browser.PostFormAsync($"{note}/revise", [], note);
        Assert.Equal(HttpStatusCode.Redirect, next.StatusCode);
        Assert.Contains("Редакция 2.", Plain(await MainOf(browser, next.Headers.Location!.ToString())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docx", "internal")]
    [InlineData("xlsx", "publication")]
    public async Task File_IsTheEditionThatWasAskedFor(string format, string edition)
    {
        var (browser, tenant, _) = await StartAsync();
        var note = await CreateAsync(tenant);
        using var file = await browser.GetAsync($"{note}/file?format={format}&edition={edition}");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.EndsWith($".{format}", file.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.Equal(edition == "publication", file.Content.Headers.ContentDisposition.FileNameStar!.Contains("для публикации", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"{note}/file?format=exe")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"{note}?edition=secret")).StatusCode);
    }

    [Fact]
    public async Task People_SeeAndDoWhatTheirRoleAllows()
    {
        var (_, tenant, world) = await StartAsync();
        var note = await CreateAsync(tenant);
        var official = await tenant.BrowserAsync(Roles.Official);
        var page = await official.GetPageAsync(note);
        Assert.Null(page.QuerySelector("main form"));
        Assert.Null(page.QuerySelector(".paper-head a"));
        Assert.Equal(HttpStatusCode.Forbidden, (await official.GetAsync("/monitoring/notes/new")).StatusCode);
        var school = await tenant.BrowserAsync(Roles.SchoolDirector, world.A);
        Assert.Equal(HttpStatusCode.Forbidden, (await school.GetAsync("/monitoring/notes")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await school.GetAsync(note)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await school.GetAsync($"{note}/file?format=docx")).StatusCode);
        var stranger = await (await host.NewTenantAsync()).BrowserAsync(Roles.TenantAdmin);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(note)).StatusCode);
    }

    [Fact]
    public async Task Command_WritesTheNoteAndSaysWhichItWas()
    {
        var (_, tenant, _) = await StartAsync();
        var folder = Directory.CreateTempSubdirectory("notes").FullName;
        try
        {
            var file = Path.Combine(folder, "Справка.docx");
            string[] call = ["note", "--tenant", tenant.Code, "--kind", "prevention", "--period", "2026-06", "--format", "docx", "--out", file, "--json"];
            var (code, output, _) = await ProgramProcess.RunAsync(host.Database, call);
            Assert.Equal(0, code);
            var answer = JsonDocument.Parse(output).RootElement;
            Assert.Equal(("unsaved", "internal", file), (answer.GetProperty("state").GetString(), answer.GetProperty("edition").GetString(), answer.GetProperty("file").GetString()));
            Assert.Equal(new FileInfo(file).Length, answer.GetProperty("bytes").GetInt64());
            var (refused, _, error) = await ProgramProcess.RunAsync(host.Database, "note", "--tenant", tenant.Code, "--kind", "prevention", "--period", "2026-05", "--format", "docx", "--out", file);
            Assert.Equal(1, refused);
            Assert.Contains("такой справки не бывает", error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(TestBrowser Browser, TestTenant Tenant, MonitoringWorld World)> StartAsync()
    {
        var tenant = await host.NewTenantAsync();
        return (await tenant.BrowserAsync(Roles.Methodist), tenant, await MonitoringWorld.CreateAsync(tenant));
    }

    private static async Task<string> CreateAsync(TestTenant tenant)
    {
        await using var scope = tenant.Scope();
        return $"/monitoring/notes/{await scope.ServiceProvider.GetRequiredService<NoteService>().CreateAsync(new NewNote(null, NoteKind.Prevention, MonitoringPeriod.OfMonth(2026, 6), null), CancellationToken.None)}";
    }

    private static Dictionary<string, string> Approval(IHtmlDocument page) => new(Fields(page, "/approve")) { ["Form.Number"] = "14-с", ["Form.DatedOn"] = "15.06.2026", ["Form.Position"] = "Начальник управления" };

    /// <summary>What a browser without script would send: every field of the form that is posted there.</summary>
    private static Dictionary<string, string> Fields(IHtmlDocument page, string action)
    {
        var form = page.QuerySelectorAll("main form").Single(f => f.GetAttribute("action")!.Contains(action, StringComparison.Ordinal));
        return form.QuerySelectorAll("input[name], textarea[name], select[name]").Where(f => f.GetAttribute("name") != "__RequestVerificationToken")
            .DistinctBy(f => f.GetAttribute("name")).ToDictionary(f => f.GetAttribute("name")!, f => f is IHtmlTextAreaElement text ? text.Value : f is IHtmlSelectElement select ? select.Value ?? "" : f.GetAttribute("value") ?? "");
    }

    private static async Task<IElement> MainOf(TestBrowser browser, string path) => (await browser.GetPageAsync(path)).QuerySelector("main")!;

    private static string Plain(IElement element) => string.Join(' ', element.TextContent.Replace('\u00A0', ' ').Replace('\u202F', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
