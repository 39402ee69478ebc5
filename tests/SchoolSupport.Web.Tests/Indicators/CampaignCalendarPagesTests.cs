using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.TestKit;

using static SchoolSupport.Web.Tests.Indicators.FormSteps;

namespace SchoolSupport.Web.Tests.Indicators;

/// <summary>From a line of the calendar to a collection: seen, changed, confirmed, begun once.</summary>
[Collection(AppCollection.Name)]
public sealed class CampaignCalendarPagesTests(TestHost host)
{
    private const string Campaigns = "/monitoring/campaigns";

    [Fact]
    public async Task LineOfTheCalendar_LeadsToAFilledPage_AndTwoPressesBeginOneCollection()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await tenant.AddSchoolsAsync(3);
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var (title, address) = await LineAsync(methodist);
        var planned = CampaignPreset.All.Single(preset => address.Contains($"preset={preset.Code}&", StringComparison.Ordinal));
        var page = await methodist.GetPageAsync(address);
        var fields = Posted(page);
        Assert.Equal(title, Assert.Single(Values(fields, "Form.Title")));
        Assert.Equal(planned.Forms, Values(fields, "Form.Forms"));
        Assert.Equal(planned.Instruction, Assert.Single(Values(fields, "Form.Instruction")));
        Assert.Equal(schools.Order(), Values(fields, "Form.Schools").Select(Guid.Parse).Order());
        Assert.All(new[] { "Form.Period", "Form.OpensOn", "Form.Deadline" }, name => Assert.NotEmpty(Assert.Single(Values(fields, name))));
        Assert.Contains("По календарю — с", Plain(page.QuerySelector(".lead")!), StringComparison.Ordinal);
        // Looking begins nothing.
        Assert.Equal(0, await tenant.WithDbAsync(db => db.Campaigns.CountAsync()));

        var today = ProgramSamples.Today;
        List<KeyValuePair<string, string>> changed =
        [
            .. fields.Where(f => f.Key is not ("Form.OpensOn" or "Form.Deadline" or "Form.Schools")), new("Form.OpensOn", $"{today:dd.MM.yyyy}"), new("Form.Deadline", $"{today.AddDays(20):dd.MM.yyyy}"),
            new("Form.Schools", $"{schools[0]}"),
        ];
        var made = await Task.WhenAll(PostAsync(methodist, changed), PostAsync(methodist, changed));
        Assert.Equal(made[0], made[1]);
        var (row, asked) = await tenant.WithDbAsync(async db => (await db.Campaigns.AsNoTracking().SingleAsync(), await db.Submissions.Select(s => s.SchoolId).ToListAsync()));
        Assert.Equal((CampaignState.Draft, planned.Code, today.AddDays(20)), (row.State, row.PresetCode, row.Deadline));
        Assert.Equal([schools[0]], asked);
    }

    /// <summary>Results are of the last year, collections of the running one: each page has its year on top, the inbox counts the same on both.</summary>
    [Fact]
    public async Task YearOnTop_IsThatOfTheCollectionsShown_AndTheInboxIsTheSameEverywhere()
    {
        var tenant = await host.NewTenantAsync();
        await OzerskySample.LoadAsync(tenant);
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var (collections, forms) = (await methodist.GetPageAsync(Campaigns), await methodist.GetPageAsync(List));
        var running = AcademicYear.Of(ProgramSamples.Today);
        Assert.StartsWith($"{running} учебный год", Plain(collections.QuerySelector(".lead")!), StringComparison.Ordinal);
        Assert.EndsWith($"{running}", Plain(collections.QuerySelector("details.year summary")!), StringComparison.Ordinal);
        Assert.DoesNotContain($"{running}", Plain(forms.QuerySelector("details.year summary")!), StringComparison.Ordinal);
        Assert.Equal(Inbox(forms), Inbox(collections));

        static string Inbox(IHtmlDocument page) => Plain(page.QuerySelector("header a[href^='/inbox']")!);
    }

    [Fact]
    public async Task LineThatWasBegun_IsOffTheCalendar_IsNotBegunTwice_AndComesBackWhenCancelled()
    {
        var tenant = await host.NewTenantAsync();
        await tenant.AddSchoolsAsync(1);
        var (mine, theirs) = (await tenant.BrowserAsync(Roles.Methodist), await tenant.BrowserAsync(Roles.Coordinator));
        var (title, address) = await LineAsync(mine);
        var (first, second) = (Posted(await mine.GetPageAsync(address)), Posted(await theirs.GetPageAsync(address)));
        var campaign = await PostAsync(mine, first);
        Assert.DoesNotContain(title, await TitlesAsync(mine));
        // A window that was opened before.
        using (var refused = await theirs.PostFormAsync($"{Campaigns}/new", second, $"{Campaigns}/new"))
        {
            var page = await TestBrowser.PageOfAsync(refused, address, HttpStatusCode.BadRequest);
            Assert.Contains("Сбор по календарю за этот период уже есть", Plain(page.QuerySelector("[role=alert]")!), StringComparison.Ordinal);
            Assert.StartsWith(campaign, page.QuerySelector(".note-act a")!.GetAttribute("href"), StringComparison.Ordinal);
            Assert.Equal(Values(second, "Form.Title"), Values(Posted(page), "Form.Title"));
        }
        Assert.Contains("Такой сбор уже есть", Plain((await theirs.GetPageAsync(address)).QuerySelector(".note-act")!), StringComparison.Ordinal);
        var version = await tenant.CampaignVersionAsync(Guid.Parse(campaign[(campaign.LastIndexOf('/') + 1)..]));
        await DoneAsync(mine, $"{campaign}/cancel", new() { ["version"] = $"{version}" }, campaign);
        Assert.Contains(title, await TitlesAsync(mine));
        Assert.NotEqual(campaign, await PostAsync(theirs, second));
    }

    /// <summary>The first line of the calendar that every school is asked by.</summary>
    private static async Task<(string Title, string Address)> LineAsync(TestBrowser browser)
    {
        var row = (await browser.GetPageAsync(Campaigns)).QuerySelectorAll("section[aria-labelledby=h-plan] tbody tr").First(r => Plain(r).Contains("все школы", StringComparison.Ordinal));
        return (Plain(row.QuerySelector("th")!), row.QuerySelector("td.go a")!.GetAttribute("href")!);
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(TestBrowser browser) =>
        [.. (await browser.GetPageAsync(Campaigns)).QuerySelectorAll("section[aria-labelledby=h-plan] tbody th").Select(Plain)];

    private static async Task<string> PostAsync(TestBrowser browser, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var answer = await browser.PostFormAsync($"{Campaigns}/new", fields, $"{Campaigns}/new");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString().Split('?')[0];
    }

    private static IReadOnlyList<string> Values(IEnumerable<KeyValuePair<string, string>> fields, string name) => [.. fields.Where(f => f.Key == name).Select(f => f.Value)];

    /// <summary>What a browser would post of the page's form.</summary>
    private static List<KeyValuePair<string, string>> Posted(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("main form.form [name^='Form.']").Where(e => e is not IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false })
            .Select(e => new KeyValuePair<string, string>(e.GetAttribute("name")!, e switch { IHtmlTextAreaElement text => text.Value, IHtmlSelectElement select => select.Value ?? "", _ => ((IHtmlInputElement)e).Value }))];
}
