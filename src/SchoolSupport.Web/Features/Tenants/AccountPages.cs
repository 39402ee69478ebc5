using FluentValidation;
using Microsoft.AspNetCore.Identity;
using QRCoder;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Features.Tenants;

public sealed record AccountPage(string UserName, string DisplayName, string Position, string RoleLabel, bool HasSecondFactor, int CodesLeft, DateTimeOffset? LastSignInAt, bool HasCalendar, string? Done);

public sealed class PasswordForm
{
    public string? Current { get; set; }
    public string? New { get; set; }
    public string? Repeat { get; set; }
}

public sealed class PasswordFormValidator : AbstractValidator<PasswordForm>
{
    public PasswordFormValidator()
    {
        RuleFor(f => f.Current).NotEmpty().WithMessage("Введите текущий пароль");
        RuleFor(f => f.New).NotEmpty().WithMessage("Введите новый пароль");
        RuleFor(f => f.Repeat).Equal(f => f.New).WithMessage("Пароли не совпадают. Введите новый пароль ещё раз");
        RuleFor(f => f.New).NotEqual(f => f.Current).When(f => !string.IsNullOrEmpty(f.New)).WithMessage("Новый пароль совпадает с текущим");
    }
}

/// <param name="IsForced">The person signed in with a one-time password and must change it now.</param>
public sealed record PasswordPage(PasswordForm Form, bool IsForced);

/// <param name="Key">The secret in groups of four, to type in by hand.</param>
/// <param name="QrDataUri">The same as a picture.</param>
public sealed record SecondFactorPage(bool IsOn, int CodesLeft, string Key, string QrDataUri, SecondFactorForm Form)
{
    public TurnOffFactorForm Off { get; } = new();
}

public sealed class TurnOffFactorForm
{
    public string? Password { get; set; }
}

public sealed class TurnOffFactorFormValidator : AbstractValidator<TurnOffFactorForm>
{
    public TurnOffFactorFormValidator() => RuleFor(f => f.Password).NotEmpty().WithMessage("Введите пароль, чтобы отключить второй шаг");
}

public sealed record RecoveryCodesPage(IReadOnlyList<string> Codes);

public sealed record FieldProblem(string Field, string Text);

/// <summary>What the pages of the own account show and do.</summary>
public sealed class AccountPages(UserManager<UserAccount> users, IUserStore<UserAccount> store, PlatformDbContext db)
{
    private const int RecoveryCodeCount = 10;
    private const string Issuer = "SchoolSupport";

    public async Task<AccountPage> AccountAsync(UserAccount me, string? done) => new(
        me.UserName!, me.DisplayName, me.Position, Roles.Label(me.Role), me.TwoFactorEnabled, await users.CountRecoveryCodesAsync(me), me.LastSignInAt, Roles.Allows(me.Role, Permissions.ProgramsView), done);

    public PasswordPage Password(UserAccount me, PasswordForm form) => new(form, me.MustChangePassword);

    public async Task<IReadOnlyList<FieldProblem>> ChangePasswordAsync(UserAccount me, PasswordForm form)
    {
        db.Operation = "accounts.password-changed";
        var forced = me.MustChangePassword;
        me.MustChangePassword = false;
        var result = await users.ChangePasswordAsync(me, form.Current!, form.New!);
        if (result.Succeeded)
            return [];
        me.MustChangePassword = forced;
        return [.. result.Errors.Select(e => new FieldProblem(e.Code == nameof(IdentityErrorDescriber.PasswordMismatch) ? "Form.Current" : "Form.New", e.Description))];
    }

    public async Task<SecondFactorPage> SecondFactorAsync(UserAccount me, SecondFactorForm form)
    {
        var key = me.TwoFactorEnabled ? "" : await EnsureKeyAsync(me);
        return new SecondFactorPage(me.TwoFactorEnabled, await users.CountRecoveryCodesAsync(me), Grouped(key), me.TwoFactorEnabled ? "" : Qr(me, key), form);
    }

    /// <summary>The recovery codes, or null when the code was wrong.</summary>
    public async Task<IReadOnlyList<string>?> TurnOnSecondFactorAsync(UserAccount me, string code)
    {
        var compact = code.Replace(" ", "", StringComparison.Ordinal);
        if (!await users.VerifyTwoFactorTokenAsync(me, users.Options.Tokens.AuthenticatorTokenProvider, compact))
            return null;
        db.Operation = "accounts.two-factor-on";
        await users.SetTwoFactorEnabledAsync(me, true);
        return await NewCodesAsync(me);
    }

    public async Task<IReadOnlyList<string>?> NewRecoveryCodesAsync(UserAccount me)
    {
        db.Operation = "accounts.recovery-codes-made";
        return me.TwoFactorEnabled ? await NewCodesAsync(me) : null;
    }

    public async Task TurnOffSecondFactorAsync(UserAccount me)
    {
        db.Operation = "accounts.two-factor-off";
        await users.SetTwoFactorEnabledAsync(me, false);
        await users.ResetAuthenticatorKeyAsync(me);
    }

    private async Task<IReadOnlyList<string>> NewCodesAsync(UserAccount me) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(me, RecoveryCodeCount) ?? []];

    // The secret must be the same on the page and at the check of its first code, so it is stored when first shown.
    private async Task<string> EnsureKeyAsync(UserAccount me)
    {
        if (await users.GetAuthenticatorKeyAsync(me) is { Length: > 0 } key)
            return key;
        db.Operation = "accounts.two-factor-key-made";
        // Not by ResetAuthenticatorKeyAsync: it ends every session, and the person has only looked at the page.
        var made = users.GenerateNewAuthenticatorKey();
        await ((IUserAuthenticatorKeyStore<UserAccount>)store).SetAuthenticatorKeyAsync(me, made, CancellationToken.None);
        await users.UpdateAsync(me);
        return made;
    }

    private static string Grouped(string key) => string.Join(' ', key.Chunk(4).Select(group => new string(group))).ToLowerInvariant();

    private static string Qr(UserAccount me, string key)
    {
        var address = $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(me.UserName!)}?secret={key}&issuer={Issuer}&digits=6";
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        return "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(5));
    }
}
