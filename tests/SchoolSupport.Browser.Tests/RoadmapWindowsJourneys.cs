using Microsoft.Playwright;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Browser.Tests.Driving;
using SchoolSupport.TestKit;

namespace SchoolSupport.Browser.Tests;

/// <summary>One person with the roadmap in two windows, without a connection.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RoadmapWindowsJourneys(BrowserHost host)
{
    private const int Indicator = 5, Result = 6;
    private const string Kept = "() => Object.keys(localStorage).filter(key => key.startsWith('roadmap:')).length";

    [Fact]
    public async Task TwoWindows_LoseNothing_WhenOneIsClosedBeforeItsWordsWereSent()
    {
        var tenant = await host.App.NewTenantAsync();
        var sample = await RoadmapSample.AddAsync(tenant);
        var line = (await sample.MeasureAsync("Семинары")).Row.LineId;
        await host.VisitAsync(await tenant.NewAccountAsync(Roles.Methodist), async mine =>
        {
            var path = $"/programs/{sample.ProgramId}/roadmap";
            await mine.OpenAsync(path);
            await mine.Page.Context.RouteAsync("**/cell", route => route.AbortAsync("internetdisconnected"));
            var other = new Visit(await mine.Page.Context.NewPageAsync(), new Uri(new Uri(mine.Page.Url), "/"));
            foreach (var (visit, column, text) in new[] { (mine, Result, "Из первого окна"), (other, Indicator, "Из второго окна") })
            {
                visit.ExpectNoConnection();
                await visit.OpenAsync(path);
                await Cell(visit, line, column).ClickAsync();
                await visit.Page.Keyboard.PressAsync("Control+a");
                await visit.Page.Keyboard.TypeAsync(text);
                await visit.Page.Keyboard.PressAsync("Enter");
                await visit.SeeAsync("Не сохранено: нет связи");
            }
            Assert.Equal(2, await mine.Page.EvaluateAsync<int>(Kept));
            await other.Page.CloseAsync();
            await Assertions.Expect(Cell(mine, line, Indicator)).ToContainTextAsync("Из второго окна");
            await mine.Page.Context.UnrouteAsync("**/cell");
            await mine.Page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
            await mine.SeeAsync("Сохранено в");
            await mine.Page.WaitForFunctionAsync($"({Kept})() === 0");
        });
        var row = (await sample.MeasureAsync("Семинары")).Row;
        Assert.Equal(("Из первого окна", "Из второго окна"), (row.ResultText, row.IndicatorText));
    }

    private static ILocator Cell(Visit visit, Guid line, int column) => visit.Page.Locator($"#m-{line:N} td").Nth(column);
}
