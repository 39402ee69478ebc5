using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Composition;
using SchoolSupport.Web.Features.Shared;
using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>Signing in: the password, then the second factor for who set one up.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignInController(SignInService signIn, SignInManager<UserAccount> manager, DemoAccountList demo,
    IValidator<SignInForm> passwordRules, IValidator<SecondFactorForm> codeRules) : Controller
{
    public const string SecondFactorPath = "/sign-in/second-factor";

    [HttpGet(Security.SignInPath)]
    public async Task<IActionResult> Password(string? returnUrl, CancellationToken ct) =>
        User.Identity?.IsAuthenticated == true ? LocalRedirect("/")
            : View(new SignInPage(new SignInForm { ReturnUrl = returnUrl }, await demo.ListAsync(ct)));

    [HttpPost(Security.SignInPath)]
    public async Task<IActionResult> Password(SignInForm form, CancellationToken ct)
    {
        if (!await this.IsValidAsync(passwordRules, form))
            return this.InvalidForm(new SignInPage(form, await demo.ListAsync(ct)));
        var result = await signIn.WithPasswordAsync(form.UserName!, form.Password!, ct);
        if (result.RequiresTwoFactor)
            return RedirectToAction(nameof(SecondFactor), new { returnUrl = form.ReturnUrl });
        if (result.Succeeded)
            return LocalRedirect(Safe(form.ReturnUrl));
        ModelState.AddModelError("", SignInService.Refusal(result));
        return this.InvalidForm(new SignInPage(form, await demo.ListAsync(ct)));
    }

    [HttpGet(SecondFactorPath)]
    public async Task<IActionResult> SecondFactor(string? returnUrl) =>
        await manager.GetTwoFactorAuthenticationUserAsync() is null ? Redirect(Security.SignInPath)
            : View(new SecondFactorForm { ReturnUrl = returnUrl });

    [HttpPost(SecondFactorPath)]
    public async Task<IActionResult> SecondFactor(SecondFactorForm form, CancellationToken ct)
    {
        if (await manager.GetTwoFactorAuthenticationUserAsync() is null)
            return Redirect(Security.SignInPath);
        if (!await this.IsValidAsync(codeRules, form))
            return this.InvalidForm(form);
        var result = await signIn.WithSecondFactorAsync(form.Code!, ct);
        if (result.Succeeded)
            return LocalRedirect(Safe(form.ReturnUrl));
        ModelState.AddModelError(nameof(form.Code), result.IsLockedOut ? SignInService.Refusal(result) : "Код не подошёл. Введите новый код из приложения или один из резервных кодов");
        return this.InvalidForm(form);
    }

    private string Safe(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
}
