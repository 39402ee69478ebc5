using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using SchoolSupport.Application.Mail;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;

namespace SchoolSupport.Application.Indicators;

/// <summary>Who was reminded.</summary>
/// <param name="Schools">Schools that a letter goes to.</param>
/// <param name="WithoutAddress">Schools where nobody gave an address for letters.</param>
/// <param name="AlreadyToday">Schools that were reminded today before.</param>
public sealed record RemindedSchools(int Schools, int WithoutAddress, int AlreadyToday);

/// <summary>
/// Reminds schools that have not handed in, through the outbox: those of a school who asked for letters and gave an address, once a day at most.
/// </summary>
public sealed class CampaignReminderService(AppDbContext db, TenantClock clock, IOptions<MailOptions> mail)
{
    private sealed record Recipient(Guid SchoolId, Guid UserId, string Address);

    /// <summary>At the department's wish: everybody who has not handed in. Null when there is no such collection.</summary>
    /// <exception cref="PreconditionException">The collection does not run.</exception>
    public async Task<RemindedSchools?> RemindAsync(Guid campaignId, CancellationToken ct)
    {
        if (await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == campaignId, ct) is not { } campaign)
            return null;
        if (campaign.State != CampaignState.Open)
            throw new PreconditionException("Напоминать можно только об открытом сборе");
        var today = await clock.TodayAsync(ct);
        return await WriteAsync(campaign, submission => !submission.HasLeft(today) && submission.State is not (SubmissionState.Submitted or SubmissionState.Accepted), ct);
    }

    /// <summary>By the calendar (<see cref="CampaignReminders"/>): of all running collections, those schools whose day it is.</summary>
    public async Task<int> RemindDueAsync(CancellationToken ct)
    {
        var today = await clock.TodayAsync(ct);
        var written = 0;
        foreach (var campaign in await db.Campaigns.AsNoTracking().Where(c => c.State == CampaignState.Open).ToListAsync(ct))
            written += (await WriteAsync(campaign, submission => CampaignReminders.IsDue(campaign.Rules, submission, today), ct)).Schools;
        return written;
    }

    private async Task<RemindedSchools> WriteAsync(CampaignRow campaign, Func<Submission, bool> isMeant, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var today = clock.Today(tenant);
        var closed = (await db.Schools.AsNoTracking().Where(s => s.ClosedOn != null && s.ClosedOn <= today).Select(s => s.Id).ToListAsync(ct)).ToHashSet();
        var rows = (await db.Submissions.Where(s => s.CampaignId == campaign.Id && s.SchoolId != null).ToListAsync(ct))
            .Where(row => !closed.Contains(row.SchoolId!.Value) && isMeant(row.Rules)).ToList();
        var schools = rows.ConvertAll(row => row.SchoolId!.Value);
        var recipients = await (from subscription in db.DigestSubscriptions.AsNoTracking()
                                join person in db.People on subscription.UserId equals person.Id
                                where person.IsActive && person.SchoolId != null && schools.Contains(person.SchoolId!.Value)
                                select new Recipient(person.SchoolId!.Value, person.Id, subscription.Address)).ToListAsync(ct);
        var keys = recipients.ConvertAll(recipient => KeyOf(campaign.Id, recipient.UserId, today));
        var known = (await db.Letters.AsNoTracking().Where(letter => keys.Contains(letter.DedupeKey)).Select(letter => letter.DedupeKey).ToListAsync(ct)).ToHashSet();
        var fresh = recipients.Where(recipient => !known.Contains(KeyOf(campaign.Id, recipient.UserId, today))).ToList();
        foreach (var recipient in fresh)
        {
            var row = rows.First(r => r.SchoolId == recipient.SchoolId);
            row.RemindedAt = db.Now;
            db.Letters.Add(new Letter
            {
                DedupeKey = KeyOf(campaign.Id, recipient.UserId, today), Recipient = recipient.Address, Subject = Subject(campaign, row.Rules, today),
                Body = Body(tenant, campaign, row, today), RunAfter = db.Now, CreatedAt = db.Now,
            });
        }
        if (fresh.Count > 0)
            await db.SaveAsync("monitoring.schools-reminded", ct);
        var withAddress = recipients.Select(recipient => recipient.SchoolId).ToHashSet();
        var reminded = fresh.Select(recipient => recipient.SchoolId).ToHashSet();
        return new RemindedSchools(reminded.Count, schools.Count(school => !withAddress.Contains(school)), withAddress.Count(school => !reminded.Contains(school)));
    }

    private static string KeyOf(Guid campaign, Guid user, DateOnly day) => $"campaign:{campaign:N}:{user:N}:{day:yyyy-MM-dd}";

    private static string Subject(CampaignRow campaign, Submission submission, DateOnly today) => Plain($"{campaign.Title}: {Left(submission.DueIn(campaign.Rules), today)}");

    private string Body(Tenant tenant, CampaignRow campaign, SubmissionRow row, DateOnly today)
    {
        var due = row.Rules.DueIn(campaign.Rules);
        var state = row.State switch
        {
            SubmissionState.NotStarted => "Анкета ещё не начата.",
            SubmissionState.Returned => "Анкета возвращена с замечаниями, их нужно исправить и отправить её снова.",
            _ => "Анкета начата и не отправлена.",
        };
        var site = mail.Value.SiteAddress.TrimEnd('/');
        return Plain($"{tenant.AuthorityName}, {tenant.Name}\n\n{campaign.Title}\n{state} Сдать до {RussianText.ShortDate(due)}, {Left(due, today)}.\n\n"
            + $"Заполнить: {site}/monitoring/campaigns/{campaign.Id}/form\nОтказаться от писем: {site}/account/digest\n");
    }

    private static string Left(DateOnly due, DateOnly today) => (due.DayNumber - today.DayNumber) switch
    {
        0 => "сегодня последний день",
        > 0 and var days => $"осталось {RussianText.Count(days, "день", "дня", "дней")}",
        var days => $"срок прошёл {RussianText.Count(-days, "день", "дня", "дней")} назад",
    };

    private static string Plain(string text) => text.Replace(RussianText.NoBreakSpace, ' ').Replace(RussianText.NarrowNoBreakSpace, ' ');
}

/// <summary>Every morning of a department that switched letters on: reminders of its running collections.</summary>
public sealed class CampaignLetters(IServiceScopeFactory scopes, TimeProvider time, ILogger<CampaignLetters> log) : ILetterSource
{
    /// <summary>By the tenant's clock.</summary>
    private static readonly TimeOnly Morning = new(7, 0);

    public async Task FillOutboxAsync(CancellationToken ct)
    {
        foreach (var tenant in await TenantsAsync(ct))
        {
            if (TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(tenant.TimeZone)).DateTime) < Morning)
                continue;
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().ActForTenant(tenant.Id, null, Roles.System, null);
            try
            {
                await scope.ServiceProvider.GetRequiredService<CampaignReminderService>().RemindDueAsync(ct);
            }
            catch (DbUpdateException other) when (other.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                log.LogInformation("Another node wrote the reminders of {TenantId} first", tenant.Id);
            }
        }
    }

    private async Task<List<Tenant>> TenantsAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PlatformDbContext>().Tenants.AsNoTracking().Where(t => t.IsActive && t.DigestEnabled).ToListAsync(ct);
    }
}
