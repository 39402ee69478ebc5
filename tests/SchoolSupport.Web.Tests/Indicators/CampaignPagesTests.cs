using AngleSharp.Dom;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Indicators;

/// <summary>The pages of one collection and of the risk matrix for a department of sixty schools: as many commands as for two.</summary>
[Collection(AppCollection.Name)]
public sealed class CampaignPagesTests(TestHost host)
{
    [Fact]
    public async Task CampaignAndRiskMatrix_OfSixtySchools_KeepTheirBudgets()
    {
        var (few, many) = (await CommandsAsync(2), await CommandsAsync(60));
        Assert.Equal((few.Campaign, few.Risk), (many.Campaign, many.Risk));
        Assert.InRange(many.Campaign, 4, 9);
        Assert.InRange(many.Risk, 5, 10);
        Assert.InRange(many.List, 2, 8);
    }

    /// <summary>Commands beside those of the frame, of pages that are not kept yet.</summary>
    private async Task<(int Campaign, int Risk, int List)> CommandsAsync(int count)
    {
        var tenant = await host.NewTenantAsync();
        var campaign = await tenant.OpenCampaignAsync(await tenant.AddSchoolsAsync(count));
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var year = $"year={CollectionSamples.ThisMonth.Academic.Slug}";
        var frame = await SqlCounter.CountAsync(() => browser.GetPageAsync("/results/uploads/new"));
        var page = await browser.GetPageAsync($"/monitoring/campaigns/{campaign}");
        Assert.Equal(count, page.QuerySelectorAll("section[aria-labelledby=h-schools] tbody tr").Length);
        Assert.Contains($"0 из {count}", Plain(page.QuerySelector(".tally")!), StringComparison.Ordinal);
        var matrix = await browser.GetPageAsync($"/monitoring/risk?{year}");
        Assert.Equal(count, matrix.QuerySelectorAll("section[aria-labelledby=h-list] tbody tr").Length);
        return (await OwnAsync($"/monitoring/campaigns/{campaign}"), await OwnAsync($"/monitoring/risk?{year}"), await OwnAsync("/monitoring/campaigns"));

        async Task<int> OwnAsync(string path) => (await SqlCounter.CountAsync(() => browser.GetPageAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}anew=1"))).Count - frame.Count;
    }

    private static string Plain(INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
