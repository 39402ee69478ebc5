using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Mail;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Programs.Execution;

/// <param name="LastLetter">The newest letter to this person, if there was one.</param>
public sealed record OwnDigest(DigestSubscription? Subscription, Letter? LastLetter);

/// <summary>The own subscription to the digest.</summary>
public sealed class Digests(AppDbContext db)
{
    public async Task<OwnDigest> FindAsync(CancellationToken ct)
    {
        var prefix = KeyPrefix(db.Actor.UserId!.Value);
        return new OwnDigest(
            await db.DigestSubscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.UserId == db.Actor.UserId, ct),
            await db.Letters.AsNoTracking().Where(l => l.DedupeKey.StartsWith(prefix)).OrderByDescending(l => l.Id).FirstOrDefaultAsync(ct));
    }

    /// <param name="weekday">1 Monday … 7 Sunday; 0 every day.</param>
    public async Task SubscribeAsync(string address, short weekday, CancellationToken ct)
    {
        var stored = await db.DigestSubscriptions.SingleOrDefaultAsync(s => s.UserId == db.Actor.UserId, ct);
        if (stored is null)
            db.DigestSubscriptions.Add(new DigestSubscription { UserId = db.Actor.UserId!.Value, Address = address, Weekday = weekday, CreatedAt = db.Now });
        else
            (stored.Address, stored.Weekday) = (address, weekday);
        await db.SaveAsync("programs.digest-subscribed", ct);
    }

    public async Task UnsubscribeAsync(CancellationToken ct)
    {
        if (await db.DigestSubscriptions.SingleOrDefaultAsync(s => s.UserId == db.Actor.UserId, ct) is not { } stored)
            return;
        db.DigestSubscriptions.Remove(stored);
        await db.SaveAsync("programs.digest-unsubscribed", ct);
    }

    /// <summary>One letter a person and day, whoever writes it.</summary>
    internal static string KeyOf(Guid user, DateOnly day) => $"{KeyPrefix(user)}{day:yyyy-MM-dd}";

    private static string KeyPrefix(Guid user) => $"digest/{user:N}/";
}
