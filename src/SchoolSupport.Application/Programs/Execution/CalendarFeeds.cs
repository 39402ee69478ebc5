using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Programs.Execution;

/// <param name="Role">Of the person, now.</param>
/// <param name="SchoolId">The person's own school; null for the department.</param>
public sealed record FeedOwner(Guid FeedId, Guid TenantId, Guid UserId, string Role, Guid? SchoolId);

/// <summary>Calendar links of the own account. The secret stands in the link and nowhere else: only its hash is kept.</summary>
public sealed class CalendarFeeds(AppDbContext db, DataSources sources)
{
    public const int TitleMaxLength = 100;
    private const int MostOfPerson = 10;
    private const int SecretBytes = 32;

    /// <summary>«Прочитана» is written at most this often: a calendar programme asks many times a day.</summary>
    private static readonly TimeSpan ReadMark = TimeSpan.FromHours(1);

    private const string OwnerSql = """
        select f.id, f.tenant_id, f.user_id, u.role, u.school_id
        from calendar_feeds f
        join users u on u.id = f.user_id and u.tenant_id = f.tenant_id
        join tenants t on t.id = f.tenant_id
        where f.secret_hash = $1 and f.revoked_at is null and u.is_active and t.is_active
        """;

    /// <summary>The own links that work, newest first.</summary>
    public Task<List<CalendarFeed>> ListAsync(CancellationToken ct) => Own().AsNoTracking().OrderByDescending(f => f.Id).ToListAsync(ct);

    /// <returns>The secret of the new link, which is never shown again.</returns>
    /// <exception cref="PreconditionException">There are enough links already.</exception>
    public async Task<string> CreateAsync(string title, CancellationToken ct)
    {
        if (await Own().CountAsync(ct) >= MostOfPerson)
            throw new PreconditionException($"Ссылок уже {MostOfPerson}. Отзовите ненужную и создайте новую.");
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        db.CalendarFeeds.Add(new CalendarFeed { UserId = db.Actor.UserId!.Value, SecretHash = HashOf(secret), Title = title, CreatedAt = db.Now });
        await db.SaveAsync("programs.calendar-link-created", ct);
        return secret;
    }

    /// <summary>The link stops working at once.</summary>
    /// <returns>False when the person has no such link.</returns>
    public async Task<bool> RevokeAsync(Guid id, CancellationToken ct)
    {
        if (await Own().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } feed)
            return false;
        feed.RevokedAt = db.Now;
        await db.SaveAsync("programs.calendar-link-revoked", ct);
        return true;
    }

    /// <summary>Whose calendar a secret opens, asked before any tenant is known. Null when the link is unknown or revoked, or the account or department is closed.</summary>
    public async Task<FeedOwner?> FindOwnerAsync(string secret, CancellationToken ct)
    {
        await using var command = sources.Platform.CreateCommand(OwnerSql);
        command.Parameters.Add(new NpgsqlParameter { Value = HashOf(secret) });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new FeedOwner(reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetGuid(4))
            : null;
    }

    /// <summary>Notes that the link was read; no history, since nothing of anybody's changes.</summary>
    public Task MarkReadAsync(Guid id, CancellationToken ct)
    {
        var (now, before) = (db.Now, db.Now - ReadMark);
        return db.CalendarFeeds.Where(f => f.Id == id && (f.LastReadAt == null || f.LastReadAt < before))
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.LastReadAt, now), ct);
    }

    private IQueryable<CalendarFeed> Own() => db.CalendarFeeds.Where(f => f.UserId == db.Actor.UserId && f.RevokedAt == null);

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
