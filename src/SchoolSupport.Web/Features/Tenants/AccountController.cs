using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Composition;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>The own account: password, second factor, sessions.</summary>
[SignedIn]
public sealed class AccountController(AccountPages pages, UserManager<UserAccount> users, SignInManager<UserAccount> signIn, SignInJournal journal,
    IValidator<PasswordForm> passwordRules, IValidator<SecondFactorForm> codeRules, IValidator<TurnOffFactorForm> offRules) : Controller
{
    public const string PasswordPath = "/account/password";
    public const string SignOutPath = "/account/sign-out";
    private const string FactorPath = "/account/second-factor";

    [HttpGet("/account")]
    public async Task<IActionResult> Index(string? done) => View(await pages.AccountAsync(await MeAsync(), done));

    [HttpGet(PasswordPath)]
    public async Task<IActionResult> Password() => View(pages.Password(await MeAsync(), new PasswordForm()));

    [HttpPost(PasswordPath)]
    public async Task<IActionResult> Password(PasswordForm form)
    {
        var me = await MeAsync();
        if (!await this.IsValidAsync(passwordRules, form))
            return this.InvalidForm(pages.Password(me, form));
        var problems = await pages.ChangePasswordAsync(me, form);
        foreach (var problem in problems)
            ModelState.AddModelError(problem.Field, problem.Text);
        if (problems.Count > 0)
            return this.InvalidForm(pages.Password(me, form));
        await signIn.RefreshSignInAsync(me);
        return Redirect("/account?done=password");
    }

    [HttpGet(FactorPath)]
    public async Task<IActionResult> SecondFactor()
    {
        var me = await MeAsync();
        var page = await pages.SecondFactorAsync(me, new SecondFactorForm());
        // The first visit makes the key and with it a new security stamp: the old cookie would end the session half a minute later.
        await signIn.RefreshSignInAsync(me);
        return View(page);
    }

    [HttpPost(FactorPath)]
    public async Task<IActionResult> SecondFactor(SecondFactorForm form)
    {
        var me = await MeAsync();
        if (!await this.IsValidAsync(codeRules, form))
            return this.InvalidForm(await pages.SecondFactorAsync(me, form));
        if (await pages.TurnOnSecondFactorAsync(me, form.Code!) is not { } codes)
        {
            ModelState.AddModelError("Form.Code", "Код не подошёл. Проверьте время на телефоне и введите новый код");
            return this.InvalidForm(await pages.SecondFactorAsync(me, form));
        }
        await signIn.RefreshSignInAsync(me);
        return View("RecoveryCodes", new RecoveryCodesPage(codes));
    }

    [HttpPost("/account/second-factor/codes")]
    public async Task<IActionResult> NewRecoveryCodes() =>
        await pages.NewRecoveryCodesAsync(await MeAsync()) is { } codes ? View("RecoveryCodes", new RecoveryCodesPage(codes)) : Redirect(FactorPath);

    [HttpPost("/account/second-factor/off"), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> TurnOffSecondFactor(TurnOffFactorForm off)
    {
        var me = await MeAsync();
        // An open session alone must not take the second step away. Wrong passwords lock the account, as at the sign-in.
        if (await this.IsValidAsync(offRules, off) && !(await signIn.CheckPasswordSignInAsync(me, off.Password!, lockoutOnFailure: true)).Succeeded)
            ModelState.AddModelError("Off.Password", "Пароль не подошёл. После пяти ошибок вход закрывается на 15 минут");
        if (!ModelState.IsValid)
            return this.InvalidForm(await pages.SecondFactorAsync(me, new SecondFactorForm()), nameof(SecondFactor));
        await pages.TurnOffSecondFactorAsync(me);
        await signIn.RefreshSignInAsync(me);
        return Redirect("/account?done=factor-off");
    }

    [HttpPost(SignOutPath)]
    public new async Task<IActionResult> SignOut()
    {
        await signIn.SignOutAsync();
        return Redirect("/sign-in");
    }

    /// <summary>Ends every session of the account, this one too.</summary>
    [HttpPost("/account/sign-out-everywhere")]
    public async Task<IActionResult> SignOutEverywhere(CancellationToken ct)
    {
        var me = await MeAsync();
        await users.UpdateSecurityStampAsync(me);
        await journal.RecordAsync(me, SignInJournal.SignedOutEverywhere, ct);
        await signIn.SignOutAsync();
        return Redirect("/sign-in");
    }

    private async Task<UserAccount> MeAsync() =>
        await users.GetUserAsync(User) ?? throw new InvalidOperationException("The signed-in account no longer exists.");
}
