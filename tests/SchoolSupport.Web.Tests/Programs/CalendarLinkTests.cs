using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Security;

namespace SchoolSupport.Web.Tests.Programs;

/// <summary>Calendar links through the account's page and without a session; the subscription to letters.</summary>
[Collection(AppCollection.Name)]
public sealed class CalendarLinkTests(TestHost host)
{
    [Fact]
    public async Task Link_IsShownOnceAndReadWithoutASession()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var link = await CreateAsync(world.Director);

        Assert.DoesNotContain(link, await (await world.Director.Browser.GetAsync("/account/calendar")).Content.ReadAsStringAsync());
        using var answer = await host.Anonymous().GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        var text = (await answer.Content.ReadAsStringAsync()).Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", text);
        Assert.Contains("SUMMARY:1.2. Планы школ\r\n", text);
        Assert.Contains("SUMMARY:Просрочено: 1.3. Собеседования с директорами\r\n", text);
        Assert.DoesNotContain("Приказ о координаторе", text);
        Assert.Contains($"URL:https://localhost/programs/{world.Program}/execution/", text);
        Assert.DoesNotContain("ещё нет", (await world.Director.Browser.GetPageAsync("/account/calendar")).Text("tbody"));
    }

    [Fact]
    public async Task Link_OpenedBySomebodyElsesBrowser_StillShowsItsOwnersCalendar()
    {
        var (world, other) = (await ExecutionWorld.CreateAsync(host), await ExecutionWorld.CreateAsync(host));
        var link = await CreateAsync(world.Director);

        var text = await (await other.Methodist.Browser.GetAsync(link)).Content.ReadAsStringAsync();

        Assert.Contains(world.Program.ToString(), text.Replace("\r\n ", "", StringComparison.Ordinal));
        Assert.DoesNotContain(other.Program.ToString(), text.Replace("\r\n ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Link_RevokedUnknownOrOfADeactivatedPerson_IsNotFound()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var account = await world.Tenant.NewAccountAsync(Roles.Methodist);
        var person = new Somebody(account.Role, await host.SignedInAsync(account));
        var (first, second) = (await CreateAsync(person), await CreateAsync(person));

        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync("/calendar/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics")).StatusCode);
        var revoke = (await person.Browser.GetPageAsync("/account/calendar")).QuerySelectorAll("form[action$='/revoke']").Last().GetAttribute("action")!;
        using (var stranger = await world.Director.PostAsync(revoke, []))
            Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        using (await person.PostAsync(revoke, [])) { }
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync(first)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Anonymous().GetAsync(second)).StatusCode);
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PlatformDbContext>().Users.Where(u => u.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsActive, false));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync(second)).StatusCode);
    }

    [Fact]
    public async Task Links_ReadTooOften_AreTurnedAwayForAWhile()
    {
        await using var strict = host.Beside(web => web.UseSetting("RateLimits:CalendarsPerMinute", "3"));
        var browser = strict.Anonymous();
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/calendar/unknown.ics")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.GetAsync("/calendar/unknown.ics")).StatusCode);
    }

    [Fact]
    public async Task Digest_IsSubscribedByThePersonAndSwitchedOnByTheDepartment()
    {
        var tenant = await host.NewTenantAsync();
        var admin = new Somebody(Roles.TenantAdmin, await tenant.BrowserAsync(Roles.TenantAdmin));

        Assert.Contains("Управление не включило письма", (await admin.Browser.GetPageAsync("/account/digest")).Text());
        using var wrong = await admin.PostAsync("/account/digest", [new("Form.Address", "не адрес"), new("Form.Weekday", "9")]);
        Assert.Contains("2 ошибки", (await TestBrowser.PageOfAsync(wrong, "digest", HttpStatusCode.BadRequest)).Text("#errors"));
        using var right = await admin.PostAsync("/account/digest", [new("Form.Address", "metodist@school.example"), new("Form.Weekday", "0")]);
        Assert.Equal("/account/digest?done=subscribed", right.Headers.Location!.ToString());
        Assert.Equal("metodist@school.example", (await admin.Browser.GetPageAsync("/account/digest")).QuerySelector("input[name='Form.Address']")!.GetAttribute("value"));

        var settings = await admin.Browser.GetPageAsync("/settings/municipality");
        var fields = settings.QuerySelectorAll("main form input:not([type=checkbox]):not([type=radio]), main form textarea, main form select, main form input:checked")
            .Select(i => new KeyValuePair<string, string>(i.GetAttribute("name")!, i is AngleSharp.Html.Dom.IHtmlSelectElement s ? s.Value! : i is AngleSharp.Html.Dom.IHtmlTextAreaElement t ? t.Value! : i.GetAttribute("value") ?? ""))
            .Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal));
        using var switched = await admin.PostAsync("/settings/municipality", fields.Append(new("Form.DigestEnabled", "true")));
        Assert.Equal(HttpStatusCode.Redirect, switched.StatusCode);
        Assert.Contains("не настроена почта", (await admin.Browser.GetPageAsync("/account/digest")).Text());

        using var stopped = await admin.PostAsync("/account/digest/stop", []);
        Assert.Equal(0, await tenant.WithDbAsync(db => db.DigestSubscriptions.CountAsync()));
    }

    private static async Task<string> CreateAsync(Somebody person)
    {
        using var answer = await person.PostAsync("/account/calendar", [new("Form.Title", "Телефон")]);
        var page = await TestBrowser.PageOfAsync(answer, "/account/calendar", HttpStatusCode.OK);
        return new Uri(page.QuerySelector(".receipt code")!.TextContent).AbsolutePath;
    }
}
