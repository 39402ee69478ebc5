using Microsoft.AspNetCore.Identity;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>Checks who signs in. What is wrong with name or password is not told apart.</summary>
public sealed class SignInService(SignInManager<UserAccount> manager, UserManager<UserAccount> users, PlatformDbContext db, SignInJournal journal,
    IPasswordHasher<UserAccount> hasher)
{
    private static readonly UserAccount Nobody = new() { Role = "", DisplayName = "" };
    private static string? nobodysHash;

    public async Task<SignInResult> WithPasswordAsync(string userName, string password, CancellationToken ct)
    {
        var account = await users.FindByNameAsync(userName);
        if (account is null)
        {
            // Takes as long as a wrong password does, so that names cannot be tried out.
            nobodysHash ??= hasher.HashPassword(Nobody, UserService.NewPassword());
            hasher.VerifyHashedPassword(Nobody, nobodysHash, password);
            return SignInResult.Failed;
        }
        var result = await manager.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            await journal.RecordAsync(account, result.IsLockedOut ? SignInJournal.LockedOut : SignInJournal.Refused, ct);
            return result;
        }
        if (!await MayEnterAsync(account, ct))
            return SignInResult.NotAllowed;
        result = await manager.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
            await journal.RecordAsync(account, SignInJournal.SignedIn, ct);
        return result;
    }

    /// <param name="code">Six digits of the application, or a recovery code.</param>
    public async Task<SignInResult> WithSecondFactorAsync(string code, CancellationToken ct)
    {
        var account = await manager.GetTwoFactorAuthenticationUserAsync();
        if (account is null || !await MayEnterAsync(account, ct))
            return SignInResult.Failed;
        var compact = code.Replace(" ", "", StringComparison.Ordinal);
        var result = compact.Length == 6 && compact.All(char.IsAsciiDigit)
            ? await manager.TwoFactorAuthenticatorSignInAsync(compact, isPersistent: false, rememberClient: false)
            : await manager.TwoFactorRecoveryCodeSignInAsync(compact);
        await journal.RecordAsync(account, result.Succeeded ? SignInJournal.SignedIn : SignInJournal.Refused, ct);
        return result;
    }

    public static string Refusal(SignInResult result) =>
        result.IsLockedOut ? "Слишком много неверных попыток. Вход закрыт на 15 минут; администратор может сбросить пароль раньше"
        : result.IsNotAllowed ? "Учётная запись отключена. Обратитесь к администратору управления"
        : "Имя для входа или пароль неверны. Проверьте раскладку клавиатуры";

    private async Task<bool> MayEnterAsync(UserAccount account, CancellationToken ct) =>
        account.IsActive && (account.TenantId is not { } tenantId || await db.Tenants.FindAsync([tenantId], ct) is { IsActive: true });
}
