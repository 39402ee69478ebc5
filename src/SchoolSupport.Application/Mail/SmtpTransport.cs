using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace SchoolSupport.Application.Mail;

/// <param name="Id">Becomes the Message-ID: when a letter leaves twice after all, mail programmes see that it is one.</param>
public sealed record OutgoingLetter(Guid Id, string Recipient, string Subject, string Body);

/// <summary>The border to the mail server.</summary>
public interface IMailTransport
{
    /// <exception cref="MailRefusedException">The server did not take the letter.</exception>
    Task SendAsync(OutgoingLetter letter, CancellationToken ct);
}

/// <param name="reason">For the log and the subscriber's page; without addresses.</param>
/// <param name="isFinal">The server will not take it later either.</param>
public sealed class MailRefusedException(string reason, bool isFinal, Exception? inner) : Exception(reason, inner)
{
    public bool IsFinal => isFinal;
}

/// <summary>Hands letters to the configured server.</summary>
public sealed class SmtpTransport(IOptions<MailOptions> options) : IMailTransport
{
    public async Task SendAsync(OutgoingLetter letter, CancellationToken ct)
    {
        var settings = options.Value;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
        using var message = Message(letter, settings);
        using var client = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = settings.UseTls,
            Credentials = settings.User.Length == 0 ? null : new NetworkCredential(settings.User, settings.Password),
        };
        try
        {
            await client.SendMailAsync(message, limit.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new MailRefusedException("Почтовый сервер не ответил вовремя.", false, late);
        }
        catch (SmtpException refusal)
        {
            throw new MailRefusedException(Words(refusal), (int)refusal.StatusCode is >= 500 and < 600, refusal);
        }
    }

    private static MailMessage Message(OutgoingLetter letter, MailOptions settings)
    {
        var message = new MailMessage(new MailAddress(settings.From, settings.FromName, Encoding.UTF8), new MailAddress(letter.Recipient))
        {
            Subject = letter.Subject, SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8,
            Body = letter.Body, BodyEncoding = Encoding.UTF8, BodyTransferEncoding = TransferEncoding.Base64,
        };
        message.Headers.Add("Message-ID", $"<{letter.Id:N}@{message.From!.Host}>");
        // So that nobody's «в отпуске» answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static string Words(SmtpException refusal) => refusal switch
    {
        { InnerException: SocketException } or { InnerException.InnerException: SocketException } => "Почтовый сервер недоступен.",
        { StatusCode: SmtpStatusCode.GeneralFailure } => "Связь с почтовым сервером прервалась.",
        _ => $"Почтовый сервер ответил отказом {(int)refusal.StatusCode}.",
    };
}
