using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Security;

namespace SchoolSupport.Web.Tests.Programs;

/// <summary>Reports by posting: the gates before them, their way to the department and back, and that nobody reaches another's.</summary>
[Collection(AppCollection.Name)]
public sealed class ReportPostingTests(TestHost host)
{
    private static readonly DateOnly Today = ExecutionWorld.Today;

    [Fact]
    public async Task Done_WithoutTheDocument_IsRefusedAndToldBefore()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.LineAsync(ExecutionWorld.Plans, world.First);

        Assert.Contains("Чтобы отчитаться о выполнении, приложите: приказ или распоряжение", (await world.Director.Browser.GetPageAsync(line)).Text());
        using var answer = await ExecutionWorld.ReportAsync(world.Director, line, "done", Today);
        var page = await TestBrowser.PageOfAsync(answer, line, HttpStatusCode.BadRequest);
        Assert.Contains("приложите: приказ или распоряжение", page.Text("#errors"));
        Assert.Empty(await ReportsAsync(world));
    }

    [Fact]
    public async Task Done_WithTheDocument_WaitsAndIsConfirmed()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.SendAsync(world.Director, world.First);

        Assert.Contains("ждёт подтверждения", (await world.Director.Browser.GetPageAsync(line)).State());
        using var confirmed = await ExecutionWorld.PressAsync(world.Methodist, line, "/confirm");

        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        var page = await world.Director.Browser.GetPageAsync(line);
        Assert.Equal("выполнено", page.State());
        Assert.Null(page.QuerySelector("main form[action$='/report']"));
        Assert.Contains("отчёт подтверждён", page.Text(".hist"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("проверка: ждёт подтверждения → подтверждён", page.Text(".hist"));
    }

    [Fact]
    public async Task Document_OfAFormThatMustBeCorrected_IsKept()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.LineAsync(ExecutionWorld.Plans, world.First);

        using var answer = await ExecutionWorld.ReportAsync(world.Director, line, "done", doneOn: null, file: ("Form.Items[0].File", "приказ.pdf", ExecutionWorld.Pdf));
        var page = await TestBrowser.PageOfAsync(answer, line, HttpStatusCode.BadRequest);
        Assert.Contains("Укажите дату выполнения", page.Text("#errors"));
        Assert.Contains("Документы сохранены", page.Text(".receipt"));
        Assert.Contains("приказ.pdf", page.Text(".files"));

        using var again = await ExecutionWorld.ReportAsync(world.Director, line, "done", Today);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task Form_WithWrongDateFileOrLink_SaysWhatToDo()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.LineAsync(ExecutionWorld.Plans, world.First);

        await AssertRefusedAsync("Дата выполнения ещё не наступила", "done", Today.AddDays(1));
        await AssertRefusedAsync("Выберите, в каком состоянии", "");
        await AssertRefusedAsync("Напишите, почему мероприятие не применимо", "na");
        await AssertRefusedAsync("такого вида не принимается", "work", file: ("Form.OtherFile", "вирус.exe", "MZ\u0090\0"u8.ToArray()));
        await AssertRefusedAsync("назван иначе, чем он устроен", "work", file: ("Form.Items[0].File", "приказ.docx", ExecutionWorld.Pdf));
        await AssertRefusedAsync("Введите ссылку целиком", "work", more: new KeyValuePair<string, string>("Form.OtherUrl", "javascript:alert(1)"));
        await AssertRefusedAsync("одно из двух", "work", file: ("Form.OtherFile", "план.pdf", ExecutionWorld.Pdf), more: new KeyValuePair<string, string>("Form.OtherUrl", "https://school.example/"));

        async Task AssertRefusedAsync(string words, string status, DateOnly? doneOn = null, (string, string, byte[])? file = null, params KeyValuePair<string, string>[] more)
        {
            using var answer = await ExecutionWorld.ReportAsync(world.Director, line, status, doneOn, file: file, more: more);
            Assert.Contains(words, (await TestBrowser.PageOfAsync(answer, line, HttpStatusCode.BadRequest)).Text("#errors"));
        }
    }

    [Fact]
    public async Task Link_InsteadOfAFile_CountsAsTheDocument()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.LineAsync(ExecutionWorld.Plans, world.First);

        using var answer = await ExecutionWorld.ReportAsync(world.Director, line, "done", Today,
            more: [new("Form.OtherKind", "order"), new("Form.OtherUrl", "https://school.example/order.pdf"), new("Form.OtherTitle", "Приказ № 4/1")]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var link = (await world.Methodist.Browser.GetPageAsync(line)).QuerySelector(".files a")!;
        Assert.Equal(("https://school.example/order.pdf", "noopener noreferrer nofollow"), (link.GetAttribute("href"), link.GetAttribute("rel")));
    }

    [Fact]
    public async Task Return_WithoutAComment_IsRefusedAndWithOneReachesTheSchool()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.SendAsync(world.Director, world.First);

        using var empty = await ExecutionWorld.PressAsync(world.Methodist, line, "/return");
        Assert.Contains("Напишите, что нужно исправить", (await TestBrowser.PageOfAsync(empty, line, HttpStatusCode.BadRequest)).Text("#errors"));
        using var returned = await ExecutionWorld.PressAsync(world.Methodist, line, "/return", new KeyValuePair<string, string>("GiveBack.Comment", "Нет подписи директора"));
        Assert.Equal(HttpStatusCode.Redirect, returned.StatusCode);

        var page = await world.Director.Browser.GetPageAsync(line);
        Assert.Contains("Нет подписи директора", page.Text(".note-act"));
        Assert.Contains("Нет подписи директора", (await world.Director.Browser.GetPageAsync("/programs/tasks")).Text("tbody"));
        using var corrected = await ExecutionWorld.ReportAsync(world.Director, line, "done", Today, "Подписали");
        Assert.Equal(HttpStatusCode.Redirect, corrected.StatusCode);
    }

    [Fact]
    public async Task Withdraw_ThenRemoveTheDocument_OpensTheGateAgain()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.SendAsync(world.Director, world.First);

        using var withdrawn = await ExecutionWorld.PressAsync(world.Director, line, "/withdraw");
        using var removed = await ExecutionWorld.PressAsync(world.Director, line, "/remove");
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        using var refused = await ExecutionWorld.ReportAsync(world.Director, line, "done", Today);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(ReportReview.Draft, (await ReportsAsync(world)).Single().Review);
    }

    [Fact]
    public async Task ReviewQueue_ConfirmsTheChosenOnes()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        await world.SendAsync(world.Director, world.First);
        await world.SendAsync(world.OtherDirector, world.Second);
        var page = await world.Methodist.Browser.GetPageAsync("/programs/execution/review");
        var chosen = page.QuerySelectorAll("input[name=chosen]").Select(i => KeyValuePair.Create("chosen", i.GetAttribute("value")!)).ToArray();
        Assert.Equal(2, chosen.Length);

        using var nothing = await world.Methodist.PostAsync("/programs/execution/review", []);
        Assert.Contains("Отметьте отчёты", (await TestBrowser.PageOfAsync(nothing, "review", HttpStatusCode.BadRequest)).Text("#errors"));
        using var foreign = await world.Methodist.PostAsync("/programs/execution/review", [.. chosen, new("chosen", $"{Guid.NewGuid()}.1")]);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.All(await ReportsAsync(world), r => Assert.Equal(ReportReview.Submitted, r.Review));
        using var stale = await world.Methodist.PostAsync("/programs/execution/review", [chosen[0], new("chosen", chosen[1].Value.Split('.')[0] + ".1")]);
        Assert.Equal("/programs/execution/review?done=1-1", stale.Headers.Location!.ToString());
        Assert.Contains("Подтверждено: 1 отчёт. Изменились", (await world.Methodist.Browser.GetPageAsync("/programs/execution/review?done=1-1")).Text(".receipt"));

        using var rest = await world.Methodist.PostAsync("/programs/execution/review", [chosen[1]]);
        Assert.All(await ReportsAsync(world), r => Assert.Equal(ReportReview.Confirmed, r.Review));
    }

    [Fact]
    public async Task Cancel_ByTheDepartment_NeedsAReasonAndIsTakenBack()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.LineAsync(ExecutionWorld.Late, world.First);
        var cancel = (await world.Methodist.Browser.GetPageAsync(line)).QuerySelectorAll("main a").Single(a => a.TextContent.StartsWith("Отменить срок", StringComparison.Ordinal)).GetAttribute("href")!;

        using var empty = await ExecutionWorld.PressAsync(world.Methodist, cancel, "/cancel");
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        using var done = await ExecutionWorld.PressAsync(world.Methodist, cancel, "/cancel", new KeyValuePair<string, string>("Form.Reason", "Школа на ремонте"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);

        var page = await world.Director.Browser.GetPageAsync(line);
        Assert.Equal("отменено", page.State());
        Assert.Contains("Школа на ремонте", page.Text());
        Assert.Null(page.QuerySelector("main form[action$='/report']"));
        Assert.Equal(HttpStatusCode.NotFound, (await world.Methodist.Browser.GetAsync(cancel)).StatusCode);
        using (await ExecutionWorld.PressAsync(world.Methodist, line, "/resume")) { }
        Assert.Contains("просрочено", (await world.Director.Browser.GetPageAsync(line)).State());
    }

    [Fact]
    public async Task AnotherSchoolsReportAndDocument_AreNotThere()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.SendAsync(world.Director, world.First);
        var page = await world.Director.Browser.GetPageAsync(line);
        var document = page.QuerySelector(".files a")!.GetAttribute("href")!;
        var report = (await ReportsAsync(world)).Single();

        // Its own line of the same measure: a school's person cannot even name another's.
        Assert.DoesNotContain("приказ.pdf", (await world.OtherDirector.Browser.GetPageAsync(line)).Text());
        Assert.Equal(HttpStatusCode.NotFound, (await world.OtherDirector.Browser.GetAsync(await world.LineAsync(ExecutionWorld.Late, world.First))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await world.OtherDirector.Browser.GetAsync(document)).StatusCode);
        foreach (var path in new[] { $"{document}/remove", $"/programs/execution/reports/{report.Id}/withdraw" })
            using (var answer = await world.OtherDirector.PostAsync(path, [new("version", $"{report.Version}")]))
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var forbidden = await world.OtherDirector.PostAsync($"/programs/execution/reports/{report.Id}/confirm", [new("version", $"{report.Version}")]);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.Equal(report.Version, (await ReportsAsync(world)).Single().Version);
    }

    [Fact]
    public async Task Report_PostedForAnotherSchool_IsTheOwn()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var own = await world.Tenant.LineAsync(world.Program, ExecutionWorld.Plans);
        var key = (await world.Director.Browser.GetPageAsync(await world.LineAsync(ExecutionWorld.Plans, world.First))).QuerySelector("input[name='Form.Key']")!.GetAttribute("value")!;

        using var answer = await world.OtherDirector.PostAsync($"{world.Path}/{own}/report",
            [new("Form.Key", key), new("Form.School", $"{world.First}"), new("Form.Status", "work"), new("Form.Comment", "Начали")]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(world.Second, (await ReportsAsync(world)).Single().SchoolId);
    }

    [Fact]
    public async Task Document_IsGivenOutAsADownloadOnly()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.SendAsync(world.Director, world.First);
        var document = (await world.Methodist.Browser.GetPageAsync(line)).QuerySelector(".files a")!.GetAttribute("href")!;

        using var answer = await world.Methodist.Browser.GetAsync(document);

        Assert.Equal(ExecutionWorld.Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotContain("приказ", document);
    }

    [Fact]
    public async Task Report_OfTheDepartmentThatAsksForASecondPerson_CannotBeConfirmedByItsWriter()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.LineAsync(ExecutionWorld.Own);
        using (var sent = await ExecutionWorld.ReportAsync(world.Methodist, line, "done", Today, more: new KeyValuePair<string, string>("Form.AskReview", "true")))
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var report = (await ReportsAsync(world)).Single();

        using var own = await world.Methodist.PostAsync($"/programs/execution/reports/{report.Id}/confirm", [new("version", $"{report.Version}")]);
        Assert.Equal(HttpStatusCode.Conflict, own.StatusCode);
        var head = new Somebody(Roles.Head, await world.Tenant.BrowserAsync(Roles.Head));
        using var other = await ExecutionWorld.PressAsync(head, line, "/confirm");
        Assert.Equal("выполнено", (await world.Methodist.Browser.GetPageAsync(line)).State());
    }

    [Fact]
    public async Task TwoPeople_OnOneReport_AreTold()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.SendAsync(world.Director, world.First);
        var before = (await ReportsAsync(world)).Single();
        using (await ExecutionWorld.PressAsync(world.Director, line, "/withdraw")) { }

        using var late = await world.Methodist.PostAsync($"/programs/execution/reports/{before.Id}/confirm", [new("version", $"{before.Version}")]);

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal(ReportReview.Draft, (await ReportsAsync(world)).Single().Review);
    }

    [Fact]
    public async Task Document_OverTheLimitOfOneFile_IsToldItsLimit()
    {
        await using var small = host.Beside(web => web.UseSetting("Uploads:Limits:MaxFileBytes", "1000"));
        var world = await ExecutionWorld.CreateAsync(small);
        var line = await world.LineAsync(ExecutionWorld.Plans, world.First);

        using var answer = await ExecutionWorld.ReportAsync(world.Director, line, "work", file: ("Form.OtherFile", "скан.pdf", [.. ExecutionWorld.Pdf, .. new byte[2000]]));

        Assert.Contains("«скан.pdf» больше 1 КБ", (await TestBrowser.PageOfAsync(answer, line, HttpStatusCode.BadRequest)).Text("#errors"));
    }

    private static Task<List<ExecutionReport>> ReportsAsync(ExecutionWorld world) => world.Tenant.WithDbAsync(db => db.ExecutionReports.AsNoTracking().ToListAsync());
}
