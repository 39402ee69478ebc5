using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Tenants;

/// <summary>Sign-in through its page: password, lockout, second factor, sessions.</summary>
[Collection(AppCollection.Name)]
public sealed class SignInTests(TestHost host)
{
    private const string Password = "Ozero-2026-test";

    [Fact]
    public async Task Page_WithoutASession_RedirectsToSignIn()
    {
        using var response = await host.Anonymous().GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/sign-in", response.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task Post_RightPassword_OpensASession()
    {
        var account = await AccountAsync();
        var browser = host.Anonymous();
        using var response = await PostAsync(browser, account.UserName!, Password);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("school-support=", StringComparison.Ordinal) && c.Contains("httponly", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Post_ForeignReturnUrl_GoesHome()
    {
        var account = await AccountAsync();
        using var response = await PostAsync(host.Anonymous(), account.UserName!, Password, "https://evil.example/");
        Assert.Equal("/", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Post_WrongPassword_SaysNothingOfTheName()
    {
        var account = await AccountAsync();
        var known = await RefusalAsync(account.UserName!, "wrong-Password-1");
        var unknown = await RefusalAsync("nobody@test", "wrong-Password-1");
        Assert.Equal(known, unknown);
        Assert.Contains("неверны", known);
    }

    [Fact]
    public async Task Post_FiveWrongPasswords_LockTheAccount()
    {
        var account = await AccountAsync();
        for (var i = 0; i < 5; i++)
            await RefusalAsync(account.UserName!, "wrong-Password-1");
        Assert.Contains("закрыт на 15 минут", await RefusalAsync(account.UserName!, Password));
    }

    [Fact]
    public async Task Post_DeactivatedAccount_IsRefused()
    {
        var account = await AccountAsync();
        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<PlatformDbContext>().Users.Where(u => u.Id == account.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.IsActive, false));
        Assert.Contains("отключена", await RefusalAsync(account.UserName!, Password));
    }

    [Fact]
    public async Task OneTimePassword_BeforeItIsChanged_OpensNothingElse()
    {
        var account = await AccountAsync();
        account.MustChangePassword = true;
        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<PlatformDbContext>().Users.Where(u => u.Id == account.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.MustChangePassword, true));
        var browser = await host.SignedInAsync(account);
        using var response = await browser.GetAsync("/account");
        Assert.Equal("/account/password", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task SecondFactor_TurnedOn_IsAskedForAtTheNextSignIn()
    {
        var account = await AccountAsync();
        var browser = await host.SignedInAsync(account);
        var page = await browser.GetPageAsync("/account/second-factor");
        Assert.NotNull(page.QuerySelector("img.qr"));
        using var done = await browser.PostFormAsync("/account/second-factor", [new("Form.Code", await CodeAsync(account))]);
        var codes = (await TestBrowser.PageOfAsync(done, "codes", HttpStatusCode.OK)).QuerySelectorAll("ul.codes code");
        Assert.Equal(10, codes.Length);

        var next = host.Anonymous();
        using var first = await PostAsync(next, account.UserName!, Password);
        Assert.StartsWith("/sign-in/second-factor", first.Headers.Location!.ToString(), StringComparison.Ordinal);
        next.Remember(first);
        using var wrong = await next.PostFormAsync("/sign-in/second-factor", [new("Code", "000000")]);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var right = await next.PostFormAsync("/sign-in/second-factor", [new("Code", codes[0].TextContent)]);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task SecondFactor_TurnedOff_OnlyWithThePassword()
    {
        const string off = "/account/second-factor/off";
        var account = await AccountAsync();
        var browser = await host.SignedInAsync(account);
        await browser.GetPageAsync("/account/second-factor");
        using (await browser.PostFormAsync("/account/second-factor", [new("Form.Code", await CodeAsync(account))])) { }
        browser = await host.SignedInAsync(account);

        foreach (var wrong in (string[])["", "Ne-tot-parol-2026"])
        {
            using var refused = await browser.PostFormAsync(off, [new("Off.Password", wrong)], "/account/second-factor");
            var page = await TestBrowser.PageOfAsync(refused, off, HttpStatusCode.BadRequest);
            Assert.NotNull(page.QuerySelector("#errors a[href]"));
            Assert.True(await IsOnAsync());
        }
        using var done = await browser.PostFormAsync(off, [new("Off.Password", Password)], "/account/second-factor");
        Assert.Equal("/account?done=factor-off", done.Headers.Location!.ToString());
        Assert.False(await IsOnAsync());

        async Task<bool> IsOnAsync()
        {
            await using var scope = host.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<PlatformDbContext>().Users.Where(u => u.Id == account.Id).Select(u => u.TwoFactorEnabled).SingleAsync();
        }
    }

    [Fact]
    public async Task SecondFactorPage_OnlyLookedAt_EndsNoSession()
    {
        var account = await AccountAsync();
        var before = await StampAsync(account.Id);
        var browser = await host.SignedInAsync(account);
        await browser.GetPageAsync("/account/second-factor");
        Assert.Equal(before, await StampAsync(account.Id));
    }

    [Fact]
    public async Task SignOutEverywhere_ChangesTheStampThatEverySessionIsCheckedBy()
    {
        var account = await AccountAsync();
        var before = await StampAsync(account.Id);
        var browser = await host.SignedInAsync(account);
        using var response = await browser.PostFormAsync("/account/sign-out-everywhere", [], "/account");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.NotEqual(before, await StampAsync(account.Id));
    }

    private async Task<UserAccount> AccountAsync() => await (await host.NewTenantAsync()).NewAccountAsync(Roles.Methodist, password: Password);

    private async Task<string?> StampAsync(Guid id)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PlatformDbContext>().Users.Where(u => u.Id == id).Select(u => u.SecurityStamp).SingleAsync();
    }

    private async Task<string> CodeAsync(UserAccount account)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<UserAccount>>();
        var key = await users.GetAuthenticatorKeyAsync((await users.FindByIdAsync(account.Id.ToString()))!);
        return Totp.Code(key!, DateTimeOffset.UtcNow);
    }

    private async Task<string> RefusalAsync(string userName, string password)
    {
        using var response = await PostAsync(host.Anonymous(), userName, password);
        var page = await TestBrowser.PageOfAsync(response, "/sign-in", HttpStatusCode.BadRequest);
        return page.QuerySelector(".errors")!.TextContent;
    }

    private static Task<HttpResponseMessage> PostAsync(TestBrowser browser, string userName, string password, string returnUrl = "") =>
        browser.PostFormAsync("/sign-in", [new("Form.UserName", userName), new("Form.Password", password), new("Form.ReturnUrl", returnUrl)]);
}
