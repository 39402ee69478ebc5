using Microsoft.Extensions.Logging;
using Npgsql;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Mail;

/// <summary>
/// Sends waiting letters one by one, for all tenants. «Skip locked» lets several nodes share the outbox. Before the mail server is spoken to
/// the letter is marked as handed over: a sender that dies after that leaves a letter of which nobody knows whether it left, and it is not
/// sent again. A letter can so be lost by a crash, but not doubled by one. What remains: a server that takes a letter and whose answer is lost
/// on the way is tried again.
/// </summary>
public sealed class LetterSender(DataSources sources, IMailTransport transport, ILogger<LetterSender> log)
{
    /// <summary>Longer than the longest time-out of the transport.</summary>
    private static readonly TimeSpan Lock = TimeSpan.FromMinutes(2);

    /// <summary>Waits after the first, second… failed attempt; after as many the letter has failed.</summary>
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

    private const string Unknown = "Отправка прервалась: ушло ли письмо, неизвестно. Повторно оно не отправлено.";

    private const string ClaimSql = """
        update mail_outbox set locked_until = now() + $1, attempts = attempts + 1
        where (tenant_id, id) = (
          select tenant_id, id from mail_outbox
          where status = 0 and run_after <= now() and (locked_until is null or locked_until < now())
          order by run_after for update skip locked limit 1)
        returning tenant_id, id, recipient, subject, body, attempts, handed_at is not null
        """;

    private sealed record Claimed(Guid TenantId, OutgoingLetter Letter, int Attempts, bool WasHanded);

    /// <summary>Takes the next letter that is due and does with it what can be done.</summary>
    /// <returns>False when none is due.</returns>
    public async Task<bool> SendNextAsync(CancellationToken ct)
    {
        if (await ClaimAsync(ct) is not { } claimed)
            return false;
        if (claimed.WasHanded)
        {
            log.LogWarning("Letter {LetterId} was being sent when its sender died; it is not sent again", claimed.Letter.Id);
            await FinishAsync(claimed, LetterStatus.Failed, Unknown, TimeSpan.Zero);
            return true;
        }
        await MarkHandedAsync(claimed, ct);
        try
        {
            // Not to be cut off by a stopping server: the transport has its own time limit.
            await transport.SendAsync(claimed.Letter, CancellationToken.None);
            await FinishAsync(claimed, LetterStatus.Sent, null, TimeSpan.Zero);
        }
        catch (MailRefusedException refusal)
        {
            var isLast = refusal.IsFinal || claimed.Attempts > Waits.Length;
            log.LogWarning(refusal, "Letter {LetterId} was not taken in attempt {Attempt}, final: {IsLast}", claimed.Letter.Id, claimed.Attempts, isLast);
            await FinishAsync(claimed, isLast ? LetterStatus.Failed : LetterStatus.Waiting, refusal.Message, isLast ? TimeSpan.Zero : Waits[claimed.Attempts - 1]);
        }
        return true;
    }

    private async Task<Claimed?> ClaimAsync(CancellationToken ct)
    {
        await using var command = sources.Platform.CreateCommand(ClaimSql);
        command.Parameters.Add(new NpgsqlParameter { Value = Lock });
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return null;
        return new Claimed(reader.GetGuid(0), new OutgoingLetter(reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)),
            reader.GetInt32(5), reader.GetBoolean(6));
    }

    private async Task MarkHandedAsync(Claimed claimed, CancellationToken ct)
    {
        await using var command = sources.Platform.CreateCommand("update mail_outbox set handed_at = now() where tenant_id = $1 and id = $2");
        command.Parameters.Add(new NpgsqlParameter { Value = claimed.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = claimed.Letter.Id });
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task FinishAsync(Claimed claimed, LetterStatus status, string? failure, TimeSpan wait)
    {
        await using var command = sources.Platform.CreateCommand("""
            update mail_outbox set status = $1, failure = $2, run_after = now() + $3, locked_until = null,
              handed_at = case when $1 = 0 then null else handed_at end, sent_at = case when $1 = 1 then now() end
            where tenant_id = $4 and id = $5
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = (short)status });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)failure ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = wait });
        command.Parameters.Add(new NpgsqlParameter { Value = claimed.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = claimed.Letter.Id });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
