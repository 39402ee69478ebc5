using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Tenants;

public sealed record CreateUser(string UserName, string DisplayName, string Position, string Role, Guid? SchoolId);

public sealed record ChangeUser(Guid Id, string DisplayName, string Position, string Role, Guid? SchoolId, string ConcurrencyStamp);

/// <summary>What became of an account and, when one was made, the password that is shown once.</summary>
public sealed record AccountOutcome(UserAccount? Account, IReadOnlyList<string> Problems, string? OneTimePassword = null)
{
    public bool Succeeded => Account is not null && Problems.Count == 0;
}

/// <summary>
/// The people of the actor's own tenant. An account of another tenant does not exist here. Whoever removes the last
/// administrator is refused, also when two do it at once.
/// </summary>
public sealed class UserService(PlatformDbContext db, AppDbContext tenantDb, UserManager<UserAccount> users)
{
    private const int OneTimePasswordLength = 14;
    private const string OneTimeAlphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>Roles that an administrator may give inside the tenant.</summary>
    public static readonly IReadOnlyList<RoleDefinition> GrantableRoles =
        [.. Roles.All.Values.Where(r => r.Scope is RoleScope.Department or RoleScope.School)];

    public async Task<UserAccount?> FindAsync(Guid id, CancellationToken ct) =>
        await db.Users.SingleOrDefaultAsync(u => u.Id == id && u.TenantId != null && u.TenantId == db.Actor.TenantId, ct);

    /// <summary>A new account with a one-time password, which must be changed at the first sign-in.</summary>
    public async Task<AccountOutcome> CreateAsync(CreateUser command, CancellationToken ct)
    {
        var problems = await PlaceProblemsAsync(command.Role, command.SchoolId, ct);
        if (problems.Count > 0)
            return new AccountOutcome(null, problems);
        var account = new UserAccount
        {
            TenantId = db.Actor.TenantId,
            SchoolId = command.SchoolId,
            Role = command.Role,
            DisplayName = command.DisplayName,
            Position = command.Position,
            UserName = command.UserName,
            MustChangePassword = true,
            CreatedAt = db.Now,
        };
        db.Operation = "accounts.account-created";
        var password = NewPassword();
        var result = await users.CreateAsync(account, password);
        return result.Succeeded ? new AccountOutcome(account, [], password) : new AccountOutcome(null, Texts(result));
    }

    /// <exception cref="DbUpdateConcurrencyException">Someone changed the account since the form was shown.</exception>
    public async Task<AccountOutcome> ChangeAsync(ChangeUser command, CancellationToken ct)
    {
        await using var guard = await GuardAdministratorsAsync(ct);
        var account = await FindAsync(command.Id, ct);
        if (account is null)
            return new AccountOutcome(null, []);
        if (account.ConcurrencyStamp != command.ConcurrencyStamp)
            throw new DbUpdateConcurrencyException("The account was changed by someone else.");
        var problems = await PlaceProblemsAsync(command.Role, command.SchoolId, ct);
        if (account.Role != command.Role && await IsLastAdministratorAsync(account, ct))
            problems.Add("Это последний администратор муниципалитета. Сначала назначьте другого");
        if (problems.Count > 0)
            return new AccountOutcome(account, problems);
        (account.DisplayName, account.Position, account.Role, account.SchoolId) = (command.DisplayName, command.Position, command.Role, command.SchoolId);
        return await SaveAndSignOutAsync(account, "accounts.account-changed", guard, ct);
    }

    /// <exception cref="PreconditionException">The account is the last administrator, or one's own.</exception>
    public async Task<AccountOutcome> SetActiveAsync(Guid id, bool active, CancellationToken ct)
    {
        await using var guard = await GuardAdministratorsAsync(ct);
        var account = await FindAsync(id, ct);
        if (account is null)
            return new AccountOutcome(null, []);
        if (!active && account.Id == db.Actor.UserId)
            throw new PreconditionException("Свою учётную запись отключить нельзя. Попросите другого администратора");
        if (!active && await IsLastAdministratorAsync(account, ct))
            throw new PreconditionException("Это последний администратор муниципалитета: без него некому управлять доступом");
        account.IsActive = active;
        return await SaveAndSignOutAsync(account, active ? "accounts.account-activated" : "accounts.account-deactivated", guard, ct);
    }

