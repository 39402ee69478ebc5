using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Composition;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>What the server as a whole promises: sessions, limits, redirects, log, production.</summary>
[Collection(AppCollection.Name)]
public sealed class ServerTests(TestHost host)
{
    private const string Password = "Ozero-2026-test";
    private const string Secret = "Секретарева";

    [Fact]
    public async Task Session_AfterARestart_IsStillOpen()
    {
        var account = await (await host.NewTenantAsync()).NewAccountAsync(Roles.Methodist, password: Password);
        string cookie;
        await using (var before = host.Beside())
            cookie = await SignInAsync(before, account.UserName!);
        await using var after = host.Beside();
        Assert.Equal(HttpStatusCode.OK, await AccountAsync(after, cookie));
    }

    [Fact]
    public async Task Session_OfAnotherDatabase_IsNotKnown()
    {
        var account = await (await host.NewTenantAsync()).NewAccountAsync(Roles.Methodist, password: Password);
        var cookie = await SignInAsync(host, account.UserName!);
        await using var other = new TestHost();
        await other.InitializeAsync();
        Assert.Equal(HttpStatusCode.Redirect, await AccountAsync(other, cookie));
    }

    [Fact]
    public async Task Production_BesideDemonstrationAccounts_DoesNotStart()
    {
        await using var fresh = new TestHost();
        await fresh.InitializeAsync();
        var tenant = await fresh.NewTenantAsync();
        await using (var without = Production(fresh))
            Assert.Equal(HttpStatusCode.OK, (await without.Anonymous().GetAsync("/sign-in")).StatusCode);

        var account = await tenant.NewAccountAsync(Roles.Methodist);
        await using (var scope = fresh.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<PlatformDbContext>().Users.Where(u => u.Id == account.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.IsDemo, true));
        await using var with = Production(fresh);
        var refusal = Assert.ThrowsAny<Exception>(() => with.Services);
        Assert.Contains("demonstration accounts", refusal.ToString());
    }

