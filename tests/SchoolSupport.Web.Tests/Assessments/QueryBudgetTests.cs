using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Assessments;

/// <summary>Commands that each page of the room may send.</summary>
[Collection(AppCollection.Name)]
public sealed class QueryBudgetTests(TestHost host)
{
    /// <summary>A page that asks the database for nothing but its frame.</summary>
    private const string FrameOnly = UploadPages.New;

    [Theory]
    [InlineData("/results/uploads", 3)]
    [InlineData("/results/summary?year=2024-2025", 2)]
    [InlineData("/results/procedures/oge-math?year=2024-2025", 2)]
    public async Task Page_SendsNoMoreCommandsThanItsBudget(string path, int budget)
    {
        var tenant = await host.NewTenantAsync();
        await OzerskySamples.AddSchoolsAsync(tenant);
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var upload = await browser.UploadAsync("а.csv", UploadPages.Table(("МБОУ «СОШ № 1 г. Озёрного»", "ОГЭ, математика", 20, 7), ("МБОУ «Ключевская ООШ»", "ОГЭ, математика", 20, 7)));
        using (await browser.ConfirmAsync(upload, await browser.ReadyPageAsync(upload))) { }
        await browser.ReadyPageAsync(upload);

        var frame = await SqlCounter.CountAsync(() => browser.GetPageAsync(FrameOnly));
        var commands = await SqlCounter.CountAsync(() => browser.GetPageAsync(path));

        var own = commands.Count - frame.Count;
        Assert.True(own >= 1 && own <= budget, $"{own} commands beside the frame's {frame.Count}:\n{string.Join("\n---\n", commands)}");
    }
}
