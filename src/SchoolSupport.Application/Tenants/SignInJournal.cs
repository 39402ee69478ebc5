using SchoolSupport.Application.Audit;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Tenants;

/// <summary>Sign-ins, refusals and sign-outs in the history of the account's tenant.</summary>
public sealed class SignInJournal(PlatformDbContext db)
{
    public async Task RecordAsync(UserAccount account, string operation, CancellationToken ct)
    {
        db.AuditEntries.Add(new AuditEntry
        {
            TenantId = account.TenantId,
            At = db.Now,
            UserId = account.Id,
            UserRole = account.Role,
            Operation = operation,
            Entity = "users",
            EntityId = account.Id.ToString(),
            Kind = ChangeKind.Event,
            Changes = "{}",
            RequestId = db.Actor.RequestId,
        });
        if (operation == SignedIn)
            account.LastSignInAt = db.Now;
        await db.SaveChangesAsync(ct);
    }

    public const string SignedIn = "accounts.signed-in";
    public const string Refused = "accounts.sign-in-refused";
    public const string LockedOut = "accounts.locked-out";
    public const string SignedOutEverywhere = "accounts.signed-out-everywhere";
}