    [Fact]
    public async Task Cookies_OfSessionAndForms_AreForTheServerAndForHttpsOnly()
    {
        var account = await (await host.NewTenantAsync()).NewAccountAsync(Roles.Methodist, password: Password);
        var browser = host.Anonymous();
        using var page = await browser.GetAsync("/sign-in");
        using var signedIn = await PostSignInAsync(browser, account.UserName!, Password);
        var cookies = page.Headers.GetValues("Set-Cookie").Concat(signedIn.Headers.GetValues("Set-Cookie")).ToList();
        Assert.Contains(cookies, c => c.StartsWith("school-support=", StringComparison.Ordinal));
        Assert.Contains(cookies, c => c.StartsWith("forgery=", StringComparison.Ordinal));
        Assert.All(cookies, c =>
        {
            Assert.Contains("httponly", c, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("secure", c, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=", c, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("samesite=none", c, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("~//evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task SignIn_WithAForeignReturnAddress_StaysHere(string address)
    {
        var account = await (await host.NewTenantAsync()).NewAccountAsync(Roles.Methodist, password: Password);
        using var answer = await PostSignInAsync(host.Anonymous(), account.UserName!, Password, address);
        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task SignIn_WithAReturnAddressOfOurs_GoesThere()
    {
        var account = await (await host.NewTenantAsync()).NewAccountAsync(Roles.Methodist, password: Password);
        using var answer = await PostSignInAsync(host.Anonymous(), account.UserName!, Password, "/schools?q=7");
        Assert.Equal("/schools?q=7", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Host_NotNamedInTheConfiguration_IsRefused()
    {
        await using var strict = host.Beside(web => web.UseSetting("AllowedHosts", "school.example"));
        var client = strict.Anonymous().Client;
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync(client, "evil.example")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(client, "school.example")).StatusCode);

        static Task<HttpResponseMessage> GetAsync(HttpClient client, string host) =>
            client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = host } });
    }

    [Fact]
    public async Task SignIns_OverTheLimit_AreTurnedAwayForAWhile()
    {
        await using var strict = host.Beside(web => web.UseSetting("RateLimits:SignInsPerMinute", "3"));
        var browser = strict.Anonymous();
        for (var i = 0; i < 3; i++)
            using (var answer = await PostSignInAsync(browser, "nobody", "wrong-Password-1"))
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var refused = await PostSignInAsync(browser, "nobody", "wrong-Password-1");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("Слишком много попыток", await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sign-in")).StatusCode);
    }

    [Fact]
    public async Task Files_OverTheLimitOfOnePerson_AreTurnedAwayForAWhile()
    {
        await using var strict = host.Beside(web => web.UseSetting("RateLimits:UploadsPerMinute", "2"));
        var tenant = new TestTenant(strict, (await host.NewTenantAsync()).Tenant);
        var (greedy, other) = (new Somebody(Roles.Methodist, await tenant.BrowserAsync(Roles.Methodist)), new Somebody(Roles.Methodist, await tenant.BrowserAsync(Roles.Methodist)));
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await greedy.PostAsync("/schools/import", [])).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await greedy.PostAsync("/schools/import", [])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await other.PostAsync("/schools/import", [])).StatusCode);
    }

    [Fact]
    public void EveryActionThatTakesAFile_CountsTowardsTheLimit()
    {
        var takers = AppRoute.Of(host.Services).Where(r => !r.IsSafe && !r.IsAnonymous && TakesAFile(r)).ToList();
        Assert.NotEmpty(takers);
        Assert.DoesNotContain(takers, r => r.Endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName != RateLimits.Upload);
    }

    [Fact]
    public async Task Log_OfAWholeVisit_HoldsNoNamesAndNoFormValues()
    {
        var directory = Directory.CreateTempSubdirectory("log-").FullName;
        var tenant = await host.NewTenantAsync();
        await using (var logging = host.Beside(web => web.UseSetting("Logs:Directory", directory)))
        {
            var there = new Somebody(Roles.Methodist, await new TestTenant(logging, tenant.Tenant).BrowserAsync(Roles.Methodist));
            using var signIn = await PostSignInAsync(logging.Anonymous(), Secret, $"{Secret}-Password-1");
            using var added = await there.PostAsync("/schools/new", [new("Form.ShortName", Secret), new("Form.FullName", Secret), new("Form.Kind", "Secondary"), new("Form.Levels", "usual"), new("Form.Area", "urban")]);
            Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
            using var refused = await there.PostAsync("/schools/new", [new("Form.ShortName", Secret)]);
            using var file = await there.PostAsync("/schools/import", [], ("Form.File", $"{Secret}.xlsx", [1, 2, 3]));
            using var search = await there.Browser.GetAsync($"/schools?q={Secret}");
            using var nowhere = await there.Browser.GetAsync($"/nowhere/{Secret}");
            using var failed = await there.Browser.GetAsync($"/dev/fail?name={Secret}");
        }
        var log = string.Concat(Directory.GetFiles(directory).Select(File.ReadAllText));
        Directory.Delete(directory, true);
        Assert.Contains("HTTP POST schools/new 302", log);
        Assert.Contains("A deliberate failure", log);
        Assert.DoesNotContain(Secret, log);
        Assert.DoesNotContain(Uri.EscapeDataString(Secret), log);
    }

    private static bool TakesAFile(AppRoute route) =>
        route.Action?.Parameters.Any(p => IsFile(p.ParameterType) || p.ParameterType.GetProperties().Any(property => IsFile(property.PropertyType))) == true;

    private static bool IsFile(Type type) => typeof(IFormFile).IsAssignableFrom(type) || typeof(IFormFileCollection).IsAssignableFrom(type) || typeof(IEnumerable<IFormFile>).IsAssignableFrom(type);

    private static TestHost Production(TestHost on) => on.Beside(web => web.UseEnvironment("Production").UseSetting("AllowedHosts", "localhost"));

    private static async Task<string> SignInAsync(TestHost at, string userName)
    {
        using var answer = await PostSignInAsync(at.Anonymous(), userName, Password);
        return answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("school-support=", StringComparison.Ordinal)).Split(';')[0];
    }

    private static async Task<HttpStatusCode> AccountAsync(TestHost at, string cookie)
    {
        var browser = at.Anonymous();
        browser.Client.DefaultRequestHeaders.Add("Cookie", cookie);
        using var answer = await browser.GetAsync("/account");
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> PostSignInAsync(TestBrowser browser, string userName, string password, string returnUrl = "") =>
        browser.PostFormAsync("/sign-in", [new("Form.UserName", userName), new("Form.Password", password), new("Form.ReturnUrl", returnUrl)]);
}
