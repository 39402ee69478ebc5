using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SchoolSupport.Application.Mail;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Application.Programs.Execution;

/// <summary>
/// Every morning of a department that switched digests on: a letter into the outbox for each active subscriber whose day it is and for whom
/// something waits. The letter's key is person and day, so that restarts and several nodes make no second one.
/// </summary>
public sealed class DigestLetters(IServiceScopeFactory scopes, TimeProvider time, ILogger<DigestLetters> log) : ILetterSource
{
    /// <summary>By the tenant's clock.</summary>
    private static readonly TimeOnly Morning = new(7, 0);
    private const int KeptDays = 30;

    /// <summary>For whom nothing waited today; only saves the question, a restart may ask again.</summary>
    private readonly HashSet<(Guid User, DateOnly Day)> silent = [];

    private sealed record Subscriber(Guid UserId, string Role, Guid? SchoolId, string Address);

    public async Task FillOutboxAsync(CancellationToken ct)
    {
        foreach (var tenant in await TenantsAsync(ct))
        {
            var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(tenant.TimeZone));
            if (TimeOnly.FromDateTime(now.DateTime) < Morning)
                continue;
            var today = DateOnly.FromDateTime(now.DateTime);
            silent.RemoveWhere(known => known.Day < today.AddDays(-1));
            foreach (var subscriber in await SubscribersAsync(tenant.Id, today, ct))
                if (!silent.Contains((subscriber.UserId, today)))
                    await WriteAsync(tenant.Id, subscriber, today, ct);
        }
    }

    private async Task<List<Tenant>> TenantsAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDbContext>();
        return await db.Tenants.AsNoTracking().Where(t => t.IsActive && t.DigestEnabled).ToListAsync(ct);
    }

    private async Task<List<Subscriber>> SubscribersAsync(Guid tenant, DateOnly today, CancellationToken ct)
    {
        await using var scope = ScopeOf(tenant);
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var old = db.Now.AddDays(-KeptDays);
        await db.Letters.Where(l => l.CreatedAt < old && l.Status != LetterStatus.Waiting).ExecuteDeleteAsync(ct);
        var weekday = (short)(today.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)today.DayOfWeek);
        var found = await (from subscription in db.DigestSubscriptions.AsNoTracking()
                           join person in db.People on subscription.UserId equals person.Id
                           where person.IsActive && (subscription.Weekday == 0 || subscription.Weekday == weekday)
                           select new Subscriber(person.Id, person.Role, person.SchoolId, subscription.Address)).ToListAsync(ct);
        var keys = found.ConvertAll(s => Digests.KeyOf(s.UserId, today));
        var written = await db.Letters.Where(l => keys.Contains(l.DedupeKey)).Select(l => l.DedupeKey).ToListAsync(ct);
        return [.. found.Where(s => !written.Contains(Digests.KeyOf(s.UserId, today)) && Roles.Allows(s.Role, Permissions.ProgramsView))];
    }

    /// <summary>Reads as the subscriber would, with their role and school.</summary>
    private async Task WriteAsync(Guid tenant, Subscriber subscriber, DateOnly today, CancellationToken ct)
    {
        await using var scope = ScopeOf(tenant, subscriber);
        var services = scope.ServiceProvider;
        if (await services.GetRequiredService<DigestText>().WriteAsync(ct) is not var (subject, body))
        {
            silent.Add((subscriber.UserId, today));
            return;
        }
        var db = services.GetRequiredService<AppDbContext>();
        db.Letters.Add(new Letter
        {
            DedupeKey = Digests.KeyOf(subscriber.UserId, today), Recipient = subscriber.Address, Subject = subject, Body = body, RunAfter = db.Now, CreatedAt = db.Now,
        });
        try
        {
            await db.SaveAsync("programs.digest-written", ct);
        }
        catch (DbUpdateException other) when (other.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            log.LogInformation("Another node wrote the digest of {UserId} first", subscriber.UserId);
        }
    }

    private AsyncServiceScope ScopeOf(Guid tenant, Subscriber? person = null)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().ActForTenant(tenant, person?.UserId, person?.Role ?? Roles.System, person?.SchoolId);
        return scope;
    }
}
