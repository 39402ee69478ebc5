using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Indicators;

/// <summary>A department sets targets and baselines of presets, adds its own indicators, and leaves out what it does not need.</summary>
[Collection(AppCollection.Name)]
public sealed class IndicatorDefinitionPagesTests(TestHost host)
{
    private const string Year = "year=2025-2026";

    [Fact]
    public async Task TargetAndBaseline_OfAPreset_TurnOnTheLight()
    {
        var (browser, program, _) = await StartAsync();
        var path = $"/monitoring/indicators/{program}/definitions/2.3.3-4";
        var form = Fields(await browser.GetPageAsync(path));
        (form["Form.Targets[0].Value"], form["Form.Targets[0].Comparison"], form["Form.Lines[0].Baseline"], form["Form.Comment"]) = ("50", "AtLeast", "12,5", "цели программы");
        using (var saved = await browser.PostFormAsync(path, form, path))
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var row = Row(await browser.GetPageAsync($"/monitoring/indicators?program={program}&{Year}"), "2.3.3-4");
        Assert.Equal(["12,5 %", "3 из 30 (10,0 %)", "не меньше 50 %"], row.QuerySelectorAll("td").Take(3).Select(Plain));
        // 23,3 % is nearer to 50 than the 12,5 it began with.
        Assert.Equal("отставание", Plain(row.QuerySelector("[data-label='Итог']")!));
        using var stale = await browser.PostFormAsync(path, form, path);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
    }

    [Fact]
    public async Task OwnIndicator_IsMadeOfQuantitiesAndComputed()
    {
        var (browser, program, _) = await StartAsync();
        var list = $"/monitoring/indicators/{program}/definitions";
        var form = Fields(await browser.GetPageAsync($"{list}/new"));
        (form["Form.Code"], form["Form.Name"], form["Form.Rhythm"], form["Form.Comment"]) = ("Н1", "Доля учителей с маршрутом по всем школам", "YearSeptember", "нужен совету директоров");
        using (var empty = await browser.PostFormAsync($"{list}/new", form, $"{list}/new"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
            Assert.Contains("Укажите, как считается показатель", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        form["Form.Lines[0].Numerator"] = "sum:teachers-route";
        using (var undivided = await browser.PostFormAsync($"{list}/new", form, $"{list}/new"))
            Assert.Contains("У доли нет знаменателя", await undivided.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        form["Form.Lines[0].Denominator"] = "sum:teachers";
        using (var saved = await browser.PostFormAsync($"{list}/new", form, $"{list}/new"))
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        // 5 and 2 and 15 of 20 and 10 and 15: В counts although it is not on the list.
        Assert.StartsWith("22 из 45 (48,9 %)", Plain(Row(await browser.GetPageAsync($"/monitoring/indicators?program={program}&{Year}"), "Н1").QuerySelector("[data-label='Стало']")!), StringComparison.Ordinal);
        Assert.Contains("22 ÷ 45", Plain((await browser.GetPageAsync($"/monitoring/indicators/{program}/{Uri.EscapeDataString("Н1")}?period=2025-09")).QuerySelector("main")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawn_IsNoLongerShown_AndComesBack()
    {
        var (browser, program, _) = await StartAsync();
        var path = $"/monitoring/indicators/{program}/definitions/3.3.3-4";
        foreach (var (back, shown) in new[] { (false, 0), (true, 1) })
        {
            var form = (await browser.GetPageAsync(path)).QuerySelectorAll("form[action$='/withdraw'] input[type=hidden]").OfType<IHtmlInputElement>().Where(i => i.Name is "basedOn" or "back").ToDictionary(i => i.Name!, i => i.Value);
            Assert.Equal(back ? "true" : "false", form["back"]);
            using (var done = await browser.PostFormAsync($"{path}/withdraw", form, path))
                Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
            var page = await browser.GetPageAsync($"/monitoring/indicators?program={program}&{Year}");
            Assert.Equal(shown, page.QuerySelectorAll("tbody th .sub").Count(sub => Plain(sub).StartsWith("3.3.3-4 ", StringComparison.Ordinal)));
        }
    }

    private async Task<(TestBrowser Browser, Guid Program, MonitoringWorld World)> StartAsync()
    {
        var world = await MonitoringWorld.CreateAsync(await host.NewTenantAsync());
        return (await world.Tenant.BrowserAsync(Roles.Methodist), await world.AddProgramAsync("three-directions"), world);
    }

    /// <summary>What a browser would post of the page's form without a change.</summary>
    private static Dictionary<string, string> Fields(IDocument page)
    {
        var fields = new Dictionary<string, string>();
        foreach (var element in page.QuerySelectorAll("main form.form [name^='Form.']"))
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox", IsChecked: false }: break;
                case IHtmlInputElement input: fields.TryAdd(input.Name!, input.Value); break;
                case IHtmlSelectElement select: fields[select.Name!] = select.Value ?? ""; break;
                case IHtmlTextAreaElement text: fields[text.Name!] = text.Value; break;
                default: throw new InvalidOperationException(element.OuterHtml);
            }
        return fields;
    }

    private static IElement Row(IDocument page, string code) => page.QuerySelectorAll("tbody tr").Single(r => Plain(r.QuerySelector("th .sub")!).Split(' ')[0] == code);

    private static string Plain(INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
