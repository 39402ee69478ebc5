using System.Net;

namespace SchoolSupport.Web.Tests.Shared;

public sealed class ShellTests : IAsyncLifetime
{
    private ShellHost host = null!;

    public async Task InitializeAsync() => host = await ShellHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("/dev/components", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/dev/fail", HttpStatusCode.InternalServerError)]
    public async Task Answer_Always_CarriesStrictHeaders(string address, HttpStatusCode status)
    {
        var response = await host.Client().GetAsync(address);

        Assert.Equal(status, response.StatusCode);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.True(response.Headers.CacheControl!.NoCache || response.Headers.CacheControl.NoStore);
    }

    [Theory]
    [InlineData("/dev/components")]
    [InlineData("/dev/conflict")]
    [InlineData("/nowhere")]
    public async Task Page_Always_HasNothingInlineAndNothingForeign(string address)
    {
        var page = await host.Client().GetPageAsync(address);

        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src])"));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.All(page.QuerySelectorAll("script[src], link[href], img[src]"),
            element => Assert.StartsWith("/", element.GetAttribute("src") ?? element.GetAttribute("href")));
        Assert.NotEmpty(page.QuerySelectorAll("link[rel=stylesheet]"));
    }

    [Fact]
    public async Task Failure_Thrown_ShowsRussianPageWithIdAndNoTrace()
    {
        var response = await host.Client().GetAsync("/dev/fail");
        var text = await response.Content.ReadAsStringAsync();

        Assert.Contains("Произошла ошибка", text);
        Assert.Matches("Номер ошибки: <code>[^<]{5,}</code>", text);
        Assert.DoesNotContain("deliberate", text);
        Assert.DoesNotContain("Exception", text);
    }

    [Fact]
    public async Task ErrorPage_AskedByAddress_IsNotFound() =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client().GetAsync("/error/500")).StatusCode);

    [Fact]
    public async Task Post_WithoutToken_IsRefusedAndExplained()
    {
        var response = await host.Client().PostAsync("/dev/components", new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Страница устарела", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Post_WithTokenOfAnotherSession_IsRefused()
    {
        var page = await host.Client().GetPageAsync("/dev/components");
        var token = page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var fields = new Dictionary<string, string> { ["__RequestVerificationToken"] = token };

        var response = await host.Client().PostAsync("/dev/components", new FormUrlEncodedContent(fields));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task DevelopersPages_InProduction_AreNotFound()
    {
        await using var production = await ShellHost.StartAsync("Production");

        foreach (var address in new[] { "/dev/components", "/dev/components/errors", "/dev/conflict", "/dev/axe-canary", "/dev/fail" })
            Assert.Equal(HttpStatusCode.NotFound, (await production.Client().GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task Links_WithChosenYear_KeepItAndSwitchKeepsPathAndQuery()
    {
        var page = await host.Client().GetPageAsync("/dev/components?year=2024-2025&q=лицей&page=3");

        Assert.All(page.QuerySelectorAll(".rail a[href^='/']"), link => Assert.Contains("year=2024-2025", link.GetAttribute("href")));
        Assert.Equal("2024/2025", page.QuerySelector(".year summary b")!.TextContent);
        var other = page.QuerySelectorAll(".year li a").Select(link => link.GetAttribute("href")!).Single(href => href.Contains("year=2023-2024"));
        Assert.StartsWith("/dev/components?", other);
        Assert.Contains(Uri.EscapeDataString("лицей"), other);
        Assert.DoesNotContain("page=", other);
    }

    [Fact]
    public async Task Redirect_WithChosenYear_KeepsIt()
    {
        var response = await host.Client().PostFormAsync("/dev/components?year=2024-2025",
            ("Form.Name", "СОШ № 3"), ("Form.Teachers", "14"), ("Form.Kind", "basic"), ("Form.Confirmed", "true"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/dev/components?year=2024-2025", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Health_WithoutDatabase_IsLive() =>
        Assert.Equal("Healthy", await host.Client().GetStringAsync("/health/live"));
}