    /// <summary>A new one-time password; ends all sessions and a lockout.</summary>
    public async Task<AccountOutcome> ResetPasswordAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } account)
            return new AccountOutcome(null, []);
        db.Operation = "accounts.password-reset";
        var password = NewPassword();
        account.MustChangePassword = true;
        var result = await users.ResetPasswordAsync(account, await users.GeneratePasswordResetTokenAsync(account), password);
        if (!result.Succeeded)
            return new AccountOutcome(account, Texts(result));
        await users.SetLockoutEndDateAsync(account, null);
        await users.ResetAccessFailedCountAsync(account);
        return new AccountOutcome(account, [], password);
    }

    /// <summary>For who lost the telephone: the second factor is off until the person sets it up again.</summary>
    public async Task<AccountOutcome> ResetTwoFactorAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } account)
            return new AccountOutcome(null, []);
        db.Operation = "accounts.two-factor-reset";
        await users.SetTwoFactorEnabledAsync(account, false);
        await users.ResetAuthenticatorKeyAsync(account);
        await users.UpdateSecurityStampAsync(account);
        return new AccountOutcome(account, []);
    }

    public static string NewPassword()
    {
        // One of each demanded class first, the rest at random, then mixed.
        var characters = new List<char> { Pick("abcdefghjkmnpqrstuvwxyz"), Pick("ABCDEFGHJKMNPQRSTUVWXYZ"), Pick("23456789") };
        while (characters.Count < OneTimePasswordLength)
            characters.Add(Pick(OneTimeAlphabet));
        var array = characters.ToArray();
        RandomNumberGenerator.Shuffle<char>(array);
        return new string(array);
    }

    private static char Pick(string from) => from[RandomNumberGenerator.GetInt32(from.Length)];

    private async Task<List<string>> PlaceProblemsAsync(string role, Guid? schoolId, CancellationToken ct)
    {
        var definition = GrantableRoles.SingleOrDefault(r => r.Code == role);
        if (definition is null)
            return ["Выберите роль из списка"];
        if (definition.Scope == RoleScope.School && schoolId is null)
            return ["Для роли школы выберите школу"];
        if (definition.Scope == RoleScope.Department && schoolId is not null)
            return ["Сотрудник управления не привязан к школе: очистите поле «Школа»"];
        if (schoolId is not null && !await tenantDb.Schools.AnyAsync(s => s.Id == schoolId, ct))
            return ["Такой школы нет в реестре"];
        return [];
    }

    private Task<bool> IsLastAdministratorAsync(UserAccount account, CancellationToken ct) =>
        account is { Role: Roles.TenantAdmin, IsActive: true }
            ? db.Users.AllAsync(u => u.TenantId != account.TenantId || u.Role != Roles.TenantAdmin || !u.IsActive || u.Id == account.Id, ct)
            : Task.FromResult(false);

    // Two administrators who take each other's role at once must not both succeed: one waits for the other.
    private async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> GuardAdministratorsAsync(CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({db.Actor.TenantId.ToString()}, 0))", ct);
        return transaction;
    }

    private async Task<AccountOutcome> SaveAndSignOutAsync(UserAccount account, string operation,
        Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction guard, CancellationToken ct)
    {
        db.Operation = operation;
        var result = await users.UpdateSecurityStampAsync(account);
        if (!result.Succeeded)
            return new AccountOutcome(account, Texts(result));
        await guard.CommitAsync(ct);
        return new AccountOutcome(account, []);
    }

    private static List<string> Texts(IdentityResult result) => [.. result.Errors.Select(e => e.Description)];
}
