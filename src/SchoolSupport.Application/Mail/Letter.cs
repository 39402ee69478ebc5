using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Mail;

public enum LetterStatus { Waiting = 0, Sent = 1, Failed = 2 }

/// <summary>A letter to be sent once.</summary>
public sealed class Letter : TenantRow
{
    public required string DedupeKey { get; init; }
    public required string Recipient { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public LetterStatus Status { get; set; }
    public int Attempts { get; set; }
    public required DateTimeOffset RunAfter { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>The mail server was begun to be spoken to. When the sender died after that, nobody knows whether the letter left: it is not sent again.</summary>
    public DateTimeOffset? HandedAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }
    public string? Failure { get; set; }
}
