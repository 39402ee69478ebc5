using System.Text;
using Microsoft.Playwright;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Browser.Tests.Driving;

namespace SchoolSupport.Browser.Tests;

/// <summary>Those who read and approve.</summary>
[Collection(BrowserCollection.Name)]
public sealed class OfficialJourneys(BrowserHost host)
{
    [Fact]
    public async Task Official_DownloadsTheListInThreeFormats()
    {
        var demo = await host.DemonstrationAsync();
        await host.VisitAsync(demo[Roles.Official], async visit =>
        {
            await visit.OpenAsync("/reports/low-results?year=2024-2025");
            await visit.SeeAsync("Зелёноборская");
            foreach (var (label, extension, start) in new[] { ("Excel (XLSX)", ".xlsx", "PK"), ("Word (DOCX)", ".docx", "PK"), ("PDF", ".pdf", "%PDF") })
            {
                var (name, bytes) = await visit.DownloadAsync(visit.Link(label));
                Assert.EndsWith(extension, name, StringComparison.Ordinal);
                Assert.StartsWith(start, Encoding.ASCII.GetString(bytes, 0, 4), StringComparison.Ordinal);
                Assert.True(bytes.Length > 4_000, $"{name} holds {bytes.Length} bytes");
            }
        });
    }

    /// <summary>Only the own account can be changed: no other page has a form that posts.</summary>
    [Fact]
    public async Task Official_FindsNothingToChange()
    {
        var demo = await host.DemonstrationAsync();
        var (pages, _) = await SiteMap.ReadAsync(host, demo[Roles.Official]);
        Assert.Contains(pages, page => page.Template.StartsWith("/identification/low-results", StringComparison.Ordinal));
        Assert.DoesNotContain(pages.SelectMany(page => page.Posts.Select(action => $"{page.Address} posts to {action}")),
            line => !line.Contains("posts to /account", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Head_ApprovesTheList_AndTheRunStaysAsItIs()
    {
        var demo = await Demonstration.WithRegisterAsync(host.App);
        await Demonstration.ImportSummaryAsync(demo);
        await demo.RunAsync("2024/2025");
        await host.VisitAsync(demo[Roles.Head], async visit =>
        {
            await visit.OpenAsync("/identification/low-results?year=2024-2025");
            await Pictures.TakeAsync(visit, "identification", Device.Phone);
            await Pictures.TakeAsync(visit, "identification", Device.Desktop);
            await visit.FollowAsync("Утвердить список");
            visit.Expect(400);
            await visit.ClickAsync("Утвердить список");
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Проверьте данные");
            await visit.FillAsync("Номер приказа", "128-о");
            await visit.FillAsync("Дата приказа", "28.08.2025");
            await visit.ClickAsync("Утвердить список");
            await visit.SeeAsync("128-о");
            await visit.OpenAsync("/identification/low-results?year=2024-2025");
            await Assertions.Expect(visit.Link("Утвердить список")).ToHaveCountAsync(0);
        });
    }
}
